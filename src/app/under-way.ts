/** Work that was begun and not waited for: how many at once, and a way to wait until all of it has come to rest. */
import PQueue from 'p-queue';

export type UnderWay = {
  /** Begins work when there is room; failures go to `failed`, never to the caller. */
  begin(work: () => Promise<void>): void;
  /** Resolves when nothing is under way or waiting for room. */
  idle(): Promise<void>;
  size(): number;
};

/** At most `concurrency` pieces of work at once; each holds a database connection while it runs. */
export function createUnderWay(concurrency: number, failed: (error: unknown) => void): UnderWay {
  const queue = new PQueue({ concurrency });
  return {
    begin: (work) => {
      queue.add(work).catch(failed);
    },
    idle: () => queue.onIdle(),
    size: () => queue.size + queue.pending,
  };
}
