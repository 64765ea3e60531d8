import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  aroundTheClock,
  type CalendarDefinition,
  CalendarError,
  type HourSpan,
  isOpen,
  nextOpening,
  parseCalendar,
} from './calendar.ts';

const nineToFive: HourSpan[] = [['09:00', '17:00']];
const overnight: HourSpan[] = [['22:00', '06:00']];
const week = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
const everyNight = {
  mon: overnight,
  tue: overnight,
  wed: overnight,
  thu: overnight,
  fri: overnight,
  sat: overnight,
  sun: overnight,
};

/** The remark, the calendar, instants inside and instants outside (an offset in the text picks one of two). */
const rows: [string, CalendarDefinition, string[], string[]][] = [
  [
    'opening is open, closing is closed',
    { timeZone: 'Europe/Istanbul', weekly: week },
    ['2026-03-02T09:00', '2026-03-06T16:59:59.999'],
    ['2026-03-02T08:59:59.999', '2026-03-06T17:00', '2026-03-07T12:00', '2026-03-08T12:00'],
  ],
  [
    'hours are those of the zone, 5:45 from UTC',
    { timeZone: 'Asia/Kathmandu', weekly: week },
    ['2026-03-02T03:15Z', '2026-03-02T11:14Z'],
    ['2026-03-02T03:14Z', '2026-03-02T11:15Z'],
  ],
  [
    'a span whose end is before its start runs past midnight and belongs to its weekday',
    { timeZone: 'Europe/Berlin', weekly: { fri: overnight } },
    ['2026-03-06T22:00', '2026-03-07T05:59'],
    ['2026-03-06T05:00', '2026-03-06T21:59', '2026-03-07T06:00', '2026-03-07T22:00'],
  ],
  [
    "Sunday's night runs into Monday",
    { timeZone: 'Europe/Berlin', weekly: { sun: overnight } },
    ['2026-03-08T23:00', '2026-03-09T05:59'],
    ['2026-03-08T05:00', '2026-03-09T22:00'],
  ],
  [
    '24:00 and 00:00 end the date',
    { timeZone: 'Europe/Berlin', weekly: { mon: [['20:00', '24:00']], wed: [['20:00', '00:00']] } },
    ['2026-03-02T23:59', '2026-03-04T23:59'],
    ['2026-03-03T00:00', '2026-03-05T00:00'],
  ],
  [
    'overlapping and unordered spans are one union',
    {
      timeZone: 'Europe/Berlin',
      weekly: {
        mon: [
          ['12:00', '15:00'],
          ['09:00', '13:00'],
          ['10:00', '11:00'],
        ],
      },
    },
    ['2026-03-02T09:00', '2026-03-02T11:30', '2026-03-02T12:30', '2026-03-02T14:59'],
    ['2026-03-02T08:59', '2026-03-02T15:00'],
  ],
  [
    'a holiday closes its date in the own zone of the calendar, not in UTC',
    { timeZone: 'Pacific/Auckland', weekly: week, holidays: ['2026-02-06'] },
    ['2026-02-05T16:59', '2026-02-04T20:00Z'],
    ['2026-02-06T09:00', '2026-02-05T20:00Z'],
  ],
  [
    'a holiday takes from an overnight shift only the part on its date',
    { timeZone: 'Europe/Berlin', weekly: everyNight, holidays: ['2026-05-01'] },
    ['2026-04-30T23:59', '2026-05-02T00:00', '2026-05-02T05:59'],
    ['2026-05-01T00:00', '2026-05-01T05:59', '2026-05-01T22:00', '2026-05-01T23:59'],
  ],
  [
    'a whole-day closure is a holiday by another name',
    { timeZone: 'Europe/Berlin', weekly: week, closures: [{ date: '2026-05-04' }] },
    ['2026-05-05T09:00'],
    ['2026-05-04T09:00', '2026-05-04T16:59'],
  ],
  [
    'a timed closure takes a part, extra hours included',
    {
      timeZone: 'Europe/Berlin',
      weekly: week,
      closures: [{ date: '2026-05-04', from: '12:00', to: '19:00' }],
      extra: [{ date: '2026-05-04', hours: [['16:00', '20:00']] }],
    },
    ['2026-05-04T11:59', '2026-05-04T19:00', '2026-05-04T19:59'],
    ['2026-05-04T12:00', '2026-05-04T18:59', '2026-05-04T20:00'],
  ],
  [
    'a closure with one time reaches to the end of the date, or from its beginning',
    {
      timeZone: 'Europe/Berlin',
      weekly: week,
      closures: [
        { date: '2026-12-24', from: '12:00' },
        { date: '2026-12-28', to: '12:00' },
      ],
    },
    ['2026-12-24T11:59', '2026-12-28T12:00'],
    ['2026-12-24T12:00', '2026-12-28T11:59'],
  ],
  [
    'a closure may run past midnight as well',
    { timeZone: 'Europe/Berlin', weekly: everyNight, closures: [{ date: '2026-05-04', from: '23:00', to: '02:00' }] },
    ['2026-05-04T22:59', '2026-05-05T02:00'],
    ['2026-05-04T23:00', '2026-05-05T01:59'],
  ],
  [
    'a make-up Saturday is an extra working day',
    { timeZone: 'Asia/Shanghai', weekly: week, extra: [{ date: '2026-02-14', hours: nineToFive }] },
    ['2026-02-14T09:00', '2026-02-14T16:59'],
    ['2026-02-14T17:00', '2026-02-21T09:00'],
  ],
  [
    'changed hours are a holiday with extra hours',
    {
      timeZone: 'Europe/Berlin',
      weekly: week,
      holidays: ['2026-12-31'],
      extra: [
        {
          date: '2026-12-31',
          hours: [
            ['10:00', '12:00'],
            ['23:00', '01:00'],
          ],
        },
      ],
    },
    ['2026-12-31T10:00', '2026-12-31T23:30', '2027-01-01T00:59'],
    ['2026-12-31T09:59', '2026-12-31T12:00', '2027-01-01T01:00'],
  ],
  [
    'where clocks jump from 02:00 to 03:00, hours until 02:30 end at the jump',
    { timeZone: 'Europe/Berlin', weekly: { sun: [['01:00', '02:30']] } },
    ['2026-03-29T01:59+01:00', '2026-03-22T02:29'],
    ['2026-03-29T03:00+02:00', '2026-03-29T03:29+02:00'],
  ],
  [
    'where 02:00 to 03:00 comes twice, it is open twice',
    { timeZone: 'Europe/Berlin', weekly: { sun: [['02:00', '02:30']] } },
    ['2026-10-25T02:00+02:00', '2026-10-25T02:29+02:00', '2026-10-25T02:00+01:00', '2026-10-25T02:29+01:00'],
    ['2026-10-25T02:30+02:00', '2026-10-25T02:59+02:00', '2026-10-25T02:30+01:00'],
  ],
  [
    'where midnight does not exist, the date begins at one',
    { timeZone: 'America/Havana', weekly: { sun: [['00:00', '02:00']] } },
    ['2026-03-08T01:00-04:00', '2026-03-08T01:59-04:00'],
    ['2026-03-07T23:59-05:00', '2026-03-08T02:00-04:00'],
  ],
  [
    'where the hour before midnight comes twice, the old date is open again',
    { timeZone: 'Asia/Beirut', weekly: { sat: [['23:00', '24:00']] } },
    ['2026-10-24T23:00+03:00', '2026-10-24T23:00+02:00', '2026-10-24T23:59+02:00'],
    ['2026-10-25T00:00+02:00', '2026-10-24T22:59+03:00'],
  ],
  [
    'a skipped date has no open time, and its holiday takes none from its neighbours',
    { timeZone: 'Pacific/Apia', weekly: everyNight, holidays: ['2011-12-30'] },
    ['2011-12-29T23:59', '2011-12-31T00:00', '2011-12-31T05:59'],
    ['2011-12-29T21:59', '2011-12-31T06:00'],
  ],
];

