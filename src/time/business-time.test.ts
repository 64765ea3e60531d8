import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  endOfBusinessDay,
  openSpans,
  subtractBusinessTime,
} from './business-time.ts';
import { aroundTheClock, type Calendar, type HourSpan, nextOpening, parseCalendar } from './calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function weekdays(timeZone: string, ...hours: HourSpan[]) {
  return { timeZone, weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } };
}

function everyDay(timeZone: string, ...hours: HourSpan[]) {
  return { timeZone, weekly: { ...weekdays(timeZone, ...hours).weekly, sat: hours, sun: hours } };
}

/** Reads a local time; an offset in the text, as in `2026-10-25T02:30+01:00`, picks one of two. */
function instant(calendar: Calendar, local: string): number {
  return DateTime.fromISO(local, { zone: calendar.timeZone }).toMillis();
}

function local(calendar: Calendar, at: number): string {
  return DateTime.fromMillis(at, { zone: calendar.timeZone }).toFormat('ccc yyyy-MM-dd HH:mm');
}

const office = parseCalendar(weekdays('Europe/Istanbul', ['09:00', '17:00']));
const withLunch = parseCalendar(weekdays('Europe/Berlin', ['08:00', '12:00'], ['13:30', '18:00']));
const longDay = parseCalendar(weekdays('Europe/Berlin', ['08:00', '18:00']));
const nights = parseCalendar(everyDay('America/New_York', ['22:00', '06:00']));

describe('adding open time', () => {
  it.each([
    ['a Friday afternoon question waits for Monday', office, '2026-03-06T16:30', 60, 'Mon 2026-03-09 09:30'],
    [
      'an hour asked an hour before closing is due at closing today',
      office,
      '2026-03-06T16:00',
      60,
      'Fri 2026-03-06 17:00',
    ],
    ['a minute more is due after the weekend', office, '2026-03-06T16:00', 61, 'Mon 2026-03-09 09:01'],
    ['Saturday starts Monday at nine', office, '2026-03-07T11:00', 60, 'Mon 2026-03-09 10:00'],
    [
      'a question at the moment of closing starts the next morning',
      office,
      '2026-03-05T17:00',
      30,
      'Fri 2026-03-06 09:30',
    ],
    ['the lunch break does not count', withLunch, '2026-03-04T11:45', 60, 'Wed 2026-03-04 14:15'],
    ['several days are crossed', office, '2026-03-04T12:00', 20 * 60, 'Fri 2026-03-06 16:00'],
    ['adding nothing changes nothing, closed or not', office, '2026-03-07T11:00', 0, 'Sat 2026-03-07 11:00'],
    ['the night the clocks go forward is an hour shorter', nights, '2026-03-07T22:00', 7 * 60, 'Sun 2026-03-08 06:00'],
    ['the night the clocks go back is an hour longer', nights, '2026-10-31T22:00', 9 * 60, 'Sun 2026-11-01 06:00'],
  ])('%s', (_remark, calendar, at, minutes, due) => {
    expect(local(calendar, addBusinessTime(calendar, instant(calendar, at), minutes * MINUTE))).toBe(due);
  });

  it('refuses a negative duration and what is no instant', () => {
    expect(() => addBusinessTime(office, 0, -1)).toThrow(RangeError);
    expect(() => addBusinessTime(office, 0, Number.NaN)).toThrow(RangeError);
    expect(() => addBusinessTime(office, Number.NaN, 1)).toThrow(RangeError);
    expect(() => addBusinessTime(office, Date.UTC(3000, 0), 1)).toThrow(RangeError);
  });
});

describe('taking open time away', () => {
  it.each([
    ['an hour before Tuesday 11:00 is Tuesday 10:00', longDay, '2026-03-10T11:00', 60, 'Tue 2026-03-10 10:00'],
    ['what leads to the opening stays at the opening', longDay, '2026-03-10T11:00', 180, 'Tue 2026-03-10 08:00'],
    ['what leads further goes to the evening before', longDay, '2026-03-10T11:00', 181, 'Mon 2026-03-09 17:59'],
    ['from a closed moment it counts back from the closing', longDay, '2026-03-08T11:00', 60, 'Fri 2026-03-06 17:00'],
    ['taking nothing away changes nothing', longDay, '2026-03-08T11:00', 0, 'Sun 2026-03-08 11:00'],
  ])('%s', (_remark, calendar, at, minutes, due) => {
    expect(local(calendar, subtractBusinessTime(calendar, instant(calendar, at), minutes * MINUTE))).toBe(due);
  });

  it('warns an hour before a four-hour window asked Monday 17:00 at Tuesday 10:00', () => {
    const due = addBusinessTime(longDay, instant(longDay, '2026-03-09T17:00'), 4 * HOUR);
    expect(local(longDay, due)).toBe('Tue 2026-03-10 11:00');
    expect(local(longDay, subtractBusinessTime(longDay, due, HOUR))).toBe('Tue 2026-03-10 10:00');
  });
});

