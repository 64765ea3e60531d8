import { byName, type Rota } from '../../agreement/on-call.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import { type Duty, dutiesBetween, type Override } from '../../engine/on-call.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { readSpan } from '../../language/span-words.ts';
import type { Facts, RequestFacts, Taker } from './load.ts';
import { begun, lookAgain, looked } from './look.ts';
import { nextTurnOf } from './swap.ts';

/** Says who is on call, notes down who takes over, swaps, and takes that back, and tells whoever goes on call. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'request':
      return [requested(event, facts, now)];
    case 'applied':
      return facts.looks.filter(({ rota }) => rota.notice).map((look) => begun(look, now));
    case 'due':
      return [looked(facts, now)];
    case 'nothing':
      return [];
  }
}

function requested(event: Event, facts: RequestFacts, now: number): Ruling {
  const { asked, onCall, rota: name } = facts;
  if (Object.keys(onCall.rotas).length === 0) return answered('no-rota', { what: 'none' });
  if (asked.what === 'unreadable' || asked.what === 'unknown-person') return answered('refused', { what: asked.what });
  if (asked.what === 'list') return listed(event, facts);
  if (asked.what === 'back') return takenBack(event, facts, now);
  const rota = name === null ? undefined : byName(onCall.rotas, name);
  if (name === null || rota === undefined) return answered('refused', { what: 'which-rota' });
  const stranger = facts.takers.find(({ isStaff }) => !isStaff);
  if (stranger !== undefined) return answered('refused', { what: 'not-staff', userId: stranger.userId });
  return asked.what === 'swap'
    ? swapped(event, facts, { name, rota, now })
    : takenOver(event, facts, { name, rota, now });
}

function listed({ clientId }: Event, { asked, rota, words, onCall }: RequestFacts): Ruling {
  if (words !== '') return answered('refused', { what: 'unreadable' });
  const isNamed = asked.what === 'list' && asked.words !== '';
  const all = Object.keys(onCall.rotas).length;
  return answered('asked', { what: 'list', clientId, rota: isNamed ? rota : null, all });
}

type About = { name: string; rota: Rota; now: number };

function takenOver(event: Event, facts: RequestFacts, { name, rota, now }: About): Ruling {
  const [taker] = facts.takers;
  if (taker === undefined || event.actor === null) return answered('refused', { what: 'unreadable' });
  const span = readSpan(facts.words, { now, timeZone: facts.timeZone });
  if (typeof span === 'string') return answered('refused', { what: span });
  const replaced = dutiesBetween(rota, facts.known, span.since, span.until);
  if (replaced.every(({ planned, userId }) => planned === taker.userId && userId === taker.userId))
    return answered('refused', { what: 'already', userId: taker.userId });
  const override = { id: `${event.id}:0`, rota: name, userId: taker.userId, ...span, pair: null };
  const data = { rota: name, userId: taker.userId, since: span.since, until: span.until };
  const isAway = facts.known.absences.some((one) => one.userId === taker.userId && meets(one, span));
  const concerned = [taker.userId, ...replaced.map(({ planned }) => planned)];
  return answered('taken-over', { what: 'noted', override: override.id, isAway, ...data }, [
    { kind: 'add-override', override },
    ...lookAgain(name, rota, now),
    ...tell(event, concerned, { ...data, what: 'took-over', override: override.id }),
  ]);
}

function swapped(event: Event, facts: RequestFacts, { name, rota, now }: About): Ruling {
  const [one, other] = facts.takers;
  if (one === undefined || other === undefined || event.actor === null || facts.words !== '')
    return answered('refused', { what: 'unreadable' });
  if (one.userId === other.userId) return answered('refused', { what: 'same-person' });
  const turns = [one, other].map((taker) => nextTurnOf(taker.userId, rota, facts.known, now));
  const [first, second] = turns;
  if (!first || !second) {
    const who = first ? other : one;
    return answered('refused', { what: 'no-turn', userId: who.userId, rota: name });
  }
  const pair = event.id;
  const overrides = [exchanged(other, first, 0), exchanged(one, second, 1)].map((part) => ({
    ...part,
    id: `${event.id}:${part.index}`,
    rota: name,
    pair,
  }));
  const data = swapData(name, one, other, { first, second });
  const id = overrides[0]?.id ?? '';
  return answered('swapped', { ...data, what: 'swapped', override: id }, [
    ...overrides.map(({ index: _index, ...override }): Effect => ({ kind: 'add-override', override })),
    ...lookAgain(name, rota, now),
    ...tell(event, [one.userId, other.userId], { ...data, what: 'swapped-for', override: id }),
  ]);
}

const exchanged = ({ userId }: Taker, { since, until }: { since: number; until: number }, index: number) => ({
  ...{ userId, since, until, index },
});

function swapData(rota: string, one: Taker, other: Taker, { first, second }: { first: Duty; second: Duty }) {
  return {
    rota,
    userId: other.userId,
    since: first.since,
    until: first.until,
    otherId: one.userId,
    otherSince: second.since,
    otherUntil: second.until,
  };
}

function takenBack(event: Event, { toTakeBack, onCall }: RequestFacts, now: number): Ruling {
  const [override, other] = toTakeBack;
  if (override === undefined) return answered('nothing-to-take-back', { what: 'nothing-to-take-back' });
  const data = {
    ...pick(override),
    isRunning: override.since <= now,
    ...(other === undefined ? {} : { otherId: other.userId, otherSince: other.since, otherUntil: other.until }),
  };
  const concerned = toTakeBack.flatMap(({ userId, setBy }) => [userId, setBy]);
  return answered('taken-back', { ...data, what: 'taken-back' }, [
    { kind: 'take-back-override', id: override.id, at: now },
    ...withoutButtons(override, byName(onCall.rotas, override.rota)),
    ...lookAgain(override.rota, byName(onCall.rotas, override.rota), now),
    ...tell(event, concerned, { ...data, what: 'took-back', override: override.id }),
  ]);
}

/** What people were told of it is drawn again, for there is nothing left to take back. Whom it did not concern has no such message. */
function withoutButtons({ id, userId, setBy }: Override, rota: Rota | undefined): Effect[] {
  const asked = id.replace(/:\d+$/, '');
  const people = new Set([...(rota?.people.map((person) => person.id) ?? []), userId, setBy]);
  return [...people].map((one): Effect => ({ kind: 'refresh', key: `on-call:changed:${asked}:${one}` }));
}

const pick = ({ rota, userId, since, until }: Override) => ({ rota, userId, since, until });

const meets = (one: { since: number; until: number }, other: { since: number; until: number }) =>
  one.since < other.until && other.since < one.until;

/** Everybody concerned but whoever did it, each once. */
function tell({ actor, id }: Event, userIds: readonly string[], data: ViewData): Say[] {
  const others = [...new Set(userIds)].filter((userId) => userId !== actor);
  return others.map((userId) =>
    plainSay({
      key: `on-call:changed:${id}:${userId}`,
      to: { kind: 'person', userId },
      audience: 'staff',
      view: 'on-call-changed',
      data: { ...data, by: actor },
    }),
  );
}

function answered(name: string, data: ViewData, effects: Effect[] = []): Ruling {
  const answer: Effect = { kind: 'answer', how: 'privately', view: 'on-call', data };
  return { reason: { name, data: {} }, subject: null, effects: [...effects, answer] };
}
