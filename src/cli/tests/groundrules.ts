/** A command as a person gives it: in this process for what it does, in one of its own for how a process ends. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { run } from '../index.ts';

export type Said = { code: number; out: string; err: string };

/** Runs a command here; the environment is that of this process. */
export async function groundrules(...words: string[]): Promise<Said> {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] };
  const code = await run(words, {
    out: (text) => void lines.out.push(text),
    err: (text) => void lines.err.push(text),
    hasColours: false,
    isWatched: false,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

const bin = join(import.meta.dirname, '../../../bin/groundrules.js');

export type Running = {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when `err` says this; rejects when the process ends first. */
  says(words: string): Promise<void>;
  ended: Promise<Said>;
};

/** Runs the built command in a process of its own, with nothing of our environment but what is given. */
export function spawnGroundrules(words: string[], env: Record<string, string> = {}, file: string = bin): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, HOME, ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += String(data);
  });
  child.stderr.on('data', (data) => {
    said.err += String(data);
  });
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code ?? -1), ...said }));
  return {
    child,
    ended,
    says: async (text) => {
      let isOver = false;
      const over = ended.then(() => {
        isOver = true;
      });
      while (!said.err.includes(text)) {
        if (isOver) throw new Error(`ended before it said "${text}": ${said.err}`);
        await Promise.race([once(child.stderr, 'data'), over]);
      }
    },
  };
}

/** A folder for one test file, open to the user that Postgres runs as. */
export function scratchFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'groundrules-cli-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
