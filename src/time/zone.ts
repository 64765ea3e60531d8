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

/** Names that were found to be zones: there are some hundred. */
const knownZones = new Set<string>();

/** Whether `name` is a zone of the IANA database, such as `Europe/Istanbul`. Bare offsets such as `+03:00` are not. */
export function isZoneName(name: unknown): name is string {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false;
  if (!knownZones.has(name) && IANAZone.isValidZone(name)) knownZones.add(name);
  return knownZones.has(name);
}

/** A zone (IANA name) as somebody's clocks have it, or another where `name` is none. */
export function zoneOr(name: unknown, otherwise: string): string {
  return isZoneName(name) ? name : otherwise;
}

/** Found anew at any time, and the same each time: asking for an offset takes long, and calendars ask for the same weeks. */
const remembered = new Map<string, readonly OffsetStretch[]>();
const MOST_REMEMBERED = 5_000;
/** What is found and remembered at once. */
const CHUNK = 64 * DAY;

/** The stretches that tile [from, to), in order. `from` and `to` are epoch milliseconds on whole seconds. */
export function offsetStretches(timeZone: string, from: number, to: number): OffsetStretch[] {
  const stretches: { start: number; end: number; offset: number }[] = [];
  for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < to; chunk++) {
    for (const stretch of stretchesOfChunk(timeZone, chunk)) {
      const start = Math.max(stretch.start, from);
      const end = Math.min(stretch.end, to);
      const last = stretches.at(-1);
      if (start >= end) continue;
      if (last?.offset === stretch.offset) last.end = end;
      else stretches.push({ start, end, offset: stretch.offset });
    }
  }
  return stretches;
}

function stretchesOfChunk(timeZone: string, chunk: number): readonly OffsetStretch[] {
  const key = `${timeZone} ${chunk}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = findStretches(timeZone, chunk * CHUNK, (chunk + 1) * CHUNK);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, found);
  return found;
}

function findStretches(timeZone: string, from: number, to: number): OffsetStretch[] {
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
