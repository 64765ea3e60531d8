/** What counts as read, and where the line above what is new stands. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Message } from '../../slack/model.ts';
import { useDeed } from '../connection/connection.tsx';
import type { Conversation } from './conversation.tsx';

function subscribeVisible(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** Whether the window can be seen at all. */
export function useVisible(): boolean {
  return useSyncExternalStore(subscribeVisible, () => document.visibilityState === 'visible');
}

/** Tells Slack that all of a channel is read, once for each new message that came in sight. */
export function useMarkRead({ channel, card }: Conversation, messages: Message[], isAtEnd: boolean): void {
  const deed = useDeed();
  const isVisible = useVisible();
  const last = messages.at(-1)?.ts ?? '';
  const isNew = channel !== null && last > channel.lastRead;
  useEffect(() => {
    if (isVisible && isAtEnd && isNew && last !== '') deed({ deed: 'read', channel: card.id });
  }, [isVisible, isAtEnd, isNew, last, card.id, deed]);
}

/**
 * `ts` after which messages of others stand under the line *New*: what had been read when the channel was opened, or
 * when the window was last looked away from. Null: no line.
 */
export function useNewAfter({ channel, me }: Conversation, messages: Message[]): string | null {
  const isVisible = useVisible();
  const place = channel ? `${me.id} ${channel.id}` : null;
  const [held, setHeld] = useState<{ place: string; after: string } | null>(null);
  const wasVisible = useRef(true);
  const read = channel?.lastRead ?? '';
  if (place !== null && held?.place !== place) setHeld({ place, after: read });
  useEffect(() => {
    if (wasVisible.current && !isVisible && place !== null) setHeld({ place, after: read });
    wasVisible.current = isVisible;
  }, [isVisible, place, read]);
  const after = held?.place === place ? held?.after : read;
  const hasNew = messages.some(({ ts, user }) => ts > (after ?? '') && user !== me.id);
  return hasNew && after !== undefined && channel !== null ? after : null;
}
