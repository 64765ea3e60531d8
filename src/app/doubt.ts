/**
 * Asks another reader about a message that ours is not sure of. The wish for it is a row of the inbox, written with what was
 * decided; whoever walks that row asks first, outside any transaction. Killed in the middle it walks once more.
 */
import { scopeOf } from '../agreement/scope-list.ts';
import type { Adjudicate } from '../engine/effect.ts';
import type { Opinion } from '../engine/event.ts';
import { type IncomingDoubt, inboxKey } from '../engine/incoming.ts';
import type { InboxRow } from '../engine/store-port.ts';
import type { Case } from './case.ts';
import type { Shell } from './shell.ts';

/** The sweep takes it up no sooner (milliseconds): whoever was woken for it is still asking until then. */
const WAKING = 20_000;

/** Writes the wish down. */
export async function doubt({ tx, now, event, aftermath }: Case, { channelId, ts }: Adjudicate): Promise<void> {
  const payload: IncomingDoubt = { kind: 'doubt', ts, eventId: event.id };
  const row = { key: inboxKey(payload, channelId), channelId, source: 'live' as const, payload };
  const id = await tx.claim(row, now, now + WAKING);
  if (id !== null) aftermath.claimed.push(id);
}

/** Asks, if the agreement in force lets the words leave and they are still kept. Null: no opinion is to be had. */
export async function opinionOn({ store, adjudicator }: Shell, row: InboxRow): Promise<Opinion | null> {
  const { payload, channelId } = row;
  if (payload.kind !== 'doubt' || channelId === null) return null;
  const clientId = (await store.ask('channel', { channelId }))?.clientId ?? null;
  const agreement = clientId === null ? null : await store.ask('agreement', { clientId });
  if (agreement?.status !== 'active') return null;
  const { items, adjudicate } = scopeOf(agreement);
  const text = adjudicate ? await store.ask('words', { channelId, ts: payload.ts }) : null;
  return text === null ? null : adjudicator.ask({ text, items });
}
