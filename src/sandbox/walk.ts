/**
 * The walking clock: steps from due instant to due instant, in order, ringing each through the same queue and code as in
 * production, and waits at each until everything has come to rest. It only goes forwards.
 */
import type { Clock } from '../clock.ts';
import type { House } from '../main.ts';
import type { StandIn } from './slack/stand-in.ts';

export type WalkingClock = { clock: Clock; set(at: number): void };

/** A clock that stands where it is put (epoch milliseconds), and never goes back. */
export function createWalkingClock(start: number): WalkingClock {
  let now = start;
  return {
    clock: () => now,
    set: (at) => {
      now = Math.max(now, at);
    },
  };
}

export type Walk = {
  /** Walks to an instant, epoch milliseconds; one in the past changes nothing. Aborted, it ends where it has come to. */
  to(at: number, signal?: AbortSignal): Promise<void>;
  /** Waits until what is under way now has come to rest, without moving the clock. */
  rest(): Promise<void>;
  /** Goes on by a moment where something waits for no more than that: a second message at once keeps Slack's pace. */
  breathe(signal?: AbortSignal): Promise<void>;
};

/** What the walk asks of the bot; also one in another process. */
export type Walked = {
  app: Pick<House['app'], 'idle'>;
  queue: Pick<House['queue'], 'idle' | 'promote'>;
  store: Pick<House['store'], 'nextDueAt'> & { deadlines: Pick<House['store']['deadlines'], 'due'> };
  sweep(): Promise<void>;
};

/** So many steps at one instant mean that something is due again and again without ever being done. */
const MOST_STEPS = 200;
/** In milliseconds; a few messages to one reader, and no promise of a minute. */
const MOMENT = 3_500;

/** Waits until nothing is under way between Slack and the bot, null where there is none just now. */
export async function comeToRest(bot: Pick<Walked, 'app' | 'queue'> | null, slack: StandIn): Promise<void> {
  // Each may have given the others something to do.
  for (let round = 0; round < 3; round += 1) {
    await slack.settled();
    await bot?.app.idle();
    await bot?.queue.idle();
  }
}

/** `house` gives the bot of the moment: it may be stopped and started again while the clock walks. */
export function createWalk(time: WalkingClock, house: () => Walked | null, slack: StandIn): Walk {
  const rest = () => comeToRest(house(), slack);

  async function nextDue(): Promise<number | null> {
    const due = [slack.nextDue(), (await house()?.store.nextDueAt()) ?? null].filter((at) => at !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  async function ring(): Promise<void> {
    const bot = house();
    const now = time.clock();
    await slack.runDue(now);
    if (bot !== null) {
      for (const { id, revision } of await bot.store.deadlines.due(now, 1_000)) await bot.queue.promote(id, revision);
      await rest();
      await bot.sweep();
    }
    await rest();
  }

  return {
    rest,
    breathe: async (signal) => {
      await rest();
      const until = time.clock() + MOMENT;
      for (;;) {
        const due = await nextDue();
        if (due === null || due <= time.clock() || due > until || signal?.aborted) return;
        time.set(due);
        await ring();
      }
    },
    to: async (at, signal) => {
      await rest();
      let steps = 0;
      for (;;) {
        const due = await nextDue();
        if (due === null || due > at) break;
        if (signal?.aborted) return;
        steps = due > time.clock() ? 0 : steps + 1;
        if (steps > MOST_STEPS) throw new Error(`The walk stands still at ${new Date(time.clock()).toISOString()}.`);
        time.set(due);
        await ring();
      }
      if (signal?.aborted) return;
      time.set(at);
      await rest();
    },
  };
}
