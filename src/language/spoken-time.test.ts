import { describe, expect, test } from 'vitest';
import { formatClock, formatDate, formatDuration, formatInstant, formatMoment, formatWeekday } from './spoken-time.ts';

/** Friday 6 March 2026, 16:00 in Istanbul. */
const NOW = Date.parse('2026-03-06T13:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const inIstanbul = (at: number, language: string) =>
  formatInstant(at, { language, timeZone: 'Europe/Istanbul', now: NOW });

test('what is read again days later says its date in full', () => {
  const reader = { timeZone: 'Europe/Istanbul', now: NOW };
  expect(['en', 'tr', 'xx'].map((language) => formatMoment(NOW, { ...reader, language }))).toMatchInlineSnapshot(`
    [
      "Fri 6 Mar 16:00",
      "6 Mar Cum 16:00",
      "Fri 6 Mar 16:00",
    ]
  `);
  expect(formatMoment(NOW, { ...reader, language: 'en', timeZone: 'Nowhere/At_All' })).toMatch(/\d\d:\d\d$/);
});

describe('formatInstant', () => {
  test.each([
    ['en', 'today 17:00', 'Mon 16:00', 'Tue 16:00', 'Thu'],
    ['tr', 'bugün 17:00', 'Pzt 16:00', 'Sal 16:00', 'Per'],
    ['ko', '오늘 17:00', '월요일 16:00', '화요일 16:00', '목'],
    ['zh', '今天 17:00', '周一 16:00', '周二 16:00', '周四'],
    ['th', 'วันนี้ 17:00', 'วันจันทร์ 16:00', 'วันอังคาร 16:00', 'พฤหัส'],
    ['ru', 'сегодня 17:00', 'пн 16:00', 'вт 16:00', 'чт'],
  ])('says today, the weekday when near, and the date when far, in %s', (language, today, ahead, back, weekday) => {
    const near = [NOW + HOUR, NOW + 3 * DAY, NOW - 3 * DAY];
    expect(near.map((at) => inIstanbul(at, language))).toEqual([today, ahead, back]);
    const far = inIstanbul(NOW + 13 * DAY, language);
    // How the date's parts are strung together is the platform's affair and changes with its version.
    expect(far).toContain(weekday);
    expect(far).toMatch(/19.* 16:00$/);
    expect(far).not.toContain('2026');
    expect(inIstanbul(NOW + 365 * DAY, language)).toContain('2027');
  });

  test('counts days on the calendar of the reader, not in spans of 24 hours', () => {
    const at = Date.parse('2026-03-06T22:30:00Z');
    expect(inIstanbul(at, 'en')).toBe('Sat 01:30');
    expect(formatInstant(at, { language: 'en', timeZone: 'America/New_York', now: NOW })).toBe('today 17:30');
  });

  test('does not call next week by a weekday that has just been', () => {
    expect(inIstanbul(NOW + 6 * DAY, 'en')).toBe('Thu 16:00');
    expect(inIstanbul(NOW + 7 * DAY, 'en')).toBe('Fri 13 Mar 16:00');
    expect(inIstanbul(NOW - 4 * DAY, 'en')).toBe('Mon 2 Mar 16:00');
  });

  test('shows noon as noon on the two days the clocks move', () => {
    const berlin = (text: string, now: string) =>
      formatInstant(Date.parse(text), { language: 'en', timeZone: 'Europe/Berlin', now: Date.parse(now) });
    expect(berlin('2026-03-29T10:00:00Z', '2026-03-28T23:00:00Z')).toBe('today 12:00');
    expect(berlin('2026-10-25T11:00:00Z', '2026-10-24T22:30:00Z')).toBe('today 12:00');
    expect(berlin('2026-10-25T23:00:00Z', '2026-10-24T22:30:00Z')).toBe('Mon 00:00');
  });

  test('survives a language and a zone nobody knows', () => {
    expect(inIstanbul(NOW, '???')).toBe('today 16:00');
    expect(formatInstant(NOW, { language: 'en', timeZone: 'Mars/Base', now: NOW })).toBe('today 13:00 UTC');
    expect(() => inIstanbul(Number.NaN, 'en')).toThrow();
  });
});

describe('formatDuration', () => {
  test.each([
    ['en', '1 h 20 min', '2 h', '45 s', '0 min', '52 h 5 min'],
    ['tr', '1 sa 20 dk', '2 sa', '45 sn', '0 dk', '52 sa 5 dk'],
    ['ko', '1시간 20분', '2시간', '45초', '0분', '52시간 5분'],
    ['zh', '1小时20分钟', '2小时', '45秒', '0分钟', '52小时5分钟'],
    ['th', '1 ชม. 20 นาที', '2 ชม.', '45 วิ', '0 นาที', '52 ชม. 5 นาที'],
    ['ru', '1 ч 20 мин', '2 ч', '45 с', '0 мин', '52 ч 5 мин'],
  ])('says hours and minutes, never days, in %s', (language, ...said) => {
    const lengths = [80 * 60_000, 2 * HOUR, 45_000, 400, 52 * HOUR + 5 * 60_000];
    expect(lengths.map((ms) => formatDuration(ms, language))).toEqual(said);
  });

  test('leaves out a minute that is not over, and shows the sign of what lies behind', () => {
    expect(formatDuration(HOUR - 1, 'en')).toBe('59 min');
    expect(formatDuration(-5 * 60_000, 'en')).toBe('−5 min');
  });
});

describe('dates and clocks', () => {
  const reader = (language: string) => ({ language, timeZone: 'Europe/Istanbul', now: NOW });

  test('a date is said with its weekday, and with its year when that is another', () => {
    expect(formatDate('2026-12-24', reader('en'))).toBe('Thu 24 Dec');
    expect(formatDate('2026-12-24', reader('tr'))).toBe('24 Ara Per');
    expect(formatDate('2027-01-01', reader('en'))).toContain('2027');
    expect(formatDate('2027-01-01', { ...reader('en'), timeZone: 'Nowhere/Else' })).toContain('2027');
    expect(() => formatDate('2026-02-30', reader('en'))).toThrow(RangeError);
  });

  test('a weekday alone is whole or short', () => {
    expect([formatWeekday('2026-11-23', 'en'), formatWeekday('2026-11-23', 'tr', 'short')]).toEqual(['Monday', 'Pzt']);
    expect(formatWeekday('2026-11-23', 'ko', 'short')).toBe('월요일');
  });

  test('a clock has two digits for its hours, wherever it hangs', () => {
    expect([formatClock(NOW, 'Europe/Istanbul'), formatClock(NOW, 'America/New_York')]).toEqual(['16:00', '08:00']);
  });
});
