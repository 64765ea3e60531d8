/** Instants and open spans as two clocks show them: the reader's, and beside it the office's where that is another. */
import type { Reader } from '../../../engine/rule.ts';
import { formatClock, formatInstant, formatPlace, formatWeekday } from '../../../language/messages.ts';
import { localDate, plusDays } from '../../../time/local-date.ts';
import type { Day, DaySpan } from '../day.ts';
import { say } from '../words.ts';

/** More spans than this on one date are no longer read. */
const MOST_SPANS = 6;

/** An instant (epoch milliseconds): "today 23:00 (17:00 in New York)". */
export function when(at: number, officeZone: string, reader: Reader): string {
  const here = formatInstant(at, reader);
  const clock = formatClock(at, officeZone);
  const date = localDate(officeZone, at);
  const isSameDate = localDate(reader.timeZone, at) === date;
  if (isSameDate && clock === formatClock(at, reader.timeZone)) return here;
  const time = isSameDate ? clock : `${formatWeekday(date, reader.language, 'short')} ${clock}`;
  return say(reader.language, 'both', { here, there: there(time, officeZone, reader) });
}

/** The open spans of a date: "15:00–23:00 (09:00–17:00 in New York)". */
export function hoursText({ date, spans }: Day, officeZone: string, reader: Reader): string {
  const all = (zone: string) => {
    const shown = spans.slice(0, MOST_SPANS).map((span) => spanText(span, date, zone, reader.language));
    return [...shown, ...(spans.length > MOST_SPANS ? [say(reader.language, 'more-spans')] : [])].join(', ');
  };
  const [here, atOffice] = [all(reader.timeZone), all(officeZone)];
  return here === atOffice ? here : say(reader.language, 'both', { here, there: there(atOffice, officeZone, reader) });
}

function there(time: string, officeZone: string, reader: Reader): string {
  return say(reader.language, 'there', { time, city: formatPlace(officeZone, reader) });
}

/** A weekday stands where it is not plain from the date: before 19:00 of the evening before, not after 22:00–06:00. */
function spanText({ start, end }: DaySpan, date: string, zone: string, language: string): string {
  if (start === null && end === null) return say(language, 'all-day');
  const named = (on: string, time: string) => `${formatWeekday(on, language, 'short')} ${time}`;
  const first = start === null ? null : { on: localDate(zone, start), time: formatClock(start, zone) };
  const last = end === null ? null : endOf(end, zone);
  const from = first === null ? '' : first.on === date ? first.time : named(first.on, first.time);
  if (last === null) return say(language, 'from', { time: from });
  if (first === null) return say(language, 'until', { time: last.on === date ? last.time : named(last.on, last.time) });
  const runsOver = first.on === date && last.on === plusDays(date, 1) && last.time <= first.time;
  const isPlain = last.on === first.on || runsOver;
  return `${from}–${isPlain ? last.time : named(last.on, last.time)}`;
}

/** Midnight ends the date before it. */
function endOf(end: number, zone: string): { on: string; time: string } {
  const time = formatClock(end, zone);
  return time === '00:00' ? { on: localDate(zone, end - 1), time: '24:00' } : { on: localDate(zone, end), time };
}
