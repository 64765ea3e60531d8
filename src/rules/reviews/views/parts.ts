/** What every message of this rule is drawn from: an emergency with what is left of it, and how people and times are said. */

import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import type { Incident, IncidentEntry } from '../../../engine/incident.ts';
import {
  type FollowUp,
  type IncidentReview,
  type ReviewWords,
  readReviewWords,
} from '../../../engine/incident-review.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { blankReview } from '../load.ts';

const LONGEST_NAME = 60;

export type Shown = {
  incident: Incident;
  entries: IncidentEntry[];
  agreement: Agreement;
  channel: Channel | null;
  review: IncidentReview;
  words: ReviewWords | null;
  /** What the client reads of it; null: nothing, or it is gone. */
  shownWords: string | null;
  /** What the client's people wrote beside their answers, by person; null where it is gone. */
  better: ReadonlyMap<string, string | null>;
  followUps: (FollowUp & { words: string | null })[];
  names: Names;
  /** Whether the client waits past a promised time there, or in an emergency. */
  isTroubled: boolean;
};

/** Loads an emergency with all that is shown of it; null where there is none. */
export async function loadShown(
  ask: Ask,
  id: unknown,
  more: readonly string[] = [],
  at: number | null = null,
): Promise<Shown | null> {
  const incident = await ask('incident', { id: String(id) });
  const agreement = incident === null ? null : await ask('agreement', { clientId: incident.clientId });
  if (incident === null || agreement === null) return null;
  const { id: incidentId, channelId, clientId } = incident;
  const entries = await ask('incidentEntries', { incidentId });
  const review = (await ask('incidentReview', { incidentId })) ?? blankReview(incident);
  const wordsAt = (ts: string | null) => (ts === null ? null : ask('words', { channelId, ts }));
  const better = new Map<string, string | null>();
  for (const { by, place } of review.answers) if (place !== null) better.set(by, await wordsAt(place));
  const followUps = [];
  for (const one of await ask('followUpsOf', { clientId, incidentId }))
    followUps.push({ ...one, words: await wordsAt(one.place) });
  return {
    ...{ incident, entries, agreement, review, better, followUps },
    channel: await ask('channel', { channelId }),
    isTroubled: at !== null && (await ask('troubledChannels', { channelIds: [channelId], at })).length > 0,
    words: readReviewWords(await wordsAt(review.place)),
    shownWords: await wordsAt(review.shownPlace),
    names: await loadNames(ask, [...peopleOf(incident, entries, review, followUps), ...more]),
  };
}

function peopleOf(incident: Incident, entries: IncidentEntry[], review: IncidentReview, followUps: FollowUp[]) {
  const paged = entries.flatMap(({ data }) => (Array.isArray(data.people) ? data.people : []));
  return [
    ...[incident.raisedBy, incident.acknowledgedBy, incident.resolvedBy, incident.lead],
    ...[review.writtenBy, review.shownBy, review.finishedBy],
    ...entries.map(({ by }) => by),
    ...review.answers.map(({ by }) => by),
    ...followUps.map(({ owner }) => owner),
    ...paged.filter((one) => /^[UW][A-Z0-9]+$/.test(one)),
  ];
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string | null): string {
  if (userId === null) return '';
  const name = names.get(userId) ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** An instant on the reader's clocks; nothing for none. */
export function at(instant: number | null, reader: Reader): string {
  return instant === null ? '' : formatInstant(instant, reader);
}

/** The same in the client's own zone, for what all of them read. */
export function atClient(instant: number | null, agreement: Agreement, reader: Reader): string {
  return at(instant, { ...reader, timeZone: zoneOfClient(agreement) });
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}

/** Quiet words. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
