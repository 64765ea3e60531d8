/** What the bot thinks of a message although it says nothing: the first and the latest line of its *why?*. */
import type { Reader } from '../engine/rule.ts';
import type { House } from '../main.ts';
import { isClient } from './plain.ts';
import type { Message, World } from './slack/model.ts';

/**
 * Gives a line or two for a reader of the transcript; none for messages that the bot does not count. With `since` (epoch
 * milliseconds), none either where nothing was concluded from then on.
 */
export async function remarksOn(
  house: House,
  slackChannelId: string,
  ts: string,
  zone: string,
  since: number | null = null,
): Promise<string[]> {
  const { store } = house;
  const channelId = await store.people.channelId(slackChannelId);
  const message = await store.ask('message', { channelId, ts });
  const channel = await store.ask('channel', { channelId });
  if (message === null || channel?.role !== 'shared') return [];
  const rulings = await store.ask('rulings', { channelId, ts });
  if (since !== null && !rulings.some(({ at }) => at >= since)) return [];
  const now = house.shell.clock();
  const reader: Reader = { userId: null, language: 'en', timeZone: zone, side: 'staff', now };
  const why = await house.draw('why', { what: 'message', channelId, ts }, reader);
  const [first = '', ...rest] = (why ?? '').split('\n');
  const latest = rest.filter((line) => line.startsWith('• ')).at(-1);
  if (rulings.length === 0) return message.needsReply ? [] : [first];
  return [latest?.replace(/^• [^:]*\d\d:\d\d: /, '') ?? first];
}

/**
 * The `ts` of the client's message that a remark on this one is about: itself, else the question that its thread stands
 * under, else the client's latest words before it in the same place. Null where there are none.
 */
export function subjectOfRemark(world: Readonly<World>, channel: string, message: Message): string | null {
  if (isClient(world, message.user)) return message.ts;
  const messages = world.messages[channel] ?? [];
  const lane = laneOf(message);
  const root = messages.find(({ ts }) => ts === lane);
  if (root !== undefined && root.ts !== message.ts && isClient(world, root.user)) return root.ts;
  const before = messages.filter((one) => laneOf(one) === lane && one.ts < message.ts && isClient(world, one.user));
  return before.at(-1)?.ts ?? null;
}

/** The thread that a message answers in; empty for those that stand in the channel itself. */
function laneOf({ ts, thread_ts }: Message): string {
  return thread_ts === undefined || thread_ts === ts ? '' : thread_ts;
}
