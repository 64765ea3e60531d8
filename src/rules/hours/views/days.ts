/** What a date is like, in words. */
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatDate, formatWeekday } from '../../../language/messages.ts';
import { zoneOr } from '../../../time/zone.ts';
import type { ClosedDays, OwnHoliday } from '../ahead.ts';
import type { Because, Day } from '../day.ts';
import { say } from '../words.ts';
import { hoursText } from './spans.ts';

/** Whose hours they are, and who reads. */
export type Reading = { reader: Reader; officeZone: string; client: string };

const LONGEST_NAME = 80;
const MOST_NAMES = 3;

/** Where the reader's zone is not known to anybody, they read the office's. */
export function readingOf({ officeHours, client }: Agreement, reader: Reader): Reading {
  const timeZone = zoneOr(reader.timeZone, officeHours.timeZone);
  return { reader: { ...reader, timeZone }, officeZone: officeHours.timeZone, client: escapeName(client.name) };
}

/** "Thu 24 Dec: closed, between the years", the date in bold. */
export function dayLine(day: Day, reading: Reading): string {
  const { reader } = reading;
  return say(reader.language, 'day-line', { day: `*${formatDate(day.date, reader)}*`, what: dayText(day, reading) });
}

/** What of a date follows its name: its hours, or why there are none, and the client's holiday where it is one. */
export function dayText(day: Day, reading: Reading): string {
  const own = day.openOn.client.length === 0 ? [] : [ofClient(named(day.openOn.client), reading)];
  return [day.kind === 'closed' ? closedText(day, reading) : openText(day, reading), ...own].join(' · ');
}

function closedText({ date, because, isUsuallyOpen }: Day, reading: Reading): string {
  const { language } = reading.reader;
  if (because.length > 0) return say(language, 'closed-because', { because: becauseText(because, reading) });
  if (isUsuallyOpen) return say(language, 'closed-on');
  return say(language, 'closed-weekday', { weekday: formatWeekday(date, language) });
}

function openText(day: Day, reading: Reading): string {
  const { language } = reading.reader;
  const hours = hoursText(day, reading.officeZone, reading.reader);
  const names = named(day.openOn.agency);
  const { kind, because } = day;
  if (kind === 'usual' && because.length === 0)
    return names === ''
      ? hours
      : say(language, 'hours-because', { hours, because: say(language, 'open-though', { names }) });
  const isNamed = because.some(({ name }) => name !== null);
  const why = isNamed || kind === 'usual' ? becauseText(because, reading) : say(language, `kind.${kind as 'shorter'}`);
  return say(language, 'hours-because', {
    hours,
    because: names === '' ? why : say(language, 'though', { because: why, names }),
  });
}

/** Names of holidays and of exceptions, and whose holiday it is where that is the client's. */
export function becauseText(because: readonly Because[], reading: Reading): string {
  const { language } = reading.reader;
  const ofWhom = (whose: Because['whose']) =>
    because.flatMap((one) => (one.whose === whose && one.name !== null ? [one.name] : []));
  const [ours, theirs] = [named(ofWhom('agency')), named(ofWhom('client'))];
  const parts = [...(ours === '' ? [] : [ours]), ...(theirs === '' ? [] : [ofClient(theirs, reading)])];
  return parts.length === 0 ? say(language, 'unnamed') : parts.join(', ');
}

/** "Thu 24 Dec to Thu 31 Dec: between the years"; of a date that is only shorter, its hours too. */
export function closedLine({ day, to }: ClosedDays, reading: Reading): string {
  const { reader } = reading;
  const what = day.kind === 'closed' ? becauseText(day.because, reading) : dayText(day, reading);
  return `• ${say(reader.language, 'day-line', { day: rangeText(day.date, to, reader), what })}`;
}

/** One of the client's own holidays, and whether the office is open on it. */
export function holidayLine({ from, to, name, isOpen }: OwnHoliday, { reader }: Reading): string {
  const values = { day: rangeText(from, to, reader), holiday: named([name]), isOpen: isOpen ? 'yes' : 'no' };
  return `• ${say(reader.language, 'holiday', values)}`;
}

function rangeText(from: string, to: string, reader: Reader): string {
  const [first, last] = [formatDate(from, reader), formatDate(to, reader)];
  return from === to ? first : say(reader.language, 'range', { from: first, to: last });
}

function ofClient(names: string, { reader, client }: Reading): string {
  return say(reader.language, 'of-client', { names, reader: reader.side, name: client });
}

/** Names as people gave them in a file: escaped, and no longer than a line bears. */
function named(names: readonly string[]): string {
  const short = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);
  return names
    .slice(0, MOST_NAMES)
    .map((name) => escapeName(short(name)))
    .join(', ');
}
