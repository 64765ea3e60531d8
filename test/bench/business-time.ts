/**
 * Business time beside `opening_hours`: same calendars, same questions, one run, turn by turn, both already asked
 * before. That library reads local time from the machine's zone, so both work in that zone.
 */
import OpeningHours from 'opening_hours';
import { addBusinessDays, addBusinessTime, businessTimeBetween } from '../../src/time/business-time.ts';
import { type CalendarDefinition, parseCalendar } from '../../src/time/calendar.ts';
import type { Row } from './table.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const START = Date.UTC(2026, 0, 5, 8);
const hours = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
] as const;
const weekly: CalendarDefinition['weekly'] = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
const holidays = ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-24', '12-25', '12-31'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Ask = (at: number) => number;

/** A question put to both, `asks` times a turn. */
interface Contest {
  readonly figure: string;
  readonly least: number;
  readonly hope: number;
  readonly asks: number;
  readonly ours: Ask;
  readonly theirs: Ask;
}

/** Runs every contest; throws when the two do not agree on an answer. */
export async function benchBusinessTime(): Promise<Row[]> {
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dates = [2026, 2027].flatMap((year) => holidays.map((date) => `${year}-${date}`));
  return [
    ...contests('office hours', { timeZone, weekly }, 'Mo-Fr 09:00-12:30,13:30-18:00'),
    ...contests('with holidays', { timeZone, weekly, holidays: dates }, withDaysOff(dates)),
  ].map(run);
}

function withDaysOff(dates: readonly string[]): string {
  const off = dates.map((date) => {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    return `${year} ${monthNames[month - 1]} ${String(day).padStart(2, '0')} off`;
  });
  return ['Mo-Fr 09:00-12:30,13:30-18:00', ...off].join('; ');
}

function contests(kind: string, definition: CalendarDefinition, written: string): Contest[] {
  const calendar = parseCalendar(definition);
  const opening = new OpeningHours(written, null);
  return [
    {
      figure: `add 2 h, ${kind}`,
      ...{ least: 10, hope: 25, asks: 400 },
      ours: (at) => addBusinessTime(calendar, at, 2 * HOUR),
      theirs: (at) => theirAddTime(opening, at, 2 * HOUR),
    },
    {
      figure: `add 10 business days, ${kind}`,
      ...{ least: 50, hope: 300, asks: 100 },
      ours: (at) => addBusinessDays(calendar, at, 10),
      theirs: (at) => theirAddDays(opening, at, 10),
    },
    {
      figure: `open time between over a year, ${kind}`,
      ...{ least: 500, hope: 5000, asks: 5 },
      ours: (at) => businessTimeBetween(calendar, at, at + YEAR),
      theirs: (at) => opening.getOpenDuration(new Date(at), new Date(at + YEAR))[0],
    },
  ];
}

function theirAddTime(opening: OpeningHours, at: number, ms: number): number {
  const iterator = opening.getIterator(new Date(at));
  for (let from = at, left = ms; ; ) {
    const open = iterator.getState();
    if (!iterator.advance()) throw new Error('opening_hours found no further change');
    const next = iterator.getDate().getTime();
    if (open && from + left <= next) return from + left;
    if (open) left -= next - from;
    from = next;
  }
}

/** From opening to opening until `n` new dates were seen; then the same local time, or the next opening. */
function theirAddDays(opening: OpeningHours, at: number, n: number): number {
  const asked = new Date(at);
  const iterator = opening.getIterator(asked);
  let seen = asked.toDateString();
  for (let left = n; left > 0; ) {
    if (!iterator.advance()) throw new Error('opening_hours found no further change');
    const date = iterator.getDate();
    if (!iterator.getState() || date.toDateString() === seen) continue;
    seen = date.toDateString();
    left -= 1;
  }
  const day = iterator.getDate();
  day.setHours(asked.getHours(), asked.getMinutes(), asked.getSeconds(), asked.getMilliseconds());
  if (opening.getState(day)) return day.getTime();
  const next = opening.getNextChange(day);
  if (!next) throw new Error('opening_hours found no further change');
  return next.getTime();
}

function run({ figure, least, hope, asks, ours, theirs }: Contest): Row {
  const instants = Array.from({ length: 400 }, (_, index) => START + Math.round((index / 400) * 300 * DAY));
  for (const at of instants.slice(0, Math.max(40, asks))) {
    if (ours(at) !== theirs(at)) throw new Error(`${figure}: not the same answer at ${new Date(at).toISOString()}`);
  }
  const turns = Array.from({ length: 25 }, (_, turn) => ({
    theirs: perAsk(theirs, instants, asks, turn),
    ours: perAsk(ours, instants, 20_000, turn),
  })).slice(10); // the first turns warm both up
  const [ourTime, theirTime] = [median(turns.map((turn) => turn.ours)), median(turns.map((turn) => turn.theirs))];
  return {
    figure: `business time: ${figure}`,
    ours: readable(ourTime),
    floor: `${readable(theirTime)} (opening_hours)`,
    ratio: theirTime / ourTime,
    reached: theirTime / ourTime >= least,
    aim: `at least ${least}, aim ${hope} times its speed`,
  };
}

/** Milliseconds for one ask, measured over `asks` of them. */
function perAsk(ask: Ask, instants: readonly number[], asks: number, turn: number): number {
  let sum = 0;
  const before = performance.now();
  for (let index = 0; index < asks; index++) sum += ask(instants[(index + turn * asks) % instants.length] ?? START);
  const spent = performance.now() - before;
  if (!Number.isFinite(sum)) throw new Error('an answer was no number');
  return spent / asks;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function readable(milliseconds: number): string {
  const nanoseconds = milliseconds * 1_000_000;
  return nanoseconds < 1000 ? `${nanoseconds.toFixed(0)} ns` : `${(nanoseconds / 1000).toPrecision(3)} µs`;
}
