/** How spans of time and people are said. */

import type { KnownBlock } from '@slack/types';
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatDate, formatInstant } from '../../../language/messages.ts';
import { localDate, plusDays, startOfDate } from '../../../time/local-date.ts';
import { say } from '../words.ts';

const longestName = 60;

export type Names = ReadonlyMap<string, string>;

/** What Slack calls these people. */
export async function loadNames(ask: Ask, userIds: Iterable<string | null | undefined>): Promise<Names> {
  const names = new Map<string, string>();
  for (const userId of new Set(userIds)) {
    const name = userId ? (await ask('person', { userId }))?.name : '';
    if (userId && name) names.set(userId, name);
  }
  return names;
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string | null, { language }: Reader): string {
  if (userId === null || userId === '') return say(language, 'somebody');
  const name = names.get(userId) ?? '';
  return escapeName(name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name) || `<@${userId}>`;
}

/** From when to when, by dates where it is whole ones for the reader: `Thu 24 Dec to Sat 2 Jan`. */
export function spanText({ since, until }: { since: number; until: number }, reader: Reader): string {
  const first = localDate(reader.timeZone, since);
  const from = startOfDate(reader.timeZone, first) === since ? formatDate(first, reader) : formatInstant(since, reader);
  const { to, isWhole } = endOf(until, reader);
  if (isWhole && startOfDate(reader.timeZone, first) !== since && localDate(reader.timeZone, until - 1) === first)
    return say(reader.language, 'rest-of-day', { from });
  return from === to ? from : say(reader.language, 'from-to', { from, to });
}

/** Until when: the last whole date, or the instant. */
export function untilText(until: number, reader: Reader): string {
  const { to, isWhole } = endOf(until, reader);
  return say(reader.language, isWhole ? 'until.date' : 'until.time', { to });
}

function endOf(until: number, reader: Reader): { to: string; isWhole: boolean } {
  const date = localDate(reader.timeZone, until);
  const isWhole = startOfDate(reader.timeZone, date) === until;
  return { to: isWhole ? formatDate(plusDays(date, -1), reader) : formatInstant(until, reader), isWhole };
}

/** A message of these pieces, each drawn as a block. */
export function pieces(...all: (string | KnownBlock)[]): Rendered {
  const text = all.filter((one) => typeof one === 'string').join('\n');
  return { text, blocks: all.map((one) => (typeof one === 'string' ? section(one) : one)) };
}
