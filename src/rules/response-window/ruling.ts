/** Turns what was concluded about one conversation into a ruling with its effects. */
import type { Effect } from '../../engine/effect.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { Spoken } from './notices.ts';
import type { Outcome, Situation } from './reconcile.ts';
import { replyName } from './reconcile.ts';
import { endReminder, isReminder } from './reminder.ts';

/** The ruling; null where nothing is to be recorded or said. */
export function rulingOf({ outcome, says }: Spoken, { facts, now }: Situation): Ruling | null {
  const { recorded, record, reason } = outcome;
  if (reason === null) return null;
  const id = recorded?.id ?? null;
  const effects: Effect[] = [{ kind: 'set-deadline', id, name: replyName, late: { policy: 'fire' }, ...record }];
  if (recorded?.state === 'pending' && record.state !== 'pending') {
    effects.push({ kind: 'cancel-unsent', subject: recorded.subject });
    const open = facts.deadlines.filter((row) => isReminder(row) && row.state === 'pending');
    const reminders = open.filter(({ subject }) => subject === recorded.subject);
    effects.push(...reminders.map((row) => endReminder(row, 'cancelled', now)));
  }
  if (recorded !== null && look(recorded) !== look(record)) {
    effects.push(...recorded.data.told.keys.map((key): Effect => ({ kind: 'refresh', key })));
  }
  return { reason, subject: record.subject, effects: [...effects, ...says] };
}

/** All that a sent notice shows of a record: where it differs, notices are drawn again. */
function look({ subject, state, dueAt, settledAt, data }: Omit<Outcome['record'], 'channelId'>): string {
  const { how, owner, takenBy, pausedSince, priority } = data;
  return JSON.stringify([subject, state, dueAt, settledAt, how, owner, takenBy, pausedSince, priority]);
}
