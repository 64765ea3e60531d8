import type { View } from '../../../engine/rule.ts';
import { over, said } from './answers.ts';
import { betterForm, closing } from './closing.ts';
import { notQuite } from './notices.ts';

/** Everything this rule draws. */
export const views = [closing, betterForm, notQuite, said, over] as readonly View[];
