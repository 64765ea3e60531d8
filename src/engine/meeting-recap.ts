/**
 * What was decided in a meeting and who does what, as somebody of the agency wrote it and the client reads it. Types and pure
 * questions; the texts are among the words, as one text. It decides nothing, and knows no rule's record of who confirmed it.
 */

import type { Ask, Deadline } from './facts.ts';

/** The rule whose deadlines these are; what is done by them is named so. */
const recapRule = 'recaps';
const actionName = 'action';

/** A meeting that began as it was agreed: its short name, its date if none were closed, and epoch milliseconds. */
export type HeldMeeting = { meeting: string; plannedFor: string; at: number; until: number };

/** Something that one person does. `dueOn`: a local date (`YYYY-MM-DD`); null: no day was named. */
export type RecapAction = { id: string; what: string; owner: string; dueOn: string | null };

/** `next`: what is for the next time, in as many lines as were written. */
export type RecapWords = { decided: string[]; actions: RecapAction[]; next: string };

/** Something that was written for a meeting or of one, by its name among the words. */
export type MeetingPaper = {
  kind: 'agenda' | 'draft' | 'recap' | 'missing';
  meeting: string;
  plannedFor: string;
  by: string;
  place: string;
};

/** Its words as they are kept: one text. */
export function keptRecapWords({ decided, actions, next }: RecapWords): string {
  return JSON.stringify({ decided, actions, next });
}

/** Takes them apart again; null for what is gone or nobody wrote so. */
export function readRecapWords(kept: string | null): RecapWords | null {
  if (kept === null) return null;
  try {
    const { decided = [], actions = [], next = '' } = JSON.parse(kept) as Partial<RecapWords>;
    return { decided, actions, next };
  } catch {
    return null;
  }
}

/** The subject of what came out of one meeting. */
export function recapSubject(clientId: string, { meeting, plannedFor }: Pick<HeldMeeting, 'meeting' | 'plannedFor'>) {
  return `recap:${clientId}:${meeting}:${plannedFor}`;
}

/** What the client reads of a meeting, by its deadline; null: nothing was sent, or it is gone. */
export async function sentWords(ask: Ask, { data }: Pick<Deadline, 'data'>): Promise<RecapWords | null> {
  const { sent = null } = data as { sent?: { channelId: string; place: string } | null };
  return sent === null ? null : readRecapWords(await ask('words', { channelId: sent.channelId, ts: sent.place }));
}

/** What was written for the next time when this meeting took place last; `plannedFor`: of those before, the latest first. */
export async function forThisTime(
  ask: Ask,
  clientId: string,
  meeting: string,
  plannedFor: readonly string[],
): Promise<string[]> {
  const subjects = plannedFor.map((date) => recapSubject(clientId, { meeting, plannedFor: date }));
  const rows = subjects.length === 0 ? [] : await ask('deadlines', { rule: recapRule, subjects, channelIds: [] });
  for (const subject of subjects) {
    const row = rows.find((one) => one.subject === subject);
    const words = row === undefined ? null : await sentWords(ask, row);
    if (words !== null) return words.next.split('\n').filter((line) => line !== '');
  }
  return [];
}

/** Something that is still to be done: its deadline's id. `what` null: its words are not kept any more. */
export type OpenAction = Pick<RecapAction, 'owner' | 'dueOn'> & { id: string; what: string | null };

/** What people of both sides still do for a client, the next due first; `left`: how many more than `most` there are. */
export async function openActions(
  ask: Ask,
  { clientId, now, most }: { clientId: string; now: number; most: number },
): Promise<{ open: OpenAction[]; left: number }> {
  const rows = await ask('deadlinesOfClients', { rule: recapRule, clientIds: [clientId], breachedSince: now });
  const all = rows.filter(({ name, state }) => name === actionName && state === 'pending');
  const open = [];
  for (const { id, data } of all.slice(0, most)) {
    const { recap, action, owner, dueOn } = data as Pick<RecapAction, 'owner' | 'dueOn'> & Record<string, string>;
    const row = await ask('deadline', { id: recap ?? '' });
    const words = row === null ? null : await sentWords(ask, row);
    open.push({ id, owner, dueOn, what: words?.actions.find((one) => one.id === action)?.what ?? null });
  }
  return { open, left: all.length - open.length };
}
