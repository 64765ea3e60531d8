import { type Config, readConfig } from '../config.ts';
import type { Office, OpenDatabase } from '../main.ts';
import type { CommonOptions } from './command.ts';
import { commandLogger } from './logger.ts';
import type { Terminal } from './terminal.ts';

/** The zone in which the agency's people read times, until its file says another. */
const FALLBACK_ZONE = 'UTC';

/** Opens what a command works with, says on which data, and gives it back when the work is done or has failed. */
export async function inOffice<Result>(
  terminal: Terminal,
  { verbose }: CommonOptions,
  work: (office: Office, zone: string) => Promise<Result>,
): Promise<Result> {
  const { openOffice } = await import('../main.ts');
  const config = readConfig('database');
  progress(terminal, 'Opening the database …');
  const office = await openOffice(config, commandLogger(verbose));
  try {
    terminal.err(`Data: ${office.where}${office.isSandbox ? ', the sandbox’s' : ''}`);
    const agency = await office.store.ask('agency', {});
    return await work(office, agency?.defaults.timeZone ?? FALLBACK_ZONE);
  } finally {
    await office.close();
  }
}

/** Opens the database alone, as its owner or beside one, and gives it back in the end. */
export async function onDatabase<Result>(
  terminal: Terminal,
  { verbose }: CommonOptions,
  about: { config: Config; mode: 'owner' | 'guest' },
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const { openDatabase } = await import('../main.ts');
  progress(terminal, 'Opening the database …');
  const database = await openDatabase(about.config, commandLogger(verbose), about.mode);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Says what takes a while, to people only. */
export function progress(terminal: Terminal, text: string): void {
  if (terminal.isWatched) terminal.err(text);
}
