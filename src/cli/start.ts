import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import type { House } from '../main.ts';
import type { Kind } from '../sandbox/transcript.ts';
import { addCommand, type CommonOptions, type Programme } from './command.ts';
import { createLogger } from './logger.ts';
import { untilStopped } from './stopping.ts';
import { type Emphasis, emphasise, type Terminal } from './terminal.ts';
import { pagingLacks } from './way-warnings.ts';

type Options = CommonOptions & { startOver?: boolean };

/** `groundrules start`: the bot itself, or without Slack the sandbox. */
export function addStart(programme: Programme): void {
  addCommand<[], Options>(
    programme,
    {
      usage: 'start',
      summary: 'run the bot; without any Slack variable, the sandbox',
      description:
        'Runs the bot until it is stopped (Ctrl-C or SIGTERM; it finishes what it is doing). With SLACK_BOT_TOKEN and\n' +
        'SLACK_SIGNING_SECRET it takes Slack’s requests at POST /slack/events, with SLACK_APP_TOKEN it uses Socket Mode.\n' +
        'With no Slack variable and none of DATABASE_URL, REDIS_URL, ROLE it serves the sandbox: a small Slack in the browser,\n' +
        'on loopback, which goes on where it was left.',
      examples: ['start', 'start --start-over', 'start --json'],
      configure: (command) => command.option('--start-over', 'the sandbox: forget what an earlier start left'),
    },
    start,
  );
}

async function start(terminal: Terminal, options: Options): Promise<number> {
  const config = readConfig('slack');
  return config.mode === 'sandbox' ? startSandbox(terminal, config, options) : startBot(terminal, config, options);
}

const styles: Record<Kind, Emphasis> = { time: 'dim', person: 'bold', bot: 'cyan', nobody: 'dim', remark: 'dim' };

async function startSandbox(terminal: Terminal, config: Config, options: Options): Promise<number> {
  const { dataFolderInUse } = await import('../main.ts');
  const folder = config.database.kind === 'embedded' ? dataFolderInUse(config.database.dataFolder) : '.';
  const file = join(folder, 'sandbox.log');
  const logger = createLogger(config.logLevel, { file });
  const { openSandbox } = await import('../sandbox/open.ts');
  return untilStopped({ logger, terminal }, async () => {
    const out = { write: terminal.out, style: (kind: Kind, text: string) => emphasise(terminal, styles[kind], text) };
    const sandbox = await openSandbox(config, { logger, out, startOver: options.startOver === true });
    terminal.err(`The log is in ${file}`);
    return sandbox;
  });
}

async function startBot(terminal: Terminal, config: Config, { json, verbose }: CommonOptions): Promise<number> {
  const logger = createLogger(verbose ? 'debug' : config.logLevel, { stream: 1 });
  const { start: startHouse } = await import('../main.ts');
  return untilStopped({ logger, terminal }, async () => {
    const house = await startHouse(config, { logger });
    await announce(terminal, config, house, logger, json === true);
    return house;
  });
}

async function announce(terminal: Terminal, config: Config, house: House, logger: Logger, json: boolean) {
  const { url, adminUrl, where } = house;
  const agreements = (await house.store.agreements.all()).length;
  const about = { role: config.role, url, adminUrl, data: where, agreements };
  logger.info(about, 'Groundrules is running');
  const lacks = await pagingLacks(house.store, config.paging);
  for (const { way, missing } of lacks) logger.warn({ way, missing }, 'Agreements page by a way that is not set up');
  // The log's line is JSON and says it all.
  if (json) return;
  const listens = config.role === 'worker' ? null : (url ?? 'Slack, in Socket Mode');
  terminal.err(emphasise(terminal, 'bold', `Groundrules is running (${config.role}).`));
  if (listens !== null) terminal.err(`  listens   ${listens}`);
  if (adminUrl !== null) terminal.err(`  operators ${adminUrl}/healthz, /readyz, /metrics`);
  terminal.err(`  data      ${where}`);
  for (const { way, missing } of lacks) {
    const line = `  paging    nobody can be woken by ${way}: set ${missing.join(', ')}`;
    terminal.err(emphasise(terminal, 'yellow', line));
  }
  if (agreements === 0) terminal.err(firstSteps);
}

const firstSteps = `No agreement is in force yet, so nothing is counted. What to do:
  1. Invite the bot to a client’s channel.
  2. groundrules people CHANNEL   prints who is in it, to paste into the client’s agreement.
  3. groundrules apply agency.yml client.yml
Examples of both files are in src/sandbox/sample.`;
