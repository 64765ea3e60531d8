/** A promise's alarm: the warning before its time, its time, and the telling where that falls into closed hours. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { Ruling } from '../../engine/rule.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';
import type { DueFacts } from './load.ts';
import { broken, redrawn, warning } from './notices.ts';
import { because } from './reasons.ts';
import { ended, type Kept, ringing } from './record.ts';

/** What an alarm means now. */
export function rung({ row }: DueFacts, agreement: Agreement, now: number): Ruling[] {
  if (row.state === 'pending') return now < row.dueAt ? [warned(row)] : [over(row, agreement, now)];
  const isUntold = row.state === 'breached' && !row.data.told && row.data.answeredAt === null;
  return isUntold ? [over(row, agreement, now)] : [letGo(row)];
}

function warned(row: Kept): Ruling {
  const effects = [ringing(row, row.dueAt, { warned: true }), warning(row)];
  return { reason: because('warned', { by: row.data.by, dueAt: row.dueAt }), subject: row.subject, effects };
}

/** Nobody is told at night: of what falls due while the office is closed at its next opening. */
function over(row: Kept, agreement: Agreement, now: number): Ruling {
  const { by } = row.data;
  const calendar = calendarOf(agreement, now);
  if (!isOpen(calendar, now)) {
    const until = nextOpening(calendar, now);
    const deadline = { ...ended(row, 'breached', row.dueAt, {}), ringAt: until };
    return { reason: because('waits-for-opening', { by, until }), subject: row.subject, effects: [deadline] };
  }
  const reason = because('broken', { by, dueAt: row.dueAt });
  const deadline = ended(row, 'breached', row.dueAt, { told: true });
  return { reason, subject: row.subject, effects: [deadline, ...redrawn(row, agreement), ...broken(row, agreement)] };
}

/** From now on no late discovery mends it. */
function letGo(row: Kept): Ruling {
  return { reason: because('let-go'), subject: row.subject, effects: [ringing(row, null)] };
}
