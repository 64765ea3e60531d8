/** What every message of this rule is drawn from: what came of a meeting as it is kept, and how people and times are said. */

import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { nextMeeting, rhythmOf } from '../../../agreement/rhythm.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import { type RecapWords, readRecapWords } from '../../../engine/meeting-recap.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { sharedChannels } from '../../../engine/shared-channel.ts';
import { escapeName, formatMoment } from '../../../language/messages.ts';
import { type Recap, readRecap } from '../record.ts';

const LONGEST_NAME = 60;

export type Shown = {
  recap: Recap;
  agreement: Agreement;
  /** What it is called; its short name where it is not agreed any more. */
  title: string;
  /** When the next one begins (epoch milliseconds); null: none is agreed. */
  nextAt: number | null;
  draft: RecapWords | null;
  /** As the client reads it; null: it is gone, or was never sent. */
  sent: RecapWords | null;
  channel: Channel | null;
  names: Names;
};

/** Loads what came of a meeting by the id of its deadline; null where there is none. `more` are people who are named too. */
export async function loadShown(ask: Ask, subject: unknown, more: readonly string[] = []): Promise<Shown | null> {
  const recap = readRecap(typeof subject === 'string' ? await ask('deadline', { id: subject }) : null);
  const agreement = recap === null ? null : await ask('agreement', { clientId: recap.data.clientId });
  if (recap === null || agreement === null) return null;
  const { data } = recap;
  const channel = (await sharedChannels(ask, agreement.id))[0] ?? null;
  const wordsAt = async (channelId: string | undefined, place: string | undefined) =>
    channelId === undefined || place === undefined
      ? null
      : readRecapWords(await ask('words', { channelId, ts: place }));
  const draft = await wordsAt(data.sent?.channelId ?? channel?.id, data.draft?.place);
  const sent = await wordsAt(data.sent?.channelId, data.sent?.place);
  const doing = [...(draft?.actions ?? []), ...(sent?.actions ?? [])].map(({ owner }) => owner);
  const people = [
    data.draft?.by,
    data.sent?.by,
    data.confirmed?.by,
    data.kept?.by,
    ...data.missing.map(({ by }) => by),
  ];
  return {
    ...{ recap, agreement, draft, sent, channel },
    title: rhythmOf(agreement).meetings.find(({ id }) => id === data.meeting)?.title ?? data.meeting,
    nextAt: nextAfter(agreement, data),
    names: await loadNames(ask, [...people.map((one) => one ?? null), ...doing, ...more]),
  };
}

function nextAfter(agreement: Agreement, { meeting, until }: Recap['data']): number | null {
  const agreed = rhythmOf(agreement).meetings.find(({ id }) => id === meeting);
  return agreed === undefined ? null : (nextMeeting(agreement, agreed, until)?.at ?? null);
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string | null | undefined): string {
  const name = names.get(userId ?? '') ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** Title, client and beginning, on the reader's clocks. */
export function meetingOf({ recap, agreement, title }: Shown, reader: Reader) {
  return {
    title: escapeName(title),
    client: escapeName(agreement.client.name),
    at: formatMoment(recap.data.at, reader),
  };
}

/** All of the client's people read it in their language, on their clocks. */
export function asClient({ agreement }: Shown, reader: Reader): Reader {
  return { ...reader, language: agreement.client.language, timeZone: zoneOfClient(agreement), side: 'client' };
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
