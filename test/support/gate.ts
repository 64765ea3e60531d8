/** What clients get to see of the bot, over the whole world: nothing in channels, and in private only words for clients. */
import { describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import type { World } from '../../src/sandbox/slack/model.ts';
import type { TestSandbox } from './sandbox.ts';

type Looked = { slack: Pick<TestSandbox['slack'], 'look' | 'calls'> };

/** What an agreement may permit, by the rule's name in our key. */
const permitted = [
  /^out-of-hours:reply:/,
  /^later:post:/,
  /^card:(stands|news):/,
  /^orders:(offer|reminder):/,
  /^emergencies:(client|update|offer):/,
  /^reviews:(closing|post):/,
  /^meetings:shared:/,
  /^reports:post:/,
  /^celebrations:post:/,
  /^wins:(post|card):/,
  /^recaps:(post|reminder):/,
  /^milestones:news:/,
];

/**
 * Posts of the bot that no agreement permits, now or ever, in any channel in which a client reads: `C0NOVA: words`. The
 * samples permit something in Defne Kahve's channel only.
 */
export function postsWhereClientsRead({ slack }: Looked, permitting: readonly string[] = ['C0DEFNE']): string[] {
  return slack.look((world) => {
    const open = Object.values(world.channels).filter(
      ({ kind, members }) => kind !== 'im' && members.some((id) => isClient(world, id)),
    );
    const standing = open.flatMap(({ id }) =>
      fromBot(world, id)
        .filter(({ metadata }) => !isPermitted(metadata?.event_payload.key, permitting.includes(id)))
        .map(({ text }) => `${id}: ${text}`),
    );
    const isOpen = (channel: unknown) => open.some(({ id }) => id === channel);
    const posted = slack
      .calls()
      .filter(({ method, given, ok }) => ok && method === 'chat.postMessage' && isOpen(given.channel))
      .filter(({ given }) => !isPermitted(keyIn(given.metadata), permitting.includes(String(given.channel))))
      .map(({ given }) => `${given.channel}: ${given.text}`);
    return [...new Set([...standing, ...posted])];
  });
}

function isPermitted(key: unknown, isThere: boolean): boolean {
  return isThere && permitted.some((name) => name.test(String(key)));
}

function keyIn(metadata: unknown): unknown {
  const read = typeof metadata === 'string' ? JSON.parse(metadata) : metadata;
  return (read as { event_payload?: { key?: unknown } } | undefined)?.event_payload?.key;
}

/** What the bot said in a channel where clients read and still stands there: the thread's root, and the words. */
export function repliesIn({ slack }: Pick<Looked, 'slack'>, channel: string): { thread: string; text: string }[] {
  return slack.look((world) =>
    fromBot(world, channel).map(({ thread_ts = '', text }) => ({ thread: thread_ts, text })),
  );
}

/** Everything that the bot showed clients privately: direct messages, and what only they see in a channel. */
export function shownToClients({ slack }: Looked): string[] {
  return slack.look((world) => {
    const direct = Object.values(world.channels)
      .filter(({ kind, members }) => kind === 'im' && members.some((id) => isClient(world, id)))
      .flatMap(({ id }) => fromBot(world, id));
    const shown = world.ephemerals.filter(({ user }) => isClient(world, user)).map(({ message }) => message);
    return [...direct, ...shown.filter(({ user }) => user === botUserId)].map(({ text }) => text);
  });
}

/**
 * The first words of all that may be said to a client: whose bot this is, that nothing is agreed in a channel yet, and thanks
 * for reading the card.
 */
const wordsForClients =
  /^(Sorry, that did not work just now|This is a bot |Bu, .+ bir bot\.|Thanks for the invitation\. Nothing has been agreed|Davet için teşekkürler\. |Thank you[ .]|\*What I know of you, to celebrate|\*Kutlamak için hakkınızda|Kept\.|Kaydedildi\.|Forgotten\.|Unutuldu\.|Only people of this client and|Burada yalnızca bu müşterinin|The agreement was changed a moment ago|Anlaşma az önce değişti|Okuduğunuz için teşekkürler|Teşekkürler\. |\*What .+ decided\*|\*?Earlier reports|\*?Önceki raporlar|\*.+ neye karar verdi\*)/;

/** Holds the gate at the end of a file of stories; call it last, at the top level. */
export function gateHolds(sandbox: () => TestSandbox, permitting?: readonly string[]): void {
  describe('the gate', () => {
    test('nothing is ever posted where clients read', () => {
      expect(postsWhereClientsRead(sandbox(), permitting)).toEqual([]);
    });

    test('clients are told in private whose bot it is, and nothing of the staff’s', () => {
      for (const text of shownToClients(sandbox())) expect(text).toMatch(wordsForClients);
    });
  });
}

function isClient(world: Readonly<World>, id: string): boolean {
  const user = world.users[id];
  return user !== undefined && !user.is_bot && (user.team_id !== world.home || user.is_restricted);
}

function fromBot(world: Readonly<World>, channel: string) {
  return (world.messages[channel] ?? []).filter(({ user, subtype }) => user === botUserId && subtype === undefined);
}
