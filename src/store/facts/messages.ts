/** One message: what was written down of it, its words while they are kept, and a link to it. */
import { and, eq, sql } from 'drizzle-orm';
import { statement } from '../database.ts';
import { channels, messages, words } from '../schema.ts';
import type { Answerer } from './answerer.ts';

const placeholder = sql.placeholder;

export const messageFact: Answerer<'message'> = async ({ session }, { channelId, ts }) => {
  const [row] = await session.db
    .select()
    .from(messages)
    .where(and(eq(messages.channelId, channelId), eq(messages.ts, ts)));
  if (row === undefined || row.author === '') return null;
  const { threadTs, author, occurredAt, deletedAt, readings } = row;
  const reading = readings.at(-1);
  const read = { needsReply: reading?.needsReply ?? false, readingReason: reading?.reason ?? 'not-heard' };
  const marks = row.marks.map(({ id, name, by, at, offAt, data }) => ({ id, name, by, at, offAt, data }));
  return { channelId, ts, threadTs, author, occurredAt, deletedAt, ...read, marks };
};

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

export const link: Answerer<'link'> = async ({ session, context }, { channelId, ts }) => {
  const [channel] = await session.db.select().from(channels).where(eq(channels.id, channelId));
  const [message] = await session.db
    .select({ threadTs: messages.threadTs })
    .from(messages)
    .where(and(eq(messages.channelId, channelId), eq(messages.ts, ts)));
  const slackChannelId = channel?.slackChannelId ?? '';
  const thread = message?.threadTs == null ? '' : `?thread_ts=${message.threadTs}&cid=${slackChannelId}`;
  return `${context.url}archives/${slackChannelId}/p${ts.replace('.', '')}${thread}`;
};
