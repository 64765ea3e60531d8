/** What the card says of the hours: the week, and the next closed days of both sides. */
import type { Agreement } from '../../agreement/agreement.ts';
import { type Hours, WEEKDAYS } from '../../agreement/office-hours.ts';
import type { CardPart } from '../../engine/card.ts';
import type { Reader } from '../../engine/rule.ts';
import { formatPlace, formatWeekday } from '../../language/messages.ts';
import { plusDays, startOfDate } from '../../time/local-date.ts';
import { clientsHolidaysAhead, closedAhead } from './ahead.ts';
import { type Office, officeOf } from './office.ts';
import { readingOf } from './views/days.ts';
import { aheadPieces } from './views/one.ts';
import { say } from './words.ts';

/** So many closed days of each side; the card is drawn again when the first of them is over. */
const AHEAD = 3;
/** A Monday. */
const MONDAY = '2024-01-01';

export const card: CardPart = {
  part: 'hours',
  keys: ['officeHours', 'client.holidays', 'client.timeZone'],
  title: (language) => say(language, 'card.title'),
  lines: (agreement, reader) => {
    const office = officeOf(agreement, reader.now, reader.language);
    return [...weekLines(agreement, reader), ...aheadPieces(office, readingOf(agreement, reader), AHEAD)];
  },
  until: (agreement, now) => {
    const office = officeOf(agreement, now, 'en');
    const dates = lastDates(office);
    const over = dates.map((date) => startOfDate(office.timeZone, plusDays(date, 1)));
    return over.length === 0 ? null : Math.min(...over);
  },
};

function lastDates(office: Office): string[] {
  return [...closedAhead(office, 1), ...clientsHolidaysAhead(office, 1)].map(({ to }) => to);
}

/** Weekdays that follow each other with the same hours as one; all in the office's own zone. */
function weekLines({ officeHours }: Agreement, { language, now }: Reader): string[] {
  const { weekly, timeZone } = officeHours;
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const hours = spansText(weekly[day] ?? []);
    const last = runs.at(-1);
    if (hours === '') continue;
    if (last !== undefined && last.to === index - 1 && last.hours === hours) last.to = index;
    else runs.push({ from: index, to: index, hours });
  }
  const city = formatPlace(timeZone, { language, now });
  const isAlways = runs.length === 1 && runs[0]?.to === 6 && runs[0].from === 0 && runs[0].hours === '00:00–24:00';
  if (isAlways) return [say(language, 'card.always')];
  const weekday = (index: number) => formatWeekday(plusDays(MONDAY, index), language, 'short');
  return runs.map(({ from, to, hours }) => {
    const days = from === to ? weekday(from) : `${weekday(from)}–${weekday(to)}`;
    return say(language, 'card.days', { days, hours: say(language, 'card.zone', { hours, city }) });
  });
}

function spansText(hours: Hours): string {
  return hours.map(([from, to]) => `${from}–${to}`).join(', ');
}
