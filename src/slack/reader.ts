import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { IncomingMessage } from '../engine/incoming.ts';
import {
  type Identity,
  type SlackChannel,
  type SlackPerson,
  type SlackReader,
  SlackUnavailable,
  type Thread,
} from '../engine/ports.ts';
import { refusalOf, unavailable } from './failure.ts';
import { fromHistory, slackTs } from './inbound/message.ts';
import { memberPages, pages } from './pages.ts';

const identityAnswer = z.looseObject({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string(),
  bot_id: z.string(),
  url: z.string(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).nullish(),
});

const personAnswer = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    enterprise_user: z.looseObject({ enterprise_id: z.string().optional() }).nullish(),
    profile: z
      .looseObject({
        display_name: z.string().optional(),
        real_name: z.string().optional(),
        team: z.string().optional(),
      })
      .nullish(),
  }),
});

const channelAnswer = z.looseObject({
  channel: z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
  }),
});

const silenceAnswer = z.looseObject({
  dnd_enabled: z.boolean().optional(),
  next_dnd_start_ts: z.number().optional(),
  next_dnd_end_ts: z.number().optional(),
});

const groupAnswer = z.looseObject({ users: z.array(z.string()) });

const threadRoot = z.looseObject({ ts: slackTs, latest_reply: slackTs });

function threadsIn(part: unknown[]): Thread[] {
  return part.flatMap((raw) => {
    const { data } = threadRoot.safeParse(raw);
    return data === undefined ? [] : [{ rootTs: data.ts, latestReplyTs: data.latest_reply }];
  });
}

/** Reads from Slack, each call within the client's time-out; see {@link SlackReader} for what each gives and throws. */
export function makeReader(read: WebClient): SlackReader {
  return {
    identity: () => readIdentity(read),
    person: (userId) =>
      unlessUnknown(['user_not_found', 'users_not_found', 'user_not_visible'], async () => {
        return personOf(await read.users.info({ user: userId, include_locale: true }));
      }),
    channel: async (slackChannelId) =>
      directChannel(slackChannelId) ??
      unlessUnknown(['channel_not_found'], async () => {
        return channelOf(await read.conversations.info({ channel: slackChannelId }));
      }),
    members: (slackChannelId) => memberPages(read, slackChannelId),
    groupMembers: (groupId) =>
      unlessUnknown(['no_such_subteam', 'subteam_not_found'], async () => {
        return groupAnswer.parse(await read.usergroups.users.list({ usergroup: groupId })).users;
      }),
    doNotDisturb: (userId) =>
      unlessUnknown(['user_not_found', 'user_not_visible'], async () => {
        const answer = silenceAnswer.parse(await read.dnd.info({ user: userId }));
        const { dnd_enabled, next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = answer;
        // Of whoever has no such hours Slack tells the first second of its time.
        return dnd_enabled !== true || end <= start ? null : { since: start * 1000, until: end * 1000 };
      }),
    async *history(slackChannelId, { afterTs, beforeTs }) {
      const oldest = afterTs === null ? {} : { oldest: afterTs };
      const latest = beforeTs === null ? {} : { latest: beforeTs };
      for await (const part of pages(read, 'conversations.history', {
        channel: slackChannelId,
        ...oldest,
        ...latest,
      })) {
        yield { messages: part.flatMap((raw) => readable(raw, slackChannelId)), threads: threadsIn(part) };
      }
    },
    async threads(slackChannelId, { afterTs, beforeTs }, most) {
      const asked = { channel: slackChannelId, oldest: afterTs, latest: beforeTs };
      const threads: Thread[] = [];
      let seen = 0;
      for await (const part of pages(read, 'conversations.history', asked)) {
        threads.push(...threadsIn(part));
        seen += part.length;
        if (seen >= most) break;
      }
      return threads;
    },
    async replies(slackChannelId, rootTs, afterTs) {
      const asked = { channel: slackChannelId, ts: rootTs, ...(afterTs === null ? {} : { oldest: afterTs }) };
      const messages = await unlessUnknown(['thread_not_found'], () =>
        all(pages(read, 'conversations.replies', asked), slackChannelId),
      );
      return inOrder((messages ?? []).filter(({ ts }) => ts !== rootTs));
    },
  };
}

/** Asks Slack who we are and what we may. Throws SlackUnavailable, also where the token is refused. */
export async function readIdentity(read: WebClient): Promise<Identity> {
  try {
    const answer = identityAnswer.parse(await read.auth.test());
    return {
      workspaceId: answer.team_id,
      enterpriseId: answer.enterprise_id ?? null,
      botUserId: answer.user_id,
      botId: answer.bot_id,
      url: answer.url.endsWith('/') ? answer.url : `${answer.url}/`,
      scopes: answer.response_metadata?.scopes ?? [],
    };
  } catch (error) {
    throw unavailable(error);
  }
}

async function unlessUnknown<Answer>(codes: string[], ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    const refusal = refusalOf(error instanceof SlackUnavailable ? error.cause : error);
    if (refusal !== null && codes.includes(refusal)) return null;
    throw error instanceof SlackUnavailable ? error : unavailable(error);
  }
}

function personOf(answer: unknown): SlackPerson {
  const { user } = personAnswer.parse(answer);
  const { profile } = user;
  return {
    userId: user.id,
    teamId: user.team_id ?? profile?.team ?? null,
    enterpriseId: user.enterprise_user?.enterprise_id ?? null,
    name: profile?.display_name || profile?.real_name || user.real_name || user.name || user.id,
    timeZone: user.tz || null,
    language: user.locale || null,
    isBot: user.is_bot === true || user.id === 'USLACKBOT',
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isDeleted: user.deleted === true,
    isWorkspaceAdmin: user.is_admin === true || user.is_owner === true,
  };
}

/** Direct messages with the bot need no asking, nor the scope for it: their id says all there is. */
function directChannel(slackChannelId: string): SlackChannel | null {
  if (!slackChannelId.startsWith('D')) return null;
  return {
    slackChannelId,
    name: '',
    isDirect: true,
    isPrivate: true,
    isArchived: false,
    isMember: true,
    isExternallyShared: false,
  };
}

function channelOf(answer: unknown): SlackChannel {
  const { channel } = channelAnswer.parse(answer);
  return {
    slackChannelId: channel.id,
    name: channel.name ?? '',
    isDirect: channel.is_im === true || channel.is_mpim === true,
    isPrivate: channel.is_private === true,
    isArchived: channel.is_archived === true,
    isMember: channel.is_member === true,
    isExternallyShared: channel.is_ext_shared === true,
  };
}

async function all(parts: AsyncGenerator<unknown[]>, slackChannelId: string): Promise<IncomingMessage[]> {
  const messages: IncomingMessage[] = [];
  for await (const part of parts) {
    for (const raw of part) messages.push(...readable(raw, slackChannelId));
  }
  return messages;
}

/** A message that cannot be read is no reason to hear none: but its absence would look like a deletion, so it is said. */
function readable(raw: unknown, slackChannelId: string): IncomingMessage[] {
  try {
    return fromHistory(raw, slackChannelId);
  } catch (error) {
    throw new SlackUnavailable('Slack could not be asked: unreadable history', null, { cause: error });
  }
}

/** Slack gives the newest first; ts of equal width sort as they happened. */
function inOrder(messages: IncomingMessage[]): IncomingMessage[] {
  return messages.sort((one, other) => (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0));
}
