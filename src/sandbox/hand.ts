/**
 * The hand on the sandbox's clock: walks it somewhere, or lets it run at a pace. One walk at a time; whoever needs the clock
 * for longer, as a scene does, takes a turn.
 */
import type { Logger } from 'pino';
import { machineClock } from '../clock.ts';
import type { Rate } from './contract.ts';
import type { Walk, WalkingClock } from './walk.ts';

export type Hand = {
  rate(): Rate;
  /** Seconds of the sandbox in each real one; 0 stops the clock, also one that is walking. */
  setRate(rate: Rate): void;
  isWalking(): boolean;
  /** Walks to an instant, epoch milliseconds, when it is its turn. */
  walkTo(at: number): Promise<void>;
  /** While the clock stands: what only waits for Slack's pace need not wait for somebody to start it. */
  breathe(): void;
  /** Gives the clock to this work alone; the pace pauses meanwhile. Aborted by {@link Hand.setRate} with 0. */
  turn(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Stops the clock for good, after what is under way. */
  stop(): Promise<void>;
};

/** Real milliseconds between two steps of a running clock. */
const BEAT = 250;
/** A step never makes up for more real time than this: a machine that slept does not wake to a week of work. */
const LONGEST_STEP = 2_000;

/** `changed` is called when the rate is another, and when a walk begins and ends. */
export function createHand(time: WalkingClock, walk: Walk, about: { logger: Logger; changed(): void }): Hand {
  let rate: Rate = 0;
  let last = machineClock();
  let queue: Promise<unknown> = Promise.resolve();
  let turns = 0;
  let isStepping = false;
  let abort = new AbortController();

  function turn(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = abort;
    turns += 1;
    about.changed();
    const done = queue
      .then(() => work(signal))
      .finally(() => {
        turns -= 1;
        last = machineClock();
        about.changed();
      });
    queue = done.catch(() => undefined);
    return done;
  }

  async function step(): Promise<void> {
    const now = machineClock();
    const passed = Math.min(now - last, LONGEST_STEP) * rate;
    last = now;
    await walk.to(time.clock() + passed, abort.signal);
    about.changed();
  }

  const beat = setInterval(() => {
    if (rate === 0 || turns > 0 || isStepping) return;
    isStepping = true;
    queue = step()
      .catch((error: unknown) => {
        rate = 0;
        about.logger.error({ err: error }, 'The walk stumbled');
      })
      .finally(() => {
        isStepping = false;
      });
  }, BEAT);

  function breathe(): void {
    if (rate !== 0 || turns > 0 || isStepping) return;
    isStepping = true;
    queue = queue
      .then(() => walk.breathe(abort.signal))
      .catch((error: unknown) => about.logger.error({ err: error }, 'The walk stumbled'))
      .finally(() => {
        isStepping = false;
        last = machineClock();
        about.changed();
      });
  }

  function halt(): void {
    abort.abort();
    abort = new AbortController();
  }

  return {
    rate: () => rate,
    setRate: (chosen) => {
      rate = chosen;
      last = machineClock();
      if (chosen === 0) halt();
      about.changed();
    },
    isWalking: () => turns > 0,
    breathe,
    walkTo: (at) => turn((signal) => walk.to(at, signal)),
    turn,
    stop: async () => {
      clearInterval(beat);
      rate = 0;
      halt();
      await queue;
    },
  };
}
