/**
 * What comes again, as people write it in the file. The zone and the calendar are the agreement's; what is read here is the
 * pattern and the hour. English words, as the file's keys are.
 */

import { weekdayOfDate } from '../time/local-date.ts';
import type { Pattern, Which } from '../time/recurrence.ts';
import { type Reading, written } from './written.ts';

/** A pattern and what the clocks show then (`HH:MM`). */
export type Recurring = { pattern: Pattern; time: string };

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const COUNTED = ['first', 'second', 'third', 'fourth'];
/** Weeks without an own anchor are counted from a Monday long ago; of every week it makes no difference. */
const ANY_MONDAY = '2024-01-01';
const MOST_WEEKS = 12;
const MOST_BUSINESS_DAYS = 20;

const EXAMPLES = [
  'every Friday 15:00',
  'every 2 weeks on Friday 15:00 from 2026-11-06',
  'first business day 10:00',
  'last Thursday 16:00',
  '15th 09:00',
  'every year on 29 February 10:00',
];

/** Schema of what comes again, written as `every Friday 15:00`, `first business day 10:00` or the like. */
export function recurringSchema(description: string, examples: readonly string[] = EXAMPLES) {
  return written<Recurring>(
    {
      what: 'a time that comes again',
      description,
      examples,
      pattern: '^.+ ([01]?\\d|2[0-3]):[0-5]\\d( from \\d{4}-\\d{2}-\\d{2})?$',
    },
    readRecurring,
  );
}

function readRecurring(text: string): Reading<Recurring> | undefined {
  const [, words = '', hour = '', minute = '', from] =
    /^(.+?)\s+(\d{1,2}):(\d{2})(?:\s+from\s+(\d{4}-\d{2}-\d{2}))?$/.exec(text.toLowerCase()) ?? [];
  if (words === '') return undefined;
  if (Number(hour) > 23 || Number(minute) > 59)
    return { problem: `there is no ${hour}:${minute}; write a time from 00:00 to 23:59` };
  const read = readWeeks(words, from) ?? (from === undefined ? (readMonth(words) ?? readYear(words)) : undefined);
  if (read === undefined) return undefined;
  return 'problem' in read ? read : { value: { pattern: read.value, time: `${hour.padStart(2, '0')}:${minute}` } };
}

function readWeeks(words: string, from: string | undefined): Reading<Pattern> | undefined {
  const [, count = '1', day = ''] = /^every (?:(\d+) weeks? on )?([a-z]+)$/.exec(words) ?? [];
  const weekday = weekdayCalled(day);
  const every = Number(count);
  if (weekday === undefined) return undefined;
  if (every < 1 || every > MOST_WEEKS)
    return { problem: `"${words}" is out of range; write between 1 and ${MOST_WEEKS} weeks` };
  if (every > 1 && from === undefined)
    return {
      problem: `every ${every} weeks counted from which? write one of its dates behind it, such as "from 2026-11-06"`,
    };
  if (from !== undefined && Number.isNaN(Date.parse(from))) return { problem: `there is no date ${from}` };
  if (from !== undefined && weekdayOfDate(from) !== weekday)
    return {
      problem: `${from} is a ${named(DAYS[weekdayOfDate(from)])}; write a date that is a ${named(DAYS[weekday])}`,
    };
  return { value: { kind: 'weekly', weekday, every, from: from ?? ANY_MONDAY } };
}

function readMonth(words: string): Reading<Pattern> | undefined {
  const [, counted = '', what = ''] = /^([a-z0-9]+)(?: (.+))?$/.exec(words) ?? [];
  const which = whichCalled(counted);
  if (which === undefined) return undefined;
  if (what === 'business day')
    return inRange(which, MOST_BUSINESS_DAYS, { kind: 'business-day-of-month', which }, 'business days of every month');
  if (what === '' || what === 'day') return inRange(which, 31, { kind: 'date-of-month', which }, 'dates of a month');
  const weekday = weekdayCalled(what);
  return weekday === undefined
    ? undefined
    : inRange(which, COUNTED.length, { kind: 'weekday-of-month', which, weekday }, 'weekdays of every month');
}

function readYear(words: string): Reading<Pattern> | undefined {
  const [, day = '', called = ''] = /^every year on (\d{1,2}) ([a-z]+)$/.exec(words) ?? [];
  const month = MONTHS.findIndex((name) => name === called || name.slice(0, 3) === called) + 1;
  if (month === 0) return undefined;
  // The 29th of February is a date, though not of every year.
  const isDate = new Date(Date.UTC(2024, month - 1, Number(day))).getUTCMonth() === month - 1 && Number(day) > 0;
  return isDate
    ? { value: { kind: 'yearly', month, day: Number(day) } }
    : { problem: `there is no ${day} ${named(MONTHS[month - 1])}` };
}

function inRange(which: Which, most: number, pattern: Pattern, what: string): Reading<Pattern> {
  return which === 'last' || (which >= 1 && which <= most)
    ? { value: pattern }
    : { problem: `${which} is out of range: write 1 to ${most} (${what}) or last` };
}

function whichCalled(word: string): Which | undefined {
  if (word === 'last') return 'last';
  const index = COUNTED.indexOf(word);
  if (index >= 0) return index + 1;
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function weekdayCalled(word: string): number | undefined {
  const index = DAYS.findIndex((day) => day === word || day.slice(0, 3) === word);
  return index < 0 ? undefined : index;
}

const named = (word = '') => word.charAt(0).toUpperCase() + word.slice(1);
