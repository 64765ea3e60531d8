import { DateTime } from 'luxon';
import type { Agreement } from '../agreement/agreement.ts';
import { closest } from '../agreement/closest.ts';
import { spanText, targetText } from '../agreement/duration.ts';
import { type DueExplanation, explainDue } from '../agreement/explain.ts';
import { machineClock } from '../clock.ts';
import { PRIORITIES, windowAt } from '../rules/index.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { agreementIn } from './files.ts';
import { dateText, instantText, readInstant, timeText } from './instant.ts';
import { Refusal, UsageError } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

type Options = CommonOptions & { agreement: string; agency?: string; at: string; priority: string; next?: boolean };
type Priority = (typeof PRIORITIES)[number];

/** `groundrules due`: when an answer would be due under a file, and why. */
export function addDue(programme: Programme): void {
  addCommand<[], Options>(
    programme,
    {
      usage: 'due',
      summary: 'say when an answer would be due, and why',
      description:
        'Says when a question asked at some instant would be due for an answer under an agreement’s file, when the owner\n' +
        'would be warned, and which open time is counted. Needs no database.',
      examples: [
        'due --agreement nova.yml --at 2026-11-20T16:50',
        'due --agreement nova.yml --at 2026-11-20T15:50Z --priority urgent --next',
      ],
      configure: (command) =>
        command
          .requiredOption('--agreement <file>', 'the agreement’s file')
          .requiredOption('--at <instant>', 'when the client asks; without an offset in the zone of the office hours')
          .option('--priority <priority>', PRIORITIES.join(', '), 'normal')
          .option('--next', 'a later question in the same thread, not the first')
          .option(
            '--agency <file>',
            'an agency file whose defaults hold; otherwise an agency.yml beside the agreement',
          ),
    },
    due,
  );
}

async function due(terminal: Terminal, options: Options): Promise<number> {
  const priority = priorityOf(options.priority);
  const agreement = agreementIn(options.agreement, options.agency);
  const at = readInstant(options.at, agreement.officeHours.timeZone, machineClock());
  const which = options.next ? 'next' : 'first';
  const window = windowAt(agreement, priority, which, at);
  if (window === null) throw new Refusal(`${options.agreement} promises no reply times: it has no responseWindow.`);
  const explained = explainDue(agreement, window, at);
  if (options.json) terminal.out(jsonText(forPrograms(agreement, explained, priority, which)));
  else for (const line of forPeople(terminal, agreement, explained, `${priority}, ${which} reply`)) terminal.out(line);
  return 0;
}

function priorityOf(text: string): Priority {
  const found = PRIORITIES.find((one) => one === text);
  if (found !== undefined) return found;
  const near = closest(text, PRIORITIES);
  const hint = near === undefined ? `Write one of ${PRIORITIES.join(', ')}.` : `Did you mean ${near}?`;
  throw new UsageError(`"${text}" is no priority. ${hint}`);
}

function forPrograms(agreement: Agreement, explained: DueExplanation, priority: Priority, which: string) {
  const { at, due: dueAt, warn: warnAt, timeZone, hours, target, spans, special } = explained;
  const iso = (instant: number) => DateTime.fromMillis(instant, { zone: timeZone }).toISO();
  return {
    client: agreement.id,
    status: agreement.status,
    priority,
    reply: which,
    target: targetText(target),
    hours,
    timeZone,
    askedAt: at,
    dueAt,
    warnAt,
    local: { asked: iso(at), due: iso(dueAt), warn: iso(warnAt) },
    openSeconds: openTime(explained) / 1000,
    spans: spans.map(({ from, to, ms }) => ({ from: iso(from), to: iso(to), seconds: ms / 1000 })),
    special,
  };
}

const openTime = ({ spans }: DueExplanation) => spans.reduce((sum, { ms }) => sum + ms, 0);

function forPeople(terminal: Terminal, agreement: Agreement, explained: DueExplanation, what: string): string[] {
  const { at, due: dueAt, warn, timeZone, hours, target, special } = explained;
  const theirs = agreement.client.timeZone;
  const elsewhere =
    theirs === undefined || theirs === timeZone ? [] : [['for them', instantText(dueAt, theirs), theirs]];
  const counted = hours === 'office' ? 'in office hours' : 'around the clock';
  const head = aligned([
    ['asked', instantText(at, timeZone), timeZone],
    ['warned', instantText(warn, timeZone), ''],
    ['due', instantText(dueAt, timeZone), ''],
    ...elsewhere,
    ['promised', `${targetText(target)} ${counted}`, `(${what})`],
  ]);
  const off = agreement.status === 'active' ? [] : [`The agreement is ${agreement.status}: nothing is counted now.`];
  return [
    ...head.map((line) => (line.startsWith('due') ? emphasise(terminal, 'bold', line) : line)),
    ...off,
    '',
    ...countedSpans(terminal, explained),
    ...onTheWay(terminal, special, timeZone),
  ];
}

/** More spans than this are summed up in the middle: thirty business days are no reading. */
const MOST_SPANS = 14;

function countedSpans(terminal: Terminal, explained: DueExplanation): string[] {
  const { spans, timeZone, target } = explained;
  const rows = spans.map(({ from, to, ms }) => {
    const ends = dateText(to - 1, timeZone) === dateText(from, timeZone) ? '' : ` (${dateText(to - 1, timeZone)})`;
    const hours = `${timeText(from, timeZone)}–${timeText(to, timeZone, true)}${ends}`;
    return [`  ${dateText(from, timeZone)}`, hours, spanText(ms)];
  });
  const left = rows.length - MOST_SPANS;
  const shown = left <= 1 ? rows : [...rows.slice(0, 7), [`  … ${left} more`, '', ''], ...rows.slice(-7)];
  const sum = ['  together', '', spanText(openTime(explained))];
  const title = target.kind === 'open-time' ? 'Open time counted' : 'Open time on the way';
  return [emphasise(terminal, 'bold', title), ...aligned([...shown, sum])];
}

function onTheWay(terminal: Terminal, special: DueExplanation['special'], zone: string): string[] {
  if (special.length === 0) return [];
  const local = (date: string) => DateTime.fromISO(date, { zone });
  const text = (date: string) => dateText(local(date).toMillis(), zone);
  const ranges: { first: string; last: string; name: string }[] = [];
  for (const { date, name } of special) {
    const before = ranges.at(-1);
    if (before?.name === name && local(before.last).plus({ days: 1 }).toISODate() === date) before.last = date;
    else ranges.push({ first: date, last: date, name });
  }
  const rows = ranges.map(({ first, last, name }) => [
    first === last ? `  ${text(first)}` : `  ${text(first)} – ${text(last)}`,
    name,
  ]);
  return ['', emphasise(terminal, 'bold', 'Not an ordinary day'), ...aligned(rows)];
}
