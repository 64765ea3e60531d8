import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { businessTimeBetween, isOpen } from '../time/business-time.ts';
import { calendarDefinition, calendarOf, type Hourly, targetCalendar } from './calendar-of.ts';
import { holidayDates } from './holidays.ts';
import { type OfficeHours, officeHoursSchema } from './office-hours.ts';

const WEEK = { mon: '09:00-18:00', tue: '09:00-18:00', wed: '09:00-18:00', thu: '09:00-18:00', fri: '09:00-18:00' };

/** Office hours as they are written, with the ordinary week unless another is given. */
function office(timeZone: string, rest: object = {}): Hourly & { officeHours: OfficeHours } {
  return { officeHours: officeHoursSchema.parse({ timeZone, weekly: WEEK, ...rest }) };
}

/** An instant from local time in the office's zone. */
function local(hourly: Hourly, text: string): number {
  const at = DateTime.fromISO(text, { zone: hourly.officeHours.timeZone });
  expect(at.isValid).toBe(true);
  return at.toMillis();
}

function openAt(hourly: Hourly, text: string): boolean {
  const at = local(hourly, text);
  return isOpen(calendarOf(hourly, at), at);
}

/** The open hours of a local date, to the minute. */
function openHours(hourly: Hourly, date: string): number {
  const start = local(hourly, `${date}T00:00`);
  return businessTimeBetween(calendarOf(hourly, start), start, start + 86_400_000) / 3_600_000;
}

const turkey = office('Europe/Istanbul', { holidays: { country: 'TR' } });
const germany = office('Europe/Berlin', { holidays: { country: 'DE', state: 'BE' } });
const states = office('America/New_York', { holidays: { country: 'US' } });
const england = office('Europe/London', { holidays: { country: 'GB', state: 'ENG' } });
const egypt = office('Africa/Cairo', { holidays: { country: 'EG' }, weekly: { ...WEEK, sun: '09:00-20:00' } });
const china = office('Asia/Shanghai', { holidays: { country: 'CN' } });

describe('a holiday closes its dates, as the country keeps them', () => {
  it.each<[string, Hourly, string, number]>([
    ['an ordinary Monday', germany, '2026-03-02', 9],
    ['New Year', germany, '2026-01-01', 0],
    ['Easter Monday', germany, '2026-04-06', 0],
    ["Women's Day of the state of Berlin", germany, '2027-03-08', 0],
    ['and in Bavaria not', office('Europe/Berlin', { holidays: { country: 'DE', state: 'BY' } }), '2027-03-08', 9],
    ['the eve of a holiday of several days, open until the list says 18:00', turkey, '2026-03-19', 9],
    ['its first day', turkey, '2026-03-20', 0],
    ['the morning on which the list ends it', turkey, '2026-03-23', 6],
    ['the third weekday of a longer one', turkey, '2026-05-29', 0],
    ['Eid counted from the evening before, whole to its last date', egypt, '2026-03-22', 0],
    ['and the day after', egypt, '2026-03-23', 9],
    ['a day on which the clocks change at midnight closes no hour of the next', egypt, '2024-04-26', 9],
    ['Independence Day kept on the Friday before', states, '2026-07-03', 0],
    ['Boxing Day kept on the Monday after', england, '2026-12-28', 0],
    ['New Year kept in the old year', states, '2027-12-31', 0],
    ['half a day, from noon', china, '2026-05-04', 3],
    ['a school holiday closes nothing unless it is asked for', germany, '2026-08-03', 9],
    ['nor does a day of remembrance', germany, '2026-11-11', 9],
  ])('%s', (_remark, hourly, date, hours) => expect(openHours(hourly, date)).toBe(hours));

  it('in the calendar’s own zone, wherever the country lies', () => {
    const abroad = office('America/New_York', { holidays: { country: 'TR' }, weekly: { ...WEEK, fri: '24h' } });
    expect(openHours(abroad, '2026-05-01')).toBe(0);
    expect(openHours(abroad, '2026-04-30')).toBe(9);
  });

  it('an overnight shift loses only the part on that date', () => {
    const night = office('Europe/Berlin', {
      holidays: { country: 'DE' },
      weekly: { thu: '22:00-06:00', fri: '22:00-06:00' },
    });
    // 1 May 2026 is a Friday.
    expect(openAt(night, '2026-04-30T23:00')).toBe(true);
    expect(openAt(night, '2026-05-01T03:00')).toBe(false);
    expect(openAt(night, '2026-05-01T23:00')).toBe(false);
    expect(openAt(night, '2026-05-02T03:00')).toBe(true);
  });

  it("the client's own holidays are shown, and close the calendar only where that is agreed", () => {
    const client = (closes: boolean) => ({
      ...germany,
      client: {
        name: 'Defne',
        language: 'tr' as const,
        holidays: { country: 'TR', types: ['public' as const], closes },
      },
    });
    expect(openHours(client(false), '2026-04-23')).toBe(9);
    expect(openHours(client(true), '2026-04-23')).toBe(0);
  });

  it('holidays are known from the year before to the third year after, and move on with the years', () => {
    const years = (year: number) =>
      [...new Set(calendarDefinition(germany, year).holidays?.map((date) => Number(date.slice(0, 4))))].sort();
    expect(years(2026)).toEqual([2025, 2026, 2027, 2028, 2029]);
    expect(years(2040)).toEqual([2039, 2040, 2041, 2042, 2043]);
    expect(openHours(germany, '2041-01-01')).toBe(0);
  });

  it('a holiday is called in the reader’s language where the list has it, else in English, and else as at home', () => {
    const names = (language?: string) =>
      holidayDates({ country: 'DE', types: ['public'] }, 'Europe/Berlin', 2026, 2026, language)
        .filter(({ date }) => date === '2026-01-01' || date === '2026-04-03')
        .map(({ name }) => name);
    expect(names('en-GB')).toEqual(["New Year's Day", 'Good Friday']);
    expect(names('tr')).toEqual(['Yılbaşı', 'Kutsal Cuma']);
    expect(names('ko')).toEqual(['새해 첫날', '성금요일']);
    expect(names()).toEqual(['Neujahr', 'Karfreitag']);
  });

  it('a holiday is foreign where neither we nor the list call it anything in the reader’s language', () => {
    const on = (country: string, date: string, language: string) =>
      holidayDates({ country, types: ['public'] }, 'UTC', 2026, 2026, language).find((one) => one.date === date);
    expect(on('US', '2026-06-19', 'th')).toMatchObject({ name: 'Juneteenth', isForeign: true });
    expect(on('US', '2026-07-03', 'th')).toEqual({ date: '2026-07-03', name: 'วันประกาศอิสรภาพ' });
    expect(on('US', '2026-06-19', 'en')?.isForeign).toBeUndefined();
    expect(on('KR', '2026-03-02', 'ko')).toEqual({ date: '2026-03-02', name: '3·1절 (대체공휴일)' });
    expect(on('TR', '2026-10-29', 'tr')?.name).toBe('Cumhuriyet Bayramı');
  });

  it('a list of holidays has no part of a date outside the day', () => {
    for (const of of ['TR', 'EG', 'IL', 'CN', 'IR', 'HT', 'FO']) {
      for (const { part } of holidayDates({ country: of, types: ['public'] }, 'Europe/Berlin', 2024, 2027)) {
        if (part) expect(part.from < part.to, `${of} ${part.from}-${part.to}`).toBe(true);
      }
    }
  });
});

