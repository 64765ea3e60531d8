/** A month in figures, for the client's owner and the managers, when the office opens first after it. Without any there is none. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { endOfMonth, monthOf } from '../../engine/allowance.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Incident } from '../../engine/incident.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { nextOpening } from '../../time/calendar.ts';
import type { MonthFacts } from './load.ts';
import { ownerAndManagers } from './notices.ts';
import { settled, waiting } from './record.ts';
import { monthSubject, readMonth } from './subject.ts';

/** When the month in which one was raised is told; as often as one likes it is one deadline. Nothing for a month long over. */
export function monthDue(agreement: Agreement, { raisedAt }: Incident, now: number): SetDeadline[] {
  const month = monthOf(agreement, raisedAt);
  const end = endOfMonth(agreement, month);
  const at = nextOpening(calendarOf(agreement, end), end);
  const about = { subject: monthSubject(agreement.id, month), name: 'month' as const };
  return at <= now ? [] : [waiting(undefined, about, { dueAt: at, ringAt: at })];
}

/** The month is over. */
export function monthTold(facts: MonthFacts, now: number): Ruling {
  const { deadline, agreement } = facts;
  const month = readMonth(deadline.subject);
  const says = ownerAndManagers(facts).map((userId) =>
    plainSay({
      key: `reviews:month:${agreement.id}:${month}:${userId}`,
      to: { kind: 'person', userId },
      audience: 'staff',
      view: 'review-month',
      data: { clientId: agreement.id, month, for: userId },
    }),
  );
  const effects = [...settled(deadline, 'met', now), ...says];
  return { reason: { name: 'month-told', data: { month } }, subject: null, effects };
}
