/**
 * A conversation's id names the channel and the message that opened it, `${channelId}:${ts}`, and behind that `:2`, `:3`…
 * where one message opened several.
 */
import type { Conversation } from '../../engine/conversation.ts';

const form = /^(.*):(\d+\.\d+)(?::\d+)?$/;

/** Which message a subject stands for. */
export function placeOf(subject: string): { channelId: string; ts: string } {
  const [, channelId = subject, ts = ''] = form.exec(subject) ?? [];
  return { channelId, ts };
}

/** The subject that a message would be. */
export function subjectOf({ channelId, ts }: { channelId: string; ts: string }): string {
  return `${channelId}:${ts}`;
}

/** The conversation of a subject, or the one that now holds its message: one heard late may have joined two. */
export function holderOf(subject: string, conversations: readonly Conversation[]): Conversation | undefined {
  const { channelId, ts } = placeOf(subject);
  return (
    conversations.find(({ id }) => id === subject) ??
    conversations.find((one) => one.channelId === channelId && one.messages.includes(ts))
  );
}
