/** Who does what: the agency's people are reminded on the day, in their own hours; the client's are listed for the next meeting. */
import { thereOrInstead } from '../../engine/absence.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { RecapAction, RecapWords } from '../../engine/meeting-recap.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { startOfDate } from '../../time/local-date.ts';
import { answered, because } from './answers.ts';
import { actionSubject, type RecapFacts } from './load.ts';
import { type Action, type ActionData, keepAction, over, pending, type Recap } from './record.ts';
import { inOwnHours } from './times.ts';

/** What is written is kept as it is now; what is not written any more falls away, and what was done stays done. */
export function actionsKept(recap: Recap, { actions }: RecapWords, facts: RecapFacts, now: number): Effect[] {
  const on = actions.flatMap((one) => keptAs(recap, one, facts, now));
  const subjects = actions.map(({ id }) => actionSubject(recap.subject, id));
  const off = facts.actions.filter(({ subject, state }) => state === 'pending' && !subjects.includes(subject));
  return [...on, ...off.map((row) => keepAction(row, over('cancelled', now)))];
}

function keptAs(recap: Recap, one: RecapAction, facts: RecapFacts, now: number): Effect[] {
  const subject = actionSubject(recap.subject, one.id);
  const known = facts.actions.find((row) => row.subject === subject);
  if (known?.state === 'met') return [];
  const zone = facts.zones.get(one.owner) ?? null;
  const isStaff = facts.sides.get(one.owner) === 'staff';
  const data: ActionData = {
    ...{ schema: 1, clientId: recap.data.clientId, recap: recap.id, action: one.id },
    ...{ owner: one.owner, isStaff, dueOn: one.dueOn, doneBy: null },
  };
  const { timeZone } = facts.agreement.officeHours;
  const dueAt = one.dueOn === null ? recap.data.until : startOfDate(zone ?? timeZone, one.dueOn);
  const ringAt = isStaff && one.dueOn !== null ? Math.max(now, inOwnHours(facts.agreement, zone, dueAt)) : null;
  return [keepAction({ id: known?.id ?? null, subject, dueAt, data }, pending(ringAt))];
}

/** Its day came: whoever does it is reminded, once. */
export function dayCame(facts: RecapFacts, action: Action): Ruling[] {
  if (action.state !== 'pending') return [];
  const { data } = action;
  const found = thereOrInstead(data.owner, facts);
  const keep = keepAction(action, pending(null));
  if (found === null) return [because('day-came', facts.recap.data, [keep])];
  const said = plainSay({
    key: actionKey(action),
    to: { kind: 'person', userId: found.userId },
    audience: found.audience,
    view: 'recap-action',
    data: { subject: action.id, owner: data.owner },
    quotes: facts.recap.data.sent === null ? null : `${facts.recap.data.sent.channelId}:${facts.recap.data.sent.place}`,
  });
  return [because('day-came', facts.recap.data, [keep, said])];
}

/** Done, or after all not, or not wanted any more. */
export function turned(event: EventOf<'ButtonPressed'>, facts: RecapFacts, action: Action, now: number): Ruling {
  if (!facts.serves && event.actor !== action.data.owner) return answered('not-yours');
  const isDone = event.action === 'recap-done';
  const data = { ...action.data, doneBy: isDone ? event.actor : null };
  const at = event.action === 'recap-not-done' ? pending(null) : over(isDone ? 'met' : 'cancelled', now);
  return because(isDone ? 'done' : 'turned', facts.recap.data, [
    keepAction({ ...action, data }, at),
    { kind: 'refresh', key: actionKey(action) },
    event.onKey === actionKey(action)
      ? { kind: 'answer', how: 'plainly' }
      : { kind: 'answer', how: 'privately', view: 'recap-actions', data: { clientId: facts.recap.data.clientId } },
  ]);
}

const actionKey = ({ subject, data }: Action) => `recaps:action:${subject}:${data.dueOn}`;
