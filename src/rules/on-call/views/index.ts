import type { View } from '../../../engine/rule.ts';
import { onCallView } from './list.ts';
import { notices } from './notices.ts';

/** Everything this rule draws. */
export const views = [onCallView, ...notices] as readonly View[];
