/** Who is away. */
import { absenceById, absencesWithin } from '../absences.ts';
import type { Answerer } from './answerer.ts';

export const absencesFact: Answerer<'absences'> = ({ session, workspaceId }, { userIds, from, until }) =>
  absencesWithin(session, workspaceId, { userIds }, { from, until });

export const absenceFact: Answerer<'absence'> = ({ session, workspaceId }, { id }) =>
  absenceById(session, workspaceId, id);
