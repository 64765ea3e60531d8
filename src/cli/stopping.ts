import type { Logger } from 'pino';
import type { Terminal } from './terminal.ts';

/** What is running has ten seconds to finish; a little more, and a database that does not stop is left to itself. */
const PATIENCE = 14_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Exit codes of a process that was told to end at once. */
const AT_ONCE = { SIGINT: 130, SIGTERM: 143 } as const;

type Ending = { exitCode: number };

/**
 * Starts something and keeps it until a signal asks to stop: then it is stopped within ten seconds, exit code 0. A second
 * signal ends the process at once. An error nobody caught is logged, and everything is stopped with exit code 1.
 */
export async function untilStopped(
  { logger, terminal }: { logger: Logger; terminal: Terminal },
  begin: () => Promise<{ stop(): Promise<void> }>,
): Promise<number> {
  const ending = listenForEnding(logger, terminal);
  try {
    const beginning = begin();
    const { exitCode } = await Promise.race([ending.came, beginning.then(() => ending.came)]);
    // Asked to stop while it still begins: what has begun is stopped as soon as it can be.
    const isStopped = await atRest(beginning, logger);
    return isStopped ? exitCode : 1;
  } finally {
    ending.forget();
  }
}

function listenForEnding(logger: Logger, terminal: Terminal) {
  let isEnding = false;
  let end: (ending: Ending) => void = () => undefined;
  const came = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  const onSignal = (signal: (typeof SIGNALS)[number]) => {
    if (isEnding) process.exit(AT_ONCE[signal]);
    isEnding = true;
    logger.info({ signal }, 'Asked to stop');
    terminal.err('Finishing what is running; once more ends it at once.');
    end({ exitCode: 0 });
  };
  const onFailure = (error: unknown) => {
    logger.fatal({ err: error }, 'An error was caught by nobody; stopping');
    isEnding = true;
    end({ exitCode: 1 });
  };
  const failures = ['unhandledRejection', 'uncaughtException'] as const;
  for (const signal of SIGNALS) process.on(signal, onSignal);
  for (const failure of failures) process.on(failure, onFailure);
  return {
    came,
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      for (const failure of failures) process.off(failure, onFailure);
    },
  };
}

async function atRest(beginning: Promise<{ stop(): Promise<void> }>, logger: Logger): Promise<boolean> {
  let patience: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<boolean>((resolve) => {
    patience = setTimeout(() => resolve(false), PATIENCE);
  });
  try {
    const isStopped = await Promise.race([beginning.then((running) => running.stop()).then(() => true), outOfPatience]);
    if (!isStopped) logger.error('Did not come to rest in time; ending all the same');
    else logger.info('Stopped');
    return isStopped;
  } catch (error) {
    logger.error({ err: error }, 'Stopping failed');
    return false;
  } finally {
    clearTimeout(patience);
  }
}
