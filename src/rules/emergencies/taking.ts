/** Somebody takes an emergency, passes it on, or brings in somebody else; and what stops everywhere when it is taken. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';
import { answered, because, told } from './answers.ts';
import { waysTo } from './chain.ts';
import type { IncidentFacts } from './load.ts';
import { goOn, pageBeside } from './paging.ts';
import { drawnAgain, due, note, save } from './upkeep.ts';

/** A call that was placed longer ago has rung or been answered. */
const CALL_RINGS = 120_000;

/** *I have it*. */
export function taken(event: EventOf<'ButtonPressed'>, facts: IncidentFacts, now: number): Ruling {
  const { incident } = facts;
  const data = { incident: incident.id };
  if (incident.state === 'resolved') return answered('over', { what: 'over', ...data });
  const isTheirs = incident.acknowledgedBy === event.actor;
  if (incident.state === 'acknowledged' && !isTheirs) return answered('already', { what: 'already', ...data });
  const { actor } = event;
  const has: Incident = {
    ...incident,
    ...{ state: 'acknowledged', acknowledgedBy: actor, lead: actor },
    acknowledgedAt: isTheirs ? incident.acknowledgedAt : now,
  };
  const effects = [
    save(has),
    ...stopped(has, facts, 'acknowledged', now),
    note(incident, event, 'acknowledged'),
    ...due(has, facts, 'step', null, now),
    ...silentFrom(has, facts, now),
    ...drawnAgain(has, facts),
    ...told(event, { what: isTheirs ? 'still-yours' : 'yours', ...data }),
  ];
  return because('acknowledged', incident, effects, { by: actor });
}

/** When whoever has it is looked for, if they write nothing from now on. */
export function silentFrom(incident: Incident, facts: IncidentFacts, now: number): Effect[] {
  const at = now + emergencyOf(facts.agreement).silentAfter.ms;
  return due(incident, facts, 'silent', { dueAt: at, ringAt: at }, now);
}

/** Nothing that has not left leaves any more; phones stop ringing, and systems with incidents of their own are told. */
export function stopped(
  incident: Incident,
  { pages }: Pick<IncidentFacts, 'pages'>,
  what: 'acknowledged' | 'resolved',
  now: number,
): Effect[] {
  const { id: incidentId, revision, round } = incident;
  const out = pages.filter((page) => page.what === 'page' && page.attemptedAt !== null && page.state !== 'failed');
  const systems = [
    ...new Map(out.filter(({ responder }) => responder === 'system').map((page) => [page.way, page])).values(),
  ];
  const ringing = out.filter(
    ({ way, reference, attemptedAt }) => way === 'call' && reference && now - (attemptedAt ?? 0) < CALL_RINGS,
  );
  const page = (id: string, one: (typeof out)[number], more: object): Effect => ({
    kind: 'page',
    page: { id, incidentId, round, step: one.step, responder: one.responder, way: one.way, ...more },
  });
  return [
    { kind: 'stop-pages', incidentId },
    ...systems.map((one) => page(`${incidentId}:${what}:${revision}:${one.way}`, one, { what })),
    ...ringing.map((one) => page(`${one.id}:withdrawn`, one, { what: 'withdrawn', reference: one.reference })),
  ];
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
  const free: Incident = { ...facts.incident, state: 'triggered', acknowledgedBy: null, acknowledgedAt: null };
  const gone = goOn(free, facts, event, now, true);
  return [
    save(gone.incident),
    note(facts.incident, event, because),
    ...gone.effects,
    ...due(free, facts, 'silent', null, now),
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
