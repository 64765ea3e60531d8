/** What a fold starts from, and keeping what came of it. */
import { and, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type Conversation, foldHorizon, type MessageRow } from '../engine/conversation.ts';
import type { Side } from '../engine/event.ts';
import { type Lists, sideOf } from '../engine/people.ts';
import type { Foldable, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Session, send, statement } from './database.ts';
import { personOf, toPerson } from './people.ts';
import { conversations, messages, persons } from './schema.ts';

const placeholder = sql.placeholder;
/** An instant in a comparison must be told how its column is written. */
const since = (column: typeof messages.changedAt | typeof conversations.settledAt) =>
  sql.param(placeholder('since'), column);

type ConversationRow = typeof conversations.$inferSelect;

const stillRelevant = statement('fold_conversations', (db) =>
  db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.channelId, placeholder('channelId')),
        or(isNull(conversations.settledAt), gte(conversations.settledAt, since(conversations.settledAt))),
      ),
    ),
);

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
      person: persons,
    })
    .from(messages)
    .leftJoin(persons, and(eq(persons.workspaceId, messages.workspaceId), eq(persons.userId, messages.author)))
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
    const horizon = foldHorizon(since, spans);
    if (horizon >= since) break;
    since = horizon;
  }
  const found = await changedSince(session, { channelId, since });
  const rows: MessageRow[] = [];
  for (const { person, isBot, ...row } of found) {
    const side = isBot || row.author === '' ? 'neither' : sideOf(row.author, toPerson(person), lists, home);
    const marks = [];
    for (const mark of row.marks) {
      marks.push({ ...mark, side: await sideOfMarker(session, mark.by, lists, home) });
    }
    rows.push({ ...row, side, marks });
  }
  return { since, stored, rows, threadsWithWaits: await threadsWithWaits(session, channelId, since, rows) };
}

async function sideOfMarker(session: Session, userId: string, lists: Lists, home: StoreContext['home']): Promise<Side> {
  return sideOf(userId, await personOf(session, home.workspaceId, userId), lists, home);
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
  const list = [...roots];
  const inThread = or(inArray(conversations.lane, list), sql`${conversations.messages} && ${sql.param(list)}::text[]`);
  const before = await session.db
    .select({ lane: conversations.lane, messages: conversations.messages })
    .from(conversations)
    .where(and(eq(conversations.channelId, channelId), lt(conversations.openedAt, since), inThread));
  return new Set(before.flatMap((row) => [row.lane, ...row.messages]).filter((ts) => roots.has(ts)));
}

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
