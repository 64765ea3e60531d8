import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { agreed, answered, lines, OFFICE_WEEK } from './office.ts';

const asked = (agreement: Agreement, words: string, reading: Parameters<typeof lines>[2]) =>
  lines({ agreements: [agreement], serves: ['U0MIRA'] }, { words }, reading);
/** Everything below the title. */
const below = async (...given: Parameters<typeof asked>) => (await asked(...given)).slice(1);

const plain = agreed();
const lunch = agreed({ hours: 'weekly: { mon: "09:00-12:30, 13:30-18:00" }' });
const always = agreed({
  hours: 'weekly: { mon: 24h, tue: 24h, wed: 24h, thu: 24h, fri: 24h, sat: 24h, sun: 24h }',
});
const nights = agreed({ hours: 'weekly: { thu: 22:00-06:00, fri: 22:00-06:00 }\nholidays: { country: DE }' });
const longOpen = agreed({ hours: 'weekly: { fri: 22:00-24:00, sat: 24h, sun: 00:00-04:00 }' });
const datesOnly = agreed({
  hours:
    'weekly: { mon: 09:00-10:00 }\nexceptions:\n  - { date: 2026-12-05, until: 2026-12-06, hours: 10:00-16:00, name: the fair }',
});
/** Loading asks for a week; what was stored may have none. */
const fair = { ...datesOnly, officeHours: { ...datesOnly.officeHours, weekly: {} } };
const berlin = agreed({
  holidays: '{ country: PT }',
  hours: `${OFFICE_WEEK}
holidays: { country: DE, state: BE }
exceptions:
  - { date: 2026-11-25, closed: 13:00-24:00 }
  - { date: 2026-11-26, hours: 10:00-18:00, name: late shift }
  - { date: 2026-11-27, hours: 09:00-20:00 }
  - { date: 2026-11-28, hours: 10:00-14:00 }
  - { date: 2026-12-24, until: 2026-12-31, hours: closed, name: between the years }
  - { date: 2027-03-26, hours: usual }
  - { date: 2027-03-29, hours: 10:00-12:00 }`,
});

describe('open or closed now', () => {
  test.each<[remark: string, agreement: Agreement, at: string, line: string]>([
    [
      'open',
      plain,
      '2026-11-23T10:00Z',
      '*Open now*, since today 09:00, until today 17:00. Then open again: Tue 09:00.',
    ],
    [
      'opening is open',
      plain,
      '2026-11-23T08:00Z',
      '*Open now*, since today 09:00, until today 17:00. Then open again: Tue 09:00.',
    ],
    ['closing is closed', plain, '2026-11-20T16:00Z', '*Closed now*, since today 17:00. Opens: Mon 09:00.'],
    [
      'before lunch',
      lunch,
      '2026-11-23T10:00Z',
      '*Open now*, since today 09:00, until today 12:30. Then open again: today 13:30.',
    ],
    ['at lunch', lunch, '2026-11-23T12:00Z', '*Closed now*, since today 12:30. Opens: today 13:30.'],
    ['around the clock', always, '2026-11-23T10:00Z', '*Open around the clock.*'],
    [
      'in the night',
      nights,
      '2026-11-21T02:00Z',
      '*Open now*, since Fri 22:00, until today 06:00. Then open again: Thu 22:00.',
    ],
    [
      'a holiday, by its name',
      nights,
      '2026-12-25T12:00Z',
      '*Closed now*, since today 00:00 (Christmas Day). Opens: Thu 22:00.',
    ],
    [
      'a closed afternoon',
      berlin,
      '2026-11-25T14:00Z',
      '*Closed now*, since today 13:00 (agreed for this date). Opens: Thu 10:00.',
    ],
    [
      'between the years',
      berlin,
      '2026-12-28T10:00Z',
      '*Closed now*, since Wed 23 Dec 17:00 (between the years). Opens: Mon 4 Jan 2027 09:00.',
    ],
    ['before the only dates', fair, '2026-11-23T10:00Z', '*Closed now*. Opens: Sat 5 Dec 10:00.'],
    [
      'after the only dates',
      fair,
      '2026-12-07T10:00Z',
      '*Closed now*, since Sun 16:00. No opening is agreed after this.',
    ],
    ['the only dates more than a year away', fair, '2025-09-01T10:00Z', '*Closed now*. Opens: Sat 5 Dec 2026 10:00.'],
    ['the last of the only dates', fair, '2026-12-06T10:00Z', '*Open now*, since today 10:00, until today 16:00.'],
  ])('%s', async (_remark, agreement, at, line) => {
    const [state] = await below(agreement, 'hours', { at });
    // Whether a comma stands in a date with its year is the platform's affair.
    expect(state?.replace(/(\w{3}), (\d)/, '$1 $2')).toBe(line);
  });
});

