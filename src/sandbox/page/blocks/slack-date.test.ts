import { expect, test } from 'vitest';
import { type DateReader, formatSlackDate } from './slack-date.ts';

const reader: DateReader = { timeZone: 'Europe/Berlin', locale: 'en-US', now: Date.parse('2026-11-20T16:00:00Z') };
const at = Date.parse('2026-11-23T08:05:09Z');
const said = (format: string, more: Partial<DateReader> = {}, when = at) =>
  formatSlackDate(when, format, { ...reader, ...more })?.replace(/\u202f/g, ' ');

test.each([
  ['{date_num}', '2026-11-23'],
  ['{date_slash}', '11/23/2026'],
  ['{date}', 'November 23'],
  ['{date_pretty}', 'November 23'],
  ['{date_short}', 'Nov 23, 2026'],
  ['{date_short_pretty}', 'Nov 23, 2026'],
  ['{date_long}', 'Monday, November 23, 2026'],
  ['{date_long_pretty}', 'Monday, November 23, 2026'],
  ['{date_long_full}', 'November 23, 2026'],
  ['{day_divider_pretty}', 'Monday, November 23'],
  ['{time}', '9:05 AM'],
  ['{time_secs}', '9:05:09 AM'],
  ['{ago}', 'In 2 days'],
  ['due {date_num} at {time} {no_such_token} {constructor}', 'due 2026-11-23 at 9:05 AM {no_such_token} {constructor}'],
])('%s is written as Slack does', (format, expected) => {
  expect(said(format)).toBe(expected);
});

test('near days have their words, in the sentence and at its start', () => {
  const tomorrow = Date.parse('2026-11-20T23:30:00Z');
  expect(said('{date_short_pretty} {time}', {}, tomorrow)).toBe('Tomorrow 12:30 AM');
  expect(said('due {date_pretty}', {}, tomorrow)).toBe('due tomorrow');
  expect(said('{date_long_pretty}', { timeZone: 'America/New_York' }, tomorrow)).toBe('Today');
  expect(said('{day_divider_pretty}', {}, reader.now - 86_400_000)).toBe('Yesterday');
});

test('the language and zone are the reader’s', () => {
  expect(said('{date_long} {time}', { locale: 'tr-TR', timeZone: 'Europe/Istanbul' })).toBe(
    '23 Kasım 2026 Pazartesi 11:05',
  );
  expect(said('{time}', { locale: 'de_DE' })).toBe('09:05');
  expect(said('{time}', { locale: 'no locale at all' })).toBe('9:05 AM');
});

test('another year is named', () => {
  expect(said('{date}', {}, Date.parse('2025-02-18T12:00:00Z'))).toBe('February 18, 2025');
});

test('an instant that no calendar has is left to the fallback', () => {
  expect(formatSlackDate(9e15, '{date}', reader)).toBeNull();
  expect(formatSlackDate(at, '{date}', { ...reader, timeZone: 'Nowhere/Here' })).toBeNull();
});
