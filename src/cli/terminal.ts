import { styleText } from 'node:util';

/** Where a command writes: its result to `out`, everything else (progress, what to do next, refusals) to `err`. Whole lines. */
export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  /** Whether people look at `out` and want emphasis there. */
  hasColours: boolean;
  /** Whether people look at `err`, so that they may be told what takes long. */
  isWatched: boolean;
};

export type Emphasis = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** The process's own. `NO_COLOR` and its like are honoured by Node itself. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    hasColours: stdout.isTTY === true && stdout.hasColors(),
    isWatched: stderr.isTTY === true,
  };
}

/** The text with emphasis where people look at it, else as it is. */
export function emphasise({ hasColours }: Terminal, emphasis: Emphasis, text: string): string {
  return hasColours ? styleText(emphasis, text, { validateStream: false }) : text;
}
