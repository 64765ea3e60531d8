/** One message: what was written down of it, its words while they are kept, and a link to it. */
import { and, eq, sql } from 'drizzle-orm';
import { statement } from '../database.ts';
import { channels, messages, words } from '../schema.ts';
import type { Answerer } from './answerer.ts';

const placeholder = sql.placeholder;

const readMessage = statement('message_fact', (db) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.channelId, placeholder('channelId')), eq(messages.ts, placeholder('ts')))),
);

export const messageFact: Answerer<'message'> = async ({ session }, { channelId, ts }) => {
  const [row] = await readMessage(session, { channelId, ts });
  if (row === undefined || row.author === '') return null;
  const { threadTs, author, occurredAt, deletedAt, readings } = row;
  const reading = readings.at(-1);
  const read = {
    needsReply: reading?.needsReply ?? false,
    readingReason: reading?.reason ?? 'not-heard',
    asksSince: asksSince(readings),
  };
  const marks = row.marks.map(({ id, name, by, at, offAt, data }) => ({ id, name, by, at, offAt, data }));
  return { channelId, ts, threadTs, author, occurredAt, deletedAt, ...read, marks };
};

function asksSince(readings: readonly { at: number; needsReply: boolean }[]): number | null {
  const restedUntil = readings.findLastIndex(({ needsReply }) => !needsReply);
  return readings[restedUntil + 1]?.at ?? null;
}

const readWords = statement('words', (db) =>
  db
    .select({ text: words.text })
    .from(words)
    .where(and(eq(words.channelId, placeholder('channelId')), eq(words.ts, placeholder('ts')))),
);

export const wordsFact: Answerer<'words'> = async ({ session, context }, { channelId, ts }) => {
  const [row] = await readWords(session, { channelId, ts });
  return row === undefined ? null : context.cipher.open(row.text);
};

export const wordsUnavailable: Answerer<'wordsUnavailable'> = async ({ session, context }, { channelId, ts }) => {
  const [row] = await readWords(session, { channelId, ts });
  return row !== undefined && context.cipher.open(row.text) === null;
};

const readPlace = statement('message_place', (db) =>
  db
    .select({ slackChannelId: channels.slackChannelId, threadTs: messages.threadTs })
    .from(channels)
    .leftJoin(messages, and(eq(messages.channelId, channels.id), eq(messages.ts, placeholder('ts'))))
    .where(eq(channels.id, placeholder('channelId'))),
);

export const link: Answerer<'link'> = async ({ session, context }, { channelId, ts }) => {
  const [place] = await readPlace(session, { channelId, ts });
  const slackChannelId = place?.slackChannelId ?? '';
  const thread = place?.threadTs == null ? '' : `?thread_ts=${place.threadTs}&cid=${slackChannelId}`;
  return `${context.url}archives/${slackChannelId}/p${ts.replace('.', '')}${thread}`;
};
