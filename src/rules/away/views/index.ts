import type { View } from '../../../engine/rule.ts';
import { awayView } from './list.ts';
import { notices } from './notices.ts';

/** Everything this rule draws. */
export const views = [awayView, ...notices] as readonly View[];
