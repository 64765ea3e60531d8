/** A review that nobody has begun two business days after the end: whoever led it is asked once, two days later a manager once. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { addBusinessDays } from '../../time/business-time.ts';
import { because } from './answers.ts';
import type { ReviewFacts } from './load.ts';
import { leadOf, managerFor, tell, thereFor } from './notices.ts';
import { notedIn, settled, waiting } from './record.ts';

const BUSINESS_DAYS = 2;

/** When it is due, after its end (epoch milliseconds). */
export function reviewDue(
  agreement: Agreement,
  incidentId: string,
  known: Deadline | undefined,
  from: number,
): SetDeadline {
  const at = daysAfter(agreement, from);
  return waiting(known, { subject: incidentId, name: 'review' }, { dueAt: at, ringAt: at });
}

function daysAfter(agreement: Agreement, from: number): number {
  return addBusinessDays(calendarOf(agreement, from), from, BUSINESS_DAYS);
}

/** Its time has come. */
export function reminded(facts: ReviewFacts, now: number): Ruling {
  const { incident, review, agreement, deadline } = facts;
  const known = deadline ?? undefined;
  const isNeeded = incident.state === 'resolved' && review.place === null && review.finishedAt === null;
  if (!isNeeded) return because('review-there', incident, settled(known, 'met', now));
  const lead = leadOf(incident, agreement);
  const noted = notedIn(known);
  const key = `reviews:reminder:${incident.id}:${review.end}:${noted.stage}`;
  if (noted.stage === 'first') {
    const to = thereFor(lead, facts);
    const next = waiting(
      known,
      { subject: incident.id, name: 'review' },
      { dueAt: known?.dueAt ?? now, ringAt: daysAfter(agreement, now) },
      { ...noted, stage: 'manager' },
    );
    const says = to === null ? [] : [tell(incident.id, to, { key, view: 'review-reminder', data: { what: 'lead' } })];
    return because('review-asked-for', incident, [...says, next]);
  }
  const manager = managerFor(facts, lead);
  const data = { what: 'manager', lead };
  const says = manager === null ? [] : [tell(incident.id, manager, { key, view: 'review-reminder', data })];
  return because('review-missing', incident, [...says, ...settled(known, 'breached', now)]);
}
