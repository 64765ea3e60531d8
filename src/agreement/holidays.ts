import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import namesByEnglish from './holiday-names.json' with { type: 'json' };
import type { HolidaysOf } from './office-hours.ts';

/** One local date on which a country rests: the whole date, or from `from` to `to` (`HH:MM`, 24:00 for its end). */
export interface HolidayDate {
  date: string;
  name: string;
  /** The language asked for has no name for it. */
  isForeign?: true;
  part?: { from: string; to: string };
}

const HOUR = 3_600_000;

/** Every country whose holidays are known, by its two-letter code, in English. */
export function holidayCountries(): Readonly<Record<string, string>> {
  return new Holidays().getCountries('en');
}

/** The parts of a country that have holidays of their own, by code; none for a country that has none or is unknown. */
export function holidayStates(country: string): Readonly<Record<string, string>> {
  return new Holidays().getStates(country) ?? {};
}

/**
 * The holidays that fall on the years `first` to `last`, as local dates. The zone is the calendar's own: a holiday is a
 * date there, wherever its country lies. The country's list comes from `date-holidays`, whose entries may last several
 * days, begin or end within one, or (Islamic and Hebrew ones) run from the evening before. Names are in `language` where
 * ours (`holiday-names.json`) or the list has them, else in English and *foreign*; without it in the country's own.
 */
export function holidayDates(
  of: HolidaysOf,
  timeZone: string,
  first: number,
  last: number,
  language?: string,
): HolidayDate[] {
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.flatMap((year) => holidaysOfYear(of, timeZone, year, language));
}

/** Lists for so many places and years are kept; working one out takes some 5 ms, for China 30. */
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, readonly HolidayDate[]>();

function holidaysOfYear(of: HolidaysOf, timeZone: string, year: number, language = ''): readonly HolidayDate[] {
  const key = JSON.stringify([year, timeZone, language, of.country, of.state, of.region, of.types]);
  const known = remembered.get(key);
  if (known) return known;
  // Substitute days come as entries of their own, beside the day they stand for.
  const list = listOf(of, timeZone, language);
  const tag = languageOf(language);
  // At home a holiday has its own name; abroad one that readers there know.
  const isAbroad = tag !== '' && tag !== 'en' && !new Holidays(of.country).getLanguages().includes(tag);
  const english = isAbroad ? listOf(of, timeZone, 'en').getHolidays(year) : [];
  const dates = list.getHolidays(year).flatMap((entry, index) => {
    const start = DateTime.fromJSDate(entry.start, { zone: timeZone });
    const called = isAbroad ? nameAbroad(entry.name, english[index]?.name ?? entry.name, tag) : { name: entry.name };
    return datesBetween(start, endOf(entry, start), called);
  });
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, dates);
  return dates;
}

const knownNames: Readonly<Record<string, Readonly<Record<string, string>>>> = namesByEnglish;

/** A day in place of another is called as that one: the list says so in words that not every language has. */
function nameAbroad(name: string, english: string, language: string): Pick<HolidayDate, 'name' | 'isForeign'> {
  const bare = english.replace(/ \(substitute day\)$/, '');
  const known = knownNames[bare]?.[language];
  if (known !== undefined) return { name: known };
  return name === english || name.startsWith(bare) ? { name, isForeign: true } : { name };
}

function languageOf(tag: string): string {
  return tag.split(/[-_]/)[0]?.toLowerCase() ?? '';
}

function listOf(of: HolidaysOf, timeZone: string, language: string): Holidays {
  const languages = language === '' ? {} : { languages: [languageOf(language), 'en'] };
  const options = { timezone: timeZone, types: [...of.types], ...languages };
  if (of.state === undefined) return new Holidays(of.country, options);
  if (of.region === undefined) return new Holidays(of.country, of.state, options);
  return new Holidays(of.country, of.state, of.region, options);
}

/**
 * The end as a local time. Whole days are counted in dates from the entry's own: in milliseconds a day of changing clocks
 * would end an hour off, and a day that began the evening before would end while it is still that day.
 */
function endOf(entry: { start: Date; end: Date; date: string }, start: DateTime): DateTime {
  const hours = (entry.end.getTime() - entry.start.getTime()) / HOUR;
  const days = Math.round(hours / 24);
  if (days === 0 || Math.abs(hours - days * 24) > 1) return DateTime.fromJSDate(entry.end, { zone: start.zone });
  const date = DateTime.fromISO(entry.date.slice(0, 10), { zone: start.zone });
  return DateTime.max(start, date).plus({ days });
}

function datesBetween(start: DateTime, end: DateTime, called: Pick<HolidayDate, 'name' | 'isForeign'>): HolidayDate[] {
  const dates: HolidayDate[] = [];
  for (let day = start.startOf('day'); day < end; day = day.plus({ days: 1 }).startOf('day')) {
    const next = day.plus({ days: 1 }).startOf('day');
    const date = day.toISODate();
    if (date === null) continue;
    const [from, to] = [start > day ? start.toFormat('HH:mm') : '00:00', end < next ? end.toFormat('HH:mm') : '24:00'];
    dates.push({ date, ...called, ...(from === '00:00' && to === '24:00' ? {} : { part: { from, to } }) });
  }
  return dates;
}
