/** Goes on with the chain of an emergency: pages who is next, notes down whom it did not reach, and when the step after is due. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Way } from '../../agreement/escalation.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import { type Incident, pageView, quotedBy } from '../../engine/incident.ts';
import { plainSay } from '../../engine/say.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';
import { isOther, type Position, pageId, pageKey, type Stride, stridesAfter, type ToPage } from './chain.ts';
import type { Around, IncidentFacts } from './load.ts';
import { due, note } from './upkeep.ts';

type Known = Pick<Around, 'agreement' | 'chain'> & Pick<IncidentFacts, 'deadlines'>;

/** The emergency as it is then (not yet kept), and what is to be done after it is kept. */
export type GoneOn = { incident: Incident; effects: Effect[] };

/** Goes on after the step that was paged last; `isWanted`: also where everybody has been paged already. */
export function goOn(incident: Incident, known: Known, event: Event, now: number, isWanted = false): GoneOn {
  const opensAt = waitsUntil(incident, known.agreement, now);
  if (opensAt !== null) {
    return { incident, effects: due(incident, known, 'step', { dueAt: opensAt, ringAt: opensAt }, now) };
  }
  const after = positionOf(incident);
  const strides = stridesAfter(incident.policy, after, known.chain, now, isWanted);
  const last = strides.at(-1);
  if (last === undefined) return { incident, effects: due(incident, known, 'step', null, now) };
  const next = now + last.wait;
  const gone = { ...incident, round: last.round, step: last.step };
  const effects = [
    ...strides.flatMap((stride) => paged(incident, stride, event)),
    ...due(incident, known, 'step', { dueAt: next, ringAt: next }, now),
  ];
  return { incident: gone, effects };
}

/** When the next step is due at the earliest, where its policy pages in office hours only; null: at any time. */
export function waitsUntil({ policy }: Pick<Incident, 'policy'>, agreement: Agreement, now: number): number | null {
  if (policy.hours === 'always') return null;
  const calendar = calendarOf(agreement, now);
  return isOpen(calendar, now) ? null : nextOpening(calendar, now);
}

/**
 * When the client is to hear next (epoch milliseconds) while nobody writes to them: nobody is promised news from a team that is
 * not reached before the opening.
 */
export function heardAgainAt(incident: Pick<Incident, 'policy' | 'state'>, agreement: Agreement, now: number): number {
  const opensAt = incident.state === 'triggered' ? waitsUntil(incident, agreement, now) : null;
  return (opensAt ?? now) + emergencyOf(agreement).updateEvery.ms;
}

function positionOf({ round, step }: Incident): Position | null {
  return step === null ? null : { round, step };
}

/** What is done to page a step: its lines of the time line, and its pages. */
export function paged(incident: Incident, stride: Stride, event: Event): Effect[] {
  const { round, step, pages, unfilled } = stride;
  const people = [...new Set(pages.map(({ responder }) => responder))];
  const ways = [...new Set(pages.map(({ way }) => way))];
  const data = { round, step };
  return [
    ...(stride.isLastResort ? [note(incident, event, 'exhausted', data), tellOperator(incident, round)] : []),
    ...(people.length === 0 ? [] : [note(incident, event, 'paged', { ...data, people, ways })]),
    ...(unfilled.length === 0
      ? []
      : [
          note(incident, event, 'not-reached', {
            ...data,
            people: unfilled.map(({ responder }) => responder),
            because: unfilled.map((one) => one.because),
          }),
        ]),
    ...pages.map((page) => toPage(incident, stride, page)),
  ];
}

function toPage(incident: Incident, position: Position, page: ToPage): Effect {
  const { responder, way } = page;
  if (!isOther(way)) return pageInSlack(incident, responder, pageKey(incident, position, responder), position);
  const { round, step } = position;
  return {
    kind: 'page',
    page: { id: pageId(incident, position, page), incidentId: incident.id, round, step, responder, way },
  };
}

/** A direct message with the buttons to take it; `isBeside`: they are to read it although somebody else has it. */
export function pageInSlack(
  incident: Incident,
  userId: string,
  key: string,
  { round, step }: Position,
  isBeside = false,
): Say {
  return plainSay({
    key,
    to: { kind: 'person', userId },
    audience: 'staff',
    // A drill holds no real page up, neither here nor in the lane of emergencies.
    priority: incident.isDrill ? 'high' : 'urgent',
    view: pageView,
    data: { incident: incident.id, round, step, responder: userId, isBeside, isDrill: incident.isDrill },
    wantedWhile: incident.id,
    quotes: quotedBy(incident),
  });
}

/** Somebody beyond the chain, by all of these ways; `id` makes the pages some of their kind. */
export function pageBeside(incident: Incident, userId: string, ways: readonly Way[], id: string): Effect[] {
  const position = { round: incident.round, step: incident.step ?? 0 };
  return ways.map((way) =>
    isOther(way)
      ? {
          kind: 'page',
          page: {
            id: `${incident.id}:${id}:${userId}:${way}`,
            incidentId: incident.id,
            ...position,
            responder: userId,
            way,
          },
        }
      : pageInSlack(incident, userId, `emergencies:page:${incident.id}:${id}:${userId}`, position, true),
  );
}

function tellOperator(incident: Incident, round: number): Say {
  return plainSay({
    key: `emergencies:operator:${incident.id}:${round}`,
    to: { kind: 'operator' },
    audience: 'operator',
    priority: 'urgent',
    view: 'emergency-notice',
    data: { incident: incident.id, what: 'exhausted' },
    wantedWhile: incident.id,
  });
}

/** Whether the step that was paged last may still reach somebody, by any way. */
export function mayReach({ incident, pages, said }: Pick<IncidentFacts, 'incident' | 'pages' | 'said'>): boolean {
  const isNow = (one: { round?: unknown; step?: unknown }) =>
    one.round === incident.round && one.step === incident.step;
  const calls = pages.filter((page) => page.what === 'page' && isNow(page) && page.responder !== 'system');
  const messages = said.filter(({ view, data }) => view === pageView && isNow(data));
  return (
    calls.some(({ state }) => state !== 'failed' && state !== 'cancelled') ||
    messages.some(({ state }) => state === 'waiting' || state === 'sent')
  );
}
