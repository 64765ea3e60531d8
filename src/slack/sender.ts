import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Identity, type Outcome, type SlackPlace, type SlackSender, SlackUnavailable } from '../engine/ports.ts';
import type { Rendered } from '../engine/rule.ts';
import type { SlackClients } from './clients.ts';
import { failureOf, refusalOf, unavailable } from './failure.ts';
import { fastenAll } from './fasten.ts';
import { homeLimits, withinLimits } from './limits.ts';
import { pages } from './pages.ts';

/** The event type of the metadata that our messages carry; their payload is our message key, which holds ids only. */
export const messageMetadata = 'groundrules_message';

/** Slack's clock and ours may differ by this much (milliseconds) when a message is looked for by time. */
const clocksDiffer = 300_000;

const ours = z.looseObject({
  ts: z.string(),
  bot_id: z.string().nullish(),
  metadata: z.looseObject({
    event_type: z.literal(messageMetadata),
    event_payload: z.looseObject({ key: z.string() }),
  }),
});

/**
 * Says things in Slack. Each call is one request, never tried again; Slack's answers become an {@link Outcome}. Only where
 * Slack refuses blocks that have a plainer form is that said in their place.
 */
export function makeSender(
  clients: Pick<SlackClients, 'post' | 'read'>,
  identity: Pick<Identity, 'botId' | 'botUserId'>,
): SlackSender {
  const { post, read } = clients;
  const conversationOf = directConversations(read);
  return {
    async post(place, rendered, key) {
      const channel = 'userId' in place ? place.userId : place.slackChannelId;
      if ('onlyTo' in place) return outcome(() => aside(post, place, rendered));
      const thread = threadOf(place) === null ? {} : { thread_ts: String(threadOf(place)) };
      const metadata = { event_type: messageMetadata, event_payload: { key } };
      return plainerWhereRefused(rendered, async (drawn) => {
        const said = await post.chat.postMessage({ channel, ...thread, ...withinLimits(drawn), ...quiet, metadata });
        if ('userId' in place && said.channel) conversationOf.learn(place.userId, said.channel);
        return { slackChannelId: said.channel ?? channel, ts: said.ts ?? '' };
      });
    },
    update: (at, rendered) =>
      plainerWhereRefused(rendered, async (drawn) => {
        await post.chat.update({ channel: at.slackChannelId, ts: at.ts, ...withinLimits(drawn), ...quiet });
        return at;
      }),
    publish: (userId, rendered) =>
      outcome(async () => {
        const { view } = await post.views.publish({ user_id: userId, view: { type: 'home', ...homeLimits(rendered) } });
        return { slackChannelId: view?.id ?? '', ts: '' };
      }),
    async remove(at) {
      const result = await outcome(async () => {
        await post.chat.delete({ channel: at.slackChannelId, ts: at.ts });
        return at;
      });
      const isGone = result.kind === 'refused' && result.because === 'message_not_found';
      return isGone ? { kind: 'sent', ...at } : result;
    },
    fasten: ({ slackChannelId, ts, isPinned = true }, bookmarks) =>
      fastenAll({ post, slackChannelId, botUserId: identity.botUserId }, { ts, isPinned }, bookmarks),
    async find(place, key, since) {
      const slackChannelId = 'userId' in place ? await conversationOf.open(place.userId) : place.slackChannelId;
      if (slackChannelId === null) return null;
      const threadTs = threadOf(place);
      const isOurs = (raw: unknown) => {
        const message = ours.safeParse(raw).data;
        return message?.bot_id === identity.botId && message.metadata.event_payload.key === key;
      };
      const found = await firstThat(isOurs, messagesSince(read, slackChannelId, threadTs, since - clocksDiffer));
      return found === null ? null : { slackChannelId, ts: ours.parse(found).ts };
    },
  };
}

function threadOf(place: SlackPlace): string | null {
  return 'threadTs' in place ? place.threadTs : null;
}

/** Shown to one person only: what Slack gives as its ts names nothing that could be changed. */
async function aside(post: WebClient, place: { slackChannelId: string; onlyTo: string }, rendered: Rendered) {
  const { slackChannelId, onlyTo } = place;
  const shown = await post.chat.postEphemeral({ channel: slackChannelId, user: onlyTo, ...withinLimits(rendered) });
  return { slackChannelId, ts: shown.message_ts ?? '' };
}

/** In a thread that is gone, as its only message was deleted, there is nothing of ours. */
async function firstThat(fits: (raw: unknown) => boolean, messages: AsyncIterable<unknown[]>): Promise<unknown> {
  try {
    for await (const page of messages) {
      const found = page.find(fits);
      if (found !== undefined) return found;
    }
  } catch (error) {
    if (!(error instanceof SlackUnavailable && error.refusal === 'thread_not_found')) throw error;
  }
  return null;
}

/** Links in a notice are for following, not for a preview. */
const quiet = { unfurl_links: false, unfurl_media: false } as const;

/** Slack's names for what it finds wrong with blocks; nothing was said then. */
const refusedBlocks: readonly string[] = ['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments'];

async function plainerWhereRefused(
  rendered: Rendered,
  say: (drawn: Rendered) => Promise<{ slackChannelId: string; ts: string }>,
): Promise<Outcome> {
  const first = await outcome(() => say(rendered));
  const { text, plainer } = rendered;
  const isRefused = first.kind === 'refused' && refusedBlocks.includes(first.because);
  return isRefused && plainer !== undefined ? outcome(() => say({ text, blocks: plainer })) : first;
}

async function outcome(say: () => Promise<{ slackChannelId: string; ts: string }>): Promise<Outcome> {
  try {
    return { kind: 'sent', ...(await say()) };
  } catch (error) {
    return failureOf(error);
  }
}

function messagesSince(read: WebClient, channel: string, threadTs: string | null, since: number) {
  const oldest = String(Math.max(0, since) / 1000);
  const asked = { channel, oldest, include_all_metadata: true };
  return threadTs === null
    ? pages(read, 'conversations.history', asked)
    : pages(read, 'conversations.replies', { ...asked, ts: threadTs });
}

/** A person's direct messages have a conversation id of their own, which looking for a message needs. */
function directConversations(read: WebClient) {
  const known = new Map<string, string>();
  return {
    learn: (userId: string, slackChannelId: string) => void known.set(userId, slackChannelId),
    /** Null: Slack does not let us write to this person, so nothing was ever said. */
    async open(userId: string): Promise<string | null> {
      const learned = known.get(userId);
      if (learned) return learned;
      try {
        const { channel } = await read.conversations.open({ users: userId });
        if (channel?.id) known.set(userId, channel.id);
        return channel?.id ?? null;
      } catch (error) {
        if (failureOf(error).kind === 'refused' && refusalOf(error) !== null) return null;
        throw unavailable(error);
      }
    },
  };
}
