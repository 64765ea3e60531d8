/**
 * A drill: the chain of a client gone through once, so that everybody knows that they can be woken. Its pages go the ways of
 * real ones, behind those, and say everywhere that it is a drill. The client reads nothing of it, and it is not counted.
 */
import { managersOf } from '../../agreement/agency.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { type Incident, type IncidentEntry, pageView } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';
import { answered, because, openForm, told } from './answers.ts';
import { drillReport } from './config.ts';
import { drillNext } from './drill-chain.ts';
import type { IncidentFacts, RaiseFacts } from './load.ts';
import { mayReach, waitsUntil } from './paging.ts';
import { whyNot } from './raising-allowed.ts';
import { stopped } from './stopping.ts';
import { newIncidentId } from './subject.ts';
import { drawnAgain, due, note, save } from './upkeep.ts';

/** How a drill came to its end. *answered*: by whoever was to press; *over*: its time; *ended*: somebody ended it. */
type End = 'answered' | 'over' | 'ended' | 'emergency';

/** Says what will happen before anybody is paged; where one runs, how to end it. */
export function drillAsked(facts: RaiseFacts, now: number): Ruling {
  if (facts.drill !== null && facts.serves)
    return openForm('emergency-drill-end-form', { subject: facts.drill.incident.id });
  const not = whyNoDrill(facts, now);
  if (not !== null) return answered(not.what === 'not-yours' ? 'not-yours' : 'refused', not);
  return openForm('emergency-drill-form', { subject: clientSubject(facts.agreement.id) });
}

function whyNoDrill(facts: RaiseFacts, now: number): ViewData | null {
  if (!facts.serves) return { what: 'not-yours' };
  const not = whyNot(facts);
  if (not !== null) return { what: not };
  if (facts.running !== null) return { what: 'drill-not-now' };
  if (facts.drill !== null) return { what: 'drill-runs' };
  const opensAt = waitsUntil(facts, facts.agreement, now);
  return opensAt === null ? null : { what: 'drill-closed', opensAt };
}

/** Begins one; its first pages leave with this transaction. */
export function drillBegun(event: EventOf<'FormSubmitted'>, facts: RaiseFacts, now: number): Ruling {
  const not = whyNoDrill(facts, now);
  const { channel, agreement } = facts;
  if (not !== null || channel === null) {
    const name = not?.what === 'not-yours' ? 'not-yours' : 'refused';
    return { reason: { name, data: {} }, subject: null, effects: told(event, not ?? { what: 'no-channel' }) };
  }
  const drill: Incident = {
    ...{ id: newIncidentId(event.id), clientId: agreement.id, number: null, state: 'triggered', severity: 'minor' },
    ...{ isDrill: true, channelId: channel.id, message: null, raisedBy: event.actor, raisedAt: now },
    ...{ policy: { ...facts.policy, repeat: 0 }, step: null, round: 0, acknowledgedBy: null, acknowledgedAt: null },
    ...{ lead: null, clientContact: null, nextUpdateAt: null, resolvedBy: null, resolvedAt: null, how: null },
    ...{ place: null, revision: 0 },
  };
  const atOnce = event.values.how === 'at-once';
  const begun = { ...facts, incident: drill, entries: [], pages: [], said: [], deadlines: [] };
  const gone = drillNext(begun, event, now, atOnce);
  return because('drill-begun', drill, [
    save(gone.incident),
    note(drill, event, 'raised', { atOnce }),
    ...gone.effects,
    ...(gone.isOver ? ended(event, { ...begun, incident: gone.incident }, 'over', now) : []),
    ...told(event, { what: gone.isOver ? 'drill-nobody' : 'drill-begun' }),
  ]);
}

/** What happens to one that runs. */
export function aboutDrill(event: Event, facts: IncidentFacts, now: number): Ruling[] {
  const { incident } = facts;
  const isOver = incident.state === 'resolved';
  switch (event.kind) {
    case 'DeadlineDue':
      return isOver ? [] : [timeCame(event, facts, now)];
    case 'PageFailed':
    case 'DeliveryFailed':
      return undelivered(event, facts, now);
    case 'ButtonPressed':
      if (!facts.serves && !facts.wasPaged) return [answered('not-yours', { what: 'not-yours' })];
      if (isOver) return [answered('over', { what: 'drill-over' })];
      return [event.action === 'emergency-have' ? have(event, facts, now) : answered('over', { what: 'drill-only' })];
    case 'FormSubmitted': {
      if (!facts.serves) return [because('not-yours', incident, told(event, { what: 'not-yours' }))];
      if (isOver) return [because('over', incident, told(event, { what: 'drill-over' }))];
      return [drillOver(event, facts, 'ended', now, told(event, { what: 'drill-ended' }))];
    }
    default:
      return [];
  }
}

/** It ends: nothing more leaves, nobody's phone rings any more, and who asked for it and the managers read how it went. */
export function drillOver(event: Event, facts: IncidentFacts, how: End, now: number, more: Effect[] = []): Ruling {
  return because(`drill-${how}`, facts.incident, [...ended(event, facts, how, now), ...more]);
}

