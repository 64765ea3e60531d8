/** When something happens in a scene: weekdays and local times, so that it can be played in any week. */
import { DateTime } from 'luxon';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { House } from '../../main.ts';
import { isOpen } from '../../time/business-time.ts';
import { placeOf } from '../curtain/client-of.ts';

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** How far a scene looks for a week without a holiday on its day. */
const MOST_WEEKS = 10;

const weekdays: Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The next such local time (`16:50`) strictly after an instant (epoch ms), or that very instant when it is one. */
export function next(after: number, weekday: Weekday, clock: string, zone: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const now = DateTime.fromMillis(after, { zone });
  for (let days = 0; days <= 7; days += 1) {
    const at = now.plus({ days }).set({ hour, minute, second: 0, millisecond: 0 });
    if (at.weekday === weekdays.indexOf(weekday) + 1 && at.toMillis() >= after) return at.toMillis();
  }
  throw new Error(`There is no ${weekday} ${clock}.`);
}

/** Whether a day (epoch ms) is the last of its name in its month. */
export function isLastOfMonth(at: number, zone: string): boolean {
  const day = DateTime.fromMillis(at, { zone });
  return day.month !== day.plus({ days: 7 }).month;
}

/** The local date (`2026-12-10`) so many days after an instant (epoch ms). */
export function dateAfter(at: number, days: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toISODate() ?? '';
}

/**
 * Such a local time in the first week in which the office of this client channel is open then, and which fits the scene: a
 * holiday would make another story of it. The next one where there is none.
 */
export async function nextOpen(
  house: House,
  channel: string,
  [after, weekday, clock, zone]: Parameters<typeof next>,
  fits: (at: number) => boolean = () => true,
): Promise<number> {
  const { agreement } = await placeOf(house, channel);
  const first = next(after, weekday, clock, zone);
  for (let at = first, week = 0; week < MOST_WEEKS; week += 1, at = next(at + 1, weekday, clock, zone)) {
    const isThere = agreement === null || isOpen(calendarOf(agreement, at), at);
    if (isThere && fits(at)) return at;
  }
  return first;
}
