import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { instantOfWallTime, localDate, plusDays, startOfDate, weekdayOfDate } from './local-date.ts';

describe('a local date', () => {
  test.each([
    ['an ordinary one', 'Europe/Berlin', '2026-11-20', '2026-11-19T23:00:00Z'],
    ['the day on which clocks go forward', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['where midnight is skipped, after the gap', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['where midnight comes twice, the first', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['east of the date line', 'Pacific/Kiritimati', '2026-11-20', '2026-11-19T10:00:00Z'],
  ])('%s begins where the clocks first show it', (_remark, zone, date, at) => {
    expect(new Date(startOfDate(zone, date)).toISOString()).toBe(at.replace('Z', '.000Z'));
    expect(localDate(zone, Date.parse(at))).toBe(date);
    expect(localDate(zone, Date.parse(at) - 1)).toBe(plusDays(date, -1));
  });

  test('is what Luxon says of any zone at any instant, long ago and far away', () => {
    const zones = [
      ...[
        'Europe/Berlin',
        'America/Havana',
        'Africa/Cairo',
        'Africa/Monrovia',
        'Australia/Lord_Howe',
        'Asia/Kathmandu',
      ],
      ...['Pacific/Apia', 'Pacific/Kiritimati', 'UTC', 'Etc/GMT+12', '+03:00', 'no zone'],
    ];
    const instant = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2200, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
        expect(localDate(zone, at)).toBe(DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd'));
      }),
      { numRuns: 500 },
    );
    expect(localDate('UTC', Date.UTC(12_026, 0, 1))).toBe('12026-01-01');
  });

  test('is followed by the next, over months and leap days', () => {
    expect([plusDays('2028-02-28', 1), plusDays('2027-02-28', 1), plusDays('2026-01-01', -1)]).toEqual([
      '2028-02-29',
      '2027-03-01',
      '2025-12-31',
    ]);
  });

  test('shows a time first, whatever clocks show today, and after the gap where it is skipped', () => {
    const instant = (zone: string, date: string) => new Date(instantOfWallTime(zone, date, '02:30')).toISOString();
    const berlin = 'Europe/Berlin';
    expect(instant(berlin, '2026-10-25')).toBe('2026-10-25T00:30:00.000Z');
    expect(instant(berlin, '2026-10-26')).toBe('2026-10-26T01:30:00.000Z');
    expect(instant(berlin, '2026-03-29')).toBe('2026-03-29T01:30:00.000Z');
    expect(instant('America/New_York', '2026-11-01')).toBe('2026-11-01T07:30:00.000Z');
    expect(new Date(instantOfWallTime('Australia/Lord_Howe', '2026-04-05', '01:45')).toISOString()).toBe(
      '2026-04-04T14:45:00.000Z',
    );
  });

  test('falls on its weekday', () => {
    expect(['1970-01-01', '2026-11-20', '2026-11-22', '2026-11-23'].map(weekdayOfDate)).toEqual([3, 4, 6, 0]);
  });
});
