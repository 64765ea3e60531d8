import { machineClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { onDatabase, progress } from './office.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** `groundrules backup`: copies the embedded database into a folder. */
export function addBackup(programme: Programme): void {
  addCommand<[string]>(
    programme,
    {
      usage: 'backup <dir>',
      summary: 'copy the embedded database into a new folder',
      description:
        'Writes all that the embedded database holds into a new or empty folder, as of one moment; Groundrules may run\n' +
        'meanwhile. Keep it as safe as the database: it holds people’s words. GROUNDRULES_KEY is not in it.',
      examples: ['backup backups/2026-11-20'],
    },
    backup,
  );
}

async function backup(terminal: Terminal, options: CommonOptions, directory: string): Promise<number> {
  const config = embeddedOnly('backup', 'pg_dump');
  const { backupDatabase } = await import('../main.ts');
  return onDatabase(terminal, options, { config, mode: 'guest' }, async (database) => {
    progress(terminal, `Copying ${database.where} …`);
    const summary = await backupDatabase(database.pool, directory, machineClock);
    if (options.json) terminal.out(jsonText({ ...summary, from: database.where, directory }));
    else
      terminal.out(`Backed up ${database.where}: ${summary.rows} rows of ${summary.tables} tables, in ${directory}.`);
    return 0;
  });
}

/** The configuration, when it speaks of the embedded database; a server of one's own has better tools. */
export function embeddedOnly(command: string, tool: string): Config {
  const config = readConfig('database');
  if (config.database.kind === 'embedded') return config;
  throw new Refusal(`${command} is for the embedded database. For the one of DATABASE_URL use ${tool}.`);
}
