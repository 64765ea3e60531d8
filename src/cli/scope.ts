import { stringify } from 'yaml';
import { MOST_ITEMS } from '../agreement/scope-list.ts';
import { asItems, type WrittenItem } from '../agreement/statement/as-items.ts';
import { readStatement, type Unread } from '../agreement/statement/read-statement.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { readText } from './files.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

type Options = CommonOptions & { csv?: boolean };

const why: Record<Unread['because'], string> = {
  unread: 'not read as an item',
  twice: 'named before; it is in the list once',
  side: 'neither in nor out; it is listed as in',
  allowance: 'not an amount such as 4 articles or 10 hours; it is listed without',
  price: 'not a price such as 450 EUR; it is listed without',
  quote: 'a quote is opened here and not closed',
};

/** `groundrules scope import`: a statement of work as the list of an agreement. */
export function addScope({ program, ...programme }: Programme): void {
  const group = program
    .command('scope')
    .summary('turn a statement of work into a scope list')
    .description('Works on the list of what is part of an agreement and what is not.')
    .helpCommand(false);
  addCommand<[string], Options>(
    { program: group, ...programme },
    {
      usage: 'import <file>',
      summary: 'print the scope list that a statement of work holds',
      description:
        'Reads the text of a statement of work, or a table (CSV between commas, semicolons or tabs, with a head), and prints the\n' +
        'section scope for the file of an agreement. Headings such as "Included" and "Out of scope" say on which side their\n' +
        'lines are, in six languages. Nothing leaves this machine. Lines of which nothing came are named on the error\n' +
        'output with their numbers. Look it over before you apply it.',
      examples: ['scope import statement.txt > scope.yml', 'scope import items.csv --csv'],
      configure: (command) => command.option('--csv', 'the file is a table, and nothing else'),
    },
    importFile,
  );
}

async function importFile(terminal: Terminal, { csv, json }: Options, path: string): Promise<number> {
  const { text } = readText(path);
  const { items: proposed, unread } = readStatement(text, csv || /\.(?:csv|tsv)$/i.test(path) ? 'table' : 'either');
  if (proposed.length === 0) throw new Refusal(nothingIn(path, csv === true));
  const items = asItems(proposed, []);
  terminal.out(
    json ? jsonText({ scope: { items }, unread }) : stringify({ scope: { items } }, { lineWidth: 0 }).trimEnd(),
  );
  for (const { line, text: said, because } of unread) terminal.err(`${path}:${line}: ${why[because]}: ${said}`);
  terminal.err(summaryOf(items, unread));
  return 0;
}

function summaryOf(items: readonly WrittenItem[], unread: readonly Unread[]): string {
  const inside = items.filter(({ kind }) => kind === 'in').length;
  const found = `${items.length} items: ${inside} in, ${items.length - inside} out.`;
  const missed = unread.length === 0 ? '' : ` ${unread.length} remarks above.`;
  const tooMany = items.length > MOST_ITEMS ? ` An agreement takes ${MOST_ITEMS}: leave some out.` : '';
  return `${found}${missed}${tooMany} Look them over, then put them into the agreement’s file and check it.`;
}

function nothingIn(path: string, isTable: boolean): string {
  const example = isTable
    ? 'title,kind,allowance\n  Blog articles,in,4 articles a month\n  Video,out,'
    : 'Included\n  - 4 blog articles a month\n  Not included\n  - Video';
  return `${path}: nothing in it reads as an item. What is read looks like this:\n  ${example}`;
}
