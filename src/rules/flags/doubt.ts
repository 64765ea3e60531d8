/** What is done about a message that our reading is not sure of, where another reader may be asked before staff are. */
import { scopeOf } from '../../agreement/scope-list.ts';
import type { Effect } from '../../engine/effect.ts';
import type { AskedThing } from '../../engine/event.ts';
import { flagsOf } from './config.ts';
import type { HeardFacts } from './load.ts';
import { keep } from './notices.ts';
import type { FlagRecord } from './record.ts';

/** Whether it is nothing but doubt, the agreement lets the words leave, and anybody would be asked otherwise. */
export function mayDoubt({ agreement }: HeardFacts['reach'], things: readonly AskedThing[]): boolean {
  const isAsked = scopeOf(agreement).adjudicate && flagsOf(agreement).to !== 'nobody';
  return isAsked && things.every(({ verdict }) => verdict === 'ask');
}

/** Asks another reader, and keeps what about. */
export function doubted({ message, author, asked, record }: HeardFacts, things: AskedThing[]): Effect[] {
  const before: FlagRecord = record ?? { schema: 1, author, flags: [], checked: null };
  const { channelId, ts } = message;
  const doubt = { version: asked.version, things };
  return [keep(message, { ...before, doubt }), { kind: 'adjudicate', channelId, ts }];
}

/** The record with nothing in doubt any more. */
export function withoutDoubt({ doubt: _, ...record }: FlagRecord): FlagRecord {
  return record;
}

/** The things once another reader takes the message for this item; of several it is not known which one it meant. */
export function surely(things: AskedThing[], itemId: string | null): AskedThing[] {
  const [thing, ...others] = things;
  if (thing === undefined || others.length > 0 || itemId === null) return things;
  const named = thing.closest.find((one) => one.itemId === itemId) ?? { itemId, likeness: 0, services: [] };
  const closest = [named, ...thing.closest.filter((one) => one !== named)].slice(0, 2);
  return [{ ...thing, verdict: 'flag', scope: 'out', itemId, closest }];
}