describe('a date', () => {
  test.each<[remark: string, agreement: Agreement, date: string, text: string]>([
    ['an ordinary one', plain, '2026-11-23', '09:00–17:00'],
    ['a weekend', plain, '2026-11-22', 'closed, as every Sunday'],
    ['two spans', lunch, '2026-11-23', '09:00–12:30, 13:30–18:00'],
    ['all day', always, '2026-11-23', 'all day'],
    ['all day when clocks go forward', always, '2026-03-29', 'all day'],
    ['a night is under the date it begins on', nights, '2026-11-19', '22:00–06:00'],
    ['and the morning after it says until when', nights, '2026-11-20', 'until 06:00, 22:00–06:00'],
    ['a morning only', nights, '2026-11-21', 'until 06:00'],
    ['a holiday cuts the night before it at midnight', nights, '2026-12-24', '22:00–24:00'],
    ['and takes its own', nights, '2026-12-25', 'closed, Christmas Day'],
    ['open for longer than a day: from', longOpen, '2026-11-20', 'from 22:00 on'],
    ['then all day', longOpen, '2026-11-21', 'all day'],
    ['then until', longOpen, '2026-11-22', 'until 04:00'],
    ['a timed closure without a name', berlin, '2026-11-25', '09:00–13:00 · shorter than usual'],
    ['other hours with a name', berlin, '2026-11-26', '10:00–18:00 · late shift'],
    ['longer', berlin, '2026-11-27', '09:00–20:00 · longer than usual'],
    ['an extra working day', berlin, '2026-11-28', '10:00–14:00 · open besides the usual week'],
    ['a holiday on a weekend', berlin, '2026-10-03', 'closed, National Holiday'],
    [
      'an exception wins over a holiday',
      berlin,
      '2026-12-25',
      'closed, between the years · Christmas Day (holiday of Nova Bikes)',
    ],
    [
      'usual hours on a holiday of both',
      berlin,
      '2027-03-26',
      '09:00–17:00 · open, though it is Good Friday · Good Friday (holiday of Nova Bikes)',
    ],
    ['some hours on a holiday', berlin, '2027-03-29', '10:00–12:00 · shorter than usual, though it is Easter Monday'],
    [
      'the client’s own holiday closes nothing',
      berlin,
      '2026-12-08',
      '09:00–17:00 · Immaculate Conception (holiday of Nova Bikes)',
    ],
    ['a date beside all exceptions', fair, '2026-11-23', 'closed, as every Monday'],
    ['one of only exceptions', fair, '2026-12-06', '10:00–16:00 · the fair'],
  ])('%s', async (_remark, agreement, date, text) => {
    const [line] = await below(agreement, `hours ${date}`, { at: '2026-11-23T10:00Z' });
    expect(line?.replace(/^\*[^*]+\*: /, '')).toBe(text);
  });

  test('the client’s holidays close where that is agreed, and are called theirs', async () => {
    const closing = agreed({ holidays: '{ country: PT, closes: true }' });
    const at = '2026-12-07T10:00Z';
    expect(await below(closing, 'hours tomorrow', { at })).toEqual([
      '*Tue 8 Dec*: closed, Immaculate Conception (holiday of Nova Bikes)',
    ]);
    expect(await below(closing, 'hours tomorrow', { at, side: 'client' })).toEqual([
      '*Tue 8 Dec*: closed, Immaculate Conception (your holiday)',
    ]);
  });
});

describe('two clocks', () => {
  const newYork = agreed({ zone: 'America/New_York' });
  const at = '2026-11-23T15:00Z';

  test.each([
    ['the same zone', 'America/New_York', '09:00–17:00'],
    ['another name for the same clocks', 'America/Toronto', '09:00–17:00'],
    ['behind', 'America/Los_Angeles', '06:00–14:00 (09:00–17:00 in New York)'],
    ['ahead', 'Europe/Istanbul', '17:00–01:00 (09:00–17:00 in New York)'],
    ['far ahead', 'Asia/Tokyo', '23:00–07:00 (09:00–17:00 in New York)'],
    ['on the next date', 'Pacific/Auckland', 'Tue 03:00–11:00 (09:00–17:00 in New York)'],
    ['a zone that nobody knows is read as the office’s', 'Nowhere/Else', '09:00–17:00'],
  ])('%s', async (_remark, timeZone, text) => {
    const shown = await below(newYork, 'hours today', { at, timeZone });
    expect(shown.find((line) => line.startsWith('*Mon 23 Nov*'))).toBe(`*Mon 23 Nov*: ${text}`);
  });

  test('an office on the evening before is named with its weekday', async () => {
    const tokyo = agreed({ zone: 'Asia/Tokyo' });
    const shown = await below(tokyo, 'hours mon', { at: '2026-11-22T10:00Z', timeZone: 'America/New_York' });
    expect(shown).toEqual(['*Mon 23 Nov*: Sun 19:00–Mon 03:00 (09:00–17:00 in Tokyo)']);
    const [state] = await below(tokyo, 'hours', { at: '2026-11-22T10:00Z', timeZone: 'America/New_York' });
    expect(state).toBe('*Closed now*, since Fri 03:00 (17:00 in Tokyo). Opens: today 19:00 (Mon 09:00 in Tokyo).');
  });

  test('when only one side has changed its clocks, the difference of that date is shown', async () => {
    const shown = await below(newYork, 'hours week', { at: '2026-10-22T15:00Z' });
    expect(shown.map((line) => line.split(': ')[1]?.slice(0, 11))).toEqual([
      ...['15:00–23:00', '15:00–23:00', 'closed, as ', 'closed, as '],
      ...['14:00–22:00', '14:00–22:00', '14:00–22:00'],
    ]);
  });

  test('today, where it is another date at the office, shows both dates and how things stand', async () => {
    const shown = await below(newYork, 'hours today', { at: '2026-11-24T01:00Z', timeZone: 'Asia/Tokyo' });
    expect(shown.map((line) => line.slice(0, 13))).toEqual(['*Mon 23 Nov*:', '*Tue 24 Nov*:', '*Closed now*,']);
  });

  test.each(['Africa/Cairo', 'Pacific/Chatham'])(
    'every date of a year has its hours in %s, whatever its clocks do',
    async (zone) => {
      const office = agreed({ zone });
      for (let week = 0; week < 52; week++) {
        const at = new Date(Date.parse('2026-01-05T12:00Z') + week * 7 * 86_400_000).toISOString();
        const shown = (await below(office, 'hours week', { at, timeZone: zone })).join('\n');
        expect(shown.match(/: 09:00–17:00$/gm), at).toHaveLength(5);
        expect(shown.match(/: closed, as every (Saturday|Sunday)$/gm), at).toHaveLength(2);
      }
    },
  );
});

