import type { Agreement } from '../agreement/agreement.ts';
import { zoneOfClient } from '../agreement/client-zone.ts';
import type { Report } from '../engine/report.ts';
import type { Office } from '../main.ts';
import { writtenReport } from '../rules/index.ts';
import { unknownClient } from './clients.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { instantText } from './instant.ts';
import { writeNewFile } from './new-file.ts';
import { inOffice } from './office.ts';
import { Refusal, UsageError } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

type Options = CommonOptions & { format?: string; date?: string; kind?: string; out?: string };
const FORMATS = ['md', 'html'] as const;
/** More than anybody looks through; years of them. */
const MOST = 500;

/** `groundrules reports`: what a client was reported, and one of these as a file. */
export function addReports(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'reports <client>',
      summary: 'list the reports to a client, or write one as Markdown or as a page to print',
      description:
        'Lists what a client (by the id of its agreement) was reported, the latest first, with what was left out.\n' +
        'With --format writes one: the latest that was sent, or the one of --date and --kind. A page (html) is one file that\n' +
        'needs nothing else; printed to PDF it is on A4. It holds people’s words, while these are kept.',
      examples: [
        'reports nova',
        'reports nova --format md',
        'reports nova --kind monthly --format html --out november.html',
      ],
      configure: (command) =>
        command
          .option('--format <md|html>', 'write one as Markdown or as a page')
          .option('--date <date>', 'the one that was planned for this date, such as 2026-11-20')
          .option('--kind <weekly|monthly>', 'of this kind only')
          .option('--out <file>', 'with --format: into a new file instead of printing it'),
    },
    reports,
  );
}

async function reports(terminal: Terminal, options: Options, clientId: string): Promise<number> {
  const format = oneOf('format', options.format, FORMATS);
  const kind = oneOf('kind', options.kind, ['weekly', 'monthly'] as const);
  if (options.out !== undefined && format === undefined) throw new UsageError('--out goes with --format md or html.');
  return inOffice(terminal, options, async (office) => {
    const agreement = await office.store.ask('agreement', { clientId });
    if (agreement === null) throw await unknownClient(office, clientId);
    const asked = { clientId, ...(kind === undefined ? {} : { kind }), limit: MOST };
    const all = await office.store.ask('reportsOf', asked);
    const found = all.filter(({ plannedFor }) => options.date === undefined || plannedFor === options.date);
    if (format !== undefined) return write(terminal, office, { options, format, found });
    if (options.json) terminal.out(jsonText(found.map(forPrograms)));
    else for (const line of forPeople(terminal, agreement, found)) terminal.out(line);
    return 0;
  });
}

function oneOf<Word extends string>(name: string, given: string | undefined, words: readonly Word[]): Word | undefined {
  const found = words.find((word) => word === given);
  if (given !== undefined && found === undefined)
    throw new UsageError(`"${given}" is no ${name}; write ${words.join(' or ')}.`);
  return found;
}

type Wanted = { options: Options; format: (typeof FORMATS)[number]; found: Report[] };

async function write(terminal: Terminal, office: Office, { options, format, found }: Wanted): Promise<number> {
  // Of a date that is named also one that was left out or still waits.
  const one = options.date === undefined ? found.find(({ state }) => state === 'posted') : found[0];
  if (one === undefined)
    throw new Refusal('There is no such report. `groundrules reports CLIENT` lists those there are.');
  const text = await writtenReport(office.store.ask, one.id, format);
  if (text === null) throw new Refusal(`The words of the report of ${one.plannedFor} are not kept any more.`);
  if (options.out === undefined) terminal.out(text.replace(/\n$/, ''));
  else {
    writeNewFile(options.out, text);
    terminal.err(`Wrote the ${one.kind} report of ${one.plannedFor} into ${options.out}.`);
  }
  return 0;
}

function forPrograms({ id, kind, plannedFor, goesAt, state, approvedBy, postedAt, skippedBecause }: Report) {
  return { id, kind, plannedFor, goesAt, state, approvedBy, postedAt, skippedBecause };
}

function forPeople(terminal: Terminal, agreement: Agreement, found: readonly Report[]): string[] {
  const zone = zoneOfClient(agreement);
  const title = emphasise(terminal, 'bold', `${agreement.client.name} (${zone})`);
  if (found.length === 0) return [title, '  no reports yet'];
  const rows = found.map((report) => [
    `  ${report.plannedFor}`,
    report.kind,
    report.state === 'skipped' ? 'left out' : report.state === 'posted' ? 'sent' : report.state,
    instantText(report.postedAt ?? report.goesAt, zone),
  ]);
  return [title, ...aligned(rows)];
}
