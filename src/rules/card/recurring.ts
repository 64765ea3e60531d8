/** What comes again and again, in words for both sides. */
import type { Recurring } from '../../agreement/recurrence.ts';
import { escapeName } from '../../language/messages.ts';
import type { Pattern } from '../../time/recurrence.ts';
import { say } from './words.ts';

/** A Monday; names of weekdays are made from it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "Weekly call: every Monday, 10:00". The hour is that of the client's clocks. */
export function comingText({ title, when }: { title: string; when: Recurring }, language: string): string {
  return say(language, 'meeting', {
    title: escapeName(title),
    when: patternText(when.pattern, language),
    time: when.time,
  });
}

function patternText(pattern: Pattern, language: string): string {
  switch (pattern.kind) {
    case 'weekly': {
      const weekday = weekdayText(pattern.weekday, language);
      return pattern.every === 1
        ? say(language, 'every.weekly', { weekday })
        : say(language, 'every.weeks', { count: pattern.every, weekday });
    }
    case 'weekday-of-month':
      return say(language, 'every.weekday', {
        which: String(pattern.which),
        weekday: weekdayText(pattern.weekday, language),
      });
    case 'business-day-of-month':
      return say(language, 'every.business', { which: String(pattern.which) });
    case 'date-of-month':
      return say(language, 'every.date', { which: String(pattern.which) });
    case 'yearly': {
      const date = Date.UTC(2024, pattern.month - 1, pattern.day);
      const named = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
      return say(language, 'every.year', { date: named });
    }
  }
}

const weekdayText = (weekday: number, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + weekday * DAY);
