/** What the rule asks before it decides; the database only. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Goal, goalsOf } from '../../agreement/goals.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { monthBefore, monthOf } from '../../engine/allowance.ts';
import type { Ask } from '../../engine/facts.ts';
import type { GoalValue } from '../../engine/goal.ts';
import { readGoalMonth } from '../../engine/goal-entry.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';

/** So many months are looked back. */
export const MONTHS_SHOWN = 6;
/** A goal that was reached longer ago than this is reached anew. */
const LONGEST_AGO = 24;

export type Around = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** What somebody entered, or is about to. `channelId`: among whose words the sentences stand; null: the client has no channel. */
export type EnteredFacts = {
  kind: 'entered';
  agreement: Agreement;
  month: string;
  values: GoalValue[];
  /** The sentences that are kept of that month, by goal. */
  sentences: Record<string, string>;
  channelId: string | null;
  /** In which to word field errors. */
  language: string;
};

export type Facts =
  | EnteredFacts
  | ({ kind: 'noted'; goal: Goal; month: string; values: GoalValue[] } & Around)
  | ({ kind: 'undelivered' } & Around)
  | { kind: 'list'; clientId: string }
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' | 'gone' | 'no-month' }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'CommandGiven':
      if (agreement === null) return { kind: 'not-theirs', what: 'which' };
      if (!(await actorServes(ask, about, agreement))) return { kind: 'not-theirs', what: 'not-yours' };
      return { kind: 'list', clientId: agreement.id };
    case 'ButtonPressed':
      return loadEntered(ask, about, event.value);
    case 'FormSubmitted':
      return loadEntered(ask, about, event.subject);
    case 'GoalNoted': {
      const goal = agreement === null ? undefined : goalsOf(agreement).find(({ id }) => id === event.goalId);
      if (agreement === null || goal === undefined) return { kind: 'nothing' };
      const values = await valuesOf(ask, agreement, event.month, LONGEST_AGO);
      return { kind: 'noted', goal, month: event.month, values, ...(await loadAround(ask, about, agreement)) };
    }
    case 'DeliveryFailed':
      if (event.rule !== 'goals' || agreement === null) return { kind: 'nothing' };
      return { kind: 'undelivered', ...(await loadAround(ask, about, agreement)) };
    default:
      return { kind: 'nothing' };
  }
}

async function loadEntered(ask: Ask, about: About, subject: string): Promise<Facts> {
  const { agreement, event, now } = about;
  const read = readGoalMonth(subject);
  if (agreement === null || read === null || read.clientId !== agreement.id)
    return { kind: 'not-theirs', what: 'gone' };
  if (!(await actorServes(ask, about, agreement))) return { kind: 'not-theirs', what: 'not-yours' };
  const { month } = read;
  if (!monthsFor(agreement, now).includes(month)) return { kind: 'not-theirs', what: 'no-month' };
  const values = await valuesOf(ask, agreement, month, 0);
  const channels = await ask('channelsOf', { clientId: agreement.id });
  return {
    ...{ kind: 'entered', agreement, month, values },
    sentences: await sentencesOf(ask, agreement, values),
    channelId: channels.find(({ role }) => role === 'shared')?.id ?? null,
    language: (await ask('person', { userId: event.actor ?? '' }))?.language ?? about.agency?.defaults.language ?? 'en',
  };
}

/** The months that can be entered now: this one and the one before, where the client is. */
export function monthsFor(agreement: Agreement, now: number): string[] {
  const month = monthOf(agreement, now);
  return [month, monthBefore(month)];
}

/** What was noted down of a month and of so many before it. */
export function valuesOf(ask: Ask, { id }: Agreement, month: string, before: number): Promise<GoalValue[]> {
  let from = month;
  for (let count = 0; count < before; count += 1) from = monthBefore(from);
  return ask('goalValues', { clientId: id, from, until: month });
}

/** What somebody said of each goal's last figure, while that is kept. */
export async function sentencesOf(
  ask: Ask,
  agreement: Agreement,
  values: readonly GoalValue[],
): Promise<Record<string, string>> {
  const sentences: Record<string, string> = {};
  for (const { id } of goalsOf(agreement)) {
    const note = values.filter(({ goalId }) => goalId === id).at(-1)?.note ?? null;
    const words = note === null ? null : await ask('words', { channelId: note.channelId, ts: note.place });
    if (words !== null) sentences[id] = words;
  }
  return sentences;
}

async function loadAround(ask: Ask, { agency, now }: About, agreement: Agreement): Promise<Around> {
  const missing = await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
  return { agreement, agency, missing };
}
