import { describe, expect, test } from 'vitest';
import { recurringSchema } from './recurrence.ts';

const schema = recurringSchema('When.');
const read = (text: string) => schema.parse(text);
const problem = (text: string) => schema.safeParse(text).error?.issues[0]?.message;

describe('what comes again, as people write it', () => {
  test.each([
    ['every Friday 15:00', { kind: 'weekly', weekday: 4, every: 1, from: '2024-01-01' }, '15:00'],
    ['every fri 9:00', { kind: 'weekly', weekday: 4, every: 1, from: '2024-01-01' }, '09:00'],
    [
      'every 2 weeks on Friday 15:00 from 2026-11-06',
      { kind: 'weekly', weekday: 4, every: 2, from: '2026-11-06' },
      '15:00',
    ],
    ['first business day 10:00', { kind: 'business-day-of-month', which: 1 }, '10:00'],
    ['3rd business day 10:00', { kind: 'business-day-of-month', which: 3 }, '10:00'],
    ['last Thursday 16:00', { kind: 'weekday-of-month', which: 'last', weekday: 3 }, '16:00'],
    ['15th 09:00', { kind: 'date-of-month', which: 15 }, '09:00'],
    ['last day 09:00', { kind: 'date-of-month', which: 'last' }, '09:00'],
    ['every year on 29 February 10:00', { kind: 'yearly', month: 2, day: 29 }, '10:00'],
  ])('%s', (text, pattern, time) => {
    expect(read(text)).toEqual({ pattern, time });
  });
});

describe('what cannot come again says what to write', () => {
  test.each([
    ['Fridays', '"Fridays" is not a time that comes again; write'],
    ['every Friday', '"every Friday" is not a time that comes again; write'],
    ['every Friday 25:00', 'there is no 25:00; write a time from 00:00 to 23:59'],
    ['every 2 weeks on Friday 15:00', 'every 2 weeks counted from which? write one of its dates behind it'],
    ['every 2 weeks on Friday 15:00 from 2026-11-05', '2026-11-05 is a Thursday; write a date that is a Friday'],
    ['every 2 weeks on Friday 15:00 from 2026-13-05', 'there is no date 2026-13-05'],
    ['every 60 weeks on Friday 15:00 from 2026-11-06', 'is out of range; write between 1 and 12 weeks'],
    ['5th Thursday 10:00', '5 is out of range: write 1 to 4 (weekdays of every month) or last'],
    ['32nd 10:00', '32 is out of range: write 1 to 31 (dates of a month) or last'],
    ['every year on 30 February 10:00', 'there is no 30 February'],
    ['last Thursday 16:00 from 2026-11-06', 'is not a time that comes again; write'],
  ])('%s', (text, expected) => {
    expect(problem(text)).toContain(expected);
  });
});
