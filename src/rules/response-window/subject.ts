/**
 * A conversation's id names the channel and the message that opened it, `${channelId}:${ts}`, and behind that `:2`, `:3`…
 * where one message opened several.
 */
import type { Conversation } from '../../engine/conversation.ts';
import { messageSubject, readMessageSubject } from '../../engine/message-subject.ts';

/** Which message a subject stands for. */
export function placeOf(subject: string): { channelId: string; ts: string } {
  return readMessageSubject(subject) ?? { channelId: subject, ts: '' };
}

/** The subject that a message would be. */
export const subjectOf = messageSubject;

/** The conversation of a subject, or the one that now holds its message: one heard late may have joined two. */
export function holderOf(subject: string, conversations: readonly Conversation[]): Conversation | undefined {
  const { channelId, ts } = placeOf(subject);
  return (
    conversations.find(({ id }) => id === subject) ??
    conversations.find((one) => one.channelId === channelId && one.messages.includes(ts))
  );
}
