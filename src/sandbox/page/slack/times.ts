/** Instants as people read them, in the zone and language of whose eyes the window has. */

export type Reader = { timeZone: string; locale: string };

type Style = 'time' | 'day' | 'weekday' | 'full' | 'key' | 'short' | 'zone';

const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  time: { hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  weekday: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
  key: { year: 'numeric', month: '2-digit', day: '2-digit' },
  short: { day: 'numeric', month: 'short' },
  zone: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** The page itself speaks English; only how English writes times follows the reader. */
function languageOf(locale: string): string {
  return /^en(-|_|$)/i.test(locale) ? locale.replace('_', '-') : 'en-GB';
}

/** Whether hours are written with am and pm. */
function hasHalfDays(language: string): boolean {
  return new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

function format(at: number, reader: Reader, style: Style): string {
  const language = style === 'key' ? 'en-CA' : languageOf(reader.locale);
  const name = `${language} ${reader.timeZone} ${style}`;
  let made = formats.get(name);
  if (!made) {
    made = new Intl.DateTimeFormat(language, {
      ...styles[style],
      ...(styles[style].hour && !hasHalfDays(language) ? { hour: '2-digit' as const } : {}),
      timeZone: reader.timeZone,
    });
    formats.set(name, made);
  }
  return made.format(at);
}

/** The instant of a `ts`, epoch milliseconds. */
export function instantOf(ts: string): number {
  return Number(ts) * 1000;
}

/** `16:50`. */
export function timeOf(at: number, reader: Reader): string {
  return format(at, reader, 'time');
}

/** `Fri 16:50`. */
export function weekdayTimeOf(at: number, reader: Reader): string {
  return format(at, reader, 'zone').replace(',', '');
}

/** `Friday 20 November 2026 at 16:50:00 CET`. */
export function fullTimeOf(at: number, reader: Reader): string {
  return format(at, reader, 'full');
}

/** The local date, `2026-11-20`: what tells days apart. */
export function dayKeyOf(at: number, reader: Reader): string {
  return format(at, reader, 'key');
}

const dayLength = 86_400_000;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** `Today`, `Yesterday`, or `Friday 20 November`, of an instant; `today` is the reader's own date. */
export function dayWordsOf(at: number, today: string, reader: Reader): string {
  const days = daysBetween(dayKeyOf(at, reader), today);
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : format(at, reader, 'day');
}

/** `today 11:05`, `yesterday 16:50`, `Fri 16:50` within a week, and `9 Nov` before. */
export function shortWhenOf(at: number, today: string, reader: Reader): string {
  const days = daysBetween(dayKeyOf(at, reader), today);
  if (days === 0) return `today ${timeOf(at, reader)}`;
  if (days === 1) return `yesterday ${timeOf(at, reader)}`;
  return days < 7 ? weekdayTimeOf(at, reader) : format(at, reader, 'short');
}
