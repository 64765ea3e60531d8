/**
 * How many of something there are by now, over all its months: what the records still hold, and of months that went with
 * their records what was noted then. And which round number that makes.
 */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Count, celebrationsOf, itemOf } from '../../agreement/celebrations.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect, SetDeadline } from '../../engine/effect.ts';
import type { Ask } from '../../engine/facts.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';
import { localDate } from '../../time/local-date.ts';
import { plannedCount } from './planning.ts';
import { type Kept, keep, names, noteKey, readKept, ruleName, seriesId, settled } from './record.ts';

/** Amounts are in hundredths. */
const ONE = 100;
/** Entries of younger months than these are all there, however soon records go: nothing keeps them for less than a year. */
const MONTHS_KEPT = 11;
const [EARLIEST, LATEST] = ['0000-01', '9999-12'];

const slotSchema = z.object({
  schema: z.literal(1),
  /** Hundredths by month (`2026-11`). */
  months: z.record(z.string(), z.number()),
  /** The last round number that was reached, celebrated or not. */
  reached: z.number(),
});
type Slot = z.output<typeof slotSchema>;

const slotOf = (clientId: string, { id }: Pick<Count, 'id'>) => `${clientSubject(clientId)}:count:${id}`;

/** One count as it stands: how many whole ones, the round number that makes, and the one noted before. */
export type Counted = {
  count: Count;
  total: number;
  round: number;
  before: number;
  slot: Slot;
  row: Kept | null;
  /** Nothing was noted of it before. */
  isNew: boolean;
};

/** Of these counts of the agreement, or of all that count a scope item's uses. */
export async function loadCounts(ask: Ask, agreement: Agreement, now: number, itemId?: string): Promise<Counted[]> {
  const counts = (celebrationsOf(agreement)?.counts ?? []).filter(
    (count) => itemId === undefined || itemOf(count) === itemId,
  );
  if (counts.length === 0) return [];
  const clientId = agreement.id;
  const entries = await ask('scopeEntries', { clientId, kind: 'used', from: EARLIEST, until: LATEST });
  const today = localDate(zoneOfClient(agreement), now);
  const found = [];
  for (const count of counts) {
    const kept = slotSchema.safeParse(await ask('slot', { rule: ruleName, subject: slotOf(clientId, count) }));
    found.push(await loadCount(ask, clientId, counted(count, entries, kept.success ? kept.data : null, today)));
  }
  return found;
}

async function loadCount(ask: Ask, clientId: string, one: Omit<Counted, 'row'>): Promise<Counted> {
  const at = Math.max(one.round, one.before);
  const subjects = [`${seriesId(clientId, { occasion: 'count', about: one.count.id })}:${at}`];
  const [row] = await ask('deadlines', { rule: ruleName, subjects, channelIds: [] });
  return { ...one, row: row === undefined ? null : readKept(row) };
}

/** Adds up. Where nothing was noted yet, what was there before the last use was celebrated by nobody and is not now. */
export function counted(
  count: Count,
  entries: readonly Pick<ScopeEntry, 'itemId' | 'month' | 'amount' | 'at'>[],
  kept: Slot | null,
  today: string,
): Omit<Counted, 'row'> {
  const own = entries.filter(({ itemId }) => itemId === itemOf(count));
  const months: Record<string, number> = {};
  for (const { month, amount } of own) months[month] = (months[month] ?? 0) + amount;
  const since = monthsBefore(today, MONTHS_KEPT);
  for (const [month, amount] of Object.entries(kept?.months ?? {}))
    if (month < since) months[month] = Math.max(amount, months[month] ?? 0);
  const sum = Object.values(months).reduce((one, other) => one + other, 0) + count.start * ONE;
  const round = roundOf(sum, count);
  const last = own.toSorted((one, other) => one.at - other.at).at(-1)?.amount ?? 0;
  const before = kept?.reached ?? roundOf(sum - last, count);
  return {
    count,
    total: Math.floor(sum / ONE),
    round,
    before,
    slot: { schema: 1, months, reached: before },
    isNew: kept === null,
  };
}

const roundOf = (sum: number, { every }: Count) => Math.max(0, Math.floor(sum / ONE / every) * every);

function monthsBefore(today: string, count: number): string {
  const at = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Notes down how each count stands; what was reached is planned, and falls away where uses were taken back before its hour. */
export function noted(agreement: Agreement, counts: readonly Counted[], now: number): Effect[] {
  return counts.flatMap((one) => {
    const { count, round, before, slot, row } = one;
    const isOver = row !== null && row.state !== 'pending' && row.data.stage !== 'dropped';
    const reached = round < before && isOver ? before : round;
    const subject = slotOf(agreement.id, count);
    const note: Effect = { kind: 'set-slot', subject, data: { ...slot, reached } };
    if (round > before && !isOver) return [note, planned(agreement, one, now)];
    if (round < before && row?.state === 'pending')
      return [note, settled(row, 'dropped', now), { kind: 'refresh', key: noteKey(row) }];
    return [note];
  });
}

function planned(agreement: Agreement, { count, round, row }: Counted, now: number): SetDeadline {
  const fresh = plannedCount(agreement, { about: count.id, number: round, now });
  const data = { ...fresh.data, attempt: row?.data.attempt ?? 0 };
  const pending = { ringAt: fresh.dueAt, state: 'pending', settledAt: null } as const;
  return keep({ ...fresh, data, id: row?.id ?? null, name: names.count }, pending);
}

/** What is planned of counts that are not agreed any more falls away. */
export function fallen(agreement: Agreement, rows: readonly Kept[], now: number): Effect[] {
  const agreed = celebrationsOf(agreement)?.counts ?? [];
  return rows
    .filter(({ name, state, data }) => {
      const isAgreed = agreed.some(({ id }) => id === data.about);
      return name === names.count && state === 'pending' && !isAgreed;
    })
    .map((row) => settled(row, 'dropped', now));
}
