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

/** What the row shows by shape and place only, for those who hear it. */
export function unseenText({ state, from, dueAt, settledAt }: TimelineDeadline, { timeZone }: Now): string {
  const at = (instant: number) => momentText(instant, timeZone);
  const parts = [
    STATE_WORDS[state],
    from === null ? '' : `asked ${at(from)}`,
    `due ${at(dueAt)}`,
    settledAt === null ? '' : `settled ${at(settledAt)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
