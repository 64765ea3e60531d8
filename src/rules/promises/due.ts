/** A promise's alarm: the warning before its time, its time, and the telling where that falls into closed hours. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { PUT_OFF } from '../../engine/emergency-talk.ts';
import type { Ruling } from '../../engine/rule.ts';
import { isOpen, nextOpening } from '../../time/calendar.ts';
import type { DueFacts } from './load.ts';
import { broken, type Reach, redrawn, warning } from './notices.ts';
import { because } from './reasons.ts';
import { ended, type Kept, ringing } from './record.ts';

/** What an alarm means now. */
export function rung(
  { row, missing, hasEmergency }: DueFacts,
  agreement: Agreement,
  agency: Agency | null,
  now: number,
): Ruling[] {
  const reach = { agreement, agency, missing };
  const isUntold = row.state === 'breached' && row.data.told.length === 0 && row.data.answeredAt === null;
  if (hasEmergency && (row.state === 'pending' || isUntold)) return [putOff(row, now)];
  if (row.state === 'pending') return now < row.dueAt ? [warned(row, reach)] : [over(row, reach, now)];
  return isUntold ? [over(row, reach, now)] : [letGo(row)];
}

function warned(row: Kept, reach: Reach): Ruling {
  const effects = [ringing(row, row.dueAt, { warned: true }), warning(row, reach)];
  return { reason: because('warned', { by: row.data.by, dueAt: row.dueAt }), subject: row.subject, effects };
}

/** Nobody is told while an emergency of the client runs; a promise whose time passes then is told of once, when it is over. */
function putOff(row: Kept, now: number): Ruling {
  const until = now < row.dueAt ? Math.min(now + PUT_OFF, row.dueAt) : now + PUT_OFF;
  const reason = because('waits-for-emergency', { by: row.data.by, until });
  const deadline = now < row.dueAt ? ringing(row, until) : { ...ended(row, 'breached', row.dueAt, {}), ringAt: until };
  return { reason, subject: row.subject, effects: [deadline] };
}

/** Nobody is told at night: of what falls due while the office is closed at its next opening. */
function over(row: Kept, reach: Reach, now: number): Ruling {
  const { by } = row.data;
  const calendar = calendarOf(reach.agreement, now);
  if (!isOpen(calendar, now)) {
    const until = nextOpening(calendar, now);
    const deadline = { ...ended(row, 'breached', row.dueAt, {}), ringAt: until };
    return { reason: because('waits-for-opening', { by, until }), subject: row.subject, effects: [deadline] };
  }
  const reason = because('broken', { by, dueAt: row.dueAt });
  const { told, says } = broken(row, reach);
  const deadline = ended(row, 'breached', row.dueAt, { told });
  return { reason, subject: row.subject, effects: [deadline, ...redrawn(row), ...says] };
}

/** From now on no late discovery mends it. */
function letGo(row: Kept): Ruling {
  return { reason: because('let-go'), subject: row.subject, effects: [ringing(row, null)] };
}
