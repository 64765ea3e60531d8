/** How the page writes instants and spans: short, 24 hours, in a named zone. Instants are epoch milliseconds. */

const LOCALE = 'en-GB';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
  formats.set(key, made);
  return made;
}

/** Takes an instant and a zone, gives `16:50`. */
export function timeText(at: number, timeZone: string): string {
  return format(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** Takes an instant and a zone, gives `Fri 20 Nov`; with the year where `withYear`. */
export function dayText(at: number, timeZone: string, withYear = false): string {
  const parts = format(timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).formatToParts(
    at,
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('weekday')} ${part('day')} ${part('month')}`;
  return withYear ? `${day} ${part('year')}` : day;
}

/** Takes an instant and a zone, gives `Fri 20 Nov, 16:50`. */
export function momentText(at: number, timeZone: string): string {
  return `${dayText(at, timeZone)}, ${timeText(at, timeZone)}`;
}

/** Takes an instant, the present one and a zone; gives the time alone where both are on one day, else the weekday too. */
export function shortMomentText(at: number, now: number, timeZone: string): string {
  const day = dayText(at, timeZone);
  if (day === dayText(now, timeZone)) return timeText(at, timeZone);
  if (Math.abs(at - now) < 6 * DAY) return `${day.split(' ')[0]} ${timeText(at, timeZone)}`;
  return momentText(at, timeZone);
}

/** Takes an instant and a zone, gives the local date and time as a `datetime-local` field has it: `2026-11-20T16:50`. */
export function localText(at: number, timeZone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const parts = format(timeZone, { ...options, hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Takes a length in milliseconds, gives its two largest units: `2 d 3 h`, `1 h 5 min`, `under a minute`. */
export function spanText(length: number): string {
  const minutes = Math.round(Math.abs(length) / MINUTE);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const units = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, days === 0 && rest > 0 && `${rest} min`];
  return units.filter(Boolean).join(' ') || 'under a minute';
}

/** Takes an IANA zone, gives its place: `Istanbul`, `New York`. */
export function zoneText(timeZone: string): string {
  return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
}

/** Whether two zones show another date or time at that instant. */
export function differsIn(at: number, one: string, other: string): boolean {
  return localText(at, one) !== localText(at, other);
}

/** What to say of a date and time typed as `datetime-local`, before it is walked to; null: nothing, it lies ahead. */
export function refusalOf(typed: string, now: number, timeZone: string): string | null {
  if (typed === '') return 'Choose a date and a time to jump to.';
  if (typed.slice(0, 16) > localText(now, timeZone)) return null;
  return `That has already been: here it is ${momentText(now, timeZone)}. This clock only walks forwards; to begin again, use “Start over”.`;
}
