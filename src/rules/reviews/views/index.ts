import type { View } from '../../../engine/rule.ts';
import { over, said } from './answers.ts';
import { board } from './board.ts';
import { betterForm, closing } from './closing.ts';
import { followUpForm, followUps, form } from './forms.ts';
import { month } from './month.ts';
import { followUp, notQuite, notShown, reminder } from './notices.ts';
import { post, preview } from './post.ts';

/** Everything this rule draws. */
export const views = [
  ...[closing, betterForm, post],
  ...[board, form, preview, followUps, followUpForm],
  ...[notQuite, notShown, reminder, followUp, month],
  ...[said, over],
] as readonly View[];
