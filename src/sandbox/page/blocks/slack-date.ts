/** Dates as Slack writes them for whoever reads: in their zone and language. */

/** For whom a date is written; `now` in epoch milliseconds. */
export type DateReader = { timeZone: string; locale: string; now: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function written(at: number, { timeZone, locale }: DateReader, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, timeZone, options]);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(knownLocale(locale), { timeZone, ...options });
    formats.set(key, format);
  }
  return format.format(at);
}

function knownLocale(locale: string): string {
  const tag = locale.replace('_', '-');
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const SHORT = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const FULL = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const LONG = { ...FULL, weekday: 'long' } as const;
const SLASHED = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

/** The calendar day as `2026-11-23` in the reader's zone. */
export function dayOf(at: number, timeZone: string): string {
  return written(at, { timeZone, locale: 'sv-SE', now: at }, SLASHED);
}

/** The day as yesterday, today or tomorrow; null where it is another. */
function nearDay(at: number, reader: DateReader): string | null {
  const days = Math.round(
    (Date.parse(dayOf(at, reader.timeZone)) - Date.parse(dayOf(reader.now, reader.timeZone))) / DAY,
  );
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(knownLocale(reader.locale), { numeric: 'auto' }).format(days, 'day');
}
const DAY = 86_400_000;

function sameYear(at: number, reader: DateReader): boolean {
  return dayOf(at, reader.timeZone).slice(0, 4) === dayOf(reader.now, reader.timeZone).slice(0, 4);
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function ago(at: number, reader: DateReader): string {
  const format = new Intl.RelativeTimeFormat(knownLocale(reader.locale), { numeric: 'always' });
  const passed = at - reader.now;
  const step = STEPS.find(([, milliseconds]) => Math.abs(passed) >= milliseconds);
  return step
    ? format.format(Math.trunc(passed / step[1]), step[0])
    : format.format(Math.trunc(passed / 1000), 'second');
}

type Token = (at: number, reader: DateReader) => string;

const without = (year: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions => ({ ...year, year: undefined });
const plain =
  (options: Intl.DateTimeFormatOptions): Token =>
  (at, reader) =>
    written(at, reader, options);
const pretty =
  (otherwise: Token): Token =>
  (at, reader) =>
    nearDay(at, reader) ?? otherwise(at, reader);
const unlessThisYear =
  (options: Intl.DateTimeFormatOptions): Token =>
  (at, reader) =>
    written(at, reader, sameYear(at, reader) ? without(options) : options);

const TOKENS: Record<string, Token> = {
  date_num: (at, reader) => dayOf(at, reader.timeZone),
  date_slash: plain(SLASHED),
  date: unlessThisYear(FULL),
  date_pretty: pretty(unlessThisYear(FULL)),
  date_short: plain(SHORT),
  date_short_pretty: pretty(plain(SHORT)),
  date_long: plain(LONG),
  date_long_pretty: pretty(plain(LONG)),
  date_long_full: plain(FULL),
  day_divider_pretty: pretty(unlessThisYear(LONG)),
  time: plain({ timeStyle: 'short' }),
  time_secs: plain({ timeStyle: 'medium' }),
  ago,
};

/**
 * Fills a format such as `{date_short_pretty} {time}`; `at` in epoch milliseconds. Null for an instant no calendar has,
 * or a zone nobody knows; the fallback is shown then.
 */
export function formatSlackDate(at: number, format: string, reader: DateReader): string | null {
  try {
    return format.replace(/\{([a-z_]+)\}/g, (typed, name: string, index: number) => {
      const text = Object.hasOwn(TOKENS, name) ? TOKENS[name]?.(at, reader) : undefined;
      if (text === undefined) return typed;
      return index === 0 ? text.slice(0, 1).toLocaleUpperCase() + text.slice(1) : text;
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
