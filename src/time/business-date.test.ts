import { expect, test } from 'vitest';
import { businessDateFrom } from './business-date.ts';
import { parseCalendar } from './calendar.ts';

const open = [['09:00', '17:00']] as const;
const weekly = { mon: open, tue: open, wed: open, thu: open, fri: open };
const berlin = parseCalendar({ timeZone: 'Europe/Berlin', weekly, holidays: ['2026-12-25', '2027-01-01'] });
/** Open on one day of the year. */
const seldom = parseCalendar({ timeZone: 'Europe/Berlin', weekly: {}, extra: [{ date: '2026-01-05', hours: open }] });

test.each([
  ['the business day before a Monday is Friday', '2026-11-23', -1, '2026-11-20'],
  ['before a holiday that follows a weekend of its own', '2026-12-28', -1, '2026-12-24'],
  ['five of them before', '2026-12-28', -5, '2026-12-18'],
  ['the one after a Friday', '2026-11-20', 1, '2026-11-23'],
  ['after a closed date, which itself does not count', '2026-11-21', 1, '2026-11-23'],
  ['none away is the date itself, closed or not', '2026-11-21', 0, '2026-11-21'],
])('%s', (_what, date, count, expected) => {
  expect(businessDateFrom(berlin, date, count)).toBe(expected);
});

test('where the calendar stays closed there is none', () => {
  expect(businessDateFrom(seldom, '2026-03-02', 1)).toBeNull();
  expect(businessDateFrom(seldom, '2026-03-02', -1)).toBe('2026-01-05');
});
