import { parseLabelled } from '../language/labelled.ts';
import { scoreMessages } from '../language/score.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { readText } from './files.ts';
import { Refusal } from './refusal.ts';
import { readScope } from './scope-file.ts';
import { scoreLines } from './score-table.ts';
import type { Terminal } from './terminal.ts';

type Options = { scope: string; mistakes?: boolean };

/** `groundrules score`: how well messages of one's own channel are read. */
export function addScore(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'score <file>',
      summary: 'measure how well labelled messages of your own are read',
      description:
        'Takes a file with one JSON object a line: {"text": "…", "language": "en", "needsReply": true, "isRequest": true,\n' +
        '"scope": "in", "item": "social", "urgency": "normal"}. Labels that are not there are not measured. Prints precision /\n' +
        'recall for each language and question; "out above in" says how often work outside scores higher than work inside.',
      examples: ['score labelled.jsonl --scope nova-scope.yml', 'score labelled.jsonl --scope nova.yml --mistakes'],
      configure: (command) =>
        command
          .requiredOption('--scope <file>', 'the scope list: {items: […]} as YAML or JSON, or a whole agreement')
          .option('--mistakes', 'name the messages that were read wrongly, by their number'),
    },
    score,
  );
}

async function score(terminal: Terminal, options: Options & CommonOptions, path: string): Promise<number> {
  const scope = readScope(options.scope);
  const rows = labelled(path);
  if (rows.length === 0) throw new Refusal(`${path}: there are no messages in this file`);
  const report = scoreMessages(rows, () => scope);
  if (options.json) {
    terminal.out(jsonText(report));
    return 0;
  }
  for (const line of scoreLines(report)) terminal.out(line);
  if (options.mistakes) {
    for (const { row, question, expected, read } of report.mistakes) {
      terminal.out(`message ${row}: ${question} is ${expected}, was read as ${read}`);
    }
  }
  return 0;
}

function labelled(path: string): ReturnType<typeof parseLabelled> {
  const { text } = readText(path);
  try {
    return parseLabelled(text);
  } catch (error) {
    throw new Refusal(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}
