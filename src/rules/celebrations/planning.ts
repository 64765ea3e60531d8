/** Which occasions are ahead of a client and when each is celebrated. Pure; of each the next one, which its successor follows. */

import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { anniversariesOf, celebrationsOf, nextYearly } from '../../agreement/celebrations.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { CelebrationDay } from '../../engine/celebrated.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import { type Coming, planSeries, type Series } from '../../engine/recurring.ts';
import { businessDateFrom } from '../../time/business-date.ts';
import { instantOfWallTime, localDate, plusDays } from '../../time/local-date.ts';
import { isBusinessDate } from '../../time/recurrence.ts';
import { type CelebrationData, type Kept, names, seriesId } from './record.ts';

/** Later than so many business days after its day nobody is congratulated any more. */
export const GRACE = 2;
/** So many business days somebody of the agency may take to post what the bot did not. */
const OFFERED = 5;
/** A calendar that stays closed for longer than this is closed for good. */
const FARTHEST = 60;
/** Any leap year: of a birthday nobody asks the year. */
const NO_YEAR = '1904';
const LEAP_DAY = '02-29';

/** What comes every year: the agreement's dates, and the days that people gave themselves. */
export function seriesOf(agreement: Agreement, days: readonly CelebrationDay[]): Series<CelebrationData>[] {
  const dates = anniversariesOf(agreement).map(({ of, began }) =>
    yearly(agreement, began, { occasion: of, about: null, channelId: null }),
  );
  const own = days.map(({ userId, kind, day, channelId }) => {
    const isBirthday = kind === 'birthday';
    const began = isBirthday ? `${NO_YEAR}-${day}` : day;
    // Nobody is congratulated before their day: in half of the world that is bad luck.
    return yearly(agreement, began, { occasion: isBirthday ? 'birthday' : 'years', about: userId, channelId }, 'after');
  });
  return [...dates, ...own];
}

type Of = Pick<CelebrationData, 'occasion' | 'about' | 'channelId'>;

function yearly(agreement: Agreement, began: string, of: Of, move?: 'after'): Series<CelebrationData> {
  return {
    id: seriesId(agreement.id, of),
    next: (after): Coming<CelebrationData> | null => {
      const next = nextYearly(agreement, began, after, move);
      if (next === null) return null;
      const { plannedFor, at, years } = next;
      const isLeap = began.endsWith(LEAP_DAY) && !plannedFor.endsWith(LEAP_DAY);
      const number = of.occasion === 'birthday' ? 0 : years;
      return { plannedFor, dueAt: at, ringAt: at, data: fresh(agreement.id, { ...of, number, plannedFor, isLeap }) };
    },
  };
}

type Fresh = Of & Pick<CelebrationData, 'number' | 'plannedFor' | 'isLeap'>;

function fresh(clientId: string, { occasion, about, number, plannedFor, isLeap, channelId }: Fresh): CelebrationData {
  const nothing = { stage: 'planned', because: 'none', attempt: 0, by: null } as const;
  return { schema: 1, clientId, occasion, about, number, plannedFor, isLeap, channelId, ...nothing };
}

/** What is to be written so that of every occasion the next one is planned. `ringing`: the one that the rule itself writes. */
export function plannedDays(
  agreement: Agreement,
  { days, rows, now, ringing }: { days: readonly CelebrationDay[]; rows: readonly Kept[]; now: number; ringing?: Kept },
): SetDeadline[] {
  return planSeries<CelebrationData>({
    name: names.day,
    series: seriesOf(agreement, days),
    rows: rows.filter(({ name }) => name === names.day),
    now,
    ...(ringing?.name === names.day ? { ringing } : {}),
    moved: (row, { ringAt, data }) => ({ ringAt, data: { ...data, attempt: row.data.attempt } }),
  });
}

/** A number that was reached, to be celebrated the next time that the hour comes on a business day. */
export function plannedCount(
  agreement: Agreement,
  { about, number, now }: { about: string; number: number; now: number },
): { subject: string; dueAt: number; data: CelebrationData } {
  const of: Of = { occasion: 'count', about, channelId: null };
  const plannedFor = localDate(zoneOfClient(agreement), now);
  const data = fresh(agreement.id, { ...of, number, plannedFor, isLeap: false });
  return { subject: `${seriesId(agreement.id, of)}:${number}`, dueAt: nextHour(agreement, now), data };
}

/** When the hour of celebrations comes next on a business day of the client's; epoch milliseconds. */
function nextHour(agreement: Agreement, now: number): number {
  const timeZone = zoneOfClient(agreement);
  const time = celebrationsOf(agreement)?.at ?? '10:00';
  const today = localDate(timeZone, now);
  for (let days = 0; days <= FARTHEST; days += 1) {
    const date = plusDays(today, days);
    const at = instantOfWallTime(timeZone, date, time);
    if (at > now && isBusinessDate(calendarOf(agreement, now), date)) return at;
  }
  return now;
}

/** Whether more business days have passed since than anybody would be congratulated after. */
export function isTooLate(agreement: Agreement, dueAt: number, now: number): boolean {
  return now >= afterBusinessDays(agreement, dueAt, GRACE + 1);
}

/** Until when what was offered can be posted; epoch milliseconds. */
export function offeredUntil(agreement: Agreement, now: number): number {
  return afterBusinessDays(agreement, now, OFFERED);
}

/** The same time of day so many business dates later. */
function afterBusinessDays(agreement: Agreement, from: number, count: number): number {
  const timeZone = zoneOfClient(agreement);
  const calendar = calendarOf(agreement, from);
  const today = localDate(timeZone, from);
  const date = businessDateFrom(calendar, today, count) ?? plusDays(today, FARTHEST);
  return from + (Date.parse(date) - Date.parse(today));
}
