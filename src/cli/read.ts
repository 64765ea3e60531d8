import { z } from 'zod';
import { reasonsOf } from '../language/explain.ts';
import { type PreparedScope, readRequest } from '../language/read-request.ts';
import { addCommand, type Programme } from './command.ts';
import { Refusal } from './refusal.ts';
import { readScope } from './scope-file.ts';
import type { Terminal } from './terminal.ts';

type Options = { scope: string };
const message = z.object({ id: z.unknown(), text: z.string(), hasFiles: z.boolean().nullish() });

/** `groundrules read`: reads messages against a scope list, one line in, one line out. */
export function addRead(programme: Programme): void {
  addCommand<[], Options>(
    programme,
    {
      usage: 'read',
      summary: 'read messages against a scope list: reply, request, scope, urgency',
      description:
        'Takes one JSON object a line, {"id": …, "text": "…"} (with "hasFiles": true where files came along), and prints one\n' +
        'line for each, in order: needsReply, isRequest, scope, verdict, item, urgency, score, reasons. Nothing leaves this\n' +
        'machine. A line that cannot be read is named on the error output; the others are read all the same.',
      examples: ['read --scope nova-scope.yml < messages.jsonl', 'read --scope nova.yml < messages.jsonl | head'],
      configure: (command) =>
        command.requiredOption('--scope <file>', 'the scope list: {items: […]} as YAML or JSON, or a whole agreement'),
    },
    read,
  );
}

async function read(terminal: Terminal, options: Options): Promise<number> {
  const scope = readScope(options.scope);
  if (terminal.lines === undefined) throw new Refusal('There is nothing to read; give messages on the standard input.');
  let number = 0;
  let failed = 0;
  for await (const line of terminal.lines()) {
    number++;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const found = parse(text);
    if (typeof found === 'string') {
      failed++;
      terminal.err(`line ${number}: ${found}`);
    } else terminal.out(JSON.stringify(readingOf(found, scope)));
  }
  return failed === 0 ? 0 : 1;
}

function parse(line: string): z.infer<typeof message> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON; write {"id": "1", "text": "…"}';
  }
  const found = message.safeParse(value);
  return found.success ? found.data : 'needs a "text"; write {"id": "1", "text": "…"}';
}

function readingOf({ id, text, hasFiles }: z.infer<typeof message>, scope: PreparedScope): object {
  const reading = readRequest(text, scope, { hasFiles: hasFiles === true });
  return {
    id: id ?? null,
    needsReply: reading.needsReply,
    isRequest: reading.isRequest,
    scope: reading.scope,
    verdict: reading.verdict,
    item: reading.item,
    urgency: reading.urgency,
    score: reading.score,
    reasons: reasonsOf(reading),
  };
}
