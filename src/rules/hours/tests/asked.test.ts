import { describe, expect, test } from 'vitest';
import { readAsked } from '../asked.ts';
import { datesAsked } from '../dates.ts';

const clients = [
  { clientId: 'nova', name: 'Nova Bikes' },
  { clientId: 'defne', name: 'Defne Kahve' },
  { clientId: 'orchard', name: 'Orchard Legal' },
  { clientId: 'orchard-two', name: 'Orchard Two' },
  { clientId: 'sunny', name: 'Şeker & Söğüt' },
];
const read = (words: string) => {
  const asked = readAsked(words, clients);
  return asked === null ? null : [asked.client?.clientId ?? null, asked.when];
};

describe('what stands after /rules hours', () => {
  test.each<[words: string, when: string]>([
    ['', 'now'],
    ['  NOW ', 'now'],
    ['şimdi', 'now'],
    ['today', 'today'],
    ['Bugün', 'today'],
    ['tomorrow', 'tomorrow'],
    ['YARIN', 'tomorrow'],
    ['week', 'week'],
    ['this week', 'week'],
    ['bu hafta', 'week'],
    ['Mon', '0'],
    ['on Tuesday', '1'],
    ['weds', 'unread'],
    ['thurs', '3'],
    ['PAZARTESİ', '0'],
    ['salı', '1'],
    ['çarşamba', '2'],
    ['carsamba', '2'],
    ['Per.', '3'],
    ['cuma', '4'],
    ['cum', '4'],
    ['cumartesi', '5'],
    ['cmt', '5'],
    ['paz', '6'],
    ['pzt', '0'],
    ['2026-12-24', '2026-12-24'],
    ['2026-2-3', '2026-02-03'],
    ['24 Dec', '12-24'],
    ['24th december', '12-24'],
    ['Dec 24', '12-24'],
    ['December 24, 2027', '2027-12-24'],
    ['24 Aralık 2026', '2026-12-24'],
    ['29 ekim', '10-29'],
    ['1 Şubat', '02-01'],
    ['24.12.', '12-24'],
    ['24.12.2026', '2026-12-24'],
    ['29 Feb', '02-29'],
    ['30 Feb', 'unread'],
    ['2027-02-29', 'unread'],
    ['2026-13-01', 'unread'],
    ['12/24', 'unread'],
    ['24 Foo', 'unread'],
    ['0', 'unread'],
    ['mo', 'unread'],
    ['when is lunch', 'unread'],
    [`${'x'.repeat(3000)}`, 'unread'],
  ])('“%s” is %s', (words, when) => {
    expect(read(words)).toEqual(when === 'unread' ? null : [null, when]);
  });

  test.each<[words: string, asked: (string | null)[] | null]>([
    ['nova', ['nova', 'now']],
    ['nova week', ['nova', 'week']],
    ['week nova', ['nova', 'week']],
    ['Nova Bikes 24 Dec', ['nova', '12-24']],
    ['24 Dec Nova Bikes', ['nova', '12-24']],
    ['def yarın', ['defne', 'tomorrow']],
    ['orchard', ['orchard', 'now']],
    ['orchard t', ['orchard-two', 'now']],
    ['orch', null],
    ['seker', ['sunny', 'now']],
    ['sun', [null, '6']],
    ['sunny sun', ['sunny', '6']],
    ['acme', null],
    ['nova lunch', null],
  ])('a client may be named, shortly where it is nobody else: “%s”', (words, asked) => {
    expect(read(words)).toEqual(asked);
  });
});

describe('which dates that is', () => {
  /** Sunday 20:00 in New York, Monday 03:00 in Istanbul, Monday 10:00 in Tokyo. */
  const now = Date.parse('2026-11-23T01:00:00Z');
  const dates = (when: string, readerZone: string, officeZone: string) =>
    datesAsked(when, { now, readerZone, officeZone });

  test.each([
    ['today, where it is already tomorrow at the office, is both', 'today', ['2026-11-22', '2026-11-23']],
    ['tomorrow is the reader’s', 'tomorrow', ['2026-11-23']],
    ['a weekday is the reader’s next one, today included', '6', ['2026-11-22']],
    ['and else within a week', '5', ['2026-11-28']],
    ['a day and month is the next such date', '11-21', ['2027-11-21']],
    ['today included', '11-22', ['2026-11-22']],
    ['29 February waits for its year', '02-29', ['2028-02-29']],
    ['a full date is itself', '2026-01-01', ['2026-01-01']],
    ['now is none', 'now', []],
  ])('%s', (_remark, when, expected) => {
    expect(dates(when, 'America/New_York', 'Europe/Istanbul')).toEqual(expected);
  });

  test('a week is the seven dates from the office’s today on', () => {
    const week = dates('week', 'America/New_York', 'Asia/Tokyo');
    expect([week.length, week[0], week.at(-1)]).toEqual([7, '2026-11-23', '2026-11-29']);
  });
});
