import type { View } from '../../../engine/rule.ts';
import { correct } from './correct.ts';
import { list } from './list.ts';
import { accountClosed, personIs, whoIs } from './question.ts';

/** Everything this rule draws. */
export const views = [list, whoIs, personIs, accountClosed, correct] as readonly View[];
