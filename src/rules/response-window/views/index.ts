import type { View } from '../../../engine/rule.ts';
import { answer } from './answer.ts';
import { change, handTo } from './forms.ts';
import { answerDeleted } from './heads-up.ts';
import { overdue, status } from './lists.ts';
import { notices } from './notice.ts';

/** Everything this rule draws. */
export const views: readonly View[] = [...notices, answerDeleted, overdue, status, answer, change, handTo];
