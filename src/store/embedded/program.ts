import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { exists, type Servant } from './place.ts';

/** Who runs a program of Postgres, and where it complains. */
type Launch = { logFile: string; servant: Servant | undefined };

const largestLog = 5_000_000;

/** The server outlives a Ctrl-C meant for Node, so that the app can finish its work; and it never sees our environment, which holds tokens. */
export function launch({ logFile, servant }: Launch, program: string, options: string[]): ChildProcess {
  rotate(logFile);
  const log = openSync(logFile, 'a', 0o600);
  if (servant !== undefined) fchownSync(log, servant.uid, servant.gid);
  try {
    return spawn(program, options, {
      detached: true,
      stdio: ['ignore', 'ignore', log],
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
      ...servant,
    });
  } finally {
    closeSync(log);
  }
}

/** Resolves with what went wrong, or undefined when the program ended well. */
export function ended(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const foreign = 'code' in error && error.code === 'ENOENT' ? ' (it needs glibc; set DATABASE_URL elsewhere)' : '';
      resolve(`${basename(child.spawnfile)} could not be run: ${error.message}${foreign}`);
    });
    child.once('exit', (code, signal) => {
      resolve(code === 0 ? undefined : `${basename(child.spawnfile)} ended with ${signal ?? `code ${code}`}`);
    });
  });
}

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(logFile, `${logFile}.1`);
}

/** Gives the last lines of the log, for an error message. */
export function logTail({ logFile }: Launch): string {
  const lines = exists(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-3) : [];
  return `The end of ${logFile}: ${lines.join(' | ')}`;
}
