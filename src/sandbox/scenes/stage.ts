/**
 * What a scene is played on: people who write and press, and a clock that walks to the next Monday, 09:00. A scene says
 * when in weekdays and local times, so that it can begin at any moment; a test and `npm start` play the same file.
 */
import { DateTime } from 'luxon';
import type { Sandbox } from '../sandbox.ts';
import type { PostOptions } from '../slack/author.ts';

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

export type Scene = {
  name: string;
  /** One line, as a person would tell it. */
  title: string;
  play(stage: Stage): Promise<void>;
};

export type Stage = {
  sandbox: Sandbox;
  /** Walks to the next such weekday and time (`16:50`) in the agency's zone. */
  until(weekday: Weekday, time: string): Promise<void>;
  /** Each of these waits until everything that follows from it has come to rest. */
  says(who: string, channel: string, text: string, options?: PostOptions): Promise<string>;
  edits(who: string, channel: string, ts: string, text: string): Promise<void>;
  deletes(who: string, channel: string, ts: string): Promise<void>;
  reacts(who: string, channel: string, ts: string, name: string): Promise<void>;
  commands(who: string, channel: string, text: string): Promise<void>;
  /** Presses a button of the newest notice that has it, in the person's own messages with the bot. */
  presses(who: string, action: string): Promise<void>;
};

/** Hears of every message that somebody wrote, changed or marked, after all that follows from it has come to rest. */
export type Aside = (channel: string, ts: string) => Promise<void>;

/** `zone` is the agency's; `bot` the bot's user id. */
export function createStage(
  sandbox: Sandbox,
  { zone, bot, aside }: { zone: string; bot: string; aside?: Aside },
): Stage {
  const { slack, walk, time } = sandbox;
  const settled = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await walk.rest();
  };
  const about = async (channel: string, ts: string, work: Promise<unknown>): Promise<void> => {
    await settled(work);
    await aside?.(channel, ts);
  };
  return {
    sandbox,
    until: (weekday, clock) => walk.to(next(time.clock(), weekday, clock, zone)),
    says: async (who, channel, text, options) => {
      const { ts } = await slack.as(who).post(channel, text, options);
      await about(channel, options?.thread ?? ts, Promise.resolve());
      return ts;
    },
    edits: (who, channel, ts, text) => about(channel, ts, slack.as(who).edit(channel, ts, text)),
    deletes: (who, channel, ts) => about(channel, ts, slack.as(who).delete(channel, ts)),
    reacts: (who, channel, ts, name) => about(channel, ts, slack.as(who).react(channel, ts, name)),
    commands: (who, channel, text) => settled(slack.as(who).command(channel, text)),
    presses: async (who, action) => {
      const { channel, pressables } = slack.as(who).sees(bot);
      const button = pressables.filter((one) => one.actionId === action).at(-1);
      if (button === undefined) throw new Error(`${who} has no button ${action}.`);
      await settled(slack.as(who).press(channel, button.ts, action));
    },
  };
}

const weekdays: Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The next such local time strictly after an instant (epoch ms), or that very instant when it is one. */
export function next(after: number, weekday: Weekday, clock: string, zone: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const now = DateTime.fromMillis(after, { zone });
  for (let days = 0; days <= 7; days += 1) {
    const at = now.plus({ days }).set({ hour, minute, second: 0, millisecond: 0 });
    if (at.weekday === weekdays.indexOf(weekday) + 1 && at.toMillis() >= after) return at.toMillis();
  }
  throw new Error(`There is no ${weekday} ${clock}.`);
}
