import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SetDeadline } from './effect.ts';
import {
  missedOf,
  type Plan,
  type Planned,
  planSeries,
  type Series,
  subjectOfOne,
  subjectsAhead,
} from './recurring.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-11-02T00:00:00Z');

type Data = { leadAt: number; isTold: boolean };
/** Every so many days since the start, at an hour of the day, moved by so many hours, woken so long before. */
type Agreed = { every: number; hour: number; lead: number; left?: readonly string[] };

const series = ({ every, hour, lead, left = [] }: Agreed, id = 'call'): Series<Data> => ({
  id,
  next: (after) => {
    for (let turn = Math.max(0, Math.floor((after - start) / DAY / every) - 1); ; turn += 1) {
      const plannedFor = new Date(start + turn * every * DAY).toISOString().slice(0, 10);
      const dueAt = start + turn * every * DAY + hour * HOUR;
      if (dueAt <= after || left.includes(plannedFor)) continue;
      const leadAt = dueAt - lead;
      return { plannedFor, dueAt, ringAt: leadAt, data: { leadAt, isTold: false } };
    }
  },
});
const weekly: Agreed = { every: 7, hour: 10, lead: DAY };
const moved: Plan<Data>['moved'] = ({ data }, { dueAt, ringAt, data: { leadAt } }) => ({
  ringAt: data.isTold ? dueAt : ringAt,
  data: { ...data, leadAt: data.isTold ? data.leadAt : leadAt },
});
const plan = (agreed: Agreed[], rows: Planned<Data>[], now: number, more: Partial<Plan<Data>> = {}) =>
  planSeries({ name: 'call', series: agreed.map((one, index) => series(one, `s${index}`)), rows, now, moved, ...more });
const kept = (one: SetDeadline | undefined, more: Partial<Planned<Data>> = {}): Planned<Data> => {
  if (one === undefined) throw new Error('Nothing is planned.');
  const { subject, dueAt, state, settledAt, data } = one;
  return { id: one.id ?? subject, subject, dueAt, ringAt: one.ringAt, state, settledAt, data: data as Data, ...more };
};
const summary = (effects: SetDeadline[]) => effects.map(({ subject, state }) => `${subject} ${state}`);

describe('what comes again', () => {
  test('is planned once, one at a time, and left as it is however often it is asked', () => {
    const [first] = plan([weekly], [], start + DAY);
    expect(first).toMatchObject({
      ...{ id: null, subject: 's0:2026-11-09', name: 'call', state: 'pending', late: { policy: 'fire' } },
      ...{ dueAt: start + 7 * DAY + 10 * HOUR, ringAt: start + 6 * DAY + 10 * HOUR },
    });
    expect(plan([weekly], [kept(first)], start + DAY)).toEqual([]);
    expect(plan([weekly], [kept(first)], start + 7 * DAY)).toEqual([]);
  });

  test('has its successor when it rings, though it is late; a date that nobody heard of is made up for within its grace', () => {
    const row = kept(plan([weekly], [], start + DAY)[0]);
    const ring = (now: number, grace: number) => summary(plan([weekly], [row], now, { ringing: row, grace }));
    expect(ring(row.dueAt, 0)).toEqual(['s0:2026-11-16 pending']);
    expect(ring(row.dueAt + 15 * DAY, 0)).toEqual([
      ...['s0:2026-11-16 cancelled', 's0:2026-11-23 cancelled', 's0:2026-11-30 pending'],
    ]);
    expect(ring(row.dueAt + 15 * DAY, 2 * DAY)).toEqual(['s0:2026-11-16 cancelled', 's0:2026-11-23 pending']);
    const late = { now: row.dueAt + 15 * DAY, grace: 2 * DAY };
    const missed = missedOf({ series: [series(weekly, 's0')], rows: [row], ringing: row, ...late });
    expect(missed.map(({ plannedFor }) => plannedFor)).toEqual(['2026-11-16']);
  });

  test('has moved with another hour, and does not wake once more for what was said already', () => {
    const row = kept(plan([weekly], [], start + DAY)[0]);
    const later = { ...weekly, hour: 12 };
    expect(plan([later], [row], start + DAY)).toMatchObject([{ id: row.id, ringAt: row.data.leadAt + 2 * HOUR }]);
    const told = { ...row, ringAt: row.dueAt, data: { ...row.data, isTold: true } };
    expect(plan([later], [told], row.dueAt - HOUR)).toMatchObject([{ id: row.id, ringAt: row.dueAt + 2 * HOUR }]);
  });

  test('moved into the past it rings at once, and what is past already is left to ring', () => {
    const row = kept(plan([weekly], [], start + DAY)[0]);
    const now = row.dueAt - HOUR;
    expect(plan([{ ...weekly, hour: 8 }], [row], now)).toMatchObject([
      { id: row.id, dueAt: row.dueAt - 2 * HOUR, ringAt: now },
      { id: null, subject: 's0:2026-11-16' },
    ]);
    expect(summary(plan([], [row], row.dueAt + 1))).toEqual([]);
  });

  test('falls away when it is not agreed any more, and comes back as it was when it is again', () => {
    const row = kept(plan([weekly], [], start + DAY)[0], { id: 'd1' });
    const [off] = plan([{ ...weekly, left: ['2026-11-09'] }], [row], start + 2 * DAY);
    expect(off).toMatchObject({ id: 'd1', state: 'cancelled', ringAt: null });
    expect(plan([weekly], [kept(off)], start + 3 * DAY)).toMatchObject([{ id: 'd1', state: 'pending' }]);
  });

  test('what was over today does not come once more today', () => {
    const row = kept(plan([weekly], [], start + DAY)[0]);
    const over = { ...row, state: 'met' as const, settledAt: row.dueAt, ringAt: null };
    expect(summary(plan([{ ...weekly, hour: 15 }], [over], row.dueAt + HOUR))).toEqual(['s0:2026-11-16 pending']);
  });

  test('what fell silent in a pause wakes again, and what passed in it is over', () => {
    const row = kept(plan([weekly], [], start + DAY)[0], { ringAt: null });
    expect(plan([weekly], [row], row.dueAt - HOUR)).toMatchObject([{ id: row.id, ringAt: row.dueAt - HOUR }]);
    expect(summary(plan([weekly], [row], row.dueAt + HOUR))).toEqual([
      's0:2026-11-09 cancelled',
      's0:2026-11-16 pending',
    ]);
  });
});

