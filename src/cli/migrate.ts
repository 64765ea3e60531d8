import { readConfig } from '../config.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { onDatabase } from './office.ts';
import type { Terminal } from './terminal.ts';

/** `groundrules migrate`: brings the database's tables to this version's level. */
export function addMigrate(programme: Programme): void {
  addCommand(
    programme,
    {
      usage: 'migrate',
      summary: 'bring the database to this version',
      description:
        'Brings the tables of the database to the level of this version; does nothing when they are. A start with ROLE=all\n' +
        'does the same by itself; web and worker processes refuse to start before it was done.',
      examples: ['migrate'],
    },
    migrate,
  );
}

async function migrate(terminal: Terminal, options: CommonOptions): Promise<number> {
  const { migrateUnlessNewer } = await import('../main.ts');
  return onDatabase(terminal, options, { config: readConfig('database'), mode: 'guest' }, async (database) => {
    const wasOlder = await migrateUnlessNewer(database);
    if (options.json) terminal.out(jsonText({ migrated: wasOlder, where: database.where }));
    else terminal.out(`${wasOlder ? 'Migrated' : 'Nothing to migrate in'}: ${database.where}.`);
    return 0;
  });
}
