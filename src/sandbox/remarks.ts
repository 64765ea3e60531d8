/** What the bot thinks of a message although it says nothing: the first and the latest line of its *why?*. */
import type { Reader } from '../engine/rule.ts';
import type { House } from '../main.ts';

/** Gives a line or two for a reader of the transcript; none for messages that the bot does not count. */
export async function remarksOn(house: House, slackChannelId: string, ts: string, zone: string): Promise<string[]> {
  const { store } = house;
  const channelId = await store.people.channelId(slackChannelId);
  const message = await store.ask('message', { channelId, ts });
  const channel = await store.ask('channel', { channelId });
  if (message === null || channel?.role !== 'shared') return [];
  const rulings = await store.ask('rulings', { channelId, ts });
  const now = house.shell.clock();
  const reader: Reader = { userId: null, language: 'en', timeZone: zone, side: 'staff', now };
  const why = await house.draw('why', { what: 'message', channelId, ts }, reader);
  const [first = '', ...rest] = (why ?? '').split('\n');
  const latest = rest.filter((line) => line.startsWith('• ')).at(-1);
  if (rulings.length === 0) return message.needsReply ? [] : [first];
  return [latest?.replace(/^• [^:]*\d\d:\d\d: /, '') ?? first];
}
