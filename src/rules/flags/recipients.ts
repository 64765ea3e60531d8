/** Who hears of a flag: one person of the staff or the internal channel, and the next one where that is not possible. */

import type { Agency } from '../../agreement/agency.ts';
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { eveningAt } from '../../agreement/own-hours.ts';
import { scopeOf } from '../../agreement/scope-list.ts';
import { isThere, type Missing, thereOrInstead } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import type { AskedThing } from '../../engine/event.ts';
import type { Channel, Person } from '../../engine/facts.ts';
import { flagsOf } from './config.ts';

export type Reach = {
  agreement: Agreement;
  agency: Agency | null;
  missing: Missing;
  internal: Channel | null;
  /** Of those who may hear of it, for their own hours. */
  persons: readonly Person[];
};

export type Told = Pick<Say, 'to' | 'audience'> & { standsInFor: string | null; notBefore: number | null };

/** Who is told of these things; null where the agreement says nobody, or nobody is left. */
export function toldOf(things: readonly AskedThing[], reach: Reach, now: number): Told | null {
  const { agreement, internal } = reach;
  const { to } = flagsOf(agreement);
  if (to === 'nobody') return null;
  // In a silent trial it is the owner who judges them.
  if (agreement.trial === true) return personTold(agreement.people.owner.id, reach, now);
  if (to === 'internal' && internal !== null) return channelTold(internal, reach, now);
  return personTold(ownerOf(things, agreement), reach, now);
}

/** The items' own owner where they have the same one, else the client's. */
function ownerOf(things: readonly AskedThing[], agreement: Agreement): string {
  const { items } = scopeOf(agreement);
  const owners = things.map(({ itemId }) => items.find(({ id }) => id === itemId)?.owner?.id);
  const [first] = owners;
  return first !== undefined && owners.every((one) => one === first) ? first : agreement.people.owner.id;
}

function channelTold({ id }: Channel, { agreement, agency }: Reach, now: number): Told {
  const notBefore = opening(agreement, agency?.defaults.timeZone ?? null, now);
  return { to: { kind: 'channel', channelId: id, threadTs: null }, audience: 'staff', standsInFor: null, notBefore };
}

function personTold(userId: string, reach: Reach, now: number): Told | null {
  const { agreement } = reach;
  const found = thereOrInstead(userId, reach);
  return found === null ? null : onePerson(found, userId === found.userId ? null : userId, agreement, reach, now);
}

function onePerson(
  { userId, audience }: { userId: string; audience: 'staff' | 'manager' },
  standsInFor: string | null,
  agreement: Agreement,
  { persons, agency }: Reach,
  now: number,
): Told {
  const timeZone = persons.find((one) => one.userId === userId)?.timeZone ?? agency?.defaults.timeZone ?? null;
  const notBefore = opening(agreement, timeZone, now);
  return { to: { kind: 'person', userId }, audience, standsInFor, notBefore };
}

/** Nobody is woken by it: what comes in somebody's evening waits for their morning. */
function opening(agreement: Agreement, timeZone: string | null, now: number): number | null {
  return flagsOf(agreement).outOfHours === 'tell' ? null : (eveningAt(agreement, timeZone, now)?.until ?? null);
}

/** Who hears of it instead of those whom Slack would not let us reach; the operator where nobody is left. */
export function nextAfter(unreached: readonly string[], reach: Reach, now: number): Told {
  const { agreement, agency, missing } = reach;
  const { owner, backup } = agreement.people;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  const chain = [owner.id, backup.id, ...managers].filter((one) => !unreached.includes(one));
  const next = chain.find((one) => isThere(one, missing)) ?? chain.find((one) => !missing.gone.includes(one));
  if (next === undefined) return { to: { kind: 'operator' }, audience: 'operator', standsInFor: null, notBefore: null };
  const audience = managers.includes(next) && next !== backup.id && next !== owner.id ? 'manager' : 'staff';
  const meantFor = unreached.find((one) => one !== next) ?? null;
  return onePerson({ userId: next, audience }, meantFor, agreement, reach, now);
}
