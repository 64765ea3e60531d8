/**
 * What a client's message asks for, read against the client's list while its words are at hand, and whether it presses. The list is prepared once for
 * each version of the agreement and whenever something was corrected, and kept in this process: forgetting it is harmless.
 * No word of a message goes on from here.
 */
import { scopeOf } from '../agreement/scope-list.ts';
import type { AskedThing, AskedWork, Pressing } from '../engine/event.ts';
import type { Held, Store, Tx } from '../engine/store-port.ts';
import { urgencyOf } from '../language/read-alarm.ts';
import { type PreparedScope, prepareScope, type RequestClause, readRequest } from '../language/read-request.ts';
import { type Reading, readMessage } from '../language/reading.ts';
import type { Urgency } from '../language/request/urgency.ts';

/** Clients whose lists are kept prepared; the one read against longest ago goes first. */
const MOST_CLIENTS = 200;
/** Of more corrections of one client the latest count, or reading would become slow. */
const MOST_CORRECTIONS = 300;

/** A list as it stood in one version of the agreement, with the corrections so far. */
export type ReadyList = { version: number; prepared: PreparedScope };

export type AskedWorkReader = {
  /** The list to read this client's messages against, as this transaction sees it; null where nothing is on it. */
  listFor(tx: Pick<Tx, 'ask' | 'correctionsStamp'>, held: Held): Promise<ReadyList | null>;
};

/** Makes what prepares lists and keeps them. */
export function createAskedWorkReader(): AskedWorkReader {
  const known = new Map<string, ReadyList & { stamp: string }>();
  return {
    listFor: async (tx, { clientId, agreement }) => {
      if (clientId === null || agreement === null) return null;
      const { items } = scopeOf(agreement);
      if (items.length === 0) return null;
      const { version } = agreement;
      const stamp = await tx.correctionsStamp(clientId);
      const before = known.get(clientId);
      const isAsBefore = before?.version === version && before.stamp === stamp;
      const list = isAsBefore
        ? before
        : { version, stamp, prepared: prepareScope(items, await exemplars(tx, clientId)) };
      known.delete(clientId);
      known.set(clientId, list);
      const [oldest] = known.keys();
      if (known.size > MOST_CLIENTS && oldest !== undefined) known.delete(oldest);
      return list;
    },
  };
}

/**
 * Reads the word lists at the start, so that the first client's message does not wait for them; those for requests and alarm,
 * which take more room, only where somebody has agreed on anything.
 */
export async function readWordLists({ agreements }: Pick<Store, 'agreements'>): Promise<void> {
  readMessage('', { hasFiles: false });
  const isAgreed = (await agreements.all()).some((one) => one.status !== 'ended');
  if (isAgreed) readRequest('hello', prepareScope([]), { hasFiles: false });
}

/** Corrections whose texts are still kept and can be read. */
async function exemplars(tx: Pick<Tx, 'ask'>, clientId: string) {
  const ask = tx.ask(null);
  const corrections = (await ask('corrections', { clientId })).slice(-MOST_CORRECTIONS);
  const places = corrections.map(({ channelId, place }) => ({ channelId, ts: place }));
  const texts = await ask('wordsOf', { places });
  return corrections.flatMap(({ itemId, verdict }, index) => {
    const text = texts[index]?.text ?? null;
    return text === null ? [] : [{ text, item: itemId, verdict }];
  });
}

/** What a client's message asks for, and whether it presses; null: neither. */
export type ReadIn = { asked: AskedWork | null; urgency: Pressing | null };

/** Reads the text of a message that needs a reply, against the list where there is one. `reply`: as it was read already. */
export function readIn(list: ReadyList | null, text: string, context: { hasFiles: boolean; reply?: Reading }): ReadIn {
  if (list === null) return { asked: null, urgency: pressing(urgencyOf(text)) };
  const { clauses, urgency } = readRequest(text, list.prepared, context);
  const things = clauses.flatMap(thingOf);
  return { asked: things.length === 0 ? null : { version: list.version, things }, urgency: pressing(urgency) };
}

const pressing = (urgency: Urgency): Pressing | null => (urgency === 'normal' ? null : urgency);

function thingOf({ verdict, scope, item, score, closest, nearest }: RequestClause): AskedThing[] {
  if (scope === 'none') return [];
  const alike = closest.map(({ item: { id }, likeness, concepts }) => {
    return { itemId: id, likeness: Math.round(likeness * 1000) / 1000, services: [...concepts] };
  });
  return [{ verdict, scope, itemId: item, score, closest: alike, isCorrected: nearest !== null }];
}