describe('measuring open time', () => {
  it.each([
    ['a weekend holds none', office, '2026-03-06T17:00', '2026-03-09T09:00', 0],
    ['a week holds forty hours', office, '2026-03-02T00:00', '2026-03-09T00:00', 40 * 60],
    ['the other way round it is negative', office, '2026-03-09T10:00', '2026-03-06T16:00', -120],
    ['the night the clocks go forward holds seven hours', nights, '2026-03-07T12:00', '2026-03-08T12:00', 7 * 60],
    ['the night the clocks go back holds nine hours', nights, '2026-10-31T12:00', '2026-11-01T12:00', 9 * 60],
  ])('%s', (_remark, calendar, from, to, minutes) => {
    expect(businessTimeBetween(calendar, instant(calendar, from), instant(calendar, to))).toBe(minutes * MINUTE);
  });

  it('names the spans it counted, cut to what was asked', () => {
    const spans = openSpans(withLunch, instant(withLunch, '2026-03-06T11:00'), instant(withLunch, '2026-03-09T09:00'));
    expect(spans.map(({ start, end }) => [local(withLunch, start), local(withLunch, end)])).toEqual([
      ['Fri 2026-03-06 11:00', 'Fri 2026-03-06 12:00'],
      ['Fri 2026-03-06 13:30', 'Fri 2026-03-06 18:00'],
      ['Mon 2026-03-09 08:00', 'Mon 2026-03-09 09:00'],
    ]);
    expect(openSpans(withLunch, instant(withLunch, '2026-03-09T09:00'), 0)).toEqual([]);
  });

  it('names one span for an around-the-clock month over new year', () => {
    const calendar = aroundTheClock('Asia/Kathmandu');
    const [from, to] = [instant(calendar, '2025-12-15'), instant(calendar, '2026-01-15')];
    expect(openSpans(calendar, from, to)).toEqual([{ start: from, end: to }]);
  });
});

describe('the end of a business day', () => {
  it.each([
    ['Friday 20:00, one date on, is Monday', office, '2026-03-06T20:00', 1, 'Mon 2026-03-09 17:00'],
    ['n = 0 is today while the closing is ahead', office, '2026-03-06T16:59', 0, 'Fri 2026-03-06 17:00'],
    ['n = 0 before the opening is today', office, '2026-03-06T03:00', 0, 'Fri 2026-03-06 17:00'],
    ['n = 0 at the closing is the next business date', office, '2026-03-06T17:00', 0, 'Mon 2026-03-09 17:00'],
    ['n = 0 on a closed date is the next business date', office, '2026-03-07T12:00', 0, 'Mon 2026-03-09 17:00'],
    ['n = 1 on a closed date is the next business date too', office, '2026-03-07T12:00', 1, 'Mon 2026-03-09 17:00'],
    ['n = 1 in the middle of a date is the next', office, '2026-03-05T10:00', 1, 'Fri 2026-03-06 17:00'],
    ['of two spans the last closes the date', withLunch, '2026-03-05T12:30', 0, 'Thu 2026-03-05 18:00'],
    ['hours past midnight close their date at midnight', nights, '2026-03-05T12:00', 0, 'Fri 2026-03-06 00:00'],
  ])('%s', (_remark, calendar, at, n, due) => {
    expect(local(calendar, endOfBusinessDay(calendar, instant(calendar, at), n))).toBe(due);
  });

  it('refuses to count half or negative dates', () => {
    expect(() => endOfBusinessDay(office, 0, -1)).toThrow(RangeError);
    expect(() => endOfBusinessDay(office, 0, 0.5)).toThrow(RangeError);
    expect(() => addBusinessDays(office, 0, Number.NaN)).toThrow(RangeError);
  });
});

