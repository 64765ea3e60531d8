/**
 * Whom a step of an escalation pages now: people, whoever is on call in a rota, everybody of a user group, contacts. The policy
 * may be that of when an incident began; rotas, absences and groups are those of the moment. It deliberately pages nobody, and
 * knows neither numbers nor addresses.
 */
import type { Responder, Step } from '../agreement/escalation.ts';
import { byName, type OnCall } from '../agreement/on-call.ts';
import { firstThere, type Missing } from './absence.ts';
import type { Ask } from './facts.ts';
import { absencesOf, type Because, knownOfRotas, onCallAt, type RotaKnown } from './on-call.ts';

/** Somebody who is paged: by their Slack id, or a contact of the agency file by its name. */
export type Paged = ({ kind: 'person'; userId: string } | { kind: 'contact'; name: string }) & {
  /** By which line of the step, and why them where it is not simply they who are named. */
  through: Responder;
  because: Because | 'named' | 'in-group';
};

/** A line of a step that reaches nobody now, and why. *unread*: Slack has never said who is in the group. */
export type Unfilled = { responder: Responder; because: 'away' | 'nobody-there' | 'unknown' | 'unread' };

/** What is known at that moment. */
export type RespondersKnown = {
  rotas: ReadonlyMap<string, RotaKnown>;
  groups: ReadonlyMap<string, readonly string[]>;
  missing: Missing;
};

/** Whom a step pages at an instant (epoch milliseconds), each once. With nobody in `paged` the next step is due at once. */
export function respondersOf(
  step: Pick<Step, 'page'>,
  onCall: OnCall,
  known: RespondersKnown,
  at: number,
): { paged: Paged[]; unfilled: Unfilled[] } {
  const paged = new Map<string, Paged>();
  const unfilled: Unfilled[] = [];
  for (const responder of step.page) {
    const found = oneOf(responder, onCall, known, at);
    if ('because' in found) unfilled.push(found);
    else for (const one of found.paged) paged.set(keyOf(one), paged.get(keyOf(one)) ?? one);
  }
  return { paged: [...paged.values()], unfilled };
}

/** Names somebody who is paged for good: `U0MIRA`, `contact:night-desk`. */
export function keyOf(paged: Paged): string {
  return paged.kind === 'person' ? paged.userId : `contact:${paged.name}`;
}

function oneOf(
  responder: Responder,
  onCall: OnCall,
  { rotas, groups, missing }: RespondersKnown,
  at: number,
): { paged: Paged[] } | Unfilled {
  const person = (userId: string, because: Paged['because']): Paged => ({
    kind: 'person',
    userId,
    through: responder,
    because,
  });
  const nobody = (because: Unfilled['because']): Unfilled => ({ responder, because });
  switch (responder.kind) {
    case 'contact': {
      const { name } = responder;
      if (byName(onCall.contacts, name) === undefined) return nobody('unknown');
      return { paged: [{ kind: 'contact', name, through: responder, because: 'named' }] };
    }
    case 'person': {
      const instead = thereOrInstead(responder.id, missing);
      if (instead === null) return nobody('away');
      return { paged: [person(instead, instead === responder.id ? 'named' : 'stands-in')] };
    }
    case 'rota': {
      const rota = byName(onCall.rotas, responder.name);
      if (rota === undefined) return nobody('unknown');
      const rotaKnown = rotas.get(responder.name) ?? { overrides: [], absences: missing.away, gone: missing.gone };
      const { userId, because } = onCallAt(rota, rotaKnown, at);
      return userId === null ? nobody('nobody-there') : { paged: [person(userId, because)] };
    }
    case 'group': {
      const members = groups.get(responder.id);
      if (members === undefined) return nobody('unread');
      // Of many it is enough that the others are there: nobody stands in.
      const there = members.filter((userId) => thereOrInstead(userId, missing) === userId);
      return there.length === 0 ? nobody('nobody-there') : { paged: there.map((userId) => person(userId, 'in-group')) };
    }
  }
}

function thereOrInstead(userId: string, missing: Missing): string | null {
  const isThere = !missing.gone.includes(userId) && !missing.away.some((one) => one.userId === userId);
  return isThere ? userId : firstThere(userId, [], missing);
}

/** Asks what is known of everybody whom these steps may page at an instant (epoch milliseconds); the database only. */
export async function knownOfResponders(
  ask: Ask,
  steps: readonly Pick<Step, 'page'>[],
  onCall: OnCall,
  at: number,
): Promise<RespondersKnown> {
  const span = { from: at, until: at + 1 };
  const named = steps.flatMap(({ page }) => page);
  const rotas = named.flatMap((one) => (one.kind === 'rota' ? [one.name] : []));
  const groupIds = named.flatMap((one) => (one.kind === 'group' ? [one.id] : []));
  const groups = groupIds.length === 0 ? [] : await ask('userGroups', { groupIds: [...new Set(groupIds)] });
  const persons = named.flatMap((one) => (one.kind === 'person' ? [one.id] : []));
  const people = [...new Set([...persons, ...groups.flatMap(({ userIds }) => userIds)])];
  const away = await absencesOf(ask, people, span);
  const everybody = [...new Set([...people, ...away.flatMap(({ backup }) => backup ?? [])])];
  const met = everybody.length === 0 ? [] : await ask('persons', { userIds: everybody });
  const gone = met.filter(({ isDeleted }) => isDeleted).map(({ userId }) => userId);
  return {
    rotas: rotas.length === 0 ? new Map() : await knownOfRotas(ask, onCall, [...new Set(rotas)], span),
    groups: new Map(groups.map(({ groupId, userIds }) => [groupId, userIds])),
    missing: { gone, away },
  };
}
