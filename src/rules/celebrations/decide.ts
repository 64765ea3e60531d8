import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { saySkipped } from '../../engine/skipped.ts';
import { type Counted, fallen, noted } from './counts.ts';
import type { DueFacts, Facts, FailedFacts, MeFacts, RequestFacts } from './load.ts';
import { asksForForm, filledIn, forgotten, ofThemselves } from './own-days.ts';
import { isTooLate, plannedDays } from './planning.ts';
import { offered, posted, whyNot } from './posting.ts';
import { type Because, type Kept, noteKey, postKey, settled } from './record.ts';

/** Plans occasions, celebrates them in their hour or asks whether to, and takes back what nobody wanted. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'gone':
      return [answered('gone')];
    case 'list':
      return [listed(facts)];
    case 'me':
      return [mine(event, facts, now)];
    case 'planning': {
      const { agreement, rows, counts } = facts;
      const days = plannedDays(agreement, { ...facts, now });
      const effects = [...days, ...fallen(agreement, rows, now), ...noted(agreement, silently(counts), now)];
      return effects.length === 0 ? [] : [ruling('planned', null, effects)];
    }
    case 'counted':
      return facts.counts.length === 0 ? [] : [ruling('counted', null, noted(facts.agreement, facts.counts, now))];
    case 'due':
      return [timeCame(facts, now)];
    case 'failed':
      return failed(facts, now);
    case 'request':
      return [requested(event as EventOf<'ButtonPressed'>, facts, now)];
  }
}

/** What a new version of the agreement makes a round number of is nobody's news. */
function silently(counts: readonly Counted[]): Counted[] {
  return counts
    .filter(({ isNew, round, before }) => isNew || round > before)
    .map((one) => ({ ...one, before: one.round }));
}

function listed({ clientId, serves }: Extract<Facts, { kind: 'list' }>): Ruling {
  if (clientId === null) return answered('which');
  if (!serves) return answered('not-yours');
  return ruling('asked', null, [privately('celebrations-list', { clientId })]);
}

/** Something about whoever asks themselves. */
function mine(event: Event, facts: MeFacts, now: number): Ruling {
  if (event.kind === 'FormSubmitted') return filledIn(event, facts, now);
  if (event.kind === 'ButtonPressed')
    return event.action === 'celebrate-me-off' ? forgotten(facts) : asksForForm(facts);
  return facts.asked.what === 'list' ? answered('which') : ofThemselves(facts.asked, facts, now);
}

/** Its hour, or the end of what was offered; then the next one is planned. */
function timeCame(facts: DueFacts, now: number): Ruling {
  const { row, agreement } = facts;
  const next = plannedDays(agreement, { ...facts, now, ringing: row });
  const { name, effects } = celebrated(facts, now);
  return ruling(name, row, [...effects, ...next]);
}

function celebrated(facts: DueFacts, now: number): { name: string; effects: Effect[] } {
  const { row, agreement, place, isWanted } = facts;
  if (row.data.stage === 'offered')
    return { name: 'lapsed', effects: [settled(row, 'lapsed', now), { kind: 'refresh', key: noteKey(row) }] };
  if (!isWanted) return { name: 'dropped', effects: [settled(row, 'dropped', now)] };
  if (isTooLate(agreement, row.dueAt, now))
    return { name: 'skipped', effects: [settled(row, 'skipped', now), ...skipped(facts)] };
  const because = place === null ? 'unsent' : whyNot(agreement, place);
  if (place === null || because !== null)
    return { name: 'offered', effects: offered(row, facts, because ?? 'unsent', now) };
  return { name: 'posted', effects: posted(row, facts, place, now, null) };
}

/** Said without a name: whose day it was is theirs to tell. */
function skipped(facts: DueFacts): Effect[] {
  const { data, dueAt } = facts.row;
  return saySkipped({ clientId: data.clientId, kind: 'celebration', id: data.occasion, first: dueAt, count: 1 }, facts);
}

/** What did not leave is offered instead; what did not reach its reader goes to the next one. */
function failed(facts: FailedFacts, now: number): Ruling[] {
  const { event, row } = facts;
  if (event.view === 'celebration-note') {
    const next = passedOn(event, facts);
    return next === null ? [] : [ruling('passed-on', row, [next])];
  }
  const isLast = row !== null && event.key === postKey(row);
  if (event.view !== 'celebration-post' || !isLast || row.data.stage !== 'posted') return [];
  return [ruling('offered', row, offered(row, facts, reasonOf(event.because), now))];
}

/** Our own names for a moment that does not suit, and for what is not permitted; all others are Slack's. */
function reasonOf(because: string): Because {
  if (because === 'not_now') return 'breach';
  return because === 'not_permitted' ? 'permission' : 'unsent';
}

function requested(event: EventOf<'ButtonPressed'>, facts: RequestFacts, now: number): Ruling {
  const { row } = facts;
  if (!facts.serves) return answered('not-yours');
  if (event.action === 'celebration-take-back') return takenBack(facts, now, event.actor);
  const isOpen = row.state === 'pending' && row.data.stage === 'offered';
  if (!isOpen) return answered(row.data.stage === 'posted' ? 'posted-already' : 'over');
  if (event.action === 'celebration-let-be')
    return ruling('let-be', row, [
      settled(row, 'let-be', now, event.actor),
      { kind: 'refresh', key: noteKey(row) },
      privately('celebration-said', { what: 'let-be' }),
    ]);
  return postedByHand(facts, now, event.actor);
}

/** Whoever posts it stands for it; into trouble nobody posts. */
function postedByHand(facts: RequestFacts, now: number, by: string): Ruling {
  const { row, place, isWanted } = facts;
  if (!isWanted) return answered('no-reason');
  if (place === null) return answered('no-channel');
  if (place.trouble !== null && place.channel.role !== 'internal') return answered(`not-now-${place.trouble}`);
  return ruling('posted', row, [
    ...posted(row, facts, place, now, by),
    privately('celebration-said', { what: 'posted' }),
  ]);
}

function takenBack({ row }: RequestFacts, now: number, by: string): Ruling {
  if (row.data.stage !== 'posted') return answered('over');
  return ruling('taken-back', row, [
    settled(row, 'taken-back', now, by),
    { kind: 'withdraw', key: postKey(row) },
    { kind: 'refresh', key: noteKey(row) },
    privately('celebration-said', { what: 'taken-back' }),
  ]);
}

function ruling(name: string, row: Kept | null, effects: Effect[]): Ruling {
  // The date of somebody's own day goes when they take it back; a ruling stays.
  const date = row === null || isOwnDay(row) ? {} : { plannedFor: row.data.plannedFor };
  const data: ViewData = row === null ? {} : { occasion: row.data.occasion, ...date };
  return { reason: { name, data }, subject: null, effects };
}

const isOwnDay = ({ data }: Kept) => data.occasion === 'birthday' || data.occasion === 'years';

function answered(what: string): Ruling {
  return ruling(what, null, [privately('celebration-said', { what })]);
}

function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}
