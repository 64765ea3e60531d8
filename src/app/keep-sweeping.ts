/** What a process does by itself as time goes on: sweeps, delivers what had to wait, and lets old rows go. */
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { examplesKept, wordsKept, wordsKeptAtMost } from './retention.ts';
import type { Shell } from './shell.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Often enough for a home to be drawn as soon as it may be. */
const HOMES_EVERY = 5 * SECOND;

/** Ends it; resolves when a sweep that is under way has come to its end. */
export type StopSweeping = () => Promise<void>;

/** Begins. `pruneQueue` lets go of what the queue keeps of old jobs. */
export function keepSweeping(app: App, shell: Shell, pruneQueue: () => Promise<void>): StopSweeping {
  let sweeping: Promise<void> | null = null;
  const sweep = () => {
    sweeping ??= sweepOnce(app, shell.logger).finally(() => {
      sweeping = null;
    });
  };
  const prune = async () => {
    try {
      await pruneOnce(shell);
      await pruneQueue();
    } catch (error) {
      shell.logger.error({ err: error }, 'Old rows could not be pruned; tried again in an hour');
    }
  };
  // Between sweeps only delivery has something to wait for: a second's pace, a retry, Slack's Retry-After.
  const timers = [
    setInterval(sweep, MINUTE),
    setInterval(prune, HOUR),
    setInterval(() => app.deliver(), SECOND),
    setInterval(() => app.hurry(), SECOND),
    setInterval(() => void refreshHomes(app, shell.logger), HOMES_EVERY),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await sweeping;
  };
}

/** Lets go of what has been kept for long enough; messages of ours that quoted words which went are drawn again. */
export async function pruneOnce({ store, clock }: Shell): Promise<void> {
  const agency = await store.ask('agency', {});
  const ofClients = (await store.agreements.all()).map((one) => ({
    clientId: one.id,
    kept: wordsKept(one, agency),
    examples: examplesKept(one),
  }));
  const words = { ofClients, elsewhere: wordsKept(null, agency), atMost: wordsKeptAtMost };
  const records = agency?.retention.records.days;
  await store.prune(clock(), { words, ...(records === undefined ? {} : { records: records * DAY }) });
}

/** One sweep; what fails is found again by the next. Never throws. */
export async function sweepOnce(app: App, logger: Logger): Promise<void> {
  try {
    await app.sweep.due();
  } catch (error) {
    logger.error({ err: error }, 'A sweep failed; the next one is in a minute');
  }
}

async function refreshHomes(app: App, logger: Logger): Promise<void> {
  try {
    await app.homes.refresh();
  } catch (error) {
    logger.warn({ err: error }, 'Home tabs could not be refreshed; tried again in seconds');
  }
}

/** Brings the gauges up to date, for whoever asks for the metrics. */
export async function refreshBacklog({ store, metrics, clock }: Shell): Promise<void> {
  const backlog = await store.backlog(clock());
  metrics.inboxBacklog.set(backlog.inbox);
  metrics.outboxBacklog.set(backlog.outbox);
  metrics.dead.set(backlog.dead);
  metrics.deafChannels.set((await store.ask('deafChannels', { clientIds: 'all' })).length);
}
