import { ICalCalendar } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Agreement } from '../agreement/agreement.ts';
import { zoneOfClient } from '../agreement/client-zone.ts';
import { meetingsBetween, type Planned, rhythmOf } from '../agreement/rhythm.ts';
import { machineClock } from '../clock.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { agreementIn } from './files.ts';
import { dateText, readInstant, timeText } from './instant.ts';
import { Refusal, UsageError } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

const DAY = 86_400_000;
const SHOWN = 28 * DAY;
const LONGEST = 366 * DAY;

type Options = CommonOptions & { from: string; to?: string; agency?: string; ics?: boolean };

/** `groundrules rhythm`: what comes when under a file, as a calendar. */
export function addRhythm(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'rhythm <file>',
      summary: 'print what comes when under an agreement',
      description:
        'Prints the calls, visits and reviews of an agreement’s file with the dates they fall on, moved off closed days as\n' +
        'agreed; with --ics as iCalendar, for any calendar. Without --to it reaches four weeks. Needs no database.',
      examples: ['rhythm nova.yml', 'rhythm nova.yml --from 2026-12-01 --to 2027-02-01 --ics > nova.ics'],
      configure: (command) =>
        command
          .option('--from <instant>', 'from when; without an offset in the client’s zone', 'now')
          .option('--to <instant>', 'until when')
          .option('--ics', 'as iCalendar')
          .option(
            '--agency <file>',
            'an agency file whose defaults hold; otherwise an agency.yml beside the agreement',
          ),
    },
    rhythm,
  );
}

async function rhythm(terminal: Terminal, options: Options, path: string): Promise<number> {
  const agreement = agreementIn(path, options.agency);
  if (rhythmOf(agreement).meetings.length === 0) {
    throw new Refusal(`${path} plans nothing: it has no meetings under rhythm.`);
  }
  const zone = zoneOfClient(agreement);
  const now = machineClock();
  const from = readInstant(options.from, zone, now);
  const until = options.to === undefined ? from + SHOWN : readInstant(options.to, zone, now);
  if (until <= from) throw new UsageError('--to is not after --from. Write from when first, then until when.');
  if (until - from > LONGEST) throw new UsageError('That is more than a year. Ask for a shorter time.');
  const planned = meetingsBetween(agreement, from, until);
  if (options.ics) terminal.out(calendarOf(agreement, planned, now));
  else if (options.json) terminal.out(jsonText(planned.map((one) => forPrograms(one, zone))));
  else for (const line of forPeople(terminal, agreement, planned)) terminal.out(line);
  return 0;
}

/** As RFC 5545 has it; instants in UTC, so that no reader needs our zones. */
function calendarOf({ id, client }: Agreement, planned: readonly Planned[], now: number): string {
  const calendar = new ICalCalendar({ name: client.name, prodId: { company: 'groundrules', product: 'rhythm' } });
  for (const { meeting, plannedFor, at, until } of planned) {
    calendar.createEvent({
      id: `${id}-${meeting.id}-${plannedFor}@groundrules`,
      stamp: new Date(now),
      start: new Date(at),
      end: new Date(until),
      summary: `${meeting.title}: ${client.name}`,
      location: meeting.place ?? null,
    });
  }
  return calendar.toString();
}

function forPrograms({ meeting, date, plannedFor, at, until }: Planned, timeZone: string) {
  const iso = (instant: number) => DateTime.fromMillis(instant, { zone: timeZone }).toISO();
  const { id, title, place = null } = meeting;
  return { id, title, place, date, plannedFor, startsAt: at, endsAt: until, timeZone, local: iso(at) };
}

function forPeople(terminal: Terminal, agreement: Agreement, planned: readonly Planned[]): string[] {
  const zone = zoneOfClient(agreement);
  const title = emphasise(terminal, 'bold', `${agreement.client.name} (${zone})`);
  if (planned.length === 0) return [title, '  nothing is planned in that time'];
  const off =
    agreement.status === 'active' ? [] : [`The agreement is ${agreement.status}: nothing of this happens now.`];
  const rows = planned.map(({ meeting, date, plannedFor, at, until }) => [
    `  ${dateText(at, zone)}`,
    `${timeText(at, zone)}–${timeText(until, zone, true)}`,
    meeting.title,
    date === plannedFor ? '' : `moved from ${dateText(Date.parse(plannedFor), 'UTC')}, which is closed`,
  ]);
  return [title, ...aligned(rows), ...off];
}
