import type { View } from '../../../engine/rule.ts';
import { board } from './board.ts';
import { line } from './line.ts';

/** Everything this rule draws. */
export const views = [board, line] as readonly View[];