describe('adding business days', () => {
  const shortTuesdays = parseCalendar({
    timeZone: 'Europe/Berlin',
    weekly: { mon: [['09:00', '17:00']], tue: [['09:00', '12:00']], wed: [['10:00', '17:00']] },
  });
  it.each([
    ['Friday 16:30 becomes Monday 16:30', office, '2026-03-06T16:30', 1, 'Mon 2026-03-09 16:30'],
    ['five of them are a week', office, '2026-03-04T10:00', 5, 'Wed 2026-03-11 10:00'],
    [
      'asked on Saturday morning, closed at that time on Monday, it is Monday nine',
      office,
      '2026-03-07T08:00',
      1,
      'Mon 2026-03-09 09:00',
    ],
    [
      'asked on Friday evening it is Monday evening, so Tuesday nine',
      office,
      '2026-03-06T20:00',
      1,
      'Tue 2026-03-10 09:00',
    ],
    ['a shorter date rolls over to the next opening', shortTuesdays, '2026-03-09T15:00', 1, 'Wed 2026-03-11 10:00'],
    ['a date that opens later waits for its opening', shortTuesdays, '2026-03-10T09:30', 1, 'Wed 2026-03-11 10:00'],
    ['adding none changes nothing', office, '2026-03-07T08:00', 0, 'Sat 2026-03-07 08:00'],
  ])('%s', (_remark, calendar, at, n, due) => {
    expect(local(calendar, addBusinessDays(calendar, instant(calendar, at), n))).toBe(due);
  });
});

describe('business dates where clocks change', () => {
  it.each([
    [
      'a local time that is skipped is the end of the gap',
      'Europe/Berlin',
      '2026-03-28T02:30',
      '2026-03-29T03:00+02:00',
    ],
    ['a local time that comes twice is the first', 'Europe/Berlin', '2026-10-24T02:30', '2026-10-25T02:30+02:00'],
    ['the next date after Apia 29 December is the 31st', 'Pacific/Apia', '2011-12-29T10:00', '2011-12-31T10:00+14:00'],
    [
      'a midnight that is skipped is one in the morning',
      'America/Havana',
      '2026-03-07T00:00',
      '2026-03-08T01:00-04:00',
    ],
  ])('%s', (_remark, zone, at, due) => {
    const calendar = aroundTheClock(zone);
    expect(addBusinessDays(calendar, instant(calendar, at), 1)).toBe(Date.parse(due));
  });

  it('a date that comes back after a minute of the next is one date, and ends when it ends the second time', () => {
    const calendar = aroundTheClock('America/St_Johns');
    const noon = instant(calendar, '2006-10-28T12:00');
    expect(endOfBusinessDay(calendar, noon, 0)).toBe(Date.parse('2006-10-29T00:00-03:30'));
    expect(endOfBusinessDay(calendar, noon - 24 * HOUR, 1)).toBe(Date.parse('2006-10-29T00:00-03:30'));
    expect(endOfBusinessDay(calendar, noon - 24 * HOUR, 2)).toBe(Date.parse('2006-10-30T00:00-03:30'));
    expect(endOfBusinessDay(calendar, noon, 1)).toBe(Date.parse('2006-10-30T00:00-03:30'));
    expect(addBusinessDays(calendar, noon, 2)).toBe(Date.parse('2006-10-30T12:00-03:30'));
  });
});

describe('a calendar open only on extra dates', () => {
  const fair = parseCalendar({
    timeZone: 'Europe/Madrid',
    weekly: {},
    extra: [
      { date: '2026-05-02', hours: [['10:00', '14:00']] },
      { date: '2031-05-03', hours: [['10:00', '14:00']] },
    ],
  });

  it('finds its dates years apart', () => {
    const start = instant(fair, '2026-05-02T13:00');
    expect(local(fair, addBusinessTime(fair, start, 2 * HOUR))).toBe('Sat 2031-05-03 11:00');
    expect(local(fair, addBusinessDays(fair, start, 1))).toBe('Sat 2031-05-03 13:00');
    expect(local(fair, nextOpening(fair, instant(fair, '2000-01-01')))).toBe('Sat 2026-05-02 10:00');
    expect(local(fair, subtractBusinessTime(fair, instant(fair, '2040-01-01'), 5 * HOUR))).toBe('Sat 2026-05-02 13:00');
  });

  it.each([
    ['opening', (at: number) => nextOpening(fair, at)],
    ['hour', (at: number) => addBusinessTime(fair, at, HOUR)],
    ['end of a business day', (at: number) => endOfBusinessDay(fair, at, 1)],
    ['business day', (at: number) => addBusinessDays(fair, at, 1)],
  ])('says clearly that no %s is left', (_what, ask) => {
    expect(() => ask(instant(fair, '2031-05-03T14:00'))).toThrow(/not enough open time after 2031-05-03T12:00/);
  });

  it('gives away its very last minute, but no more', () => {
    const start = instant(fair, '2031-05-03T12:00');
    expect(local(fair, addBusinessTime(fair, start, 2 * HOUR))).toBe('Sat 2031-05-03 14:00');
    expect(() => addBusinessTime(fair, start, 2 * HOUR + 1)).toThrow(/not enough open time/);
  });

  it('says clearly that too little time lies before', () => {
    const at = instant(fair, '2026-05-02T11:00');
    expect(() => subtractBusinessTime(fair, at, 2 * HOUR)).toThrow(/not enough open time before 2026-05-02T09:00/);
  });
});
