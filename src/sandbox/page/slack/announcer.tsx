import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../slack/model.ts';
import { useConversation } from './conversation.tsx';
import { typedFrom } from './typed.ts';

/** Reads new messages of the open conversation out to those who listen; what stood there before stays unsaid. */
export function Announcer({ messages }: { messages: Message[] }) {
  const { me, card, callables, personOf, channel } = useConversation();
  const known = useRef<{ place: string; ts: string } | null>(null);
  const [said, setSaid] = useState<{ ts: string; words: string }[]>([]);
  const place = channel ? `${me.id} ${card.id}` : null;
  useEffect(() => {
    if (place === null) return;
    const last = messages.at(-1)?.ts ?? '';
    const before = known.current;
    known.current = { place, ts: last };
    if (before?.place !== place) {
      setSaid([]);
      return;
    }
    const came = messages.filter(({ ts, user }) => ts > before.ts && user !== me.id);
    if (came.length === 0) return;
    const words = came.slice(-3).map((message) => ({
      ts: message.ts,
      words: `${personOf(message.user)?.realName ?? 'Somebody'}: ${typedFrom(message.text, callables).slice(0, 400)}`,
    }));
    setSaid((all) => [...all, ...words].slice(-6));
  }, [messages, place, me.id, callables, personOf]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="New messages">
      {said.map(({ ts, words }) => (
        <p key={ts}>{words}</p>
      ))}
    </div>
  );
}
