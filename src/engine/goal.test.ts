import { describe, expect, test } from 'vitest';
import { type Goal, goalsSection } from '../agreement/goals.ts';
import { firstReachedIn, type GoalValue, kpiRows } from './goal.ts';

const visits: Goal = { id: 'visits', title: 'Visits', unit: 'visits', target: 12_000, direction: 'up' };
const costs: Goal = { id: 'costs', title: 'Cost of an order', unit: 'EUR', target: 8, direction: 'down' };
const entered = (goalId: string, month: string, value: number | null, at = 1): GoalValue => ({
  ...{ id: `${goalId}-${month}-${at}`, clientId: 'nova', goalId, month, value, by: 'U0MIRA', at },
  ...{ note: { channelId: 'c1', place: `note-${at}` }, agreementVersion: 1 },
});
const row = (goal: Goal, ...values: GoalValue[]) => kpiRows([goal], values, '2026-11')[0];

describe('a goal in a month', () => {
  test('shows this month beside the one before, and how much of the way is gone', () => {
    const found = row(visits, entered('visits', '2026-10', 8_000), entered('visits', '2026-11', 9_000));
    expect(found).toMatchObject({ last: 8_000, now: 9_000, share: 0.75, isReached: false });
  });

  test('of which nothing was entered is there all the same, and says so', () => {
    expect(row(visits)).toMatchObject({ last: null, now: null, share: null, isReached: false, note: null });
  });

  test('entered again, the last one counts; taken back, none does', () => {
    const first = entered('visits', '2026-11', 9_000, 1);
    expect(row(visits, entered('visits', '2026-11', 9_500, 2), first)).toMatchObject({
      now: 9_500,
      note: { place: 'note-2' },
    });
    expect(row(visits, first, entered('visits', '2026-11', null, 2))).toMatchObject({ now: null, note: null });
  });

  test.each([
    [visits, 12_000, 1, true],
    [visits, 15_000, 1.25, true],
    [visits, 0, 0, false],
    [{ ...visits, start: 8_000 }, 9_000, 0.25, false],
    [{ ...visits, start: 8_000 }, 7_000, 0, false],
    [costs, 10, 0.8, false],
    [costs, 0, 1, true],
    [{ ...costs, start: 12 }, 10, 0.5, false],
    [{ ...costs, target: 0 }, 3, null, false],
    [{ ...visits, target: -5 }, -3, 1, true],
  ])('%o at %d is %d of the way', (goal, value, share, isReached) => {
    expect(row(goal, entered(goal.id, '2026-11', value))).toMatchObject({ share, isReached });
  });

  test('in January the month before is December', () => {
    expect(kpiRows([visits], [entered('visits', '2025-12', 1)], '2026-01')[0]?.last).toBe(1);
  });
});

describe('a goal is reached first', () => {
  test('in the first month whose figure is as good as was wanted', () => {
    const values = ['2026-12', '2026-11', '2026-10'].map((month, index) =>
      entered('visits', month, 13_000 - index * 800),
    );
    expect(firstReachedIn(visits, values)).toBe('2026-11');
    expect(firstReachedIn(visits, values.slice(2))).toBeNull();
  });
});

describe('what an agreement cannot want', () => {
  const problems = (goals: unknown) => {
    const read = goalsSection.schema.safeParse(goals);
    if (!read.success) return read.error.issues.map(({ message }) => message);
    return goalsSection.check?.(read.data, { openTimeOfWeek: 1, businessDaysOfWeek: 5 })?.map(({ message }) => message);
  };
  test('says what to write instead', () => {
    expect(problems([visits, { ...costs, id: 'visits' }])).toEqual([
      'visits is a goal above already; give this one another id',
    ]);
    expect(problems([{ ...visits, start: 12_000 }])).toEqual([
      '12000 is not below the target 12000; write one below it, or direction: down',
    ]);
    expect(problems([{ ...visits, id: 'Visits a month' }])).toEqual(['write a short name such as visits']);
    expect(problems([{ ...visits, target: 1.005 }])).toEqual([expect.stringContaining('two digits')]);
    expect(problems([{ ...visits, by: '2026-02-30' }])).toEqual([expect.stringContaining('not in any calendar')]);
  });
});
