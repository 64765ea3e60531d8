import { setTimeout as wait } from 'node:timers/promises';

/** Waits for work, but no longer than so many milliseconds. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  await Promise.race([work, wait(ms, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
}
