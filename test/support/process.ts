import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type RunningFile = {
  child: ChildProcess;
  /** What the file's `run` gave. */
  result: unknown;
  /** Ends it as a power cut would, and waits until it is gone. */
  killHard(): Promise<void>;
};

/** Runs a TypeScript file's `run(...args)` in a process of its own and waits for what it gives. Rejects with its complaints when it ends first. */
export async function runInProcess(file: string, args: unknown[]): Promise<RunningFile> {
  const runner = join(import.meta.dirname, 'run.mjs');
  const child = spawn(process.execPath, [runner, file, JSON.stringify(args)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('A process without output cannot be heard.');
  const gone = once(child, 'exit');
  let complaints = '';
  stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const firstLine = once(createInterface({ input: stdout }), 'line');
  const line = await Promise.race([
    firstLine.then(([text]) => String(text)),
    gone.then(() => Promise.reject(new Error(`${file} ended first: ${complaints}`))),
  ]);
  return {
    child,
    result: JSON.parse(line),
    async killHard() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
