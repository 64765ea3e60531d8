import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** What every command may be asked for. */
export type CommonOptions = {
  /** The result as JSON: instants as ISO texts in UTC, nothing else on `out`. */
  json?: boolean;
  verbose?: boolean;
};

/** Does a command's work and gives its exit code: 0 done, 1 refused or failed. Throws a refusal for what is to be said. */
export type Action<Arguments extends unknown[], Options> = (
  terminal: Terminal,
  options: Options & CommonOptions,
  ...given: Arguments
) => Promise<number>;

/** Keeps the exit code of the one command that ran. */
export type Outcome = { exitCode: number; verbose: boolean };

/** What a command file needs to add itself. */
export type Programme = { program: Command; terminal: Terminal; outcome: Outcome };

/** Adds a command with the options that all have, and an example under its help. */
export function addCommand<Arguments extends unknown[], Options = object>(
  { program, terminal, outcome }: Programme,
  about: {
    /** As in `check <files...>`. */
    usage: string;
    summary: string;
    description: string;
    examples: readonly string[];
    configure?(command: Command): void;
  },
  action: Action<Arguments, Options>,
): void {
  const command = program.command(about.usage).summary(about.summary).description(about.description);
  about.configure?.(command);
  command
    .showHelpAfterError(`See: groundrules ${command.name()} --help`)
    .option('--json', 'print the result as JSON')
    .option('--verbose', 'show the log, and where an error came from')
    .addHelpText('after', `\nExamples:\n${about.examples.map((line) => `  $ groundrules ${line}`).join('\n')}`)
    .action(async (...received: unknown[]) => {
      // Commander hands over the arguments, then the options, then the command itself.
      const options = received.at(-2) as Options & CommonOptions;
      outcome.verbose = options.verbose === true;
      outcome.exitCode = await action(terminal, options, ...(received.slice(0, -2) as Arguments));
    });
}

/** One JSON text for programs, with instants (epoch milliseconds under keys such as `at`, `dueAt`, `since`) as ISO texts in UTC. */
export function jsonText(value: unknown): string {
  const isInstant = (key: string) => /^(at|from|to|since)$|(At|Since)$/.test(key);
  return JSON.stringify(
    value,
    (key, one) => (isInstant(key) && typeof one === 'number' ? new Date(one).toISOString() : one),
    2,
  );
}
