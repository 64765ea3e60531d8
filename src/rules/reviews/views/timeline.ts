/** The time line in plain lines: for staff with everything that matters, for the client without who was woken. */
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import type { IncidentEntry } from '../../../engine/incident.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatClock, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { type ClientKey, type Key, say, sayToClients } from '../words.ts';
import { nameOf, type Shown } from './parts.ts';

const MOST_LINES = 18;
const MOST_NAMES = 4;

const toStaff = [
  'raised',
  'joined',
  'paged',
  'not-reached',
  'exhausted',
  'acknowledged',
  'paged-again',
  'passed-on',
  'update',
  'resolved',
  'false-alarm',
  'reopened',
] as const;
const toClient = ['raised', 'acknowledged', 'update', 'resolved', 'reopened'] as const;

/** In the reader's zone. It stays as it was drawn, so it says dates, and nothing of today. */
export function timeline({ entries, names }: Shown, reader: Reader): string[] {
  const { language } = reader;
  const at = clockWithDates(reader, null);
  const lines = entries.flatMap(({ kind, at: when, by, data }) => {
    const known = toStaff.find((one) => one === asTold(kind));
    if (known === undefined) return [];
    const values = {
      name: nameOf(names, by),
      who: peopleIn(data, names, language),
      isByItself: by === null ? 'yes' : 'no',
    };
    // A way that has people of its own names nobody.
    if (known === 'paged' && values.who === '') return [];
    return [`${at(when)}: ${say(language, `entry.${known}` satisfies Key, values)}`];
  });
  return shortened(lines, (count) => say(language, 'entry.more', { count }));
}

/** Says an instant by its clock, with the date where that is another one than that of the line before. */
function clockWithDates(reader: Reader, first: string | null): (when: number) => string {
  let before = first;
  return (when) => {
    const date = localDate(reader.timeZone, when);
    const clock = formatClock(when, reader.timeZone);
    const said = date === before ? clock : `${formatDate(date, reader)} ${clock}`;
    before = date;
    return said;
  };
}

/** In the client's own zone: what was done, and nobody's sleep. */
export function timelineForClient({ incident, entries, names, agreement }: Shown, reader: Reader): string[] {
  const { language } = reader;
  const timeZone = zoneOfClient(agreement);
  // The date on which it was raised stands above.
  const at = clockWithDates({ ...reader, timeZone }, localDate(timeZone, incident.raisedAt));
  const told = entries.filter(({ kind, by }) => kind !== 'update' || by !== null);
  const lines = told.flatMap(({ kind, at: when, by }) => {
    const known = toClient.find((one) => one === asTold(kind));
    if (known === undefined) return [];
    const text = sayToClients(language, `entry.${known}` satisfies ClientKey, { name: nameOf(names, by) });
    return [`${at(when)}: ${text}`];
  });
  return shortened(lines, (count) => sayToClients(language, 'entry.more', { count }));
}

/** Whoever takes it over has it from then on. */
function asTold(kind: IncidentEntry['kind']): IncidentEntry['kind'] {
  return kind === 'handed' ? 'acknowledged' : kind;
}

function peopleIn({ people, userId }: IncidentEntry['data'], names: Shown['names'], language: string): string {
  const all = Array.isArray(people) ? people : typeof userId === 'string' ? [userId] : [];
  const said = all
    .filter((one) => one !== 'system')
    .map((one) => (/^[UW][A-Z0-9]+$/.test(one) ? nameOf(names, one) : escapeName(one.replace(/^[a-z]+:/, ''))));
  const shown = said.length > MOST_NAMES ? [...said.slice(0, MOST_NAMES), `+${said.length - MOST_NAMES}`] : said;
  return new Intl.ListFormat(language).format(shown);
}

/** How it began and how it ended, where there is more than anybody reads. */
function shortened(lines: string[], more: (count: number) => string): string[] {
  if (lines.length <= MOST_LINES) return lines;
  const half = MOST_LINES / 2;
  return [...lines.slice(0, half), more(lines.length - MOST_LINES), ...lines.slice(-half)];
}
