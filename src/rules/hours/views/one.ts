/** One client's hours: how things stand now, or some dates. */
import type { Reader } from '../../../engine/rule.ts';
import { formatDate } from '../../../language/messages.ts';
import { clientsHolidaysAhead, closedAhead, stateOf } from '../ahead.ts';
import type { When } from '../asked.ts';
import { datesAsked } from '../dates.ts';
import { dayOf } from '../day.ts';
import type { Office } from '../office.ts';
import { say } from '../words.ts';
import { becauseText, closedLine, dayLine, holidayLine, type Reading } from './days.ts';
import { when as whenText } from './spans.ts';

/** So many closed days are shown ahead, on each side. */
const AHEAD = 2;

/** Dates that were asked for, or why there are none to show. */
export type Asked = { kind: 'now' } | { kind: 'dates'; dates: string[] } | { kind: 'too-far'; text: string };

/** Resolves what was asked to dates of this office; those whose holidays are not known are not guessed at. */
export function resolve(when: When, office: Office, reader: Reader): Asked {
  const dates = datesAsked(when, { now: office.now, readerZone: reader.timeZone, officeZone: office.timeZone });
  if (when === 'now') return { kind: 'now' };
  const { from, to } = office.known;
  if (dates.length > 0 && dates.every((date) => date >= from && date <= to)) return { kind: 'dates', dates };
  const range = { from: formatDate(from, reader), to: formatDate(to, reader) };
  return { kind: 'too-far', text: say(reader.language, 'too-far', range) };
}

/** The lines below the title. Each piece is drawn as a block. */
export function piecesOf(when: When, office: Office, reading: Reading): string[] {
  const { reader } = reading;
  const asked = resolve(when, office, reader);
  if (asked.kind === 'too-far') return [asked.text];
  if (asked.kind === 'now') return [stateText(office, reading), ...aheadPieces(office, reading)];
  const lines = asked.dates.map((date) => dayLine(dayOf(office, date), reading));
  return when === 'today' ? [lines.join('\n'), stateText(office, reading)] : [lines.join('\n')];
}

function stateText(office: Office, reading: Reading): string {
  const { language } = reading.reader;
  const { isOpen, since, until, again, because } = stateOf(office);
  if (isOpen && since === null && until === null) return say(language, 'always');
  const values = {
    ...instant('since', since),
    ...instant('until', until),
    ...instant('again', again),
    hasBecause: because.length > 0 ? 'yes' : 'no',
    because: becauseText(because, reading),
  };
  return say(language, isOpen ? 'open' : 'closed', values);

  function instant(name: 'since' | 'until' | 'again', at: number | null): Record<string, string> {
    const key = `has${name[0]?.toUpperCase()}${name.slice(1)}`;
    return {
      [key]: at === null ? 'no' : 'yes',
      [name]: at === null ? '' : whenText(at, office.timeZone, reading.reader),
    };
  }
}

/** The next closures, and the client's own holidays, so many of each; a piece for each side. */
export function aheadPieces(office: Office, reading: Reading, count = AHEAD): string[] {
  const { language, side } = reading.reader;
  const closed = closedAhead(office, count).map((one) => closedLine(one, reading));
  const own = clientsHolidaysAhead(office, count).map((one) => holidayLine(one, reading));
  const title = say(language, 'holidays', { reader: side, name: reading.client });
  return [
    closed.length === 0 ? say(language, 'ahead-none') : [say(language, 'ahead'), ...closed].join('\n'),
    ...(own.length === 0 ? [] : [[title, ...own].join('\n')]),
  ];
}
