import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a running (or killed) server wrote into its data folder. Empty texts while it is still starting. */
export type PidFile = { pid: number; port: number; socketFolder: string };

/** Gives what `postmaster.pid` in the data folder says, or undefined when there is none: no server, or one cleanly stopped. */
export function readPidFile(cluster: string): PidFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), socketFolder: lines[4]?.trim() ?? '' };
}

/** Whether process `pid` is a Postgres. After a restart of the machine the number in a pid file may be anybody's. */
export function isPostgres(pid: number): boolean {
  if (!(pid > 0 && isAlive(pid))) return false;
  try {
    const question = ['-o', 'comm=', '-p', String(pid)];
    const command = execFileSync('ps', question, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return basename(command.trim()).startsWith('postgres');
  } catch (error) {
    // Slim images have no ps. Believing the file costs an error message, disbelieving it could cost the data.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? nameInProc(pid) : false;
  }
}

function nameInProc(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return isAlive(pid);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
