/** What time and failed messages do to an emergency: the next step, a silent responder, an update that is due. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import { type Incident, openHandOver, pageView } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';
import { because } from './answers.ts';
import { waysTo } from './chain.ts';
import { AGAIN_AT_MOST } from './config.ts';
import type { IncidentFacts } from './load.ts';
import { goOn, heardAgainAt, mayReach, pageBeside } from './paging.ts';
import { updateDue } from './raising.ts';
import { onwards } from './taking.ts';
import { drawnAgain, due, hearOf, note, save, silentFrom } from './upkeep.ts';

/** A deadline of it has come. */
export function timeCame(event: Event, facts: IncidentFacts, now: number): Ruling[] {
  const { incident, deadline } = facts;
  if (incident.state === 'resolved') return [];
  if (deadline?.name === 'step') return incident.state === 'triggered' ? [next('paged', event, facts, now)] : [];
  if (deadline?.name === 'silent') return incident.state === 'acknowledged' ? [silent(event, facts, now)] : [];
  if (deadline?.name === 'handover') return notTakenOver(facts);
  return [updateCame(event, facts, now)];
}

/** Whoever was asked to take it over has not: whoever has it must know. */
function notTakenOver({ incident, entries }: IncidentFacts): Ruling[] {
  const open = openHandOver(entries);
  const holder = incident.acknowledgedBy;
  if (open === null || holder === null) return [];
  const data = { what: 'not-taken', by: open.to };
  return [because('not-taken', incident, [hearOf(incident, holder, `not-taken:${open.at}`, data)])];
}

/** The next step of the chain, at once. */
function next(name: string, event: Event, facts: IncidentFacts, now: number, before: Effect[] = []): Ruling {
  const gone = goOn(facts.incident, facts, event, now);
  // Where it had waited for the opening, the client reads that it goes on.
  const again = facts.incident.policy.hours === 'always' ? [] : drawnAgain(gone.incident, facts);
  return because(name, facts.incident, [save(gone.incident), ...before, ...gone.effects, ...again], {
    round: gone.incident.round,
    step: gone.incident.step,
  });
}

/** Whoever has it wrote nothing for so long: paged again, and after so many times the chain goes on. */
function silent(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident, entries, lastWroteAt, agreement, chain } = facts;
  const userId = incident.acknowledgedBy ?? '';
  const theirs = entries
    .filter(({ by }) => by === userId || (by !== null && by === incident.clientContact))
    .map(({ at }) => at);
  // A clock that ran ahead and was set back wrote instants that are still to come.
  const lastAt = Math.min(now, Math.max(incident.acknowledgedAt ?? 0, lastWroteAt ?? 0, ...theirs));
  const { ms } = emergencyOf(agreement).silentAfter;
  if (lastAt + ms > now) {
    const at = lastAt + ms;
    return because('still-there', incident, due(incident, facts, 'silent', { dueAt: at, ringAt: at }, now));
  }
  const again = entries.filter(({ kind, at }) => kind === 'paged-again' && at > lastAt).length;
  if (again >= AGAIN_AT_MOST) return because('silent', incident, onwards(event, facts, 'passed-on', now));
  const ways = waysTo(userId, ['slack', ...incident.policy.steps.flatMap(({ by }) => by)], chain);
  return because('paged-again', incident, [
    note(incident, event, 'paged-again', { userId }),
    ...pageBeside(incident, userId, ways, `again-${incident.revision}-${lastAt}-${again}`),
    ...silentFrom(incident, facts, now),
  ]);
}

/** Its responder is reminded before the client is to hear; left to itself, the client's message says that it goes on. */
function updateCame(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident, agreement, deadline } = facts;
  const dueAt = deadline?.dueAt ?? now;
  const { ms } = emergencyOf(agreement).updateEvery;
  if (now < dueAt && dueAt <= now + ms) {
    const reminded = incident.acknowledgedBy === null ? null : (incident.clientContact ?? incident.acknowledgedBy);
    return because('reminded', incident, [
      ...[reminded]
        .flatMap((userId) => userId ?? [])
        .map((userId) => hearOf(incident, userId, `remind-${dueAt}`, { what: 'update-due', dueAt })),
      ...due(incident, facts, 'update', { dueAt, ringAt: dueAt }, now),
    ]);
  }
  const held: Incident = { ...incident, nextUpdateAt: heardAgainAt(incident, agreement, now) };
  return because('kept-current', incident, [
    save(held),
    note(incident, event, 'update'),
    ...updateDue(held, facts, ms, now),
    ...drawnAgain(held, facts),
  ]);
}

/** A page, or the client's own message, did not arrive and will not. */
export function undelivered(event: Event, facts: IncidentFacts, now: number): Ruling[] {
  const { incident } = facts;
  if (event.kind === 'PageFailed') {
    const data = { people: [event.responder], ways: [event.way], because: [event.because] };
    return [failedPage(event, facts, data, now)];
  }
  if (event.kind !== 'DeliveryFailed') return [];
  const { because: why, to, view } = event;
  if (view === 'emergency-client') {
    const told = incident.acknowledgedBy ?? facts.agreement.people.owner.id;
    const hears = hearOf(incident, told, `client-not-told:${event.id}`, { what: 'client-not-told', because: why });
    return [because('client-not-told', incident, [hears])];
  }
  // Its view found that it need not be said any more.
  if (['taken', 'over'].includes(why)) return [];
  if (view !== pageView || to.kind !== 'person' || incident.state === 'resolved') return [];
  return [failedPage(event, facts, { people: [to.userId], ways: ['slack'], because: [why] }, now)];
}

/** Nobody of the step can be reached any more: the next one is paged at once. */
function failedPage(
  event: Event,
  facts: IncidentFacts,
  data: { people: string[]; ways: string[]; because: string[] },
  now: number,
): Ruling {
  const { incident } = facts;
  const noted = note(incident, event, 'not-reached', data);
  const isOver = incident.state !== 'triggered' || mayReach(facts);
  return isOver ? because('not-reached', incident, [noted]) : next('not-reached', event, facts, now, [noted]);
}