type Running = Pick<IncidentFacts, 'incident' | 'pages' | 'said' | 'deadlines' | 'agreement' | 'agency'>;

function ended(event: Event, facts: Running, how: End, now: number): Effect[] {
  const over: Incident = {
    ...facts.incident,
    ...{ state: 'resolved', resolvedBy: event.actor, resolvedAt: now, how: 'resolved' },
  };
  return [
    save(over),
    ...stopped(over, facts, 'resolved', now),
    note(over, event, 'resolved', { because: how }),
    ...due(over, facts, 'step', null, now),
    ...drawnAgain(over, facts),
    ...reports(over, facts, now),
  ];
}

/** Whoever began it reads at once; managers when their office is open, for nothing has happened. */
function reports(drill: Incident, { agreement, agency }: Running, now: number): Effect[] {
  const calendar = calendarOf(agreement, now);
  const opensAt = isOpen(calendar, now) ? null : nextOpening(calendar, now);
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  return [...new Set([drill.raisedBy, ...managers])].map((userId) =>
    plainSay({
      key: `emergencies:drill-report:${drill.id}:${userId}`,
      to: { kind: 'person', userId },
      audience: 'staff',
      view: drillReport,
      data: { incident: drill.id },
      ...(userId === drill.raisedBy || opensAt === null ? {} : { notBefore: opensAt }),
    }),
  );
}

function timeCame(event: Event, facts: IncidentFacts, now: number): Ruling {
  return isAtOnce(facts.entries) ? drillOver(event, facts, 'over', now) : goneOn('drill-paged', event, facts, now);
}

function goneOn(name: string, event: Event, facts: IncidentFacts, now: number, before: Effect[] = []): Ruling {
  const gone = drillNext(facts, event, now, false);
  const { incident } = gone;
  return because(name, incident, [
    ...before,
    ...(gone.isOver
      ? [...gone.effects, ...ended(event, { ...facts, incident }, 'over', now)]
      : [save(incident), ...gone.effects]),
  ]);
}

/** *I have it* answers how long it took, and ends the drill; of one that paged everybody at once when all have pressed. */
function have(event: EventOf<'ButtonPressed'>, facts: IncidentFacts, now: number): Ruling {
  const { incident, entries, said } = facts;
  const { actor } = event;
  const after = now - pagedAt(entries, actor, incident.raisedAt);
  const pressed = entries.flatMap(({ kind, by }) => (kind === 'acknowledged' && by !== null ? [by] : []));
  const isNew = !pressed.includes(actor);
  const noted = isNew ? [note(incident, event, 'acknowledged')] : [];
  const waited = said.flatMap(({ view, state, to }) =>
    view === pageView && (state === 'sent' || state === 'waiting') && to.kind === 'person' ? [to.userId] : [],
  );
  const isLast = waited.every((userId) => userId === actor || pressed.includes(userId));
  if (isAtOnce(entries) && !isLast)
    return because('drill-noted', incident, [
      ...noted,
      ...drawnAgain(incident, facts),
      ...told(event, { what: 'drill-noted', after }),
    ]);
  const has: Incident = { ...incident, acknowledgedBy: actor, acknowledgedAt: now };
  const over = drillOver(
    event,
    { ...facts, incident: has },
    'answered',
    now,
    told(event, { what: 'drill-yours', after }),
  );
  return { ...over, effects: [...noted, ...over.effects] };
}

/** When somebody was paged first (epoch milliseconds); `otherwise` where they were not. */
export function pagedAt(entries: readonly IncidentEntry[], userId: string, otherwise: number): number {
  const first = entries.find(
    ({ kind, data }) => kind === 'paged' && Array.isArray(data.people) && data.people.includes(userId),
  );
  return first?.at ?? otherwise;
}

/** Whether every step was paged at once. */
export function isAtOnce(entries: readonly IncidentEntry[]): boolean {
  return entries.some(({ kind, data }) => kind === 'raised' && data.atOnce === true);
}

/** A page did not arrive and will not. Where nobody else of the step can be reached, the next one is paged at once. */
function undelivered(event: Event, facts: IncidentFacts, now: number): Ruling[] {
  const missed = missedBy(event);
  if (missed === null) return [];
  const { incident, entries, said } = facts;
  const noted = note(incident, event, 'not-reached', missed);
  if (incident.state === 'resolved') {
    const reported = said.filter(({ view }) => view === drillReport);
    return [
      because('not-reached', incident, [noted, ...reported.map(({ key }): Effect => ({ kind: 'refresh', key }))]),
    ];
  }
  if (isAtOnce(entries) || mayReach(facts)) return [because('not-reached', incident, [noted])];
  return [goneOn('not-reached', event, facts, now, [noted])];
}

function missedBy(event: Event): ViewData | null {
  if (event.kind === 'PageFailed') return { people: [event.responder], ways: [event.way], because: [event.because] };
  if (event.kind !== 'DeliveryFailed' || event.view !== pageView || event.to.kind !== 'person') return null;
  // Its view found that it need not be said any more.
  if (['taken', 'over'].includes(event.because)) return null;
  return { people: [event.to.userId], ways: ['slack'], because: [event.because] };
}
