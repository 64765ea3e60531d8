/** What a row of the time line says, in words. Instants are epoch milliseconds; zones are IANA names. */
import type { TimelineDeadline } from '../../../contract.ts';
import { momentText, shortMomentText, spanText } from '../../clock/moments.ts';
import { STATE_WORDS } from './states.tsx';

export type Now = { now: number; timeZone: string };

/** What counts of a deadline at this moment: `due Mon 10:50`, `kept at 10:12`, `2 h 5 min overdue`. */
export function dueText({ state, dueAt, settledAt }: TimelineDeadline, { now, timeZone }: Now): string {
  const short = (at: number) => shortMomentText(at, now, timeZone);
  if (state === 'met') return `kept ${short(settledAt ?? dueAt)}`;
  if (state === 'cancelled') return `called off ${short(settledAt ?? dueAt)}`;
  if (state === 'breached')
    return settledAt === null ? `${spanText(now - dueAt)} overdue` : `late, ${short(settledAt)}`;
  return `due ${short(dueAt)}`;
}

/** The whole row as one sentence, for those who hear it. */
export function rowSentence(deadline: TimelineDeadline, { now, timeZone }: Now): string {
  const { name, state, channelName, from, dueAt, ringAt, settledAt } = deadline;
  const at = (instant: number) => momentText(instant, timeZone);
  const parts = [
    `${name}, ${STATE_WORDS[state]}`,
    channelName === '' ? '' : `in ${channelName}`,
    from === null ? '' : `asked ${at(from)}`,
    `due ${at(dueAt)}`,
    ringAt === null ? '' : `${ringAt < dueAt ? 'warns' : 'rings'} ${at(ringAt)}`,
    settledAt === null ? '' : `settled ${at(settledAt)}`,
    state === 'breached' && settledAt === null ? `${spanText(now - dueAt)} overdue` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
