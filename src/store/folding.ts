/** What a fold starts from, and keeping what came of it. */
import { and, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type Conversation, foldHorizon, type MessageRow } from '../engine/conversation.ts';
import type { Side } from '../engine/event.ts';
import { type Lists, listedSide, sideOf } from '../engine/people.ts';
import type { Foldable, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Session, send, statement } from './database.ts';
import { toPerson } from './people.ts';
import { conversations, messages, persons } from './schema.ts';

const placeholder = sql.placeholder;
/** An instant in a comparison must be told how its column is written. */
const since = (column: typeof messages.changedAt | typeof conversations.settledAt | typeof conversations.openedAt) =>
  sql.param(placeholder('since'), column);

type ConversationRow = typeof conversations.$inferSelect;

/** What waits, and what settled since then or since the oldest of them was asked: nearly always all that a fold needs. */
const stillRelevant = statement('fold_conversations', (db) => {
  const inChannel = eq(conversations.channelId, placeholder('channelId'));
  const waits = isNull(conversations.settledAt);
  const oldest = db
    .select({ at: sql`min(${conversations.openedAt})` })
    .from(conversations)
    .where(and(inChannel, waits));
  const lately = sql`${conversations.settledAt} >= least(${since(conversations.settledAt)}::timestamptz, (${oldest}))`;
  return db
    .select()
    .from(conversations)
    .where(and(inChannel, or(waits, lately)));
});

const changedSince = statement('fold_messages', (db) =>
  db
    .select({
      ts: messages.ts,
      threadTs: messages.threadTs,
      author: messages.author,
      isBot: messages.isBot,
      occurredAt: messages.occurredAt,
      deletedAt: messages.deletedAt,
      readings: messages.readings,
      marks: messages.marks,
    })
    .from(messages)
    .where(and(eq(messages.channelId, placeholder('channelId')), gte(messages.changedAt, since(messages.changedAt)))),
);

/** A stored row as the engine knows it. */
export function toConversation(row: ConversationRow): Conversation & { openedAt: number } {
  const { workspaceId: _w, clientId: _c, settledAt, settledHow, settledBy, ...rest } = row;
  const settled = settledAt === null || settledHow === null ? null : { at: settledAt, how: settledHow, by: settledBy };
  return { ...rest, settled };
}

/** Everything from the earliest conversation that may look different, so that the fold sees each of them whole. */
export async function foldable(
  session: Session,
  { home }: StoreContext,
  about: { channelId: string; start: number; lists: Lists },
): Promise<Foldable> {
  const { channelId, start, lists } = about;
  let since = start;
  let stored: (Conversation & { openedAt: number })[] = [];
  for (;;) {
    stored = (await stillRelevant(session, { channelId, since })).map(toConversation);
    const spans = stored.map(({ openedAt, settled }) => ({ openedAt, settledAt: settled?.at ?? null }));
    const read = Math.min(
      since,
      ...spans.filter(({ settledAt }) => settledAt === null).map(({ openedAt }) => openedAt),
    );
    since = foldHorizon(since, spans);
    if (since >= read) break;
  }
  const found = await changedSince(session, { channelId, since });
  const authors = found.filter((row) => !row.isBot).map((row) => row.author);
  const markers = found.flatMap((row) => row.marks.map((mark) => mark.by));
  const sides = await sidesOf(session, home, lists, [...authors, ...markers]);
  const rows = found.map(({ isBot, ...row }): MessageRow => {
    const side = isBot || row.author === '' ? 'neither' : sides(row.author);
    return { ...row, side, marks: row.marks.map((mark) => ({ ...mark, side: sides(mark.by) })) };
  });
  return { since, stored, rows, threadsWithWaits: await threadsWithWaits(session, channelId, since, rows) };
}

const readPersons = statement('fold_persons', (db) =>
  db
    .select()
    .from(persons)
    .where(
      and(eq(persons.workspaceId, placeholder('workspaceId')), sql`${persons.userId} = any(${placeholder('userIds')})`),
    ),
);

