/** Several clients' hours, a line each. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { formatDate } from '../../../language/messages.ts';
import { stateOf } from '../ahead.ts';
import type { When } from '../asked.ts';
import { dayOf } from '../day.ts';
import { officeOf } from '../office.ts';
import { say } from '../words.ts';
import { dayText, type Reading } from './days.ts';
import { resolve } from './one.ts';
import { when as whenText } from './spans.ts';

type Client = { agreement: Agreement; reading: Reading };
type Rest = { when: When; left: number; example: string };

/** So many lines fit a block, however long each is. */
const LINES_A_BLOCK = 5;

/** A title, the lines, and what else can be asked. A week of several is too much to read: they are shown as of now. */
export function linesOf(clients: readonly Client[], { when, left, example }: Rest): string[] {
  const language = clients[0]?.reading.reader.language ?? 'en';
  const lines = clients.map((client) => `• ${lineOf(client, when === 'week' ? 'now' : when)}`);
  const blocks = Array.from({ length: Math.ceil(lines.length / LINES_A_BLOCK) }, (_, index) =>
    lines.slice(index * LINES_A_BLOCK, (index + 1) * LINES_A_BLOCK).join('\n'),
  );
  return [
    `*${say(language, 'many')}*`,
    ...blocks,
    ...(left > 0 ? [say(language, 'more', { count: left, example })] : []),
    ...(when === 'week' ? [say(language, 'many-week', { example })] : []),
  ];
}

function lineOf({ agreement, reading }: Client, when: When): string {
  const { reader, client } = reading;
  const { language } = reader;
  const office = officeOf(agreement, reader.now, language);
  const asked = resolve(when, office, reader);
  const state = asked.kind === 'too-far' ? asked.text : asked.kind === 'now' ? stateText() : datesText(asked.dates);
  const what = agreement.status === 'paused' ? say(language, 'one-paused', { state }) : state;
  return say(language, 'many-line', { name: client, what });

  function stateText(): string {
    const { isOpen, until } = stateOf(office);
    const values = {
      hasUntil: until === null ? 'no' : 'yes',
      until: until === null ? '' : whenText(until, office.timeZone, reader),
    };
    return say(language, isOpen ? 'one-open' : 'one-closed', values);
  }

  function datesText(dates: readonly string[]): string {
    return dates.map((date) => `${formatDate(date, reader)}: ${dayText(dayOf(office, date), reading)}`).join('; ');
  }
}
