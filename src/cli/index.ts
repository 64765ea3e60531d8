import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { errorFields } from '../engine/errors.ts';
import { addApply } from './apply.ts';
import { addBackup } from './backup.ts';
import { addCheck } from './check.ts';
import type { Outcome, Programme } from './command.ts';
import { addDue } from './due.ts';
import { addExport } from './export.ts';
import { addForget } from './forget.ts';
import { addMigrate } from './migrate.ts';
import { addOncall } from './oncall.ts';
import { addPageTest } from './page-test.ts';
import { addPeople } from './people.ts';
import { addRead } from './read.ts';
import { spoken, UsageError } from './refusal.ts';
import { addReports } from './reports.ts';
import { addRestore } from './restore.ts';
import { addRetry } from './retry.ts';
import { addRhythm } from './rhythm.ts';
import { addScope } from './scope.ts';
import { addScore } from './score.ts';
import { addStart } from './start.ts';
import { addStatus } from './status.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { addWhy } from './why.ts';

const commands = [
  addStart,
  addMigrate,
  addCheck,
  addApply,
  addExport,
  addDue,
  addStatus,
  addOncall,
  addRhythm,
  addWhy,
  addPeople,
  addReports,
  addPageTest,
  addForget,
  addRead,
  addScore,
  addScope,
  addRetry,
  addBackup,
  addRestore,
];

/**
 * Runs one command with the arguments behind the program's name. Gives the exit code: 0 done, 1 refused or failed, 2 not
 * understood. Never throws and never ends the process; `start` resolves when it has stopped.
 */
export async function run(words: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const outcome: Outcome = { exitCode: 0, verbose: false };
  try {
    await programOf(terminal, outcome).parseAsync(words, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    return said(error, terminal, outcome.verbose);
  }
}

function programOf(terminal: Terminal, outcome: Outcome): Command {
  const program = new Command('groundrules');
  const withoutEnd = (text: string) => text.replace(/\n$/, '');
  program
    .description('Keeps the ground rules that an agency and its clients agreed on.')
    .version(versionOf(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('See: groundrules --help')
    .configureOutput({
      writeOut: (text) => terminal.out(withoutEnd(text)),
      writeErr: (text) => terminal.err(withoutEnd(text)),
    });
  const programme: Programme = { program, terminal, outcome };
  for (const add of commands) add(programme);
  return program;
}

function said(error: unknown, terminal: Terminal, verbose: boolean): number {
  // Commander has said what was wrong, or printed the help or version that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = spoken(error);
  terminal.err(known ?? 'Something unexpected went wrong. Run it again with --verbose to see what.');
  if (verbose && error instanceof Error) terminal.err(traced(error));
  return error instanceof UsageError ? 2 : 1;
}

/** Where an error came from, without what it may quote: a database's own message holds what people wrote. */
function traced(error: Error): string {
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return [JSON.stringify(errorFields(error)), ...frames].join('\n');
}

/** At the same distance from src/cli and dist/cli. */
function versionOf(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version;
}
