import { describe, expect, test } from 'vitest';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { milestonesOf } from '../../../agreement/rhythm.ts';
import type { Effect, SetDeadline } from '../../../engine/effect.ts';
import { type Milestone, newMilestone, readMoved } from '../../../engine/milestone.ts';
import { sections } from '../../index.ts';
import type { Around } from '../load.ts';
import { askOf, lateFor } from '../notices.ts';
import { plannedAnew } from '../planning.ts';
import { type Kept, nothingNoted } from '../record.ts';
import { lastPassed, stagesLeft, stagesOf } from '../stages.ts';

const text = (milestones: string, more = '') => `schema: 1
id: nova
client: { name: Nova Bikes, language: en, timeZone: Asia/Seoul }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
${more}
rhythm: { milestones: [${milestones}] }
`;
const load = (milestones: string, more?: string) =>
  loadAgreement(text(milestones, more), { fileName: 'nova.yml', sections, template: () => undefined });
const agreed = (milestones: string, more?: string) => {
  const loaded = load(milestones, more);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return { ...loaded.agreement, version: 1 };
};
const launch = '{ id: launch, title: Launch, date: 2026-12-10 }';
const clocks = { owner: 'Europe/Istanbul', manager: 'Europe/Berlin' };
const said = (agreement: ReturnType<typeof agreed>, date: string, before: number) =>
  stagesOf(agreement, date, before, clocks).map(
    ({ stage, at }) => `${stage} ${new Date(at).toISOString().slice(5, 16)}`,
  );

describe('who is asked when', () => {
  test('at ten on the clocks of whoever is asked: ahead, on the last day before, on the day, and a manager afterwards', () => {
    expect(said(agreed(launch), '2026-12-10', 5)).toEqual([
      'ahead 12-03T07:00',
      'eve 12-09T07:00',
      'day 12-10T07:00',
      'late 12-11T09:00',
    ]);
  });

  test('one business day before is once; of a closed day it is the business day before it that counts', () => {
    expect(said(agreed(launch), '2026-12-10', 1)).toEqual(['ahead 12-09T07:00', 'day 12-10T07:00', 'late 12-11T09:00']);
    expect(said(agreed(launch), '2026-12-12', 1)).toEqual(['day 12-11T07:00', 'late 12-14T09:00']);
    expect(said(agreed(launch), '2026-12-12', 3)).toEqual([
      'ahead 12-09T07:00',
      'eve 12-10T07:00',
      'day 12-11T07:00',
      'late 12-14T09:00',
    ]);
  });

  test('nothing twice, and nothing the day before of what is on track', () => {
    const stages = stagesOf(agreed(launch), '2026-12-10', 5, clocks);
    expect(stagesLeft(stages, 'ahead', false).map(({ stage }) => stage)).toEqual(['eve', 'day', 'late']);
    expect(stagesLeft(stages, 'ahead', true).map(({ stage }) => stage)).toEqual(['day', 'late']);
    expect(stagesLeft(stages, 'late', false)).toEqual([]);
    expect(lastPassed(stages, Date.parse('2026-12-09T12:00Z'))).toBe('eve');
    expect(lastPassed(stages, Date.parse('2026-12-01T12:00Z'))).toBeNull();
  });
});

