import { useEffect, useSyncExternalStore } from 'react';
import { emojiOf, loadEmoji, onEmoji } from './emoji.ts';

/** An emoji by Slack's name; as it was typed where none has the name. */
export function EmojiMark({ name, typed = `:${name}:` }: { name: string; typed?: string }) {
  const find = () => emojiOf(name);
  const emoji = useSyncExternalStore(onEmoji, find, find);
  useEffect(() => {
    if (emoji === null) void loadEmoji();
  }, [emoji]);
  if (emoji === null) return typed;
  return (
    <span className="mrkdwn-emoji" role="img" aria-label={name.replaceAll(/[_:]+/g, ' ')} title={`:${name}:`}>
      {emoji}
    </span>
  );
}
