import type { View } from '../../../engine/rule.ts';
import { rhythm } from './rhythm.ts';
import { skipped } from './skipped.ts';

/** Everything this rule draws. */
export const views = [rhythm, skipped] as readonly View[];
