/** Weekdays and local times of stories, as people write them. */
import { DateTime } from 'luxon';
import type { Weekday } from '../../src/sandbox/scenes/calendar.ts';

export const berlin = 'Europe/Berlin';

/** `Mon 09:20`, with seconds and milliseconds where there are any. */
export function clockTime(at: number, zone: string): string {
  const local = DateTime.fromMillis(Math.round(at), { zone }).setLocale('en');
  if (local.millisecond > 0) return local.toFormat('ccc HH:mm:ss.SSS');
  return local.toFormat(local.second > 0 ? 'ccc HH:mm:ss' : 'ccc HH:mm');
}

/** A local date and time as epoch milliseconds. */
export function localInstant(local: string, zone = berlin): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

/** The date in Berlin at an instant: `2026-05-01`. */
export function dateAt(at: number): string {
  return DateTime.fromMillis(at, { zone: berlin }).toISODate() ?? '';
}

const weekdays: Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The next such local time (`Mon 09:20`, `Mon 10:59:59`) at an instant or after it, epoch milliseconds. */
export function nextTime(after: number, when: string, zone: string): number {
  const [day = '', clock = ''] = when.split(' ');
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
  const now = DateTime.fromMillis(after, { zone });
  for (let days = 0; days <= 7; days += 1) {
    const at = now.plus({ days }).set({ hour, minute, second, millisecond: 0 });
    if (at.weekday === weekdays.indexOf(day as Weekday) + 1 && at.toMillis() >= after) return at.toMillis();
  }
  throw new Error(`There is no ${when}.`);
}

/** The next Monday, 08:00 in Berlin, after an instant. */
export function nextMonday(after: number): number {
  return nextTime(after + 1, 'Mon 08:00', berlin);
}
