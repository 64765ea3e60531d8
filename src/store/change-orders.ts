/**
 * Change orders and what the two companies decided. Their words are sealed like all others, and stay as long as the record:
 * these are business papers of both companies, not talk.
 */
import { createHash } from 'node:crypto';
import { and, asc, desc, eq, lt, or, sql } from 'drizzle-orm';
import {
  type ChangeOrder,
  type ChangeOrdersKept,
  frozenText,
  keptOrderWords,
  type OrderWords,
  readOrderWords,
} from '../engine/change-order.ts';
import type { LoggedDecision } from '../engine/decision-log.ts';
import { DRAFTS_KEPT } from '../engine/form-subject.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import type { Answerer } from './facts/answerer.ts';
import { changeOrders, decisions, words } from './schema.ts';

/** They go with their record, not by a day of their own. */
const WITH_THE_RECORD = Date.UTC(9999, 0, 1);

/** What a transaction may keep of them. */
export function changeOrderWrites({ db }: Session, { home, cipher }: StoreContext): ChangeOrdersKept {
  const { workspaceId } = home;
  const ours = (id: string) => and(eq(changeOrders.workspaceId, workspaceId), eq(changeOrders.id, id));
  return {
    saveChangeOrder: async ({ price, ...order }, written) => {
      const row = { ...order, workspaceId, priceAmount: price?.amount ?? null, priceCurrency: price?.currency ?? null };
      const hash = written === null ? {} : { textHash: hashOf({ ...order, price }, written) };
      await db
        .insert(changeOrders)
        .values({ textHash: '', ...row, ...hash })
        .onConflictDoUpdate({ target: changeOrders.id, set: { ...row, ...hash } });
      if (written === null) return;
      const kept = { text: cipher.seal(keptOrderWords(written)), keepUntil: WITH_THE_RECORD };
      await db
        .insert(words)
        .values({ ...kept, workspaceId, channelId: order.channelId, ts: order.place })
        .onConflictDoUpdate({ target: [words.channelId, words.ts], set: kept });
    },
    dropChangeOrder: async (id) => {
      const [gone] = await db.delete(changeOrders).where(ours(id)).returning();
      if (gone === undefined) return;
      await db.delete(words).where(and(eq(words.channelId, gone.channelId), eq(words.ts, gone.place)));
    },
    logDecision: async (decision) => {
      await db
        .insert(decisions)
        .values({ ...decision, workspaceId })
        .onConflictDoNothing();
    },
  };
}

/** One by its id. */
export const changeOrderFact: Answerer<'changeOrder'> = async ({ session, workspaceId }, { id }) => {
  const [row] = await session.db
    .select()
    .from(changeOrders)
    .where(and(eq(changeOrders.workspaceId, workspaceId), eq(changeOrders.id, id)));
  return row === undefined ? null : toOrder(row);
};

/** What was written of one, and whether it is what was frozen. */
export const changeOrderWords: Answerer<'changeOrderWords'> = async ({ session, context }, { id }) => {
  const [row] = await session.db
    .select({ order: changeOrders, kept: words.text })
    .from(changeOrders)
    .innerJoin(words, and(eq(words.channelId, changeOrders.channelId), eq(words.ts, changeOrders.place)))
    .where(and(eq(changeOrders.workspaceId, context.home.workspaceId), eq(changeOrders.id, id)));
  const written = row === undefined ? null : readOrderWords(context.cipher.open(row.kept));
  if (row === undefined || written === null) return { words: null, isAsFrozen: null };
  return { words: written, isAsFrozen: hashOf(toOrder(row.order), written) === row.order.textHash };
};

/** All of a client, the newest first. */
export const changeOrdersOf: Answerer<'changeOrdersOf'> = async ({ session, workspaceId }, { clientId }) => {
  const rows = await session.db
    .select()
    .from(changeOrders)
    .where(and(eq(changeOrders.workspaceId, workspaceId), eq(changeOrders.clientId, clientId)))
    .orderBy(desc(changeOrders.createdAt), desc(changeOrders.id));
  return rows.map(toOrder);
};

