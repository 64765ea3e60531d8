import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { readPromisedTime } from './promised-time.ts';

/** Monday 2 March 2026, 10:00, where the writer is. */
const zones = { en: 'Europe/Berlin', tr: 'Europe/Istanbul' };
type Language = keyof typeof zones;
type Line = { text: string; promise: string | null };

const lines = (language: Language): Line[] =>
  readFileSync(new URL(`./labelled-promises/${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** As the labels say it: `2026-03-05T15:00` for an instant, `2026-03-05` for a date. */
function read(text: string, timeZone: string, sent = '2026-03-02T10:00'): string | null {
  const sentAt = DateTime.fromISO(sent, { zone: timeZone }).toMillis();
  const found = readPromisedTime(text, { sentAt, timeZone });
  if (found === null) return null;
  return 'date' in found
    ? found.date
    : DateTime.fromMillis(found.at, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

describe.each(Object.keys(zones) as Language[])('the labelled lines of %s', (language) => {
  const rows = lines(language);
  const got = rows.map(({ text, promise }) => ({ text, promise, read: read(text, zones[language]) }));

  test('are at least 60, about half of them no promises, none twice', () => {
    const promises = rows.filter(({ promise }) => promise !== null).length;
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(promises / rows.length).toBeGreaterThan(0.4);
    expect(promises / rows.length).toBeLessThan(0.6);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
  });

  test('are read with a precision of .97 and a recall of .95 at least; a wrong time counts as wrong', () => {
    const found = got.filter((row) => row.read !== null);
    const right = found.filter((row) => row.read === row.promise);
    const wrong = got.filter((row) => row.read !== row.promise).map(({ text, read: was }) => `${text} -> ${was}`);
    expect(right.length / found.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.97);
    const promises = rows.filter(({ promise }) => promise !== null).length;
    expect(right.length / promises, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a promised time', () => {
  const berlin = 'Europe/Berlin';

  test('is counted on the writer’s own clocks, over a change of them too', () => {
    const sentAt = DateTime.fromISO('2026-03-28T10:00', { zone: berlin }).toMillis();
    const found = readPromisedTime('I will answer by Monday 15:00.', { sentAt, timeZone: berlin });
    expect(found).toEqual({ at: Date.parse('2026-03-30T13:00:00Z') });
    const late = DateTime.fromISO('2026-03-29T01:00', { zone: berlin }).toMillis();
    expect(readPromisedTime('Answer in two hours.', { sentAt: late, timeZone: berlin })).toEqual({
      at: late + 2 * 3_600_000,
    });
  });

  test('in a zone that the writer names is that zone’s', () => {
    expect(read('I will answer by Thursday 15:00 UTC.', berlin)).toBe('2026-03-05T16:00');
  });

  test('that has just passed is none, and in the evening the morning is tomorrow’s', () => {
    expect(read('I will answer by 15:00.', berlin, '2026-03-02T15:30')).toBeNull();
    expect(read('I will answer by 9:00.', berlin, '2026-03-02T18:30')).toBe('2026-03-03T09:00');
    expect(read('Saat 15:00’e kadar yazarım.', berlin, '2026-03-02T15:30')).toBeNull();
  });

  test('by today’s weekday is today where its hour is still ahead, else in a week', () => {
    expect(read('Answer by Monday 15:00.', berlin)).toBe('2026-03-02T15:00');
    expect(read('Answer by Monday 09:00.', berlin)).toBe('2026-03-09T09:00');
  });

  test('months ahead, or on a date that does not exist, is none', () => {
    expect(read('We will send it on 12 December.', berlin)).toBeNull();
    expect(read('31 Şubat’a kadar göndeririz.', berlin)).toBeNull();
  });

  test('is not looked for in essays, and hostile text is read in a moment', () => {
    expect(read(`${'word '.repeat(700)}. I will answer by 15:00.`, berlin)).toBeNull();
    const started = performance.now();
    for (const piece of [
      'by ',
      '1.',
      'i will check ',
      'we will answer ',
      'saat 3 ',
      '"',
      'yarın ',
      '15:00 ',
      'a.m.',
      '- ',
    ]) {
      read(piece.repeat(Math.floor(2990 / piece.length)), berlin);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
