/**
 * Due times after a false alarm: as if nothing had been, but nobody is late because the rule stood aside for a while. It
 * deliberately leaves late what was late before.
 */
import type { Conversation } from '../../engine/conversation.ts';
import type { EmergencyTalk } from '../../engine/emergency-talk.ts';
import { addBusinessTime, businessTimeBetween } from '../../time/business-time.ts';
import type { Counted, Due } from './due.ts';

/** What staff have at least, from the end of it (milliseconds of the window's time); less where the window itself is shorter. */
const FAIR = 30 * 60_000;

/** The times with what had not been due when a false alarm was raised due a fair time after its end at the earliest. */
export function fairlyDue(
  due: Due,
  { askedAt }: Conversation,
  { calendar }: Counted,
  falseAlarms: readonly EmergencyTalk[],
): Due {
  let fair = due;
  for (const { raisedAt, resolvedAt } of falseAlarms) {
    if (resolvedAt === null || fair.dueAt <= raisedAt) continue;
    const length = Math.min(FAIR, businessTimeBetween(calendar, askedAt, fair.dueAt) || FAIR);
    const dueAt = addBusinessTime(calendar, resolvedAt, length);
    if (fair.dueAt < dueAt) fair = { ...fair, dueAt, warnAt: addBusinessTime(calendar, resolvedAt, length / 2) };
  }
  return fair;
}
