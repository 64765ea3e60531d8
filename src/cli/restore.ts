import { DateTime } from 'luxon';
import { embeddedOnly } from './backup.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { onDatabase, progress } from './office.ts';
import type { Terminal } from './terminal.ts';

type Options = CommonOptions & { force?: boolean };

/** `groundrules restore`: fills the embedded database from a backup. */
export function addRestore(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'restore <dir>',
      summary: 'fill the embedded database from a backup',
      description:
        'Fills the embedded database from a folder that backup wrote, after looking whether it is whole. Refuses while\n' +
        'Groundrules runs on the data, and a database that is not empty. Set the same variables as for start: without a\n' +
        'Slack token it is the sandbox’s database.',
      examples: ['restore backups/2026-11-20', 'restore backups/2026-11-20 --force'],
      configure: (command) => command.option('--force', 'replace everything that the database holds'),
    },
    restore,
  );
}

async function restore(terminal: Terminal, options: Options, directory: string): Promise<number> {
  const config = embeddedOnly('restore', 'pg_restore');
  const { restoreDatabase } = await import('../main.ts');
  return onDatabase(terminal, options, { config, mode: 'owner' }, async (database) => {
    progress(terminal, `Filling ${database.where} …`);
    const { rows, tables, createdAt } = await restoreDatabase(database.pool, directory, {
      force: options.force === true,
    });
    if (options.json) terminal.out(jsonText({ rows, tables, createdAt, directory, into: database.where }));
    else terminal.out(restored({ rows, tables, createdAt, where: database.where }));
    return 0;
  });
}

function restored(about: { rows: number; tables: number; createdAt: string; where: string }): string {
  const taken = DateTime.fromISO(about.createdAt, { zone: 'utc' }).toFormat('ccc d LLL yyyy HH:mm');
  return `Restored ${about.rows} rows of ${about.tables} tables, as of ${taken} UTC, into ${about.where}.`;
}
