/**
 * When which offset from UTC holds in a time zone. Luxon has the zone data; this file only finds the moments of change.
 * It knows nothing of opening hours.
 */
import { IANAZone } from 'luxon';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;
const LOOK_OUT = 3 * DAY;

/** A stretch of physical time [start, end) in which one offset holds: wall time = instant + offset, all in milliseconds. */
export interface OffsetStretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** Whether `name` is a zone of the IANA database, such as `Europe/Istanbul`. Bare offsets such as `+03:00` are not. */
export function isZoneName(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/** The stretches that tile [from, to), in order. `from` and `to` are epoch milliseconds on whole seconds. */
export function offsetStretches(timeZone: string, from: number, to: number): OffsetStretch[] {
  const zone = IANAZone.create(timeZone);
  const offsetAt = (at: number) => Math.round(zone.offset(at) * MINUTE);
  const stretches: OffsetStretch[] = [];
  let start = from;
  let offset = offsetAt(from);
  // Since 1900 every zone has kept each offset for a week at least, so this look-out misses no change.
  for (let seen = from; seen < to; ) {
    const next = Math.min(seen + LOOK_OUT, to);
    if (offsetAt(next) === offset) {
      seen = next;
      continue;
    }
    const change = firstSecondWhere((at) => offsetAt(at) !== offset, seen, next);
    if (change >= to) break;
    stretches.push({ start, end: change, offset });
    start = change;
    seen = change;
    offset = offsetAt(change);
  }
  stretches.push({ start, end: to, offset });
  return stretches;
}

function firstSecondWhere(holds: (at: number) => boolean, notYet: number, already: number): number {
  let low = notYet;
  let high = already;
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
