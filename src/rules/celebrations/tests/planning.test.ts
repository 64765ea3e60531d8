import { describe, expect, test } from 'vitest';
import type { CelebrationDay } from '../../../engine/celebrated.ts';
import { isTooLate, offeredUntil, plannedCount, plannedDays } from '../planning.ts';
import { agreed, instant, kept } from './agreed.ts';

const thursday = Date.parse('2026-11-05T12:00:00+01:00');
const both = '{ anniversaries: { contract: 2024-11-07, goLive: 2025-11-12 } }';
const plan = (celebrations: string, more: Partial<Parameters<typeof plannedDays>[1]> = {}) =>
  plannedDays(agreed(celebrations), { days: [], rows: [], now: thursday, ...more });
const told = (planned: ReturnType<typeof plan>) =>
  planned.map(({ subject, dueAt, state }) => `${state} ${subject} ${instant(dueAt)}`);

describe('what is ahead', () => {
  test('is the next of each, on the business day after a weekend', () => {
    expect(told(plan(both))).toEqual([
      'pending celebration:nova:contract:2026-11-07 2026-11-09T09:00:00.000Z',
      'pending celebration:nova:go-live:2026-11-12 2026-11-12T09:00:00.000Z',
    ]);
  });

  test('is not planned twice, moves with the agreement’s hour, and falls away with its date', () => {
    const [first] = plan(both);
    if (first === undefined) throw new Error('Nothing is planned.');
    const rows = [kept(first)];
    expect(told(plan('{ anniversaries: { contract: 2024-11-07 } }', { rows }))).toEqual([]);
    expect(told(plan('{ at: "15:00", anniversaries: { contract: 2024-11-07 } }', { rows }))).toEqual([
      'pending celebration:nova:contract:2026-11-07 2026-11-09T14:00:00.000Z',
    ]);
    expect(told(plan('{}', { rows }))).toEqual([
      'cancelled celebration:nova:contract:2026-11-07 2026-11-09T09:00:00.000Z',
    ]);
  });

  test('after one that rings is next year’s', () => {
    const [first] = plan(both);
    if (first === undefined) throw new Error('Nothing is planned.');
    const ringing = kept(first);
    const after = plan('{ anniversaries: { contract: 2024-11-07 } }', {
      ringing,
      rows: [ringing],
      now: Date.parse('2026-11-09T09:00:00Z'),
    });
    expect(told(after)).toEqual(['pending celebration:nova:contract:2027-11-07 2027-11-08T09:00:00.000Z']);
    expect(after[0]?.data).toMatchObject({ number: 3, stage: 'planned' });
  });
});

describe('people’s own days', () => {
  const day = (kind: CelebrationDay['kind'], date: string): CelebrationDay => ({
    ...{ userId: 'U0ANNA', kind, day: date, clientId: 'nova', channelId: 'ours' },
  });

  test('are never congratulated on before, whatever the agreement does with closed days', () => {
    const days = [day('birthday', '11-07'), day('started', '2021-11-08')];
    expect(told(plan('{ onClosedDays: before }', { days }))).toEqual([
      'pending celebration:nova:birthday:U0ANNA:2026-11-07 2026-11-09T09:00:00.000Z',
      'pending celebration:nova:years:U0ANNA:2026-11-08 2026-11-09T09:00:00.000Z',
    ]);
    expect(told(plan('{ onClosedDays: skip }', { days }))).toHaveLength(2);
  });

  test('on a 29 February are the 28th of a year that has none, and known as that', () => {
    const now = Date.parse('2027-02-01T00:00:00Z');
    const [born] = plan('{}', { days: [day('birthday', '02-29')], now });
    expect(born).toMatchObject({
      subject: 'celebration:nova:birthday:U0ANNA:2027-02-28',
      dueAt: Date.parse('2027-03-01T09:00:00Z'),
      data: { isLeap: true, number: 0, about: 'U0ANNA', channelId: 'ours' },
    });
    const [leap] = plan('{}', { days: [day('birthday', '02-29')], now: Date.parse('2028-01-01T00:00:00Z') });
    expect(leap?.data).toMatchObject({ plannedFor: '2028-02-29', isLeap: false });
  });
});

describe('a number', () => {
  test('is celebrated the next time its hour comes on a business day', () => {
    const agreement = agreed('{}');
    const at = (now: string) =>
      instant(plannedCount(agreement, { about: 'blog', number: 100, now: Date.parse(now) }).dueAt);
    expect(at('2026-11-05T08:00:00+01:00')).toBe('2026-11-05T09:00:00.000Z');
    expect(at('2026-11-05T11:00:00+01:00')).toBe('2026-11-06T09:00:00.000Z');
    expect(at('2026-11-06T11:00:00+01:00')).toBe('2026-11-09T09:00:00.000Z');
  });
});

describe('business days', () => {
  const agreement = agreed('{}');
  const friday = Date.parse('2026-11-06T09:00:00Z');

  test('two may pass before nobody is congratulated any more', () => {
    expect(isTooLate(agreement, friday, Date.parse('2026-11-10T23:00:00Z'))).toBe(false);
    expect(isTooLate(agreement, friday, Date.parse('2026-11-11T09:00:00Z'))).toBe(true);
  });

  test('what is offered can be posted for five', () => {
    expect(instant(offeredUntil(agreement, friday))).toBe('2026-11-13T09:00:00.000Z');
  });
});
