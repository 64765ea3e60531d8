/**
 * What people celebrate by a sign: the agreed emoji on a message, or a message that announces a win to the bot. The words of
 * what is celebrated are kept under a name of their own, for a rule to post or to let go. Of other messages nothing is read.
 */
import { celebrationsOf } from '../agreement/celebrations.ts';
import type { Ask } from '../engine/facts.ts';
import type { IncomingMessage, IncomingReaction } from '../engine/incoming.ts';
import { placeOfWin } from '../engine/kept-place.ts';
import { listedSide } from '../engine/people.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import type { Held, InboxRow, Tx } from '../engine/store-port.ts';
import { keptWinWords, winOfMessageId } from '../engine/win.ts';
import { type Written, writeReaction } from '../engine/written.ts';
import { plainWords } from '../language/messages.ts';
import { readWin } from '../language/read-win.ts';
import { wordsKeptAtMost } from './retention.ts';
import type { Shell } from './shell.ts';

type About = { tx: Tx; held: Held; channelId: string; now: number };

/**
 * What the message says on which somebody put the agreed emoji, in plain text; read from Slack where it is not kept, before any
 * transaction. Null: nothing is celebrated by it, or Slack could not say.
 */
export async function celebratedText(shell: Shell, { payload, channelId }: InboxRow): Promise<string | null> {
  if (payload.kind !== 'reaction' || !payload.on || channelId === null) return null;
  const { ask } = shell.store;
  const place = { channelId, ts: payload.ts };
  const clientId = (await ask('channel', { channelId }))?.clientId ?? null;
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  if (agreement?.status !== 'active' || !isAgreed(agreement, payload.name)) return null;
  const win = await ask('win', { id: winOfMessageId(place) });
  const message = win === null || win.state === 'taken-back' ? await ask('message', place) : null;
  if (message === null) return null;
  const text = (await ask('words', place)) ?? (await readFromSlack(shell, payload, message.threadTs));
  return text === null ? null : inPlainText(ask, text);
}

const isAgreed = (agreement: Held['agreement'], name: string) =>
  agreement !== null && (celebrationsOf(agreement)?.emoji.includes(name) ?? false);

async function readFromSlack(
  { slack, logger }: Shell,
  { slackChannelId, ts }: IncomingReaction,
  threadTs: string | null,
): Promise<string | null> {
  const [seconds = '', micros = '0'] = ts.split('.');
  const beside = (by: number) => `${seconds}.${String(Number(micros) + by).padStart(6, '0')}`;
  try {
    if (threadTs !== null) {
      const replies = await slack.reader.replies(slackChannelId, threadTs, beside(-1));
      return replies.find((one) => one.ts === ts)?.text ?? null;
    }
    const between = { afterTs: beside(-1), beforeTs: beside(1) };
    for await (const { messages } of slack.reader.history(slackChannelId, between)) {
      const found = messages.find((one) => one.ts === ts);
      if (found !== undefined) return found.text;
    }
    return null;
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    logger.warn({ err: error }, 'Slack could not say what is celebrated; the post links to it');
    return null;
  }
}

/** A message as in Slack's `event.text`, without markup and with names in the place of mentions. */
export async function inPlainText(ask: Ask, text: string): Promise<string> {
  const userIds = [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)/g)].map(([, id = '']) => id))];
  const persons = userIds.length === 0 ? [] : await ask('persons', { userIds });
  const names = new Map(persons.flatMap(({ userId, name }) => (name === '' ? [] : [[userId, name] as const])));
  return plainWords(text, (id) => names.get(id)).trim();
}

/**
 * Writes down who put the agreed emoji on a message, or any on one of our own posts of a win. Gives whether somebody's message
 * is celebrated by it, or is not any more.
 */
export async function cheered(
  { tx, held, channelId, now }: About,
  row: Written | null,
  heard: IncomingReaction,
  text: string | null,
): Promise<boolean> {
  if (row === null || row.deletedAt !== null) return false;
  const place = { channelId, ts: heard.ts };
  if (!row.isBot && listedSide(row.author, held) === 'neither') return false;
  const counts = row.isBot ? (await tx.ask(null)('winAt', place)) !== null : isAgreed(held.agreement, heard.name);
  if (!counts) return false;
  const change = writeReaction(channelId, row, heard, 'cheer');
  if (change.since === null) return false;
  await tx.saveMessage(change.row);
  if (row.isBot) return false;
  if (heard.on && text !== null && text !== '') await keep({ tx, channelId, now }, row, text);
  return true;
}

/** Keeps what a message announces as a win to the bot. Gives whether it does. */
export async function announced(
  { tx, channelId, now }: Omit<About, 'held'>,
  row: Written,
  { text }: Pick<IncomingMessage, 'text'>,
): Promise<boolean> {
  const read = readWin(text);
  if (read === null) return false;
  await keep({ tx, channelId, now }, row, await inPlainText(tx.ask(null), read.what));
  return true;
}

/** What is kept of a message that was celebrated becomes what it says now. */
export async function rewritten(
  { tx, channelId, now }: Omit<About, 'held'>,
  row: Written,
  text: string,
): Promise<void> {
  const place = placeOfWin(row.author, row.ts);
  if ((await tx.ask(null)('words', { channelId, ts: place })) === null) return;
  await keep({ tx, channelId, now }, row, await inPlainText(tx.ask(null), readWin(text)?.what ?? text));
  await tx.redrawQuotes(channelId, place, now);
}

async function keep({ tx, channelId, now }: Omit<About, 'held'>, { author, ts }: Written, what: string): Promise<void> {
  await tx.keepWords(channelId, placeOfWin(author, ts), keptWinWords({ what, link: null }), now + wordsKeptAtMost);
}

/** A message that was deleted leaves no words of a win behind. */
export async function uncelebrated(
  { tx, channelId }: Pick<About, 'tx' | 'channelId'>,
  { author, ts }: Written,
): Promise<void> {
  await tx.forgetWords(channelId, placeOfWin(author, ts));
}
