/**
 * Says instants and durations as people of a language say them in a short note. Does not ask for the time: the caller
 * hands in *now*. Hours run from 00 to 23 and years are Gregorian in every language, so that both sides of an agreement
 * read the same figures.
 */
import { DateTime, IANAZone } from 'luxon';

/** Weekday names alone are clear this many days ahead, and this many back. */
const DAYS_AHEAD = 6;
const DAYS_BACK = 3;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ENGLISH_UNITS = { hour: 'h', minute: 'min', second: 's' } as const;
/** In these languages the short weekday is too short to stand alone. */
const LONG_WEEKDAY = new Set(['ko', 'th']);

/**
 * Takes an instant (epoch milliseconds) and gives it as "today 14:15", "Mon 09:20" or, further away, "Mon 9 Mar 09:20"
 * (with the year when it is another one), as the reader's `timeZone` (IANA name) shows it at `now`. An unknown zone is
 * read as UTC and says so; an instant outside the calendar is a RangeError.
 */
export function formatInstant(at: number, reader: { language: string; timeZone: string; now: number }): string {
  const tag = knownTag(reader.language);
  if (!IANAZone.isValidZone(reader.timeZone)) return `${formatInstant(at, { ...reader, timeZone: 'UTC' })} UTC`;
  const local = DateTime.fromMillis(at, { zone: reader.timeZone });
  if (!local.isValid) throw new RangeError(`no instant: ${at}`);
  const today = DateTime.fromMillis(reader.now, { zone: reader.timeZone });
  // Calendar days, not spans of 24 hours: both counted on the reader's calendar, free of DST.
  const days = Math.round(
    local
      .setZone('utc', { keepLocalTime: true })
      .startOf('day')
      .diff(today.setZone('utc', { keepLocalTime: true }).startOf('day'), 'days').days,
  );
  const day = sayDay(local, days, tag, today.year);
  return `${day} ${local.toFormat('HH:mm')}`;
}

/**
 * The same as {@link formatInstant} with its date in full, "Mon 9 Mar 09:20": for what stands where it is read again days later.
 */
export function formatMoment(at: number, reader: { language: string; timeZone: string; now: number }): string {
  const zone = IANAZone.isValidZone(reader.timeZone) ? reader.timeZone : 'UTC';
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) throw new RangeError(`no instant: ${at}`);
  const { year } = DateTime.fromMillis(reader.now, { zone });
  return `${sayDay(local, Number.POSITIVE_INFINITY, knownTag(reader.language), year)} ${local.toFormat('HH:mm')}`;
}

/**
 * Takes a local date (`YYYY-MM-DD`) and gives it as "Mon 9 Mar", with the year when it is not the one that the reader's
 * zone has at `now`. A date that does not exist is a RangeError.
 */
export function formatDate(date: string, reader: { language: string; timeZone: string; now: number }): string {
  const local = DateTime.fromISO(date, { zone: 'utc' });
  if (!local.isValid) throw new RangeError(`no date: ${date}`);
  const zone = IANAZone.isValidZone(reader.timeZone) ? reader.timeZone : 'utc';
  return sayDay(
    local,
    Number.POSITIVE_INFINITY,
    knownTag(reader.language),
    DateTime.fromMillis(reader.now, { zone }).year,
  );
}

/** Takes a local date (`YYYY-MM-DD`) and gives its weekday alone: whole ("Monday"), or short ("Mon") where that is clear. */
export function formatWeekday(date: string, language: string, length: 'long' | 'short' = 'long'): string {
  const tag = knownTag(language);
  const weekday = LONG_WEEKDAY.has(primary(tag)) ? 'long' : length;
  return say(DateTime.fromISO(date, { zone: 'utc' }), tag, { weekday });
}

/** Takes an instant (epoch milliseconds) and gives what the clocks of `timeZone` (IANA name) show: "09:20". */
export function formatClock(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('HH:mm');
}

/**
 * Takes a zone (IANA name) and gives where its clocks hang, to stand beside a time: its city ("New York") for those who
 * read Latin letters, for others the country or city as their language names it ("독일 시간").
 */
export function formatPlace(timeZone: string, reader: { language: string; now: number }): string {
  const tag = knownTag(reader.language);
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  if (new Intl.Locale(tag).maximize().script === 'Latn' || !IANAZone.isValidZone(timeZone)) return city;
  const named = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'shortGeneric' });
  return named.formatToParts(reader.now).find(({ type }) => type === 'timeZoneName')?.value ?? city;
}

function sayDay(local: DateTime, days: number, tag: string, thisYear: number): string {
  if (days === 0) return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'day');
  const weekday = LONG_WEEKDAY.has(primary(tag)) ? 'long' : 'short';
  if (days > -DAYS_BACK - 1 && days < DAYS_AHEAD + 1) return say(local, tag, { weekday });
  return say(local, tag, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(local.year !== thisYear && { year: 'numeric' }),
  });
}

function say(local: DateTime, tag: string, format: Intl.DateTimeFormatOptions): string {
  return local.setLocale(tag).toLocaleString({ ...format, calendar: 'gregory' });
}

/**
 * Takes a duration in milliseconds and gives it in hours and whole minutes begun, "1 h 20 min"; in seconds under a
 * minute. Never days: a day of open time is no 24 hours.
 */
export function formatDuration(ms: number, language: string): string {
  const tag = knownTag(language);
  const length = Math.abs(ms);
  const sign = ms <= -SECOND ? '−' : '';
  if (length < MINUTE && length >= SECOND) return sign + unit(Math.floor(length / SECOND), 'second', tag);
  const hours = Math.floor(length / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const parts = hours > 0 ? [unit(hours, 'hour', tag)] : [];
  if (minutes > 0 || hours === 0) parts.push(unit(minutes, 'minute', tag));
  return sign + parts.join(primary(tag) === 'zh' ? '' : ' ');
}

function unit(count: number, name: keyof typeof ENGLISH_UNITS, tag: string): string {
  const number = new Intl.NumberFormat(tag, { useGrouping: false });
  if (primary(tag) === 'en') return `${number.format(count)} ${ENGLISH_UNITS[name]}`;
  const said = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    useGrouping: false,
  }).format(count);
  return primary(tag) === 'tr' ? said.replace(/\.$/, '') : said;
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

/** Plain English is read as British: day before month, as most of the world's agencies write it. */
function knownTag(language: string): string {
  try {
    const [tag = 'en-GB'] = Intl.getCanonicalLocales(language.replaceAll('_', '-'));
    const known = Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
    return known && tag !== 'en' ? tag : 'en-GB';
  } catch {
    return 'en-GB';
  }
}