describe('a calendar', () => {
  it.each(rows)('%s', (_remark, definition, inside, outside) => {
    const calendar = parseCalendar(definition);
    const open = (local: string) => isOpen(calendar, DateTime.fromISO(local, { zone: definition.timeZone }).toMillis());
    expect(inside.filter((local) => !open(local))).toEqual([]);
    expect(outside.filter(open)).toEqual([]);
  });

  it('gives the instant itself while open, else the next opening', () => {
    const calendar = parseCalendar({ timeZone: 'UTC', weekly: week });
    const next = (text: string) => new Date(nextOpening(calendar, Date.parse(text))).toISOString();
    expect(next('2026-03-06T16:59:59.999Z')).toBe('2026-03-06T16:59:59.999Z');
    expect(next('2026-03-06T17:00:00.000Z')).toBe('2026-03-09T09:00:00.000Z');
    expect(next('2026-03-09T09:00:00.000Z')).toBe('2026-03-09T09:00:00.000Z');
  });

  it('opens at the jump when its opening hour does not exist', () => {
    const calendar = parseCalendar({ timeZone: 'Europe/Berlin', weekly: { sun: [['02:30', '04:00']] } });
    expect(nextOpening(calendar, Date.parse('2026-03-28T12:00Z'))).toBe(Date.parse('2026-03-29T03:00+02:00'));
  });

  it('waits a whole year of holidays out', () => {
    const holidays = Array.from({ length: 800 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const calendar = parseCalendar({ timeZone: 'UTC', weekly: week, holidays });
    expect(nextOpening(calendar, Date.UTC(2026, 0, 1))).toBe(Date.UTC(2028, 2, 13, 9));
  });

  it('is always open around the clock', () => {
    const calendar = aroundTheClock('Pacific/Apia');
    for (let at = Date.UTC(2011, 11, 28); at < Date.UTC(2012, 0, 2); at += 1_800_000)
      expect(isOpen(calendar, at)).toBe(true);
  });

  it('cannot be changed, neither by its holder nor through its definition', () => {
    const holidays: string[] = [];
    const calendar = parseCalendar({ timeZone: 'UTC', weekly: week, holidays });
    holidays.push('2026-03-02');
    expect(isOpen(calendar, Date.UTC(2026, 2, 2, 10))).toBe(true);
    expect(Object.isFrozen(calendar)).toBe(true);
  });
});

describe('a calendar that cannot be used', () => {
  const base = { timeZone: 'Europe/Berlin', weekly: week };
  const monday = (...pair: unknown[]) => ({ ...base, weekly: { mon: [pair] } });
  const never = ['weekly'];
  it.each<[string, unknown, (string | number)[], RegExp]>([
    ['25:00', monday('09:00', '25:00'), ['weekly', 'mon', 0, 1], /"25:00" is not a time of day: write 01:00 \(an end/],
    ['9am', monday('9am', '17:00'), ['weekly', 'mon', 0, 0], /write 09:00\./],
    ['5pm', monday('09:00', '5pm'), ['weekly', 'mon', 0, 1], /write 17:00\./],
    ['12am', monday('12am', '17:00'), ['weekly', 'mon', 0, 0], /write 00:00\./],
    ['9:00', monday('9:00', '17:00'), ['weekly', 'mon', 0, 0], /write 09:00\./],
    ['09:60', monday('09:60', '17:00'), ['weekly', 'mon', 0, 0], /write hours and minutes/],
    ['morning', monday('morning', '17:00'), ['weekly', 'mon', 0, 0], /write hours and minutes/],
    ['a number', monday(900, '17:00'), ['weekly', 'mon', 0, 0], /900 is not a time of day/],
    ['an empty span', monday('09:00', '09:00'), ['weekly', 'mon', 0], /is empty: write a later end, or 00:00 to 24:00/],
    ['a start at 24:00', monday('24:00', '06:00'), ['weekly', 'mon', 0, 0], /write 00:00 under the next day/],
    ['half a span', monday('09:00'), ['weekly', 'mon', 0], /write \["09:00", "17:00"\]/],
    ['hours as text', { ...base, weekly: { mon: '09:00-17:00' } }, ['weekly', 'mon'], /is not a list/],
    ['a long weekday', { ...base, weekly: { monday: nineToFive } }, ['weekly', 'monday'], /write one of mon, tue/],
    ['no weekly hours', { timeZone: 'UTC' }, ['weekly'], /Weekly hours are missing/],
    ['an unknown zone', { ...base, timeZone: 'Europe/Byzantium' }, ['timeZone'], /write an IANA name/],
    ['an offset for a zone', { ...base, timeZone: '+03:00' }, ['timeZone'], /write an IANA name/],
    ['30 February', { ...base, holidays: ['2026-01-01', '2026-02-30'] }, ['holidays', 1], /There is no 2026-02-30/],
    [
      '29 February of a common year',
      { ...base, closures: [{ date: '2027-02-29' }] },
      ['closures', 0, 'date'],
      /no 2027/,
    ],
    ['a date the other way round', { ...base, holidays: ['31.12.2026'] }, ['holidays', 0], /write year, month and day/],
    ['a year out of reach', { ...base, holidays: ['2226-01-01'] }, ['holidays', 0], /from 1900 to 2199/],
    ['an empty closure', { ...base, closures: [{ date: '2026-01-02', to: '00:00' }] }, ['closures', 0], /is empty/],
    [
      'a wrong closure',
      { ...base, closures: [{ date: '2026-01-02', from: '9' }] },
      ['closures', 0, 'from'],
      /write 09:00/,
    ],
    [
      'wrong extra hours',
      { ...base, extra: [{ date: '2026-01-03', hours: [['09:00', '1']] }] },
      ['extra', 0, 'hours', 0, 1],
      /01:00/,
    ],
    ['no hours at all', { ...base, weekly: {} }, never, /never opens/],
    ['empty weekdays', { ...base, weekly: { mon: [] } }, never, /never opens/],
    [
      'extra hours all taken by a closure',
      {
        ...base,
        weekly: {},
        extra: [{ date: '2026-01-03', hours: nineToFive }],
        closures: [{ date: '2026-01-03', from: '08:00', to: '18:00' }],
      },
      never,
      /never opens/,
    ],
    [
      'extra hours only on a date that the zone skipped',
      { timeZone: 'Pacific/Apia', weekly: {}, extra: [{ date: '2011-12-30', hours: nineToFive }] },
      never,
      /never opens/,
    ],
  ])('%s is refused where it stands, with what to write', (_what, definition, path, message) => {
    const parse = () => parseCalendar(definition as CalendarDefinition);
    expect(parse).toThrow(CalendarError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ path }));
  });
});
