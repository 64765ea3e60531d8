/** When something happens in a scene: weekdays and local times, so that it can be played in any week. */
import { DateTime } from 'luxon';

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

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
