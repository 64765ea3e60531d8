import { closest } from '../agreement/closest.ts';
import { byName, type OnCall, type Rota } from '../agreement/on-call.ts';
import { type Duty, dutiesBetween, knownOfRotas, type RotaKnown } from '../engine/on-call.ts';
import type { Office } from '../main.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { instantText, readInstant } from './instant.ts';
import { inOffice } from './office.ts';
import { Refusal, UsageError } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

const DAY = 86_400_000;
/** Four turns and the one that runs. */
const SHOWN = 28 * DAY;
const LONGEST = 2 * 366 * DAY;

type Options = CommonOptions & { from?: string; to?: string };

/** `groundrules oncall`: who is on call when. */
export function addOncall(programme: Programme): void {
  addCommand<[string | undefined], Options>(
    programme,
    {
      usage: 'oncall [rota]',
      summary: 'print who is on call when',
      description:
        'Prints a calendar of who is on call, of all rotas or of one: turns, who took one over, and who stands in for\n' +
        'somebody who is away. Times are on the clocks of the rota. Without --to it reaches four weeks.',
      examples: ['oncall', 'oncall evenings --from 2026-12-21 --to 2027-01-11'],
      configure: (command) =>
        command
          .option('--from <instant>', 'from when; without an offset on the clocks of the rota', 'now')
          .option('--to <instant>', 'until when'),
    },
    oncall,
  );
}

async function oncall(terminal: Terminal, options: Options, asked: string | undefined): Promise<number> {
  return inOffice(terminal, options, async (office) => {
    const onCall = (await office.store.ask('agency', {}))?.onCall;
    if (onCall === undefined || Object.keys(onCall.rotas).length === 0) {
      throw new Refusal('There is no rota yet. Write one under onCall: rotas: in the agency file and apply it.');
    }
    const names = asked === undefined ? Object.keys(onCall.rotas) : [rotaCalled(onCall, asked)];
    const calendars = [];
    for (const name of names) calendars.push(await calendarOf(office, onCall, name, options));
    if (options.json) terminal.out(jsonText(calendars.map(forPrograms)));
    else
      for (const [index, one] of calendars.entries())
        for (const line of forPeople(terminal, one, index, office.clock())) terminal.out(line);
    return 0;
  });
}

function rotaCalled({ rotas }: OnCall, name: string): string {
  if (byName(rotas, name) !== undefined) return name;
  const near = closest(name, Object.keys(rotas));
  const advice = near === undefined ? `There is ${Object.keys(rotas).join(', ')}.` : `Did you mean ${near}?`;
  throw new Refusal(`There is no rota ${name}. ${advice}`);
}

type Calendar = { name: string; rota: Rota; duties: Duty[]; names: Map<string, string> };

async function calendarOf(office: Office, onCall: OnCall, name: string, options: Options): Promise<Calendar> {
  const rota = byName(onCall.rotas, name);
  if (rota === undefined) throw new Refusal(`There is no rota ${name}.`);
  const now = office.clock();
  const from = readInstant(options.from ?? 'now', rota.timeZone, now);
  const until = options.to === undefined ? from + SHOWN : readInstant(options.to, rota.timeZone, now);
  if (until <= from) throw new UsageError('--to is not after --from. Write from when first, then until when.');
  if (until - from > LONGEST) throw new UsageError('That is more than two years. Ask for a shorter time.');
  const known = (await knownOfRotas(office.store.ask, onCall, [name], { from, until })).get(name);
  const found: RotaKnown = known ?? { overrides: [], absences: [], gone: [] };
  const duties = dutiesBetween(rota, found, from, until);
  return { name, rota, duties, names: await namesOf(office, rota, duties) };
}

async function namesOf({ store }: Office, rota: Rota, duties: readonly Duty[]): Promise<Calendar['names']> {
  const userIds = [
    ...new Set(duties.flatMap(({ userId, planned }) => [planned, ...(userId === null ? [] : [userId])])),
  ];
  const written = rota.people.flatMap(({ id, name }): [string, string][] => (name === undefined ? [] : [[id, name]]));
  const persons = await store.ask('persons', { userIds });
  const met = persons.filter(({ name }) => name !== '').map(({ userId, name }): [string, string] => [userId, name]);
  return new Map([...written, ...met]);
}

const called = ({ names }: Calendar, id: string) => names.get(id) ?? id;

function forPrograms(calendar: Calendar) {
  const { name, rota, duties } = calendar;
  const shown = duties.map(({ userId, because, planned, since, until }) => ({
    since,
    untilAt: until,
    userId,
    name: userId === null ? null : called(calendar, userId),
    because,
    planned,
  }));
  return { rota: name, timeZone: rota.timeZone, onCall: shown };
}

function forPeople(terminal: Terminal, calendar: Calendar, index: number, now: number): string[] {
  const { name, rota, duties } = calendar;
  const rows = duties.map((duty) => [
    duty.since <= now && now < duty.until ? '→' : ' ',
    instantText(duty.since, rota.timeZone),
    `– ${instantText(duty.until, rota.timeZone)}`,
    duty.userId === null ? 'nobody' : called(calendar, duty.userId),
    why(calendar, duty),
  ]);
  const title = emphasise(terminal, 'bold', `${name} (${rota.timeZone})`);
  return [...(index === 0 ? [] : ['']), title, ...aligned(rows)];
}

function why(calendar: Calendar, { because, planned }: Duty): string {
  switch (because) {
    case 'turn':
      return '';
    case 'override':
      return 'taken over';
    case 'stands-in':
      return `stands in for ${called(calendar, planned)}`;
    case 'next-in-rota':
      return `next in the rota, for ${called(calendar, planned)}`;
    case 'nobody-there':
      return `${called(calendar, planned)} and everybody else is away`;
  }
}
