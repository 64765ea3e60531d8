/** What the agreed hours come to on one date, and why they are not the usual ones. Pure. */
import { openSpans } from '../../time/business-time.ts';
import type { Calendar } from '../../time/calendar.ts';
import { plusDays, startOfDate } from '../../time/local-date.ts';
import type { Office, Whose } from './office.ts';

/** Open from `start` to `end` (epoch milliseconds). Null: it has been open since, or stays open beyond, another date. */
export type DaySpan = { start: number | null; end: number | null };

/** Why a date is not as usual; the name is null where the agreement gives none. */
export type Because = { whose: Whose; name: string | null };

export type Day = {
  date: string;
  spans: DaySpan[];
  /** *other* is neither longer nor shorter than usual; *extra* is open where the week is not. */
  kind: 'usual' | 'closed' | 'shorter' | 'other' | 'longer' | 'extra';
  /** Whether the week has hours on this weekday. */
  isUsuallyOpen: boolean;
  because: Because[];
  /** Holidays on which it is open all the same: the agency's where an exception says so, the client's own otherwise. */
  openOn: { agency: string[]; client: string[] };
};

/** What a date of the office's zone is like. A shift belongs to the date on which it begins, however far it runs. */
export function dayOf(office: Office, date: string): Day {
  const [from, to] = [startOfDate(office.timeZone, date), startOfDate(office.timeZone, plusDays(date, 1))];
  const open = openSpans(office.calendar, from, to);
  const usual = office.usual === null ? [] : openSpans(office.usual, from, to);
  const kind = compare(open, usual);
  const because = becauseOf(office, date);
  const names = (whose: Whose) => (office.holidays[whose].get(date) ?? []).map(({ name }) => name);
  const isShown = (whose: Whose) =>
    kind !== 'closed' && !because.some((one) => one.whose === whose && one.name !== null);
  return {
    date,
    spans: spansOn(office.calendar, from, to, startOfDate(office.timeZone, plusDays(date, 2))),
    kind,
    isUsuallyOpen: usual.length > 0,
    because,
    openOn: { agency: isShown('agency') ? names('agency') : [], client: office.clientsClose ? [] : names('client') },
  };
}

type Spans = readonly { start: number; end: number }[];

function compare(open: Spans, usual: Spans): Day['kind'] {
  const length = (spans: Spans) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const [now, otherwise] = [length(open), length(usual)];
  if (now === 0) return 'closed';
  if (otherwise === 0) return 'extra';
  if (now !== otherwise) return now < otherwise ? 'shorter' : 'longer';
  const isSame = open.every(({ start, end }, index) => usual[index]?.start === start && usual[index]?.end === end);
  return isSame ? 'usual' : 'other';
}

/** Exceptions first, as they win; holidays only where no exception gives the hours of the date. */
function becauseOf(office: Office, date: string): Because[] {
  const exceptions = office.exceptions.get(date) ?? [];
  const changing = exceptions.filter(({ hours }) => hours !== 'usual');
  const agreed = changing.map(({ name }): Because => ({ whose: 'agency', name: name ?? null }));
  if (exceptions.some(({ hours }) => hours !== undefined)) return agreed;
  const of = (whose: Whose) => (office.holidays[whose].get(date) ?? []).map(({ name }): Because => ({ whose, name }));
  const all = [...agreed, ...of('agency'), ...(office.clientsClose ? of('client') : [])];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

/** The spans of the date that goes from `from` to `to`; `after` is the end of the next one. */
function spansOn(calendar: Calendar, from: number, to: number, after: number): DaySpan[] {
  return openSpans(calendar, from - 1, after + 1)
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end }) => {
      if (start <= from && end >= to) return { start: null, end: null };
      if (start < from) return { start: null, end };
      return { start, end: end >= after ? null : end };
    });
}
