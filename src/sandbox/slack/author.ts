import { directChannel, resolveChannel } from './acquaintance.ts';
import { deleteMessage, editWords, unfurl } from './edits.ts';
import { makeFile } from './files.ts';
import { postMessage } from './messages.ts';
import type { Channel, Message } from './model.ts';
import { findMessage, type Slack, userOf } from './slack.ts';
import { storedText } from './text.ts';

export type PostOptions = {
  /** The ts of the message whose thread this answers in. */
  thread?: string;
  /** "Also send to channel". */
  broadcast?: boolean;
  /** Names of files that go with it. */
  files?: string[];
  /** A `/me` message, or the old form of bots' posts. */
  subtype?: 'me_message' | 'bot_message';
};

/** What somebody does with their own messages. */
export type Author = {
  id: string;
  /** Writes; resolves when the message is in the world, not when the app has heard of it. */
  post(channel: string, text: string, options?: PostOptions): Promise<{ ts: string }>;
  /** Writes to one other person or bot; gives the direct conversation too. */
  dm(user: string, text: string, options?: PostOptions): Promise<{ ts: string; channel: string }>;
  edit(channel: string, ts: string, text: string): Promise<void>;
  delete(channel: string, ts: string): Promise<void>;
};

/** The channel, if this person is in it and may write there. */
export function writableBy(slack: Slack, user: string, id: string): Channel {
  const channel = resolveChannel(slack, user, id);
  if (!channel.members.includes(user)) throw new Error(`${user} is not in ${id}`);
  if (channel.is_archived) throw new Error(`${id} is archived`);
  const allowed = channel.posting_restricted_to;
  if (allowed && !allowed.includes(user)) throw new Error(`${user} may not post in ${id}`);
  return channel;
}

/** The message, which must be this person's own. */
function ownOf(slack: Slack, user: string, channel: string, ts: string): Message {
  const message = findMessage(slack, channel, ts);
  if (!message || message.user !== user) throw new Error(`${ts} in ${channel} is no message of ${user}`);
  return message;
}

/** Writing, changing and deleting of one's own messages. */
export function author(slack: Slack, user: string): Author {
  const write = (channel: Channel, text: string, options: PostOptions = {}): Message => {
    const named = options.thread ? findMessage(slack, channel.id, options.thread) : undefined;
    if (options.thread && !named) throw new Error(`No message ${options.thread} in ${channel.id}`);
    const message = postMessage(slack, channel, user, {
      text: storedText(text),
      ...(named ? { thread_ts: named.thread_ts ?? named.ts } : {}),
      ...(options.broadcast ? { broadcast: true } : {}),
      ...(options.files ? { files: options.files.map((name) => makeFile(slack, name, user)) } : {}),
      ...(options.subtype ? { subtype: options.subtype } : {}),
    });
    if (!userOf(slack, user).is_bot) unfurl(slack, channel, message);
    return message;
  };
  userOf(slack, user);
  return {
    id: user,
    async post(channel, text, options) {
      return { ts: write(writableBy(slack, user, channel), text, options).ts };
    },
    async dm(other, text, options) {
      const channel = directChannel(slack, user, other);
      return { ts: write(channel, text, options).ts, channel: channel.id };
    },
    async edit(id, ts, text) {
      const channel = writableBy(slack, user, id);
      editWords(slack, channel, ownOf(slack, user, channel.id, ts), user, storedText(text));
    },
    async delete(id, ts) {
      const channel = resolveChannel(slack, user, id);
      deleteMessage(slack, channel, ownOf(slack, user, channel.id, ts));
    },
  };
}
