import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { heldUntil, type NoticeChoice } from './notice-choice.ts';

const timeZone = 'Europe/Berlin';
const at = (text: string) => DateTime.fromISO(text, { zone: timeZone }).toMillis();
const night = { from: '19:00', until: '08:00' };
const lunch = { from: '12:00', until: '13:00' };

test.each([
  ['each', null, '2026-11-23T10:20', null],
  ['hourly', null, '2026-11-23T10:20', '2026-11-23T11:00'],
  ['hourly', null, '2026-11-23T10:00', '2026-11-23T11:00'],
  ['hourly', null, '2026-11-23T23:30:10', '2026-11-24T00:00'],
  ['daily', null, '2026-11-23T10:20', '2026-11-24T09:00'],
  ['daily', null, '2026-11-23T08:59', '2026-11-23T09:00'],
  ['each', night, '2026-11-23T18:59', null],
  ['each', night, '2026-11-23T19:00', '2026-11-24T08:00'],
  ['each', night, '2026-11-24T03:00', '2026-11-24T08:00'],
  ['each', night, '2026-11-24T08:00', null],
  ['each', lunch, '2026-11-24T12:30', '2026-11-24T13:00'],
  ['each', lunch, '2026-11-24T13:00', null],
  ['hourly', night, '2026-11-23T18:20', '2026-11-24T08:00'],
  ['hourly', night, '2026-11-23T17:20', '2026-11-23T18:00'],
  ['daily', { from: '07:00', until: '09:30' }, '2026-11-23T10:00', '2026-11-24T09:30'],
  // The night in which the clocks go forward is an hour shorter.
  ['each', { from: '22:00', until: '02:30' }, '2027-03-27T23:00', '2027-03-28T03:30'],
] satisfies [NoticeChoice['level'], NoticeChoice['quiet'], string, string | null][])(
  '%s, quiet %j: what comes up at %s waits until %s',
  (level, quiet, now, expected) => {
    expect(heldUntil({ level, quiet }, at(now), timeZone)).toBe(expected === null ? null : at(expected));
  },
);

test('an hour is full where its zone says so', () => {
  const now = Date.parse('2026-11-23T10:20:00Z');
  expect(heldUntil({ level: 'hourly', quiet: null }, now, 'Asia/Kolkata')).toBe(Date.parse('2026-11-23T10:30:00Z'));
});
