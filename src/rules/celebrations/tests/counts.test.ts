import { describe, expect, test } from 'vitest';
import { celebrationsOf } from '../../../agreement/celebrations.ts';
import { type Counted, counted, noted } from '../counts.ts';
import { agreed, kept } from './agreed.ts';

const agreement = agreed('{ counts: [{ id: articles, item: blog, title: Blog articles, every: 100, start: 90 }] }');
const [count] = celebrationsOf(agreement)?.counts ?? [];
const today = '2026-11-20';
const now = Date.parse('2026-11-20T12:00:00+01:00');
const used = (month: string, articles: number, at = 1) => ({ itemId: 'blog', month, amount: articles * 100, at });
const standing = (entries: ReturnType<typeof used>[], reached: number | null = 0, months = {}): Counted => {
  if (count === undefined) throw new Error('Nothing is counted.');
  const slot = reached === null ? null : ({ schema: 1, months, reached } as const);
  return { ...counted(count, entries, slot, today), row: null };
};
const effects = (one: Counted) => noted(agreement, [one], now).map(({ kind }) => kind);

describe('how many there are', () => {
  test('is what was there before and all that was used, of this item', () => {
    const other = { ...used('2026-11', 50), itemId: 'website' };
    expect(standing([used('2026-10', 4), used('2026-11', 5), other])).toMatchObject({ total: 99, round: 0 });
    expect(standing([used('2026-10', 4), used('2026-11', 6)])).toMatchObject({ total: 100, round: 100 });
    expect(standing([used('2026-11', 9.5)])).toMatchObject({ total: 99, round: 0 });
  });

  test('keeps the months whose records have gone, and believes the records of those that have not', () => {
    const gone = standing([used('2026-11', 1)], 0, { '2025-06': 600, '2025-12': 300, '2026-11': 900 });
    expect(gone.slot.months).toEqual({ '2025-06': 600, '2026-11': 100 });
    expect(gone.total).toBe(97);
  });
});

describe('a round number', () => {
  test('is news when it is reached, and only then', () => {
    expect(effects(standing([used('2026-11', 10)]))).toEqual(['set-slot', 'set-deadline']);
    expect(effects(standing([used('2026-11', 12)], 100))).toEqual(['set-slot']);
    expect(effects(standing([used('2026-11', 9)]))).toEqual(['set-slot']);
  });

  test('where nothing was noted before, is news if the last use reached it', () => {
    expect(standing([used('2026-11', 10), used('2026-11', 1, 2)], null)).toMatchObject({ before: 100, round: 100 });
    expect(standing([used('2026-11', 9), used('2026-11', 1, 2)], null)).toMatchObject({ before: 0, round: 100 });
  });

  test('taken back before its hour is not celebrated, and after it never again', () => {
    const [, planned] = noted(agreement, [standing([used('2026-11', 10)])], now);
    if (planned?.kind !== 'set-deadline') throw new Error('Nothing is planned.');
    const row = kept(planned);
    const less = { ...standing([used('2026-11', 9)], 100), row };
    expect(noted(agreement, [less], now)).toMatchObject([
      { data: { reached: 0 } },
      { kind: 'set-deadline', state: 'cancelled', data: { stage: 'dropped' } },
      { kind: 'refresh' },
    ]);
    const posted = { ...row, state: 'met' as const, data: { ...row.data, stage: 'posted' as const } };
    expect(noted(agreement, [{ ...less, row: posted }], now)).toMatchObject([{ data: { reached: 100 } }]);
    const dropped = { ...row, state: 'cancelled' as const, data: { ...row.data, stage: 'dropped' as const } };
    expect(noted(agreement, [{ ...standing([used('2026-11', 10)]), row: dropped }], now)).toMatchObject([
      { data: { reached: 100 } },
      { kind: 'set-deadline', id: 'd1', state: 'pending', data: { stage: 'planned' } },
    ]);
  });
});
