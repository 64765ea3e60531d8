/** What a job carries: which row to look at, never what is in it. */
export type Ring = { id: string; revision: number };

export type RingKind = 'alarm' | 'inbox' | 'outbox';

/** Nothing is kept of a job that rang: the truth is in the tables, and its id must be free to be set again. */
export const jobDefaults = { removeOnComplete: true, removeOnFail: true, attempts: 1, stackTraceLimit: 0 };

type RingJob = { promote(): Promise<void>; getState(): Promise<string> };

/**
 * The little of BullMQ that we use. Its two backends have types that do not unify, so both hide behind this.
 */
export type BullQueue = {
  add(kind: RingKind, ring: Ring, options: { jobId: string; delay: number }): Promise<unknown>;
  getJob(jobId: string): Promise<RingJob | undefined>;
  getJobCounts(...states: ('waiting' | 'active' | 'delayed' | 'failed')[]): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export type BullWorker = {
  isRunning(): boolean;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
  on(event: 'completed' | 'failed', listener: (job: { id?: string } | undefined) => void): unknown;
  off(event: 'completed' | 'failed', listener: (job: { id?: string } | undefined) => void): unknown;
};

export type RingHandler = (job: { id?: string; name: string; data: Ring }) => Promise<void>;

export type Backend = {
  queue: BullQueue;
  /** Whether asking it makes sense at this moment. */
  isReachable(): boolean;
  work(handle: RingHandler, concurrency: number): BullWorker;
  /** Throws when it does not answer. */
  ping(): Promise<void>;
  /** Removes BullMQ's own old event records. */
  prune(): Promise<void>;
  close(): Promise<void>;
};
