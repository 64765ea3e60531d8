/** What comes: whether it is open now and until when, and the next days that are not as usual. Pure. */
import { openSpans } from '../../time/business-time.ts';
import { plusDays } from '../../time/local-date.ts';
import { DAY } from '../../time/zone.ts';
import { type Because, type Day, dayOf } from './day.ts';
import type { Office } from './office.ts';

/** What is said to come is looked for this far ahead, in days; the first opening of a calendar of dates only, further. */
const FAR = 400;
const FURTHEST = 3 * 365;

export type State = {
  isOpen: boolean;
  /** Since when (epoch milliseconds); null where that is more than a year ago. */
  since: number | null;
  /** When it changes next; null where that is not known. */
  until: number | null;
  /** Open now: when it opens again after that. */
  again: number | null;
  /** Closed now: why, where it is not the week. */
  because: Because[];
};

/** How things stand at the office's now. */
export function stateOf(office: Office): State {
  const { calendar, now } = office;
  const [from, to] = [now - FAR * DAY, now + FAR * DAY];
  const spans = openSpans(calendar, from, to);
  const coming = spans.filter(({ start }) => start > now);
  const current = spans.find(({ start, end }) => start <= now && now < end);
  if (current !== undefined) {
    const since = current.start > from ? current.start : null;
    return {
      isOpen: true,
      since,
      until: current.end < to ? current.end : null,
      again: coming[0]?.start ?? null,
      because: [],
    };
  }
  const next = coming[0] ?? openSpans(calendar, to, now + FURTHEST * DAY)[0];
  const today = dayOf(office, office.today);
  return {
    isOpen: false,
    since: spans.findLast(({ end }) => end <= now)?.end ?? null,
    until: next?.start ?? null,
    again: null,
    because: today.kind === 'closed' || today.kind === 'shorter' ? today.because : [],
  };
}

/** Dates from `day.date` to `to`, closed (or shorter: then a single one) for the same reason; a weekend may lie within. */
export type ClosedDays = { day: Day; to: string };

/** The next `count` closures from today on, of dates on which the week has hours. */
export function closedAhead(office: Office, count: number): ClosedDays[] {
  const { exceptions, holidays } = office;
  const found: ClosedDays[] = [];
  for (const day of usualDays(office, [exceptions, holidays.agency, holidays.client])) {
    if (day.kind !== 'closed' && day.kind !== 'shorter') continue;
    const last = found.at(-1);
    if (last !== undefined && goesOn(office, last, day)) last.to = day.date;
    else if (found.length === count) break;
    else found.push({ day, to: day.date });
  }
  return found;
}

/** Whether a closure is that of the date before, and whatever lies between them has no hours in any week. */
function goesOn(office: Office, last: ClosedDays, day: Day): boolean {
  if (last.day.kind !== 'closed' || day.kind !== 'closed') return false;
  if (JSON.stringify(last.day.because) !== JSON.stringify(day.because) || plusDays(last.to, 7) < day.date) return false;
  for (let date = plusDays(last.to, 1); date < day.date; date = plusDays(date, 1)) {
    if (dayOf(office, date).isUsuallyOpen) return false;
  }
  return true;
}

export type OwnHoliday = { from: string; to: string; name: string; isOpen: boolean };

/** The next `count` holidays of the client's own that close nothing, on dates on which the week has hours. */
export function clientsHolidaysAhead(office: Office, count: number): OwnHoliday[] {
  const found: OwnHoliday[] = [];
  if (office.clientsClose || office.holidays.client.size === 0) return found;
  for (const { date, kind, openOn } of usualDays(office, [office.holidays.client])) {
    const [name] = openOn.client;
    if (name === undefined) continue;
    const last = found.at(-1);
    const isOpen = kind !== 'closed';
    if (last?.name === name && last.isOpen === isOpen && plusDays(last.to, 1) === date) last.to = date;
    else if (found.length === count) break;
    else found.push({ from: date, to: date, name, isOpen });
  }
  return found;
}

/** The dates from today on that something is known of, and on which the week has hours; laying out all would take long. */
function* usualDays(office: Office, known: readonly ReadonlyMap<string, unknown>[]): Generator<Day> {
  const last = plusDays(office.today, FAR);
  const dates = new Set(known.flatMap((byDate) => [...byDate.keys()]));
  for (const date of [...dates].filter((one) => one >= office.today && one <= last).sort()) {
    const day = dayOf(office, date);
    if (day.isUsuallyOpen) yield day;
  }
}
