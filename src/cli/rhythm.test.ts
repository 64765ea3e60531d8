import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { groundrules, scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

const nova = `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
internalChannel: C0NOVAINT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
  holidays: { country: DE, state: BE }
people: { owner: U0MIRA Mira, backup: U0JONAS Jonas, client: [U0ANNA Anna] }
`;
const meetings = `rhythm:
  meetings:
    - { id: call, title: Weekly call, when: every Friday 10:00 }
    - { id: review, title: Review, when: last Thursday 14:00, lasts: 1h, place: "Room 3, ground floor", onClosedDays: skip }
`;

function file(text: string): string {
  const path = join(scratch.path, `${Math.abs(hash(text))}.yml`);
  writeFileSync(path, text);
  return path;
}
const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

describe('rhythm', () => {
  test('prints what comes when, and what is moved off a closed day', async () => {
    const { code, out } = await groundrules(
      'rhythm',
      file(nova + meetings),
      '--from',
      '2026-12-14T00:00',
      '--to',
      '2027-01-05T00:00',
    );
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Nova Bikes (Europe/Berlin)',
      '  Fri 18 Dec  10:00–10:30  Weekly call',
      '  Thu 24 Dec  10:00–10:30  Weekly call       moved from Fri 25 Dec, which is closed',
      '  Thu 31 Dec  10:00–10:30  Weekly call       moved from Fri 1 Jan, which is closed',
      '  Thu 31 Dec  14:00–15:00  Review',
      '  Mon 4 Jan   10:00        The month’s wins',
    ]);
  });

  const everything = `${nova.replace('language: en', 'language: tr')}${meetings}  status:
    weekly: { when: every Friday 15:00 }
  milestones:
    - { id: launch, title: Yeni dükkân, date: 2026-12-10 }
celebrations: { anniversaries: { contract: 2024-12-08 } }
`;
  const december = ['--from', '2026-12-07', '--to', '2026-12-12'];

  test('of every kind, and what has no hour stands without one', async () => {
    const { out } = await groundrules('rhythm', file(everything), ...december);
    expect(out.split('\n').slice(1)).toEqual([
      '  Tue 8 Dec   10:00        Anniversary of our contract (2 years)',
      '  Thu 10 Dec               Milestone: Yeni dükkân',
      '  Fri 11 Dec  10:00–10:30  Weekly call',
      '  Fri 11 Dec  15:00        Weekly report',
    ]);
  });

  test('in a calendar each kind has its category, and the client’s language', async () => {
    const { out } = await groundrules('rhythm', file(everything), ...december, '--ics');
    const lines = out.split('\r\n');
    expect(lines.filter((line) => /^(SUMMARY|CATEGORIES|UID|DTSTART)/.test(line))).toEqual([
      ...['UID:nova-celebration-contract-2026-12-08@groundrules', 'DTSTART:20261208T090000Z'],
      ...['SUMMARY:Sözleşmenin yıl dönümü (2 yıl) – Nova Bikes', 'CATEGORIES:CELEBRATION'],
      ...['UID:nova-milestone-launch-2026-12-10@groundrules', 'DTSTART;VALUE=DATE:20261210'],
      ...['SUMMARY:Kilometre taşı: Yeni dükkân – Nova Bikes', 'CATEGORIES:MILESTONE'],
      ...['UID:nova-call-2026-12-11@groundrules', 'DTSTART:20261211T090000Z'],
      ...['SUMMARY:Weekly call – Nova Bikes', 'CATEGORIES:MEETING'],
      ...['UID:nova-report-weekly-2026-12-11@groundrules', 'DTSTART:20261211T140000Z'],
      ...['SUMMARY:Haftalık rapor – Nova Bikes', 'CATEGORIES:REPORT'],
    ]);
  });

  test('of an agreement that rests nothing is in the calendar, and it says why', async () => {
    const { out, err } = await groundrules('rhythm', file(`${everything}status: paused\n`), ...december, '--ics');
    expect(out).not.toContain('BEGIN:VEVENT');
    expect(err).toContain('The agreement is paused: nothing of this happens now.');
  });

  test('as iCalendar every calendar reads it: instants in UTC, one id for good', async () => {
    const given = ['rhythm', file(nova + meetings), '--from', '2026-12-31T00:00', '--to', '2027-01-02T00:00', '--ics'];
    const { out } = await groundrules(...given);
    expect(out).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(out).toContain('UID:nova-call-2027-01-01@groundrules\r\n');
    expect(out).toContain('DTSTART:20261231T090000Z\r\n');
    expect(out).toContain('DTEND:20261231T093000Z\r\n');
    expect(out).toContain('LOCATION:Room 3\\, ground floor\r\n');
    expect(out.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  });

  test('for programs', async () => {
    const { out } = await groundrules(
      'rhythm',
      file(nova + meetings),
      '--from',
      '2026-12-24',
      '--to',
      '2026-12-25',
      '--json',
    );
    expect(JSON.parse(out)).toEqual([
      {
        kind: 'meeting',
        id: 'call',
        title: 'Weekly call',
        place: null,
        date: '2026-12-24',
        plannedFor: '2026-12-25',
        startsAt: '2026-12-24T09:00:00.000Z',
        endsAt: '2026-12-24T09:30:00.000Z',
        timeZone: 'Europe/Berlin',
        local: '2026-12-24T10:00:00.000+01:00',
        isAllDay: false,
        isLeftOut: false,
      },
    ]);
  });

  test.each([
    ['a file that plans nothing', nova, [], 'plans nothing: it has no meetings, reports or milestones under rhythm'],
    [
      'an end before the beginning',
      nova + meetings,
      ['--from', '2026-12-24', '--to', '2026-12-23'],
      '--to is not after --from',
    ],
    ['two ways to write it', nova + meetings, ['--ics', '--json'], 'Choose one'],
    ['an instant that is none', nova + meetings, ['--from', 'someday'], 'someday'],
    ['more than a year', nova + meetings, ['--from', '2026-12-24', '--to', '2028-12-23'], 'more than a year'],
    [
      'a time that does not come again',
      `${nova}rhythm: { meetings: [{ id: a, title: A, when: Fridays }] }\n`,
      [],
      '"Fridays" is not a time that comes again',
    ],
    [
      'two meetings of one id',
      `${nova}rhythm: { meetings: [{ id: a, title: A, when: 1st 10:00 }, { id: a, title: B, when: 2nd 10:00 }] }\n`,
      [],
      'a is a meeting above already',
    ],
  ])('refuses %s', async (_what, text, more, expected) => {
    const { code, err } = await groundrules('rhythm', file(text), ...more);
    expect(code).not.toBe(0);
    expect(err).toContain(expected);
  });
});