/** What was decided of a client, the newest first. */
export const decisionsOf: Answerer<'decisionsOf'> = async ({ session, workspaceId }, { clientId }) => {
  const rows = await session.db
    .select()
    .from(decisions)
    .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.clientId, clientId)))
    .orderBy(desc(decisions.at), desc(decisions.id));
  return rows.map(toDecision);
};

/** Everything of a client, for whoever asks what is kept. Words are opened on their way out. */
export async function keptOrders(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<Pick<KeptOfClient, 'changeOrders' | 'decisions'>> {
  const { workspaceId } = home;
  const rows = await db
    .select({ order: changeOrders, kept: words.text })
    .from(changeOrders)
    .leftJoin(words, and(eq(words.channelId, changeOrders.channelId), eq(words.ts, changeOrders.place)))
    .where(and(eq(changeOrders.workspaceId, workspaceId), eq(changeOrders.clientId, clientId)))
    .orderBy(asc(changeOrders.createdAt), asc(changeOrders.id));
  const decided = await db
    .select({ decision: decisions, kept: words.text })
    .from(decisions)
    .leftJoin(words, and(eq(words.channelId, decisions.channelId), eq(words.ts, decisions.place)))
    .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.clientId, clientId)))
    .orderBy(asc(decisions.at), asc(decisions.id));
  const opened = (kept: string | null) => readOrderWords(kept === null ? null : cipher.open(kept));
  return {
    changeOrders: rows.map(({ order, kept }) => ({ ...toOrder(order), words: opened(kept) })),
    decisions: decided.map(({ decision, kept }) => {
      // An order's own words stand with it.
      const isOfMeeting = decision.kind.startsWith('meeting-') && kept !== null;
      return { ...toDecision(decision), words: isOfMeeting ? cipher.open(kept) : null };
    }),
  };
}

/** Lets go of those from before an instant (epoch milliseconds), and of drafts that nobody touched for long, with their words. */
export async function pruneChangeOrders({ db }: Session, workspaceId: string, now: number, before: number) {
  const ours = eq(changeOrders.workspaceId, workspaceId);
  const isOver = sql`${changeOrders.state} <> 'sent'`;
  const isOldDraft = and(eq(changeOrders.state, 'draft'), lt(changeOrders.createdAt, now - DRAFTS_KEPT));
  const gone = await db
    .delete(changeOrders)
    .where(and(ours, or(and(isOver, lt(changeOrders.createdAt, before)), isOldDraft)))
    .returning({ channelId: changeOrders.channelId, place: changeOrders.place });
  for (const { channelId, place } of gone) {
    await db.delete(words).where(and(eq(words.channelId, channelId), eq(words.ts, place)));
  }
  const forgotten = await db
    .delete(decisions)
    .where(and(eq(decisions.workspaceId, workspaceId), lt(decisions.at, before)))
    .returning();
  for (const { kind, channelId, place } of forgotten) {
    if (place !== null && kind.startsWith('meeting-'))
      await db.delete(words).where(and(eq(words.channelId, channelId), eq(words.ts, place)));
  }
}

type Frozen = Pick<ChangeOrder, 'price' | 'items' | 'agreementVersion'>;

function hashOf(order: Frozen, written: OrderWords): string {
  return createHash('sha256').update(frozenText(order, written)).digest('hex');
}

function toOrder(row: typeof changeOrders.$inferSelect): ChangeOrder {
  const { workspaceId: _w, priceAmount, priceCurrency, ...order } = row;
  const isPriced = priceAmount !== null && priceCurrency !== null;
  return { ...order, price: isPriced ? { amount: priceAmount, currency: priceCurrency } : null };
}

function toDecision({ workspaceId: _w, ...decision }: typeof decisions.$inferSelect): LoggedDecision {
  return decision;
}
