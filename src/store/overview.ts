/** What runs and what was said, for whoever looks on while it happens; nothing here is asked by a rule. */
import { and, desc, eq, gte, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { destinationOf } from '../engine/outbox-row.ts';
import type { Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database, Session } from './database.ts';
import { toConversation } from './folding.ts';
import { toChannel } from './people.ts';
import { channels, conversations, deadlines, outbox, persons } from './schema.ts';

type Clients = string[] | 'all';

const among = (column: PgColumn, clientIds: Clients) => (clientIds === 'all' ? undefined : inArray(column, clientIds));

/** Looks at deadlines and our messages of some clients or of all. Instants are epoch milliseconds. */
export function createOverview(database: Database, { home }: StoreContext): Pick<Store, 'overview'> {
  const { workspaceId } = home;
  return {
    overview: {
      deadlines: (clientIds, settled) =>
        database.with(async (session) => {
          // What is a client's and in no channel of theirs only wakes a rule to draw something anew: nobody waits for it.
          const isSomebodys = or(isNotNull(deadlines.channelId), isNull(deadlines.clientId));
          const ours = and(eq(deadlines.workspaceId, workspaceId), among(deadlines.clientId, clientIds), isSomebodys);
          // In the words of the index of those that run: what ran in the course of a year is not looked at.
          const running = sql`(${deadlines.state} = 'pending' or ${deadlines.ringAt} is not null)`;
          const pending = placed(session, and(ours, running, eq(deadlines.state, 'pending')));
          const rows = [...(await pending), ...(settled === null ? [] : await settledAmong(session, ours, settled))];
          return rows.map(toPlaced).sort((one, other) => one.dueAt - other.dueAt);
        }),
      outbox: (clientIds, most) =>
        database.with(async (session) => {
          const ours = and(eq(outbox.workspaceId, workspaceId), among(outbox.clientId, clientIds));
          return (await addressed(session, ours, most)).map(({ row, person, channel }) => {
            const { id, rule, view, state, createdAt, sentAt, failure } = row;
            const toName = person || channel || null;
            return { id, rule, view, to: destinationOf(row), toName, state, createdAt, sentAt, failure };
          });
        }),
    },
  };
}

function placed({ db }: Session, where: SQL | undefined) {
  return db
    .select({ row: deadlines, conversation: conversations, channel: channels })
    .from(deadlines)
    .leftJoin(conversations, eq(conversations.id, deadlines.subject))
    .leftJoin(channels, eq(channels.id, deadlines.channelId))
    .where(where)
    .$dynamic();
}

function settledAmong(session: Session, ours: SQL | undefined, { since, most }: { since: number; most: number }) {
  const lately = placed(session, and(ours, gte(deadlines.settledAt, since)));
  return lately.orderBy(desc(deadlines.settledAt)).limit(most);
}

type Placed = Awaited<ReturnType<typeof placed>>[number];

function toPlaced({ row, conversation, channel }: Placed) {
  return {
    ...row,
    conversation: conversation === null ? null : toConversation(conversation),
    channel: channel === null ? null : toChannel(channel),
  };
}

/** The newest rows, and only then the names of where they go. */
function addressed({ db }: Session, ours: SQL | undefined, most: number) {
  const newest = db.select().from(outbox).where(ours).orderBy(desc(outbox.sequence)).limit(most).as('newest');
  const toPerson = and(
    eq(persons.workspaceId, newest.workspaceId),
    sql`${newest.destination} in ('person:' || ${persons.userId}, 'home:' || ${persons.userId})`,
  );
  const { id, rule, view, state, createdAt, sentAt, failure, destination, threadTs, under } = newest;
  const row = { id, rule, view, state, createdAt, sentAt, failure, destination, threadTs, under };
  return db
    .select({ row, person: persons.name, channel: channels.name })
    .from(newest)
    .leftJoin(persons, toPerson)
    .leftJoin(channels, eq(newest.destination, sql`'channel:' || ${channels.id}`))
    .orderBy(desc(newest.sequence));
}
