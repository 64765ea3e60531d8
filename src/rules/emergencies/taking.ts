/** Somebody takes an emergency, passes it on, or brings in somebody else; and what stops everywhere when it is taken. */
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { openHandOver } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, told } from './answers.ts';
import { waysTo } from './chain.ts';
import type { IncidentFacts } from './load.ts';
import { goOn, pageBeside } from './paging.ts';
import { heldBy, heldByNobody } from './roles.ts';
import { stopped } from './stopping.ts';
import { drawnAgain, due, hearOf, note, save, silentFrom } from './upkeep.ts';

/** *I have it*, of whoever was paged first, or was asked to take it over. */
export function taken(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident, entries } = facts;
  const data = { incident: incident.id };
  if (incident.state === 'resolved') return answered('over', { what: 'over', ...data });
  const isOthers = incident.state === 'acknowledged' && incident.acknowledgedBy !== event.actor;
  if (isOthers && openHandOver(entries)?.to !== event.actor) return answered('already', { what: 'already', ...data });
  return takes(event, facts, now);
}

/** Whoever acts has it from now on; whoever had it before hears so. */
export function takes(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident } = facts;
  const { actor } = event;
  const before = incident.acknowledgedBy;
  const has = heldBy(incident, actor, now);
  const isHanded = before !== null && before !== actor;
  const effects = [
    save(has),
    ...stopped(has, facts, 'acknowledged', now),
    isHanded ? note(incident, event, 'handed', { from: before }) : note(incident, event, 'acknowledged'),
    ...due(has, facts, 'step', null, now),
    ...due(has, facts, 'handover', null, now),
    ...silentFrom(has, facts, now),
    ...(isHanded ? [hearOf(has, before, `handed:${event.id}`, { what: 'handed', by: actor })] : []),
    ...drawnAgain(has, facts),
    ...told(event, { what: before === actor ? 'still-yours' : 'yours', incident: incident.id }),
  ];
  return because('acknowledged', incident, effects, { by: actor });
}

/** *Pass on*: the next step is paged at once, whoever has had it. */
export function passedOn(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident } = facts;
  if (incident.state === 'resolved') return answered('over', { what: 'over', incident: incident.id });
  if (incident.acknowledgedBy !== null && incident.acknowledgedBy !== event.actor && !facts.serves)
    return answered('already', { what: 'already', incident: incident.id });
  return because('passed-on', incident, [
    ...onwards(event, facts, 'passed-on', now),
    ...told(event, { what: 'passed-on', incident: incident.id }),
  ]);
}

/** Nobody has it any more, and the chain goes on. */
export function onwards(event: Event, facts: IncidentFacts, because: 'passed-on', now: number): Effect[] {
  const free = heldByNobody(facts.incident);
  const gone = goOn(free, facts, event, now, true);
  return [
    save(gone.incident),
    note(facts.incident, event, because),
    ...gone.effects,
    ...due(free, facts, 'silent', null, now),
    ...due(free, facts, 'handover', null, now),
    ...drawnAgain(free, facts),
  ];
}

/** *Add someone*: they are paged beside whoever has it. */
export function added(event: EventOf<'FormSubmitted'>, facts: IncidentFacts): Ruling {
  const { incident, named, chain } = facts;
  if (incident.state === 'resolved')
    return because('over', incident, told(event, { what: 'over', incident: incident.id }));
  if (named === null || !named.isStaff)
    return because('refused', incident, told(event, { what: 'not-staff', incident: incident.id }));
  const { userId } = named;
  const staff = [...chain.staff, userId];
  const ways = waysTo(userId, ['slack', 'sms', 'call', 'email'], { ...chain, staff });
  return because('added', incident, [
    note(incident, event, 'added', { userId }),
    ...pageBeside(incident, userId, ways, `added-${event.id}`),
    ...told(event, { what: 'added', incident: incident.id, userId }),
  ]);
}
