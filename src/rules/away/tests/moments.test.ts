import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { fold } from '../../../language/day-words.ts';
import { readSpan } from '../../../language/span-words.ts';
import { readAsked } from '../asked.ts';

const timeZone = 'Europe/Berlin';
/** A Sunday. */
const now = DateTime.fromISO('2026-11-22T10:00', { zone: timeZone }).toMillis();

function span(words: string): string {
  const found = readSpan(fold(words), { now, timeZone });
  if (typeof found === 'string') return found;
  const clock = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
  return `${clock(found.since)} to ${clock(found.until)}`;
}

test.each([
  ['2026-12-24', '2026-12-24 00:00 to 2026-12-25 00:00'],
  ['2026-12-24 2026-12-31', '2026-12-24 00:00 to 2027-01-01 00:00'],
  ['24 Dec 2 Jan', '2026-12-24 00:00 to 2027-01-03 00:00'],
  ['from 24 Dec to 2 Jan', '2026-12-24 00:00 to 2027-01-03 00:00'],
  ['24.12. 31.12.', '2026-12-24 00:00 to 2027-01-01 00:00'],
  ['24.12.-31.12.', '2026-12-24 00:00 to 2027-01-01 00:00'],
  ['24.12.2026 – 31.12.2026', '2026-12-24 00:00 to 2027-01-01 00:00'],
  ['Dec 24 Dec 31', '2026-12-24 00:00 to 2027-01-01 00:00'],
  ['24 Aralık 2 Ocak', '2026-12-24 00:00 to 2027-01-03 00:00'],
  ['tomorrow', '2026-11-23 00:00 to 2026-11-24 00:00'],
  ['yarın', '2026-11-23 00:00 to 2026-11-24 00:00'],
  ['monday friday', '2026-11-23 00:00 to 2026-11-28 00:00'],
  ['pazartesi cuma', '2026-11-23 00:00 to 2026-11-28 00:00'],
  ['friday monday', '2026-11-27 00:00 to 2026-12-01 00:00'],
  ['today', '2026-11-22 10:00 to 2026-11-23 00:00'],
  ['today 14:00', '2026-11-22 14:00 to 2026-11-23 00:00'],
  ['bugün 14:00', '2026-11-22 14:00 to 2026-11-23 00:00'],
  ['today 14:00 17:00', '2026-11-22 14:00 to 2026-11-22 17:00'],
  ['2pm 5pm', '2026-11-22 14:00 to 2026-11-22 17:00'],
  ['now tomorrow', '2026-11-22 10:00 to 2026-11-24 00:00'],
  ['now friday 12:00', '2026-11-22 10:00 to 2026-11-27 12:00'],
  ['24 Dec 14:00 2 Jan 12:00', '2026-12-24 14:00 to 2027-01-02 12:00'],
  ['9 Nov 24 Nov', '2026-11-22 10:00 to 2026-11-25 00:00'],
  ['29 March 2027 03:30 30 March 2027', '2027-03-29 03:30 to 2027-03-31 00:00'],
  ['28 March 2027 02:30', '2027-03-28 03:30 to 2027-03-29 00:00'],
  ['9 Nov 13 Nov', 'past'],
  ['2025-01-01 2025-02-01', 'past'],
  ['today 09:00 09:30', 'past'],
  ['2026-12-31 2026-12-24', 'backwards'],
  ['31 Dec 24 Dec', 'backwards'],
  ['today 17:00 14:00', 'backwards'],
  ['2026-12-01 2028-01-01', 'too-long'],
  ['2029-01-01', 'too-far'],
  ['whenever', 'unreadable'],
  ['31.2.', 'unreadable'],
  ['24:00', 'unreadable'],
  ['3', 'unreadable'],
  ['tomorrow friday monday', 'unreadable'],
  [`24 Dec ${'x'.repeat(3000)}`, 'unreadable'],
])('%s is %s', (words, expected) => {
  expect(span(words)).toBe(expected);
});

test('a day is as long as its zone makes it', () => {
  const day = readSpan('2027-03-28', { now, timeZone });
  expect(typeof day === 'string' ? day : (day.until - day.since) / 3_600_000).toBe(23);
});

test.each([
  ['', { what: 'list' }],
  ['off', { what: 'back', userId: null }],
  ['döndüm', { what: 'back', userId: null }],
  ['<@U0MIRA|mira> off', { what: 'back', userId: 'U0MIRA' }],
  ['24 Dec', { what: 'set', userId: null, backup: null, words: '24 dec' }],
  ['24 Dec <@U0JONAS|jonas>', { what: 'set', userId: null, backup: 'U0JONAS', words: '24 dec' }],
  ['<@U0MIRA> 24 Dec 2 Jan <@U0JONAS>', { what: 'set', userId: 'U0MIRA', backup: 'U0JONAS', words: '24 dec 2 jan' }],
  ['<@U0MIRA>', { what: 'unreadable' }],
  ['<@U0MIRA> <@U0JONAS> tomorrow', { what: 'unreadable' }],
  ['tomorrow <@U0MIRA> <@U0JONAS>', { what: 'unreadable' }],
])('“%s” asks for %j', (words, expected) => {
  expect(readAsked(words)).toEqual(expected);
});
