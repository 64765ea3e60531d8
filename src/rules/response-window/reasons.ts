/** Why a record changed: the first name that fits, with the instants and ids its words are filled from. */
import type { Reason } from '../../engine/facts.ts';
import { isAside } from './aside.ts';
import type { Recorded, ReplyRecord } from './record.ts';

/** Every reason this rule may give. */
export const reasonNames = [
  'waiting',
  'waits-behind',
  'met',
  'met-after-all',
  'breached',
  'cancelled',
  'reopened',
  'moved',
  'paused',
  'resumed',
  'taken',
  'released',
  'handed',
  'priority-changed',
  'older-terms-stand',
  'terms-changed',
  'due-moved',
  'now-oldest',
  'stood-aside',
  'emergency-over',
  'false-alarm',
  'recorded',
  'joined',
  'withdrawn',
  'not-kept',
  'warned',
  'breach-told',
  'repeat-told',
  'nothing-to-tell',
  'passed-on',
  'nobody-left',
  'no-longer-waiting',
  'answer-deleted',
  'reminded',
  'reminder-not-needed',
  'reminder-put-off',
  'pressed',
  'undone',
  'asked',
  'refused',
] as const;
export type ReasonName = (typeof reasonNames)[number];

/** A reason by its name. */
export function because(name: ReasonName, data: Reason['data'] = {}): Reason {
  return { name, data };
}

/** Why a record is as it is now, beside what was recorded before (null: nothing was). */
export function reasonOf(before: Recorded | null, after: ReplyRecord): Reason {
  const { state, dueAt, settledAt, data } = after;
  if (state === 'pending') return before === null ? started(after) : stillWaiting(before, after);
  if (state === 'cancelled') return because('cancelled', { how: data.how });
  const settled = { dueAt, settledAt, how: data.how };
  if (state === 'breached') return because('breached', { ...settled, lateBy: (settledAt ?? dueAt) - dueAt });
  return because(data.told.breachAt === null ? 'met' : 'met-after-all', settled);
}

function started({ dueAt, ringAt, data }: ReplyRecord): Reason {
  return because(ringAt === null && data.pausedSince === null ? 'waits-behind' : 'waiting', {
    dueAt,
    warnAt: data.warnAt,
  });
}

function stillWaiting(before: Recorded, after: ReplyRecord): Reason {
  const { dueAt, data } = after;
  const was = before.data;
  if (isAside(before)) return because('false-alarm', { dueAt });
  if (before.state !== 'pending') return because('reopened', { dueAt });
  if (before.subject !== after.subject) return because('moved', { from: before.subject, dueAt });
  if (was.pausedSince !== data.pausedSince) {
    return data.pausedSince === null
      ? because('resumed', { dueAt })
      : because('paused', { dueAt, since: data.pausedSince });
  }
  if (was.owner !== data.owner) return because('handed', { to: data.owner, dueAt });
  if (was.takenBy !== data.takenBy) {
    return data.takenBy === null ? because('released', { dueAt }) : because('taken', { by: data.takenBy, dueAt });
  }
  if (was.priority !== data.priority) return because('priority-changed', { priority: data.priority, dueAt });
  const version = data.countedBy.at(-1)?.version ?? 0;
  if (was.countedBy.at(-1)?.version !== version) {
    return because(data.olderStands ? 'older-terms-stand' : 'terms-changed', { version, dueAt });
  }
  if (before.dueAt !== dueAt) return because('due-moved', { from: before.dueAt, dueAt });
  if (before.ringAt === null && after.ringAt !== null) return because('now-oldest', { dueAt });
  if (before.ringAt !== null && after.ringAt === null) return because('waits-behind', { dueAt, warnAt: data.warnAt });
  return because('recorded', { dueAt });
}
