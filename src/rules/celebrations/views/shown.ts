/** What the rule's views have in common: an occasion with its agreement, and what it is called. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { celebrationsOf } from '../../../agreement/celebrations.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatDate } from '../../../language/messages.ts';
import { sayWording, wordingsOf } from '../../../language/wordings.ts';
import { type Kept, readKept, ruleName } from '../record.ts';
import { say } from '../words.ts';

export type Shown = { row: Kept; agreement: Agreement };

/** Null: it is none of ours, or its client is not here any more. */
export async function loadShown(ask: Ask, subject: unknown): Promise<Shown | null> {
  const found = typeof subject === 'string' ? await ask('deadline', { id: subject }) : null;
  if (found === null || found.rule !== ruleName) return null;
  const row = readKept(found);
  const agreement = await ask('agreement', { clientId: row.data.clientId });
  return agreement === null ? null : { row, agreement };
}

/** Somebody as Slack shows them to each reader. */
const mention = (userId: string) => `<@${userId}>`;

/** What a count is of; its short name where it is not agreed any more. */
function titleOf({ row, agreement }: Shown): string {
  const { about } = row.data;
  const count = celebrationsOf(agreement)?.counts.find(({ id }) => id === about);
  return escapeName(count?.title ?? about ?? '');
}

/** What it is, in a few words, for staff. */
export function whatOf(shown: Shown, language: string): string {
  const { occasion, about, number } = shown.row.data;
  const client = escapeName(shown.agreement.client.name);
  return say(language, `occasion.${occasion}`, { number, client, name: mention(about ?? ''), title: titleOf(shown) });
}

/** What is said where it is celebrated on a date (`2026-12-28`): the wording, and what is to be said of another day. */
export function congratulation(
  shown: Shown,
  { wording, saidOn }: { wording: string; saidOn: string },
  reader: Reader,
): string[] {
  const { language } = reader;
  const { about, number, plannedFor, occasion, isLeap } = shown.row.data;
  const client = escapeName(shown.agreement.client.name);
  const values = { years: number, count: countIn(language, number), client, name: mention(about ?? '') };
  const words = sayWording(language, wording, { ...values, title: titleOf(shown) });
  const isOwnDay = occasion === 'count' || saidOn === plannedFor;
  const date = formatDate(plannedFor, reader);
  const moved = isOwnDay ? [] : [aside(language, saidOn > plannedFor ? 'after' : 'before', wording, { date })];
  return [words, ...moved, ...(isLeap ? [aside(language, 'leap', wording, {})] : [])];
}

/** One of what may be added, always the same beside the same wording. */
function aside(
  language: string,
  what: 'after' | 'before' | 'leap',
  wording: string,
  values: { date?: string },
): string {
  const keys = wordingsOf(what);
  const key = keys[Number(wording.slice(wording.lastIndexOf('.') + 1)) % keys.length] ?? `${what}.1`;
  return sayWording(language, key, values);
}

const countIn = (language: string, count: number) => new Intl.NumberFormat(language).format(count);

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
