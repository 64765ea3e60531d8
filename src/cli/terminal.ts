import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** Where a command writes: its result to `out`, everything else (progress, what to do next, refusals) to `err`. Whole lines. */
export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  /** Whether people look at `out` and want emphasis there. */
  hasColours: boolean;
  /** Whether people look at `err`, so that they may be told what takes long. */
  isWatched: boolean;
  /** The lines that are given to the command, as they come. Absent where nothing can be given. */
  lines?(): AsyncIterable<string>;
  /** Asks a person for a yes. Absent where nobody can answer. */
  confirms?(question: string): Promise<boolean>;
};

export type Emphasis = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** The process's own. `NO_COLOR` and its like are honoured by Node itself. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  const canAnswer = stdin.isTTY === true && stderr.isTTY === true;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    hasColours: stdout.isTTY === true && stdout.hasColors(),
    isWatched: stderr.isTTY === true,
    lines: () => linesOf(stdin),
    ...(canAnswer ? { confirms } : {}),
  };
}

/** Only a line feed ends a line: a message may hold any other mark that looks like one. */
async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

async function confirms(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** The text with emphasis where people look at it, else as it is. */
export function emphasise({ hasColours }: Terminal, emphasis: Emphasis, text: string): string {
  return hasColours ? styleText(emphasis, text, { validateStream: false }) : text;
}
