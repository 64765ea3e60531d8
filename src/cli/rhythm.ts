import { ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Agreement } from '../agreement/agreement.ts';
import { zoneOfClient } from '../agreement/client-zone.ts';
import { type PlannedThing, plannedBetween, plansAnything } from '../agreement/planned.ts';
import { machineClock } from '../clock.ts';
import { calendarTitle, plannedTitle } from '../rules/index.ts';
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
        'Prints the reports, meetings, milestones and anniversaries of an agreement’s file with the dates they fall on, moved off\n' +
        'closed days as agreed; with --ics as iCalendar, for any calendar, in the client’s language. Without --to it reaches\n' +
        'four weeks. Needs no database.',
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
  if (options.ics && options.json) throw new UsageError('--ics and --json are two ways to write it. Choose one.');
  const agreement = agreementIn(path, options.agency);
  if (!plansAnything(agreement)) {
    throw new Refusal(
      `${path} plans nothing: it has no meetings, reports or milestones under rhythm, and no anniversaries under celebrations.`,
    );
  }
  const zone = zoneOfClient(agreement);
  const now = machineClock();
  const from = readInstant(options.from, zone, now);
  const until = options.to === undefined ? from + SHOWN : readInstant(options.to, zone, now);
  if (until <= from) throw new UsageError('--to is not after --from. Write from when first, then until when.');
  if (until - from > LONGEST) throw new UsageError('That is more than a year. Ask for a shorter time.');
  const planned = plannedBetween(agreement, from, until);
  if (options.ics) {
    terminal.out(calendarOf(agreement, planned, now));
    for (const line of stillOf(agreement)) terminal.err(line);
  } else if (options.json) terminal.out(jsonText(planned.map((one) => forPrograms(one, zone))));
  else for (const line of forPeople(terminal, agreement, planned)) terminal.out(line);
  return 0;
}

/** As RFC 5545 has it; instants in UTC, so that no reader needs our zones, and days that have no hour as days. */
function calendarOf(agreement: Agreement, planned: readonly PlannedThing[], now: number): string {
  const { id, client, status } = agreement;
  const calendar = new ICalCalendar({ name: client.name, prodId: { company: 'groundrules', product: 'rhythm' } });
  if (status !== 'active') return calendar.toString();
  for (const thing of planned.filter(({ isLeftOut }) => !isLeftOut)) {
    const isMeeting = thing.kind === 'meeting';
    calendar.createEvent({
      id: `${id}-${isMeeting ? '' : `${thing.kind}-`}${thing.id}-${thing.plannedFor}@groundrules`,
      stamp: new Date(now),
      start: thing.isAllDay ? new Date(thing.date) : new Date(thing.at),
      end: thing.until === null ? null : new Date(thing.until),
      allDay: thing.isAllDay,
      summary: calendarTitle(thing, client.name, client.language),
      location: thing.place,
      categories: [{ name: thing.kind.toUpperCase() }],
      // Only people who meet are busy meanwhile.
      transparency: isMeeting ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

function forPrograms(thing: PlannedThing, timeZone: string) {
  const { kind, id, place, date, plannedFor, at, until, isAllDay, isLeftOut } = thing;
  const title = plannedTitle(thing, 'en');
  const local = isAllDay ? date : DateTime.fromMillis(at, { zone: timeZone }).toISO();
  const when = { date, plannedFor, startsAt: at, endsAt: until, timeZone, local };
  return { kind, id, title, place, ...when, isAllDay, isLeftOut };
}

function forPeople(terminal: Terminal, agreement: Agreement, planned: readonly PlannedThing[]): string[] {
  const zone = zoneOfClient(agreement);
  const title = emphasise(terminal, 'bold', `${agreement.client.name} (${zone})`);
  if (planned.length === 0) return [title, '  nothing is planned in that time'];
  const rows = planned.map((thing) => [
    `  ${dateText(thing.isAllDay ? Date.parse(thing.date) : thing.at, thing.isAllDay ? 'UTC' : zone)}`,
    hoursOf(thing, zone),
    plannedTitle(thing, 'en'),
    remarkOn(thing),
  ]);
  return [title, ...aligned(rows), ...stillOf(agreement)];
}

/** An agreement that rests or has ended does nothing of this; its calendar is empty. */
function stillOf({ status }: Agreement): string[] {
  return status === 'active' ? [] : [`The agreement is ${status}: nothing of this happens now.`];
}

function hoursOf({ at, until, isAllDay }: PlannedThing, zone: string): string {
  if (isAllDay) return '';
  return until === null ? timeText(at, zone) : `${timeText(at, zone)}–${timeText(until, zone, true)}`;
}

function remarkOn({ date, plannedFor, isLeftOut }: PlannedThing): string {
  if (isLeftOut) return 'left out, the day is closed';
  return date === plannedFor ? '' : `moved from ${dateText(Date.parse(plannedFor), 'UTC')}, which is closed`;
}
