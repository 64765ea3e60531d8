/** Where instants stand on the time line, as shares of its width, and which of them are written below it. */
import { DateTime } from 'luxon';

const HOUR = 3_600_000;

export type Scale = { from: number; to: number };
export type Tick = { at: number; kind: 'day' | 'hour'; label: string };

/** Where an instant stands, in percent of the width; what lies outside stands at the nearer edge. */
export function placeOf(at: number, { from, to }: Scale): number {
  if (to <= from) return 0;
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

/** Whether an instant lies within, both ends included. */
export function isWithin(at: number, { from, to }: Scale): boolean {
  return at >= from && at <= to;
}

function everyHours(length: number): number {
  const hours = length / HOUR;
  if (hours <= 14) return 2;
  if (hours <= 30) return 4;
  if (hours <= 60) return 6;
  return hours <= 110 ? 12 : 0;
}

function dayLabel(day: DateTime, days: number): string {
  if (days <= 8) return day.toFormat('ccc d');
  return day.weekday === 1 || day.day === 1 ? day.toFormat('d LLL') : day.toFormat('d');
}

/**
 * Takes the span and an IANA zone. Gives its midnights and, where there is room, hours of each day as a clock on the wall
 * shows them: a day of 23 or 25 hours shifts none of them. A midnight that does not exist is the day's first instant.
 */
export function ticksOf(scale: Scale, timeZone: string): Tick[] {
  const begin = DateTime.fromMillis(scale.from, { zone: timeZone, locale: 'en' }).startOf('day');
  const step = everyHours(scale.to - scale.from);
  const days = (scale.to - scale.from) / (24 * HOUR);
  const ticks: Tick[] = [];
  for (let day = begin; day.toMillis() <= scale.to; day = day.plus({ days: 1 }).startOf('day')) {
    ticks.push({ at: day.toMillis(), kind: 'day', label: dayLabel(day, days) });
    for (let hour = step; step > 0 && hour < 24; hour += step) {
      const tick = day.set({ hour });
      if (tick.hour === hour) ticks.push({ at: tick.toMillis(), kind: 'hour', label: tick.toFormat('HH') });
    }
  }
  return ticks.filter(({ at }) => isWithin(at, scale));
}

/**
 * Takes instants and labels in order, gives those whose labels keep at least `apart` percent from the one before and from
 * the right edge; a day's label drives out an hour's.
 */
export function roomFor(ticks: readonly Tick[], scale: Scale, apart: number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    if (placeOf(tick.at, scale) > 100 - apart) continue;
    while (tick.kind === 'day') {
      const before = kept.at(-1);
      if (before?.kind !== 'hour' || placeOf(tick.at, scale) - placeOf(before.at, scale) >= apart) break;
      kept.pop();
    }
    const last = kept.at(-1);
    if (!last || placeOf(tick.at, scale) - placeOf(last.at, scale) >= apart) kept.push(tick);
  }
  return kept;
}
