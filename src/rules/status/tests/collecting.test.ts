import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { Absence } from '../../../engine/absence.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Contributor, Report } from '../../../engine/report.ts';
import { sections } from '../../index.ts';
import { nextRing, turned } from '../collecting.ts';
import type { Around } from '../people.ts';
import { plannedAnew } from '../planning.ts';
import { type Kept, readKept } from '../record.ts';

const agreed = (status: string, more = ''): Agreement => {
  const text = `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, managers: [U0RUTH], client: [U0ANNA] }
rhythm: { status: { ${status} } }
${more}`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const weekly = (more = '') => `weekly: { when: every Friday 15:00${more} }`;
const at = (text: string) => Date.parse(`2026-11-${text}:00+01:00`);
const clock = (instant: number | null | undefined) =>
  instant == null ? null : new Date(instant + 3_600_000).toISOString().slice(5, 16);

const around = (status: string, more: Partial<Around> = {}): Around => ({
  agreement: agreed(status),
  agency: null,
  missing: { gone: [], away: [] },
  zones: new Map(),
  ...more,
});
const away = (userId: string, until: string): Absence => ({
  ...{ id: 'a', userId, since: at('01T00:00'), until: at(until), backup: null, setBy: userId },
});
const monday = at('16T09:00');
const nothingYet = { rows: [], reports: [], channelId: 'ours' };
const reportsIn = (effects: Effect[]) => effects.flatMap((one) => (one.kind === 'save-report' ? [one.report] : []));
const rowsIn = (effects: Effect[]) => effects.flatMap((one) => (one.kind === 'set-deadline' ? [one] : []));
const first = (given: Around, now = monday): { report: Report; row: Kept } => {
  const effects = plannedAnew(given, nothingYet, now);
  const [[report], [row]] = [reportsIn(effects), rowsIn(effects)];
  if (report === undefined || row === undefined) throw new Error('Nothing is planned.');
  const kept = { ...row, id: 'd1', clientId: 'nova', rule: 'status', revision: 1 };
  return { report, row: readKept({ ...kept, ringAt: row.ringAt ?? null }) };
};
const asked = (report: Report) => report.contributors.map(({ userId, askAt }) => [userId, clock(askAt)]);
const told = (given: Around, report: Report, now: number) =>
  turned(given, report, now).telling.map(({ userId, what }) => [userId, what]);
const having = (report: Report, part: Partial<Contributor>): Report => ({
  ...report,
  contributors: report.contributors.map((one, index) => (index === 0 ? { ...one, ...part } : one)),
});

describe('what is planned', () => {
  test('a report with whom it asks when, the draft two open hours before it goes', () => {
    const { report, row } = first(around(weekly()));
    expect(report).toMatchObject({ id: 'report:nova:weekly:2026-11-20', state: 'collecting', revision: 1 });
    expect([clock(report.goesAt), clock(report.draftAt)]).toEqual(['11-20T15:00', '11-20T13:00']);
    expect(asked(report)).toEqual([['U0MIRA', '11-19T10:00']]);
    expect([row.subject, clock(row.ringAt), clock(row.dueAt)]).toEqual([report.id, '11-19T10:00', '11-20T15:00']);
  });

  test('each is asked on their own clocks', () => {
    const zones = new Map([['U0JONAS', 'America/New_York']]);
    const { report } = first(around(weekly(', contributors: [U0MIRA, U0JONAS]'), { zones }));
    expect(asked(report)).toEqual([
      ['U0MIRA', '11-19T10:00'],
      ['U0JONAS', '11-19T16:00'],
    ]);
  });

  test('one that is so near that nobody could be asked is left to the next', () => {
    expect(first(around(weekly()), at('20T12:30')).report.plannedFor).toBe('2026-11-27');
    expect(first(around(weekly()), at('20T09:30')).report.plannedFor).toBe('2026-11-20');
  });

  test('applied again nothing is written', () => {
    const { report, row } = first(around(weekly()));
    expect(plannedAnew(around(weekly()), { rows: [row], reports: [report], channelId: 'ours' }, monday)).toEqual([]);
  });

  test('another hour, another question or somebody else: it moves, and whoever has answered has answered', () => {
    const { report, row } = first(around(weekly()));
    const begun = having(report, { askedAt: at('19T10:00'), answeredAt: at('19T11:00'), place: 'p' });
    const given = around('weekly: { when: every Friday 16:00, contributors: [U0JONAS], questions: [new] }');
    const effects = plannedAnew(given, { rows: [row], reports: [begun], channelId: 'ours' }, at('19T12:00'));
    const [after] = reportsIn(effects);
    expect(clock(after?.goesAt)).toBe('11-20T16:00');
    expect(after?.contributors.map(({ userId, place }) => [userId, place])).toEqual([
      ['U0MIRA', 'p'],
      ['U0JONAS', null],
    ]);
    expect(after?.questions).toEqual(report.questions);
    expect(after?.revision).toBe(2);
  });

  test('another day is another report, and the one before is left out; agreed again it is back', () => {
    const { report, row } = first(around(weekly()));
    const ahead = { rows: [row], reports: [report], channelId: 'ours' };
    const effects = plannedAnew(around('weekly: { when: every Thursday 15:00 }'), ahead, monday);
    expect(reportsIn(effects).map(({ plannedFor, state }) => [plannedFor, state])).toEqual([
      ['2026-11-20', 'skipped'],
      ['2026-11-19', 'collecting'],
    ]);
    const [off] = reportsIn(effects);
    const fallen = { ...row, state: 'cancelled' as const, settledAt: monday, ringAt: null };
    const back = plannedAnew(
      around(weekly()),
      { rows: [fallen], reports: off ? [off] : [], channelId: 'ours' },
      monday,
    );
    expect(reportsIn(back)).toEqual([expect.objectContaining({ id: report.id, state: 'collecting', revision: 3 })]);
  });

  test('what was answered for a day that is another one now goes along, and whoever wrote it reads so', () => {
    const { report, row } = first(around(weekly()));
    const begun = having(report, { askedAt: at('19T10:00'), answeredAt: at('19T11:00'), place: 'p' });
    const given = around('weekly: { when: every Saturday 15:00, contributors: [U0MIRA, U0JONAS] }');
    const effects = plannedAnew(given, { rows: [row], reports: [begun], channelId: 'ours' }, at('19T12:00'));
    const fresh = reportsIn(effects).find(({ state }) => state === 'collecting');
    expect(fresh?.contributors.map(({ userId, place, askedAt }) => [userId, place, askedAt])).toEqual([
      ['U0MIRA', 'p', null],
      ['U0JONAS', null, null],
    ]);
    expect(told(given, fresh ?? report, at('20T12:00'))).toEqual([
      ['U0MIRA', 'asked'],
      ['U0JONAS', 'asked'],
    ]);
  });

  test('a client without a channel of ours has no report yet', () => {
    expect(plannedAnew(around(weekly()), { ...nothingYet, channelId: null }, monday)).toEqual([]);
  });
});

describe('who is told', () => {
  const { report } = first(around(weekly()));
  const later = having(report, { askedAt: at('19T10:00') });

  test('whoever is to be asked, once', () => {
    expect(told(around(weekly()), report, at('19T09:59'))).toEqual([]);
    expect(told(around(weekly()), report, at('19T10:00'))).toEqual([['U0MIRA', 'asked']]);
    expect(told(around(weekly()), later, at('19T10:01'))).toEqual([]);
  });

  test('reminders come halfway, at the next opening where that is at night, and before the draft; each once', () => {
    const given = around(weekly());
    expect(clock(nextRing(given, later, at('19T10:00')))).toBe('11-20T09:00');
    expect(told(given, later, at('20T09:00'))).toEqual([['U0MIRA', 1]]);
    const reminded = having(later, { remindedAt: at('20T09:00') });
    expect(told(given, reminded, at('20T09:05'))).toEqual([]);
    expect(clock(nextRing(given, reminded, at('20T09:05')))).toBe('11-20T12:30');
    expect(told(given, reminded, at('20T12:30'))).toEqual([['U0MIRA', 2]]);
  });

  test('nobody who has answered, and then it is a draft', () => {
    const done = having(later, { answeredAt: at('20T08:00') });
    expect(turned(around(weekly()), done, at('20T09:00'))).toMatchObject({ telling: [], report: { state: 'draft' } });
  });

  test('nobody on their leave: who stands in is asked, with whose place it is', () => {
    const missing = { gone: [], away: [away('U0MIRA', '30T00:00')] };
    const turn = turned(around(weekly(), { missing }), report, at('19T10:00'));
    expect(turn.telling).toEqual([{ userId: 'U0JONAS', audience: 'staff', what: 'asked' }]);
    expect(turn.report.contributors).toEqual([expect.objectContaining({ userId: 'U0JONAS', standsFor: 'U0MIRA' })]);
  });

  test('whoever is back early enough is asked then', () => {
    const missing = { gone: [], away: [away('U0MIRA', '20T00:00')] };
    const turn = turned(around(weekly(), { missing }), report, at('19T10:00'));
    expect(turn.telling).toEqual([]);
    expect(asked(turn.report)).toEqual([['U0MIRA', '11-20T09:00']]);
  });

  test('whoever goes away after being asked is not reminded: who stands in is asked', () => {
    const missing = { gone: [], away: [away('U0MIRA', '30T00:00')] };
    expect(told(around(weekly(), { missing }), later, at('20T09:00'))).toEqual([['U0JONAS', 'asked']]);
  });

  test('nobody is there: nobody is asked, it is a draft when it is time, and no alarm rings in circles', () => {
    const missing = { gone: [], away: ['U0MIRA', 'U0JONAS', 'U0RUTH'].map((one) => away(one, '30T00:00')) };
    const given = around(weekly(), { missing });
    const turn = turned(given, report, at('19T10:00'));
    expect(turn.telling).toEqual([]);
    expect(clock(nextRing(given, turn.report, at('19T10:00')))).toBe('11-20T13:00');
    expect(turned(given, report, at('20T13:00')).report.state).toBe('draft');
  });

  test('asked late after an outage they still have an hour', () => {
    const turn = turned(around(weekly()), report, at('20T13:30'));
    expect(turn.telling).toEqual([expect.objectContaining({ what: 'asked' })]);
    expect([clock(turn.report.draftAt), turn.report.state]).toEqual(['11-20T14:30', 'collecting']);
  });
});
