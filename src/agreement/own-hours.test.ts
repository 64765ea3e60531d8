import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Hourly } from './calendar-of.ts';
import { officeHoursSchema } from './office-hours.ts';
import { eveningAt } from './own-hours.ts';

const weekly = { mon: '09:00-12:30, 13:30-18:00', tue: '09:00-18:00', wed: '09:00-18:00', thu: '09:00-18:00' };
const office: Hourly = {
  officeHours: officeHoursSchema.parse({
    timeZone: 'Europe/Berlin',
    weekly,
    exceptions: [{ date: '2026-11-25', hours: 'closed' }],
  }),
};
const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();
const span = (zone: string | null, text: string) => {
  const own = zone ?? 'Europe/Berlin';
  const evening = eveningAt(office, zone, at(text, own));
  const said = (instant: number) => DateTime.fromMillis(instant, { zone: own }).toFormat('ccc HH:mm');
  return evening === null ? null : `${said(evening.since)} to ${said(evening.until)}`;
};

test.each<[zone: string | null, when: string, evening: string | null]>([
  [null, '2026-11-23T17:59', null],
  [null, '2026-11-23T18:00', 'Mon 18:00 to Tue 09:00'],
  // Nine in the evening in New York is the middle of the night in Berlin: what counts is the person's own clock.
  ['America/New_York', '2026-11-23T17:00', null],
  ['America/New_York', '2026-11-23T21:00', 'Mon 18:00 to Tue 09:00'],
  // A lunch break is no evening.
  [null, '2026-11-23T13:00', null],
  // A day off is one evening with the nights around it.
  ['Europe/Istanbul', '2026-11-25T11:00', 'Tue 18:00 to Thu 09:00'],
  [null, '2026-11-28T11:00', 'Thu 18:00 to Mon 09:00'],
])('on the clock of %s, %s lies in: %s', (zone, when, evening) => {
  expect(span(zone, when)).toBe(evening);
});
