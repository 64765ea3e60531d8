/** How managers wish to be told. */
import { calledOff, choicesOf } from '../notice-choices.ts';
import type { Answerer } from './answerer.ts';

export const noticeChoices: Answerer<'noticeChoices'> = ({ session, workspaceId }, { userIds }) =>
  choicesOf(session, workspaceId, userIds);

export const settledMeanwhile: Answerer<'settledMeanwhile'> = ({ session, workspaceId }, given) =>
  calledOff(session, workspaceId, given);
