import { expect, test } from 'vitest';
import { dayWordsOf, fullTimeOf, shortWhenOf, timeOf } from './times.ts';

const berlin = { timeZone: 'Europe/Berlin', locale: 'en-GB' };
const newYork = { timeZone: 'America/New_York', locale: 'en-US' };
const istanbul = { timeZone: 'Europe/Istanbul', locale: 'tr-TR' };
const friday = Date.parse('2026-11-20T16:50:00+01:00');

test('one instant is told in everybody’s own zone, and in English', () => {
  expect(timeOf(friday, berlin)).toBe('16:50');
  expect(timeOf(friday, newYork).replace(/\s/g, ' ')).toBe('10:50 AM');
  expect(timeOf(friday, istanbul)).toBe('18:50');
  expect(timeOf(Date.parse('2026-11-20T09:05:00+01:00'), berlin)).toBe('09:05');
  expect(fullTimeOf(friday, istanbul)).toContain('November');
});

test('days are near by their names and far by their dates', () => {
  expect(dayWordsOf(friday, '2026-11-20', berlin)).toBe('Today');
  expect(dayWordsOf(friday, '2026-11-21', berlin)).toBe('Yesterday');
  expect(dayWordsOf(friday, '2026-11-23', berlin).replace(',', '')).toBe('Friday 20 November');
});

test('a thread’s last answer is told as shortly as it can be', () => {
  expect(shortWhenOf(friday, '2026-11-20', berlin)).toBe('today 16:50');
  expect(shortWhenOf(friday, '2026-11-21', berlin)).toBe('yesterday 16:50');
  expect(shortWhenOf(friday, '2026-11-23', berlin)).toBe('Fri 16:50');
  expect(shortWhenOf(friday, '2026-12-23', berlin)).toBe('20 Nov');
});