describe('a dated exception wins over the week and over holidays', () => {
  const exceptional = (...exceptions: object[]) => office('Asia/Shanghai', { holidays: { country: 'CN' }, exceptions });

  it.each<[string, Hourly, string, number]>([
    ["China's make-up Saturday", exceptional({ date: '2026-02-14', hours: '09:00-17:00' }), '2026-02-14', 8],
    ['a closed day', exceptional({ date: '2026-03-03', hours: 'closed' }), '2026-03-03', 0],
    ['other hours', exceptional({ date: '2026-03-03', hours: '10:00-12:00, 13:00-14:00' }), '2026-03-03', 3],
    ['other hours on a holiday', exceptional({ date: '2026-10-01', hours: '10:00-12:00' }), '2026-10-01', 2],
    ['the usual hours on a holiday', exceptional({ date: '2026-10-01', hours: 'usual' }), '2026-10-01', 9],
    ['the usual hours on half a holiday', exceptional({ date: '2026-05-04', hours: 'usual' }), '2026-05-04', 9],
    ['a closed afternoon', exceptional({ date: '2026-03-03', closed: '13:00-24:00' }), '2026-03-03', 4],
    ['a closed lunch', exceptional({ date: '2026-03-03', closed: '12:00-13:30' }), '2026-03-03', 7.5],
    [
      'a closed afternoon opens no holiday',
      exceptional({ date: '2026-10-01', closed: '13:00-24:00' }),
      '2026-10-01',
      0,
    ],
    [
      'the last of several days',
      exceptional({ date: '2026-03-02', until: '2026-03-04', hours: 'closed' }),
      '2026-03-04',
      0,
    ],
    ['the day after them', exceptional({ date: '2026-03-02', until: '2026-03-04', hours: 'closed' }), '2026-03-05', 9],
  ])('%s', (_remark, hourly, date, hours) => expect(openHours(hourly, date)).toBe(hours));
});

describe('the calendar of an agreement', () => {
  it('is made once per agreement and year', () => {
    const [now, later] = [local(germany, '2026-05-01T10:00'), local(germany, '2027-05-01T10:00')];
    expect(calendarOf(germany, now)).toBe(calendarOf(germany, now + 1));
    expect(calendarOf(germany, later)).not.toBe(calendarOf(germany, now));
  });

  it('around the clock is open on a holiday night, in the zone of the office', () => {
    const calendar = targetCalendar(germany, 'roundTheClock', 0);
    expect(isOpen(calendar, local(germany, '2026-01-01T03:00'))).toBe(true);
    expect(calendar.timeZone).toBe('Europe/Berlin');
    expect(targetCalendar(germany, 'office', local(germany, '2026-01-01T03:00'))).toBe(
      calendarOf(germany, local(germany, '2026-01-01T03:00')),
    );
  });
});
