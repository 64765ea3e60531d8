/**
 * Who is on call: whose turn it is, who took it over, and who stands in where that person is not there. The rota is asked
 * anew each time; nobody is ever on call for good. It deliberately wakes nobody and knows no way of reaching anybody.
 */

import { WEEKDAYS } from '../agreement/office-hours.ts';
import { byName, type OnCall, type Rota } from '../agreement/on-call.ts';
import { type Turn, turnAt, turnsBetween } from '../time/rota.ts';
import { type Absence, firstThere, isThere, type Missing } from './absence.ts';
import type { Ask } from './facts.ts';

/** Somebody takes a rota over in [since, until), epoch milliseconds. Of several the one noted down last holds. */
export type Override = {
  id: string;
  rota: string;
  userId: string;
  since: number;
  until: number;
  /** Two who swap: both have the same. */
  pair: string | null;
  setBy: string;
  setAt: number;
};

/** What a transaction may note down of it. */
export type OverridesKept = {
  addOverride(override: Omit<Override, 'setBy' | 'setAt'>, setBy: string, now: number): Promise<void>;
  /** It, and the other one of a pair, never were; what has passed of them stays. */
  takeBackOverride(id: string, at: number): Promise<void>;
};

/** Why somebody is on call: their turn, taken over, or in the place of who is not there. */
export type Because = 'turn' | 'override' | 'stands-in' | 'next-in-rota' | 'nobody-there';

/** Who is on call in [since, until), epoch milliseconds; `userId` null: nobody who could be is there. */
export type Duty = {
  userId: string | null;
  because: Because;
  /** Whose it would be. */
  planned: string;
  /** By which override, where it is one. */
  override: string | null;
  since: number;
  until: number;
};

/** What is known of the people of a rota in some stretch of time. */
export type RotaKnown = { overrides: readonly Override[]; absences: readonly Absence[]; gone: readonly string[] };

/** A rota as its turns are counted. */
export function turnsOf({ timeZone, handOver, startsOn, people }: Rota) {
  return { timeZone, weekday: WEEKDAYS.indexOf(handOver.weekday), time: handOver.time, startsOn, count: people.length };
}

/** Who is on call at an instant (epoch milliseconds), and from when until when that is so. */
export function onCallAt(rota: Rota, known: RotaKnown, at: number): Duty {
  const turn = turnAt(turnsOf(rota), at);
  const cuts = cutsOf(known, turn.since, turn.until);
  const since = Math.max(...cuts.filter((cut) => cut <= at));
  const until = Math.min(...cuts.filter((cut) => cut > at));
  return { ...whoAt(rota, known, turn, at), since, until };
}

/** Who is on call when, in [from, until): the stretches tile it, and who follows is somebody else or for another reason. */
export function dutiesBetween(rota: Rota, known: RotaKnown, from: number, until: number): Duty[] {
  const found: Duty[] = [];
  for (const turn of turnsBetween(turnsOf(rota), from, until)) {
    const cuts = cutsOf(known, turn.since, turn.until);
    for (const [index, since] of cuts.entries()) {
      const end = cuts[index + 1];
      if (end === undefined || end <= from || since >= until) continue;
      const who = whoAt(rota, known, turn, since);
      const before = found.at(-1);
      // One who has two turns in a row has one long one.
      if (before !== undefined && isSame(before, who)) before.until = end;
      else found.push({ ...who, since, until: end });
    }
  }
  return found;
}

const isSame = (one: Omit<Duty, 'since' | 'until'>, other: Omit<Duty, 'since' | 'until'>) =>
  one.userId === other.userId && one.because === other.because && one.planned === other.planned;

/** Every instant in a turn at which somebody else may be on call, its own ends among them. */
function cutsOf({ overrides, absences }: RotaKnown, since: number, until: number): number[] {
  const inside = [...overrides, ...absences].flatMap((one) => [one.since, one.until]);
  return [...new Set([since, ...inside.filter((at) => at > since && at < until), until])].sort((a, b) => a - b);
}

function whoAt(rota: Rota, { overrides, absences, gone }: RotaKnown, turn: Turn, at: number) {
  const covers = (one: { since: number; until: number }) => one.since <= at && at < one.until;
  const taken = overrides.filter(covers).toSorted((a, b) => b.setAt - a.setAt || (a.id < b.id ? 1 : -1))[0];
  const order = rota.people.map((_, index) => rota.people[(turn.position + index) % rota.people.length]?.id ?? '');
  const [whose = ''] = order;
  const planned = taken?.userId ?? whose;
  const missing: Missing = { gone, away: absences.filter(covers) };
  const override = taken?.id ?? null;
  if (isThere(planned, missing)) {
    return {
      userId: planned,
      because: taken === undefined ? ('turn' as const) : ('override' as const),
      planned,
      override,
    };
  }
  const others = order.filter((id) => id !== planned);
  const named = firstThere(planned, [], missing);
  const userId = named ?? firstThere(planned, others, missing);
  if (userId === null) return { userId, because: 'nobody-there' as const, planned, override };
  return { userId, because: named === null ? ('next-in-rota' as const) : ('stands-in' as const), planned, override };
}

/** Asks what is known of these rotas' people in [from, until), epoch milliseconds. */
export async function knownOfRotas(
  ask: Ask,
  onCall: OnCall,
  names: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<Map<string, RotaKnown>> {
  const all = await ask('overrides', { rotas: [...names], from, until });
  const known = new Map<string, RotaKnown>();
  for (const name of names) {
    const overrides = all.filter(({ rota }) => rota === name);
    const inRota = byName(onCall.rotas, name)?.people.map(({ id }) => id) ?? [];
    const people = [...new Set([...inRota, ...overrides.map(({ userId }) => userId)])];
    const absences = await absencesOf(ask, people, { from, until });
    const everybody = [...new Set([...people, ...absences.flatMap(({ backup }) => backup ?? [])])];
    const persons = await ask('persons', { userIds: everybody });
    const gone = persons.filter(({ isDeleted }) => isDeleted).map(({ userId }) => userId);
    known.set(name, { overrides, absences, gone });
  }
  return known;
}

/** When these people are away in [from, until), those whom they named to stand in, and so on. */
export async function absencesOf(
  ask: Ask,
  userIds: string[],
  span: { from: number; until: number },
): Promise<Absence[]> {
  const found: Absence[] = [];
  const asked = new Set<string>();
  for (let next = userIds; next.length > 0; ) {
    for (const userId of next) asked.add(userId);
    const absences = await ask('absences', { userIds: next, ...span });
    found.push(...absences);
    next = [...new Set(absences.flatMap(({ backup }) => backup ?? []))].filter((userId) => !asked.has(userId));
  }
  return found;
}
