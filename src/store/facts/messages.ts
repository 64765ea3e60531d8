/** One message: what was written down of it, its words while they are kept, and a link to it. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Place } from '../../engine/facts.ts';
import type { StoreContext } from '../context.ts';
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

export const threadReplies: Answerer<'threadReplies'> = async ({ session, workspaceId }, { channelId, threadTs }) => {
  const inThread = and(eq(messages.channelId, channelId), eq(messages.threadTs, threadTs));
  const standing = and(eq(messages.workspaceId, workspaceId), isNull(messages.deletedAt), eq(messages.isBot, false));
  const rows = await session.db.select().from(messages).where(and(inThread, standing)).orderBy(asc(messages.ts));
  return rows.map(({ ts, author, occurredAt, readings }) => {
    return { ts, author, occurredAt, readingReason: readings.at(-1)?.reason ?? 'not-heard' };
  });
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

/** Channel by channel and ts by ts, as two arrays that a statement can take apart again. */
const asArrays = (places: readonly Place[]) => ({
  channelIds: places.map(({ channelId }) => channelId),
  tss: places.map(({ ts }) => ts),
});
const nameOf = ({ channelId, ts }: Place) => `${channelId}:${ts}`;
const among = sql`(channel_id, ts) in (select * from unnest(${placeholder('channelIds')}::text[], ${placeholder('tss')}::text[]))`;

const readWordsOf = statement('words_of', (db) =>
  db.select({ channelId: words.channelId, ts: words.ts, text: words.text }).from(words).where(among),
);

export const wordsOf: Answerer<'wordsOf'> = async ({ session, context }, { places }) => {
  const rows = places.length === 0 ? [] : await readWordsOf(session, asArrays(places));
  const found = new Map(rows.map((row) => [nameOf(row), context.cipher.open(row.text)]));
  return places.map((place) => {
    const text = found.get(nameOf(place)) ?? null;
    return { text, isUnavailable: text === null && found.has(nameOf(place)) };
  });
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
  return linkTo(context, place?.slackChannelId, ts, place?.threadTs);
};

const readChannels = statement('places_channels', (db) =>
  db
    .select({ id: channels.id, slackChannelId: channels.slackChannelId })
    .from(channels)
    .where(sql`${channels.id} = any(${placeholder('channelIds')})`),
);

const readThreads = statement('places_threads', (db) =>
  db
    .select({ channelId: messages.channelId, ts: messages.ts, threadTs: messages.threadTs })
    .from(messages)
    .where(and(among, sql`${messages.threadTs} is not null`)),
);

export const links: Answerer<'links'> = async ({ session, context }, { places }) => {
  if (places.length === 0) return [];
  const arrays = asArrays(places);
  const slackIds = await readChannels(session, { channelIds: [...new Set(arrays.channelIds)] });
  const threads = new Map((await readThreads(session, arrays)).map((row) => [nameOf(row), row.threadTs]));
  const known = new Map(slackIds.map(({ id, slackChannelId }) => [id, slackChannelId]));
  return places.map((place) => linkTo(context, known.get(place.channelId), place.ts, threads.get(nameOf(place))));
};

function linkTo({ url }: StoreContext, slackChannelId = '', ts: string, threadTs?: string | null): string {
  const thread = threadTs == null ? '' : `?thread_ts=${threadTs}&cid=${slackChannelId}`;
  return `${url}archives/${slackChannelId}/p${ts.replace('.', '')}${thread}`;
}