describe('what a new version changes', () => {
  const monday = Date.parse('2026-11-30T09:00:00Z');
  const around = (milestones: string, more?: string): Around => ({
    ...{ agreement: agreed(milestones, more), agency: null, missing: { gone: [], away: [] } },
    ...{ zoneOf: () => clocks.owner, managerZone: clocks.manager },
  });
  const milestone = (more: Partial<Milestone> = {}): Milestone => ({
    ...newMilestone('nova', { id: 'launch', date: '2026-12-10' }),
    revision: 1,
    ...more,
  });
  const rowOf = (one: SetDeadline): Kept => ({
    ...{ ...one, id: 'd1', clientId: 'nova', rule: 'milestones', revision: 1 },
    data: one.data as Kept['data'],
  });
  const deadlines = (effects: Effect[]) => effects.flatMap((one) => (one.kind === 'set-deadline' ? [one] : []));
  const states = (effects: Effect[]) =>
    effects.flatMap((one) => (one.kind === 'save-milestone' ? [[one.milestone.state, one.milestone.date]] : []));

  test('what is planned already is left as it is, however often the agreement is applied', () => {
    const first = plannedAnew(around(launch), [], [], monday);
    expect(states(first)).toEqual([['ahead', '2026-12-10']]);
    const [row] = deadlines(first);
    expect(row?.ringAt).toBe(Date.parse('2026-12-03T07:00:00Z'));
    expect(plannedAnew(around(launch), [milestone()], row ? [rowOf(row)] : [], monday)).toEqual([]);
  });

  test('another day is asked about anew, also where the old one had slipped or its owner had been asked', () => {
    const [row] = deadlines(plannedAnew(around(launch), [], [], monday));
    const told = row ? [rowOf({ ...row, data: { ...nothingNoted, told: 'day', keys: ['k'] } })] : [];
    const slipped = milestone({ date: '2026-12-17', onTrackAt: monday });
    const after = plannedAnew(around(launch.replace('12-10', '12-21')), [slipped], told, monday);
    expect(states(after)).toEqual([['ahead', '2026-12-21']]);
    expect(deadlines(after)[0]).toMatchObject({ id: 'd1', data: { told: null } });
    expect(after).toContainEqual({ kind: 'refresh', key: 'k' });
  });

  test('what slipped stays where it is while the agreement says the same, and what was reached stays reached', () => {
    const [row] = deadlines(plannedAnew(around(launch), [], [], monday));
    const slipped = milestone({ date: '2026-12-17' });
    const again = plannedAnew(around(launch), [slipped], row ? [rowOf(row)] : [], monday);
    expect(states(again)).toEqual([]);
    expect(deadlines(again)[0]?.ringAt).toBe(Date.parse('2026-12-10T07:00:00Z'));
    expect(plannedAnew(around(launch.replace('10', '11')), [milestone({ state: 'reached' })], [], monday)).toEqual([]);
  });

  test('of an agreement that has ended nothing is asked; of a day long over neither', () => {
    expect(states(plannedAnew(around(launch, 'status: ended'), [milestone()], [], monday))).toEqual([
      ['dropped', '2026-12-10'],
    ]);
    const old = plannedAnew(around(launch.replace('2026-12', '2026-10')), [], [], monday);
    expect(deadlines(old)[0]).toMatchObject({ ringAt: null });
  });

  test('is named in the log of decisions by which one it is, and both days', () => {
    expect(readMoved('milestone:nova:launch@2026-12-10@2026-12-17')).toEqual({
      milestoneId: 'launch',
      from: '2026-12-10',
      to: '2026-12-17',
    });
    expect(readMoved('order:x')).toBeNull();
  });
});

describe('who hears', () => {
  const at = Date.parse('2026-12-03T08:00:00Z');
  const people = 'people: { owner: U0MIRA, backup: U0JONAS, managers: [U0RUTH], client: [U0ANNA] }';
  const heard = (gone: string[], owner = '') => {
    const loaded = loadAgreement(text(launch.replace(' }', `${owner} }`)).replace(/people: .*/, people), {
      ...{ fileName: 'nova.yml', sections, template: () => undefined },
    });
    if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
    const agreement = { ...loaded.agreement, version: 1 };
    const around: Around = {
      ...{ agreement, agency: null, missing: { gone, away: [] } },
      ...{ zoneOf: () => clocks.owner, managerZone: clocks.manager },
    };
    const [one] = milestonesOf(agreement);
    if (one === undefined) throw new Error('There is none.');
    const kept = newMilestone('nova', one);
    return [askOf(around, one, kept, 'ahead', at)?.to, lateFor(around, one, kept, at)?.to].map((to) =>
      to?.kind === 'person' ? to.userId : null,
    );
  };

  test('its own owner before the client’s, and of those who left nobody', () => {
    expect(heard([])).toEqual(['U0MIRA', 'U0RUTH']);
    expect(heard([], ', owner: U0ELIF')).toEqual(['U0ELIF', 'U0RUTH']);
    expect(heard(['U0ELIF'], ', owner: U0ELIF')).toEqual(['U0JONAS', 'U0RUTH']);
    expect(heard(['U0MIRA', 'U0JONAS'])).toEqual(['U0RUTH', 'U0RUTH']);
  });
});

describe('what cannot be agreed says what to write', () => {
  test.each([
    [`${launch}, ${launch}`, 'launch is a milestone above already; give this one another id'],
    [launch.replace('12-10', '13-10'), 'is not in any calendar'],
    [launch.replace(' }', ', remindBefore: 40 business days }'), 'write between 1 and 30 business days'],
    [launch.replace(' }', ', remindBefore: a week }'), 'is not a number of business days; write 5 business days'],
  ])('%s', (milestones, problem) => {
    const loaded = load(milestones);
    expect(loaded.ok ? [] : loaded.problems.map(problemText).join()).toContain(problem);
  });

  test('they are read in the order of their days', () => {
    const two = `${launch}, { id: texts, title: Texts, date: 2026-12-01 }`;
    expect(milestonesOf(agreed(two)).map(({ id }) => id)).toEqual(['texts', 'launch']);
  });
});
