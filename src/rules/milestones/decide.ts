import type { Effect } from '../../engine/effect.ts';
import type { EventOf, ViewData } from '../../engine/event.ts';
import { standing } from '../../engine/form-subject.ts';
import type { Milestone } from '../../engine/milestone.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { about, answered, privately } from './answers.ts';
import type { Facts, RequestFacts } from './load.ts';
import { askOf, instead, lateFor } from './notices.ts';
import { plannedAnew, redrawn, saved, timesOf, waiting } from './planning.ts';
import { isPutAlready, put, putAgain, written } from './putting.ts';
import { type Kept, keep, nothingNoted, UNDO } from './record.ts';
import { stagesLeft } from './stages.ts';

/** Asks how milestones stand, puts before the client what staff wrote of one, and tells a manager where nobody says a word. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'gone':
      return [answered(event, 'gone')];
    case 'list':
      return [listed(facts)];
    case 'planning': {
      const effects = plannedAnew(facts, facts.known, facts.rows, now);
      return effects.length === 0 ? [] : [{ reason: { name: 'planned', data: {} }, subject: null, effects }];
    }
    case 'due':
      return [timeCame(facts, now)];
    case 'undelivered': {
      const say = event.kind === 'DeliveryFailed' ? instead(event, facts) : null;
      return say === null ? [] : [{ reason: { name: 'told-instead', data: {} }, subject: null, effects: [say] }];
    }
    case 'request':
      return [requested(event as EventOf<'ButtonPressed' | 'FormSubmitted'>, facts, now)];
  }
}

function listed({ clientId, serves }: Extract<Facts, { kind: 'list' }>): Ruling {
  const what = clientId === null ? 'which' : serves ? null : 'not-yours';
  const effect = what === null ? privately('milestones-list', { clientId }) : privately('milestone-said', { what });
  return { reason: { name: what ?? 'asked', data: {} }, subject: null, effects: [effect] };
}

/** Somebody is asked, or a manager told; or it has been reached for long enough. */
function timeCame(facts: Extract<Facts, { kind: 'due' }>, now: number): Ruling {
  const { milestone, agreed, row } = facts;
  if (milestone.state !== 'ahead' || agreed === null) {
    const over = { dueAt: row.dueAt, ringAt: null, settledAt: now };
    const state = milestone.state === 'reached' ? 'met' : 'cancelled';
    return about(milestone, 'over', [keep(row, milestone, { ...over, state }, row.data), ...redrawn(row)]);
  }
  const left = stagesLeft(timesOf(facts, agreed, milestone.date), row.data.told, milestone.onTrackAt !== null);
  const passed = left.filter(({ at }) => at <= now).map(({ stage }) => stage);
  const stage = passed.at(-1);
  if (stage === undefined)
    return about(milestone, 'not-yet', [waiting(facts, agreed, milestone, { row, noted: row.data, now })]);
  const late = stage === 'late' ? lateFor(facts, agreed, milestone, now) : null;
  // Nothing ran on its day, or nobody manages: its owner is asked now.
  const isManagers = late !== null && !passed.includes('day');
  const asked = isManagers ? null : askOf(facts, agreed, milestone, stage, now);
  const says = [asked, late].filter((say) => say !== null);
  const noted = { ...row.data, told: stage, keys: [...row.data.keys, ...says.map(({ key }) => key)] };
  return about(milestone, stage, [...says, waiting(facts, agreed, milestone, { row, noted, now })]);
}

function requested(event: EventOf<'ButtonPressed' | 'FormSubmitted'>, facts: RequestFacts, now: number): Ruling {
  const { milestone, agreed, row } = facts;
  if (!facts.serves) return answered(event, 'not-yours');
  if (event.kind === 'ButtonPressed' && event.action === 'milestone-undo') return undone(facts, now);
  if (event.kind === 'ButtonPressed' && event.action === 'milestone-again') return putAgain(event, facts);
  if (event.kind === 'FormSubmitted' && isPutAlready(event, milestone))
    return about(milestone, 'put-already', [{ kind: 'answer', how: 'plainly' }]);
  if (milestone.state === 'dropped' || agreed === null) return answered(event, 'gone');
  if (milestone.state === 'reached') return answered(event, 'reached-already', milestone);
  if (facts.channel === null) return answered(event, 'no-channel');
  if (event.kind === 'FormSubmitted')
    return event.form === 'milestone-preview' ? put(event, facts, agreed, now) : written(event, facts, now);
  if (event.action === 'milestone-on-track') {
    const next = { ...milestone, onTrackAt: now };
    const noted = row?.data ?? nothingNoted;
    return about(milestone, 'on-track', [
      saved(next),
      waiting(facts, agreed, next, { row, noted, now }),
      ...redrawn(row),
      privately('milestone-said', { what: 'on-track', milestone: milestone.id }),
    ]);
  }
  const view = event.action === 'milestone-reached' ? 'milestone-reached-form' : 'milestone-slip-form';
  return about(milestone, 'asked', [opens(view, milestone)]);
}

function opens(view: string, { id, revision }: Milestone): Effect {
  const data: ViewData = { subject: standing(id, revision) };
  return { kind: 'answer', how: 'open-form', view, data };
}

/** It is not reached after all: what the client was told goes, as long as it is fresh. */
function undone(facts: RequestFacts, now: number): Ruling {
  const { milestone, agreed, row, channel } = facts;
  const { state, reachedAt, place } = milestone;
  const isFresh = state === 'reached' && reachedAt !== null && now - reachedAt < UNDO;
  if (!isFresh || agreed === null || row === null)
    return about(milestone, 'too-late', [privately('milestone-said', { what: 'too-late', milestone: milestone.id })]);
  const next: Milestone = { ...milestone, state: 'ahead', reachedAt: null, reachedBy: null, place: null };
  const noted: Kept['data'] = { ...row.data, news: null };
  const channelId = milestone.channelId ?? channel?.id ?? '';
  return about(milestone, 'undone', [
    saved(next),
    waiting(facts, agreed, next, { row, noted, now }),
    ...(row.data.news === null ? [] : [{ kind: 'withdraw' as const, key: row.data.news }]),
    ...(place === null ? [] : [{ kind: 'drop-words' as const, channelId, place, atOnce: true as const }]),
    ...redrawn(row),
    privately('milestone-said', { what: 'undone', milestone: milestone.id }),
  ]);
}
