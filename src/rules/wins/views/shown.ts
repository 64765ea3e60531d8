/** What every message of this rule is drawn from: a win with its words, and how people, months and places are said. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { readWinWords, type Win, type WinWords, winKey } from '../../../engine/win.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';

const LONGEST_NAME = 60;

/** `words` null: they are not kept any more. Links null: it does not stand in Slack, or celebrates no message. */
export type Shown = {
  win: Win;
  agreement: Agreement;
  agency: string;
  channel: Channel | null;
  words: WinWords | null;
  names: Names;
  /** Those of its people who wish to be named. */
  named: string[];
  /** Whether whoever raised it does. */
  isRaiserNamed: boolean;
  /** Who wrote the message that it celebrates. */
  author: string | null;
  messageLink: string | null;
  postLink: string | null;
};

/** Loads a win by its id; null where there is none. */
export async function loadShown(ask: Ask, id: unknown): Promise<Shown | null> {
  const win = typeof id === 'string' ? await ask('win', { id }) : null;
  const agreement = win === null ? null : await ask('agreement', { clientId: win.clientId });
  if (win === null || agreement === null) return null;
  const { channelId, place, message } = win;
  const celebrated = message === null ? null : await ask('message', message);
  const author = celebrated?.author ?? null;
  const unnamed = await loadUnnamed(ask, [...win.people, win.raisedBy]);
  return {
    ...{ win, agreement, author },
    named: win.people.filter((one) => !unnamed.includes(one)),
    isRaiserNamed: !unnamed.includes(win.raisedBy),
    agency: (await ask('agency', {}))?.agency.name ?? '',
    channel: await ask('channel', { channelId }),
    words: place === null ? null : readWinWords(await ask('words', { channelId, ts: place })),
    names: await loadNames(ask, [...win.people, win.raisedBy, win.approvedBy, win.settledBy, author]),
    messageLink: message === null ? null : await ask('link', message),
    postLink: await loadPostLink(ask, win),
  };
}

/** Those of these people who do not wish to be named where something is celebrated. */
export async function loadUnnamed(ask: Ask, userIds: string[]): Promise<string[]> {
  const choices = await ask('celebrationChoice', { userIds: [...new Set(userIds)] });
  return choices.flatMap(({ userId, isNamed }) => (isNamed ? [] : [userId]));
}

/** Where its post stands in Slack; null where it does not. */
export async function loadPostLink(ask: Ask, win: Win): Promise<string | null> {
  const stands = win.state === 'posted' ? await ask('standsAt', { key: winKey(win) }) : null;
  return stands === null ? null : ask('link', stands);
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string): string {
  const name = names.get(userId) ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** People as a list in the reader's language: `Anna, Ben and Mira`. */
export function namesOf({ names }: Pick<Shown, 'names'>, people: readonly string[], language: string): string {
  const all = people.map((one) => nameOf(names, one));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(all);
}

/** What people wrote, as a quote of at most so many letters. */
export function quoted(what: string, most: number): string {
  const short = what.length > most ? `${what.slice(0, most - 1).trimEnd()}…` : what;
  // A fence that is open would swallow the marks of the lines below it.
  const lines = short
    .replaceAll(/`{3,}/g, "'''")
    .split('\n')
    .map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => `> ${escapeMrkdwn(line)}`)
    .join('\n');
}

/** The same on one line, without a quote's mark. */
export function inOneLine(what: string, most: number): string {
  return escapeMrkdwn(shortened(what, most));
}

/** The same where there is no markup. */
export function shortened(what: string, most: number): string {
  const line = what.replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** A month (`2026-11`) in words: `November 2026`. */
export function monthText(month: string, { language }: Pick<Reader, 'language'>): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}

/** Quiet words. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
