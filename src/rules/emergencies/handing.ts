/** Handing an emergency over, and naming who leads it and who speaks to the client. It stays where it is until somebody takes it. */
import type { Event } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, told } from './answers.ts';
import { waysTo } from './chain.ts';
import { HANDING_WAITS } from './config.ts';
import type { IncidentFacts } from './load.ts';
import { pageBeside } from './paging.ts';
import { changedTo, over } from './running.ts';
import { takes } from './taking.ts';
import { drawnAgain, due, hearOf, note } from './upkeep.ts';

/** Somebody is asked to take it over, by every way there is; whoever asks for it themselves has it at once. */
export function handedOver(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident, named, chain } = facts;
  const data = { incident: incident.id };
  if (incident.state === 'resolved') return over(facts, event);
  if (named === null || !named.isStaff) return answered('refused', { what: 'not-staff', ...data });
  const { userId } = named;
  if (userId === incident.acknowledgedBy) return answered('already', { what: 'already', ...data });
  if (userId === event.actor) return takes(event, facts, now);
  const ways = waysTo(userId, ['slack', 'sms', 'call', 'email'], { ...chain, staff: [...chain.staff, userId] });
  const at = now + HANDING_WAITS;
  return because('handing', incident, [
    note(incident, event, 'handing', { userId }),
    ...pageBeside(incident, userId, ways, `handing-${event.id}`),
    ...(incident.acknowledgedBy === null ? [] : due(incident, facts, 'handover', { dueAt: at, ringAt: at }, now)),
    ...drawnAgain(incident, facts),
    ...told(event, { what: 'handing', ...data }),
  ]);
}

/** Who leads it, or who speaks to the client; they hear so, unless it is whoever says it. */
export function named(event: Event, facts: IncidentFacts, role: 'lead' | 'contact'): Ruling {
  const { incident, named: who } = facts;
  if (incident.state === 'resolved') return over(facts, event);
  if (who === null || !who.isStaff) return answered('refused', { what: 'not-staff', incident: incident.id });
  const { userId } = who;
  const changed = { ...incident, ...(role === 'lead' ? { lead: userId } : { clientContact: userId }) };
  const hears = { what: role, by: event.actor };
  return changedTo(event, facts, changed, { role, userId }, [
    ...(userId === event.actor ? [] : [hearOf(changed, userId, `${role}:${event.id}`, hears)]),
  ]);
}
