/**
 * The dead-man check: silence in a channel may mean that nobody writes, or that we no longer hear. So Slack is asked of
 * every client's channel once an hour how it stands, and soon after anything hints that it is not as we know it. What
 * differs comes through the same door as if Slack had said so by itself.
 */
import { type ChannelToCheck, deafWhenRefused, isAsKnown } from '../engine/hearing.ts';
import { tsOfInstant } from '../engine/incoming.ts';
import { type SlackChannel, SlackUnavailable } from '../engine/ports.ts';
import { claim } from './claim.ts';
import { restOf } from './outcome.ts';
import type { Shell } from './shell.ts';
import type { Walker } from './walk.ts';

const HOUR = 3_600_000;
/** In one sweep, so that a hundred channels are spread over the hour and not asked at once. */
const AT_ONCE = 10;
/** A sweep gives Slack so long for it (milliseconds of the machine). */
const PATIENCE = 5_000;

export type Check = {
  /** Asks Slack of the channels whose turn it is. What Slack cannot answer now is asked by the next sweep. */
  due(): Promise<void>;
};

/** Makes the check; `walker` walks what it finds, without setting delivery going. */
export function createCheck(shell: Shell, walker: Walker): Check {
  const { people } = shell.store;
  /** Slack asked to be left alone until then, by our Clock. */
  let restUntil = Number.NEGATIVE_INFINITY;

  /** Gives whether to go on with the next. */
  async function one(row: ChannelToCheck): Promise<boolean> {
    let found: SlackChannel | null;
    try {
      found = await shell.slack.reader.channel(row.slackChannelId);
    } catch (error) {
      if (!(error instanceof SlackUnavailable)) throw error;
      return refused(row, error);
    }
    if (row.isUnsure || !isAsKnown(row, found)) await changed(row);
    else await people.checked(row.channelId, shell.clock());
    return true;
  }

  async function refused(row: ChannelToCheck, error: SlackUnavailable): Promise<boolean> {
    const deaf = deafWhenRefused(error.refusal);
    if (deaf === 'token') return tokenLost(error.refusal ?? '');
    if (deaf === null) {
      shell.logger.warn({ err: error, channelId: row.channelId }, 'A channel could not be checked; checked again soon');
      if (error.retryAfter !== null) restUntil = shell.clock() + restOf({ retryAfter: error.retryAfter });
      return false;
    }
    if (row.isUnsure || row.deaf !== deaf) await changed(row);
    else await people.checked(row.channelId, shell.clock());
    return true;
  }

  /** Claimed first: what dies after this is walked from the inbox, and asks Slack again there. */
  async function changed({ channelId, slackChannelId }: ChannelToCheck): Promise<void> {
    const now = shell.clock();
    const [row] = await claim(
      shell,
      [
        {
          kind: 'channel-change',
          slackChannelId,
          change: 'checked',
          formerSlackChannelId: null,
          by: null,
          slackEventId: `checked:${channelId}:${now}`,
          eventTs: tsOfInstant(now),
        },
      ],
      'history',
    );
    if (row !== undefined) await walker.claimed(row);
  }

  /** Nobody can be told in Slack: whoever runs the bot is, once, by the log and their webhook. */
  async function tokenLost(refusal: string): Promise<boolean> {
    const deaf = await shell.store.ask('deafChannels', { clientIds: 'all' });
    if (!deaf.some(({ because }) => because === 'token')) {
      const text = `Slack no longer takes the bot’s token (${refusal}): nothing is heard or said. Install the app again, set SLACK_BOT_TOKEN and start Groundrules; it goes on from the channels’ history.`;
      await shell.operator('Slack no longer takes the bot’s token: nothing is heard or said', { refusal }, text);
    }
    await people.deafen('all', 'token', shell.clock());
    return false;
  }

  return {
    due: async () => {
      const now = shell.clock();
      const enough = shell.machineClock() + PATIENCE;
      // A rest that lasts longer than any was noted by a clock that has been set back since.
      if (now < restUntil && restUntil - now <= HOUR) return;
      for (const row of await people.channelsToCheck(now - HOUR, AT_ONCE)) {
        if (shell.machineClock() > enough || !(await one(row))) return;
      }
    },
  };
}
