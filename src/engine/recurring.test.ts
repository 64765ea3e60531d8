import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalendar } from '../time/calendar.ts';
import { nextOccurrence, type Recurrence } from '../time/recurrence.ts';
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
function house<Terms>(seriesOf: (terms: Terms) => Series<Data>) {
  const rows = new Map<string, Planned<Data>>();
  const heard: string[] = [];
  const take = (effects: SetDeadline[]) => {
    for (const one of effects) rows.set(one.subject, kept(one, { id: rows.get(one.subject)?.id ?? one.subject }));
  };
  const known = (terms: Terms, now: number, from: number) => {
    const ahead = subjectsAhead([seriesOf(terms)], from, now);
    return [...rows.values()].filter(({ state, subject }) => state === 'pending' || ahead.includes(subject));
  };
  const planned = (terms: Terms, about: Pick<Plan<Data>, 'rows' | 'now' | 'ringing' | 'grace'>) =>
    planSeries({ name: 'call', series: [seriesOf(terms)], moved, ...about });
  const agree = (terms: Terms, now: number) => take(planned(terms, { rows: known(terms, now, now), now }));
  /** Everything that is due by now, in its order. */
  const ring = (terms: Terms, now: number, grace: number) => {
    for (;;) {
      const due = [...rows.values()].filter((row) => row.state === 'pending' && (row.ringAt ?? now + 1) <= now);
      const row = due.toSorted((one, other) => (one.ringAt ?? 0) - (other.ringAt ?? 0))[0];
      if (row === undefined) return;
      if (now < row.dueAt) {
        rows.set(row.subject, { ...row, ringAt: row.dueAt, data: { ...row.data, isTold: true } });
        continue;
      }
      heard.push(row.subject);
      const about = { rows: known(terms, now, row.dueAt), now, ringing: row, grace };
      const own = seriesOf(terms);
      heard.push(...missedOf({ series: [own], ...about }).map(({ plannedFor }) => subjectOfOne(own, plannedFor)));
      rows.set(row.subject, { ...row, ringAt: null, state: 'met', settledAt: now });
      take(planned(terms, about));
    }
  };
  /** Lives through all of it, and then 40 days in one go. Gives the dates that were heard of, and when that was. */
  const live = (first: Terms, steps: readonly Step<Terms>[], grace: number, from = start) => {
    let [terms, now] = [first, from];
    agree(terms, now);
    for (const { hours, isUp, agreed } of steps) {
      const until = now + hours * HOUR;
      if (isUp) for (; now < until; now += HOUR) ring(terms, now, grace);
      now = until;
      terms = agreed ?? terms;
      agree(terms, now);
    }
    now += 40 * DAY;
    ring(terms, now, grace);
    return { dates: heard.map((subject) => subject.slice(subject.indexOf(':') + 1)).toSorted(), now };
  };
  return { live };
}

/**
 * Hours until the next thing (fewer than none: the clock is set back), whether the bot is up meanwhile, and perhaps another
 * agreement then.
 */
type Step<Terms> = { hours: number; isUp: boolean; agreed: Terms | null };

function stepOf<Terms>(terms: fc.Arbitrary<Terms>): fc.Arbitrary<Step<Terms>> {
  return fc.record({
    hours: fc.integer({ min: -30, max: 400 }),
    isUp: fc.boolean(),
    agreed: fc.option(terms, { nil: null }),
  });
}

/** Each once, none left out, up to the last one there was. */
function expectAll({ dates, now }: { dates: string[]; now: number }, every: number): void {
  expect(new Set(dates).size).toBe(dates.length);
  const apart = dates.slice(1).map((date, index) => Date.parse(date) - Date.parse(dates[index] ?? ''));
  expect(apart.filter((time) => time !== every)).toEqual([]);
  expect(now - Date.parse(dates.at(-1) ?? '')).toBeLessThan(2 * every);
}

const lead = fc.integer({ min: 0, max: 100 }).map((hours) => hours * HOUR);
const graces = fc.constantFrom(0, 24 * HOUR, 80 * HOUR);

describe('for good', () => {
  test('each date is heard of once and none is lost, however agreements change, bots stop and clocks jump', () => {
    const terms = fc.record({ every: fc.constant(3), hour: fc.integer({ min: 0, max: 23 }), lead });
    fc.assert(
      fc.property(terms, fc.array(stepOf(terms), { maxLength: 25 }), graces, (first, steps, grace) => {
        expectAll(house<Agreed>((one) => series(one)).live(first, steps, grace), 3 * DAY);
      }),
      { numRuns: 200 },
    );
  });

  test('nor where days are closed anew, moved before or after, across a night on which clocks change', () => {
    const dates = [
      '2026-10-22',
      '2026-10-23',
      '2026-10-26',
      '2026-10-30',
      '2026-11-02',
      '2026-11-06',
      '2026-11-13',
      '2026-11-16',
      '2026-11-20',
    ];
    const terms = fc.record({
      time: fc.constantFrom('02:30', '09:00', '23:45'),
      timeZone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati'),
      move: fc.constantFrom('before' as const, 'after' as const),
      holidays: fc.subarray(dates),
      lead,
    });
    type Terms = { holidays: string[]; lead: number } & Omit<Recurrence, 'pattern'>;
    const real = ({ holidays, lead: before, ...when }: Terms): Series<Data> => {
      const weekly = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay };
      const calendar = parseCalendar({ timeZone: when.timeZone, weekly, holidays });
      const pattern: Recurrence['pattern'] = { kind: 'weekly', weekday: 4, every: 1, from: '2026-01-05' };
      return {
        id: 'call',
        next: (after) => {
          const one = nextOccurrence({ ...when, pattern }, calendar, after);
          if (one === null) return null;
          const leadAt = one.at - before;
          return { plannedFor: one.plannedFor, dueAt: one.at, ringAt: leadAt, data: { leadAt, isTold: false } };
        },
      };
    };
    fc.assert(
      fc.property(terms, fc.array(stepOf(terms), { maxLength: 8 }), graces, (first, steps, grace) => {
        expectAll(house(real).live(first, steps, grace, Date.parse('2026-10-19T00:00:00Z')), 7 * DAY);
      }),
      { numRuns: 20 },
    );
  });
});

const allDay = [['00:00', '24:00']] as const;
