import { DateTime } from 'luxon';
import { UsageError } from './refusal.ts';

const FORMS = '2026-11-20T16:50, 2026-11-20T16:50+01:00 or now';

/**
 * Reads an instant from the command line and gives epoch milliseconds. A text without an offset is local time in `zone`.
 * Throws a usage error for what is no time, and for a local time that the clocks skip.
 */
export function readInstant(text: string, zone: string, now: number): number {
  if (text === 'now') return now;
  const read = DateTime.fromISO(text.replace(' ', 'T'), { zone });
  if (!read.isValid || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw new UsageError(`"${text}" is no time. Write it as ${FORMS}.`);
  }
  const hasOffset = /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text.slice(10));
  const minutes = /[T ](\d{2}):?(\d{2})/.exec(text);
  if (
    !hasOffset &&
    minutes !== null &&
    read.toFormat('HHmm') !== `${minutes[1]}${minutes[2]}`.replace('2400', '0000')
  ) {
    throw new UsageError(`"${text}" does not exist in ${zone}: the clocks were put forward then.`);
  }
  return read.toMillis();
}

/** `Fri 20 Nov 2026 16:50`, in the zone; with seconds only where there are some. */
export function instantText(at: number, zone: string): string {
  const local = DateTime.fromMillis(at, { zone });
  return local.toFormat(local.second === 0 ? 'ccc d LLL yyyy HH:mm' : 'ccc d LLL yyyy HH:mm:ss');
}

/** `Fri 20 Nov`, in the zone. */
export function dateText(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('ccc d LLL');
}

/** `16:50`, in the zone; the end of a day is said as 24:00 where `isEnd`. */
export function timeText(at: number, zone: string, isEnd = false): string {
  const text = DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
  return isEnd && text === '00:00' ? '24:00' : text;
}