describe('what comes', () => {
  test('the next two closures of each side, those of several days as one', async () => {
    expect((await below(berlin, 'hours', { at: '2026-11-25T10:00Z' })).slice(1)).toEqual([
      'Next closed days:',
      '• Wed 25 Nov: 09:00–13:00 · shorter than usual',
      '• Thu 24 Dec to Thu 31 Dec: between the years',
      'Holidays of Nova Bikes:',
      '• Tue 1 Dec: Restauração da Independência (hours as agreed)',
      '• Tue 8 Dec: Immaculate Conception (hours as agreed)',
    ]);
    const later = await below(berlin, 'hours', { at: '2026-12-20T10:00Z', language: 'tr' });
    expect(later).toContain('• 24 Ara Per – 31 Ara Per: between the years');
    expect(later).toContain('• 25 Ara Cum: Noel (burada da kapalı)');
  });

  test('a year without closures says so, and so does a calendar of dates only', async () => {
    for (const agreement of [plain, always, fair])
      expect(await below(agreement, 'hours', { at: '2026-11-23T10:00Z' })).toContain(
        'No closed days in the year ahead.',
      );
  });

  test('a week is seven dates', async () => {
    const shown = await below(berlin, 'hours week', { at: '2026-11-23T10:00Z' });
    expect(shown).toMatchInlineSnapshot(`
      [
        "*Mon 23 Nov*: 09:00–17:00",
        "*Tue 24 Nov*: 09:00–17:00",
        "*Wed 25 Nov*: 09:00–13:00 · shorter than usual",
        "*Thu 26 Nov*: 10:00–18:00 · late shift",
        "*Fri 27 Nov*: 09:00–20:00 · longer than usual",
        "*Sat 28 Nov*: 10:00–14:00 · open besides the usual week",
        "*Sun 29 Nov*: closed, as every Sunday",
      ]
    `);
  });
});

test('Slack takes the longest there is, and nobody’s markup becomes ours', async () => {
  const spans = Array.from(
    { length: 20 },
    (_, at) => `${String(at).padStart(2, '0')}:00-${String(at).padStart(2, '0')}:30`,
  );
  const day = `"${spans.join(', ')}"`;
  const long = agreed({
    name: 'N*ova <!channel> '.repeat(4),
    holidays: '{ country: CN }',
    hours: `weekly: { mon: ${day}, tue: ${day}, wed: ${day}, thu: ${day}, fri: ${day}, sat: ${day}, sun: ${day} }
exceptions:
  - { date: 2026-11-23, until: 2026-12-24, closed: 03:00-05:00, name: "<!here> *${'x'.repeat(400)}" }`,
  });
  const agreements = Array.from({ length: 45 }, (_, index) => ({ ...long, id: `client-${index}` }));
  for (const language of ['en', 'tr'])
    for (const here of [long, null])
      for (const words of ['hours', 'hours week', 'hours today']) {
        const reading = { at: '2026-11-23T10:00Z', language, timeZone: 'America/New_York' };
        const drawn = await answered(
          { agreements: [long, ...agreements], serves: ['U0MIRA'] },
          { words, here },
          reading,
        );
        expect(drawn.blocks.length).toBeLessThanOrEqual(50);
        for (const block of drawn.blocks)
          if (block.type === 'section') expect(block.text?.text.length).toBeLessThanOrEqual(3000);
        expect(drawn.text).not.toMatch(/<!/);
      }
});