/** A small house around the plan: rows by subject, alarms that ring, a bot that is down for a while. */
function house() {
  const rows = new Map<string, Planned<Data>>();
  const heard: string[] = [];
  const take = (effects: SetDeadline[]) => {
    for (const one of effects) rows.set(one.subject, kept(one, { id: rows.get(one.subject)?.id ?? one.subject }));
  };
  const known = (agreed: Agreed, now: number, from: number) => {
    const ahead = subjectsAhead([series(agreed, 's0')], from, now);
    return [...rows.values()].filter(({ state, subject }) => state === 'pending' || ahead.includes(subject));
  };
  return {
    heard,
    agree: (agreed: Agreed, now: number) => take(plan([agreed], known(agreed, now, now), now)),
    /** Everything that is due by now, in its order. */
    ring: (agreed: Agreed, now: number, grace: number) => {
      for (;;) {
        const due = [...rows.values()].filter((row) => row.state === 'pending' && (row.ringAt ?? now + 1) <= now);
        const row = due.toSorted((one, other) => (one.ringAt ?? 0) - (other.ringAt ?? 0))[0];
        if (row === undefined) return;
        if (now < row.dueAt) {
          rows.set(row.subject, { ...row, ringAt: row.dueAt, data: { ...row.data, isTold: true } });
          continue;
        }
        heard.push(row.subject);
        const about = { rows: known(agreed, now, row.dueAt), now, ringing: row, grace };
        const missed = missedOf({ series: [series(agreed, 's0')], ...about });
        heard.push(...missed.map(({ plannedFor }) => subjectOfOne({ id: 's0' }, plannedFor)));
        rows.set(row.subject, { ...row, ringAt: null, state: 'met', settledAt: now });
        take(plan([agreed], about.rows, now, { ringing: row, grace }));
      }
    },
  };
}

describe('for good', () => {
  const agreement = fc.record({
    every: fc.constant(3),
    hour: fc.integer({ min: 0, max: 23 }),
    lead: fc.integer({ min: 0, max: 100 }).map((hours) => hours * HOUR),
  });
  /** Hours until the next thing (fewer than none: the clock is set back), whether the bot is up meanwhile, and perhaps another agreement then. */
  const step = fc.record({
    hours: fc.integer({ min: -30, max: 400 }),
    isUp: fc.boolean(),
    agreed: fc.option(agreement, { nil: null }),
  });

  test('each date is heard of once and none is lost, however agreements change, bots stop and clocks jump', () => {
    fc.assert(
      fc.property(agreement, fc.array(step, { maxLength: 25 }), fc.constantFrom(0, 24, 80), (first, steps, hours) => {
        const grace = hours * HOUR;
        const { agree, ring, heard } = house();
        let agreed = first;
        let now = start;
        agree(agreed, now);
        for (const one of steps) {
          const until = now + one.hours * HOUR;
          if (one.isUp) for (; now < until; now += HOUR) ring(agreed, now, grace);
          now = until;
          agreed = one.agreed ?? agreed;
          agree(agreed, now);
        }
        now += 40 * DAY;
        ring(agreed, now, grace);
        expect(new Set(heard).size).toBe(heard.length);
        const dates = heard.map((subject) => subject.slice(3)).toSorted();
        const last = Date.parse(dates.at(-1) ?? '');
        expect(now - last).toBeLessThan(5 * DAY);
        const apart = dates.slice(1).map((date, index) => Date.parse(date) - Date.parse(dates[index] ?? ''));
        expect(apart.filter((time) => time !== 3 * DAY)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