/** Says of each of these people on which side they stand; who is on a list need not be looked up. */
async function sidesOf(
  session: Session,
  home: StoreContext['home'],
  lists: Lists,
  userIds: string[],
): Promise<(userId: string) => Side> {
  const everybody = new Set(userIds);
  const unlisted = [...everybody].filter((userId) => listedSide(userId, lists) === undefined);
  const found =
    unlisted.length === 0 ? [] : await readPersons(session, { workspaceId: home.workspaceId, userIds: unlisted });
  const known = new Map(found.map((row) => [row.userId, toPerson(row)]));
  const sides = new Map<string, Side>();
  for (const userId of everybody) sides.set(userId, sideOf(userId, known.get(userId) ?? null, lists, home));
  return (userId) => sides.get(userId) ?? 'unknown';
}

/** Threads among these rows in which somebody waited before the fold begins. */
async function threadsWithWaits(
  session: Session,
  channelId: string,
  since: number,
  rows: MessageRow[],
): Promise<Set<string>> {
  const roots = new Set(rows.flatMap((row) => row.threadTs ?? []));
  if (roots.size === 0) return roots;
  const before = await openedBefore(session, { channelId, since, roots: [...roots] });
  return new Set(before.flatMap((row) => [row.lane, ...row.messages]).filter((ts) => roots.has(ts)));
}

const openedBefore = statement('fold_threads', (db) => {
  const roots = sql`${placeholder('roots')}::text[]`;
  const inThread = or(sql`${conversations.lane} = any(${roots})`, sql`${conversations.messages} && ${roots}`);
  const earlier = lt(conversations.openedAt, since(conversations.openedAt));
  return db
    .select({ lane: conversations.lane, messages: conversations.messages })
    .from(conversations)
    .where(and(eq(conversations.channelId, placeholder('channelId')), earlier, inThread));
});

const save = statement('conversation_save', (db) =>
  db
    .insert(conversations)
    .values({
      id: placeholder('id'),
      workspaceId: placeholder('workspaceId'),
      clientId: placeholder('clientId'),
      channelId: placeholder('channelId'),
      lane: placeholder('lane'),
      turn: placeholder('turn'),
      messages: placeholder('messages'),
      asker: placeholder('asker'),
      openedBy: placeholder('openedBy'),
      openedAt: placeholder('openedAt'),
      askedAt: placeholder('askedAt'),
      settledAt: placeholder('settledAt'),
      settledHow: placeholder('settledHow'),
      settledBy: placeholder('settledBy'),
      pauses: placeholder('pauses'),
      takenBy: placeholder('takenBy'),
      handedTo: placeholder('handedTo'),
      chosen: placeholder('chosen'),
    })
    .onConflictDoUpdate({
      target: conversations.id,
      set: {
        lane: sql`excluded.lane`,
        turn: sql`excluded.turn`,
        messages: sql`excluded.messages`,
        asker: sql`excluded.asker`,
        openedBy: sql`excluded.opened_by`,
        openedAt: sql`excluded.opened_at`,
        askedAt: sql`excluded.asked_at`,
        settledAt: sql`excluded.settled_at`,
        settledHow: sql`excluded.settled_how`,
        settledBy: sql`excluded.settled_by`,
        pauses: sql`excluded.pauses`,
        takenBy: sql`excluded.taken_by`,
        handedTo: sql`excluded.handed_to`,
        chosen: sql`excluded.chosen`,
      },
    }),
);

/** What a transaction may do to folded conversations. */
export function conversationWrites(
  session: Session,
  { home }: StoreContext,
): Pick<Tx, 'saveConversations' | 'waitingChannels'> {
  const { workspaceId } = home;
  return {
    saveConversations: async (_channelId, clientId, changed, goneIds) => {
      for (const { settled, ...row } of changed) {
        const rest = {
          settledAt: settled?.at ?? null,
          settledHow: settled?.how ?? null,
          settledBy: settled?.by ?? null,
        };
        send(session, save, { ...row, ...rest, workspaceId, clientId });
      }
      if (goneIds.length > 0) await session.db.delete(conversations).where(inArray(conversations.id, goneIds));
    },
    waitingChannels: async (clientId) => {
      const open = and(
        eq(conversations.workspaceId, workspaceId),
        eq(conversations.clientId, clientId),
        isNull(conversations.settledAt),
      );
      return session.db
        .select({
          channelId: conversations.channelId,
          since: sql<number>`min(${conversations.openedAt})`.mapWith(conversations.openedAt),
        })
        .from(conversations)
        .where(open)
        .groupBy(conversations.channelId);
    },
  };
}
