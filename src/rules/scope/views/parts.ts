/** How amounts, months, money and people are said, and what every message of this rule is made of. */

import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { button, section, sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import type { Given } from '../given.ts';
import { say } from '../words.ts';

const longestName = 60;
const longestNote = 120;

export type Names = ReadonlyMap<string, string>;

/** What Slack calls these people. */
export async function loadNames(ask: Ask, userIds: Iterable<string>): Promise<Names> {
  const persons = await ask('persons', { userIds: [...new Set(userIds)] });
  return new Map(persons.map(({ userId, name }) => [userId, name]));
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string): string {
  const name = names.get(userId) ?? '';
  return escapeName(name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name) || `<@${userId}>`;
}

/** A month (`2026-11`) in words: `November`, `Kasım`. */
export function monthText(month: string, { language }: Reader): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date);
}

/** Money of so many hundredths, as the reader writes it; `none` where nothing is known of it. */
export function moneyText(hundredths: number | null, currency: string | undefined, { language }: Reader): string {
  if (hundredths === null || currency === undefined) return 'none';
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return money.format(hundredths / 100);
}

/** What favours come to, for words. */
export function givenValues(given: Given, agreement: Agreement, reader: Reader) {
  const { favours } = scopeOf(agreement);
  const { budget, hourly, perMonth } = favours;
  return {
    count: given.count,
    total: amountText(given.hours, reader.language),
    totalHours: given.hours / 100,
    worth: moneyText(given.worth, hourly?.currency, reader),
    perMonth,
    budget: moneyText(budget === undefined ? null : Math.round(budget.amount * 100), budget?.currency, reader),
  };
}

/** The note of an entry, short and safe for markup; `none` where there is none, or it is not kept any more. */
export async function loadNote(ask: Ask, { note }: ScopeEntry): Promise<string> {
  const text = note === null ? null : await ask('words', { channelId: note.channelId, ts: note.place });
  if (text === null) return 'none';
  const flat = text.replace(/\s+/g, ' ').trim();
  return escapeMrkdwn(flat.length > longestNote ? `${flat.slice(0, longestNote - 1)}…` : flat);
}

/** What opens the message that an entry was for; `none` where none was named. */
export async function loadLink(ask: Ask, { message: about }: ScopeEntry): Promise<string> {
  return about === null ? 'none' : ask('link', about);
}

/** Entries as they are listed, with what is beside them. */
export type Listed = { entry: ScopeEntry; note: string; link: string };

/** Loads what is beside each entry of a list, in its order. */
export async function loadListed(ask: Ask, entries: readonly ScopeEntry[]): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const entry of entries)
    listed.push({ entry, note: await loadNote(ask, entry), link: await loadLink(ask, entry) });
  return listed;
}

/** One entry as a line, with the button that takes it back. */
export function listedLine(
  { entry, note, link }: Listed,
  agreement: Agreement,
  names: Names,
  reader: Reader,
): KnownBlock {
  const { language } = reader;
  const item = scopeOf(agreement).items.find(({ id }) => id === entry.itemId);
  const values = {
    ...{ date: dateText(entry, reader), by: nameOf(names, entry.by), note, link },
    amount: amountText(entry.amount, language),
    hours: entry.amount / 100,
    unit: unitText(entry, agreement),
    title: escapeName(item?.title ?? entry.itemId ?? ''),
  };
  return lineWithBack(say(language, `latest.${entry.kind}`, values), entry, reader);
}

/** The unit of an entry; one of it in English is `article` where the agreement says `articles`. */
export function unitText({ amount, unit }: ScopeEntry, { client }: Agreement): string {
  const isOne = amount === 100 && client.language === 'en';
  return escapeName(isOne ? unit.replace(/ies$/, 'y').replace(/(?<=[a-z]{2}[^s])s$/, '') : unit);
}

/** When an entry was made, as a date of the reader's. */
export function dateText({ at }: ScopeEntry, reader: Reader): string {
  return formatDate(localDate(reader.timeZone, at), reader);
}

/** A message of these parts; lines that are too many for one block go into the next. */
export function message(...parts: (string[] | KnownBlock)[]): Rendered {
  const text = parts.flatMap((part) => (Array.isArray(part) ? part : textOf(part))).join('\n');
  return { text, blocks: parts.flatMap((part) => (Array.isArray(part) ? sections(part) : [part])) };
}

function textOf(block: KnownBlock): string[] {
  return block.type === 'section' && block.text !== undefined ? [block.text.text] : [];
}

/** The button that takes an entry back. */
export function backButton({ id }: ScopeEntry, { language }: Reader) {
  return button('scope-undo', say(language, 'button.back'), id);
}

function lineWithBack(line: string, entry: ScopeEntry, reader: Reader): KnownBlock {
  return { ...section(line), accessory: backButton(entry, reader) };
}
