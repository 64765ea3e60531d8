import type { ReactNode } from 'react';
import type { Names } from './names.ts';

/** `@name` of a person; the label an app gave, or the id, where nobody knows them. */
export function PersonMention({ id, label, names }: { id: string; label: string | null; names: Names }) {
  const person = names.person(id);
  const words = `@${person?.name ?? label ?? id}`;
  return (
    <Mention isMe={person?.isMe ?? false} onOpen={person && names.openPerson ? () => names.openPerson?.(id) : null}>
      {words}
    </Mention>
  );
}

/** `#name` of a channel. */
export function ChannelMention({ id, label, names }: { id: string; label: string | null; names: Names }) {
  const channel = names.channel(id);
  if (channel === null && label === null) return <Mention>private channel</Mention>;
  return (
    <Mention onOpen={channel && names.openChannel ? () => names.openChannel?.(id) : null}>
      #{channel?.name ?? label}
    </Mention>
  );
}

/** A group, or with `isMe` everybody here, this reader among them. */
export function GroupMention({ children, isMe = false }: { children: ReactNode; isMe?: boolean }) {
  return <Mention isMe={isMe}>{children}</Mention>;
}

type MentionProps = { children: ReactNode; isMe?: boolean; onOpen?: (() => void) | null };

function Mention({ children, isMe = false, onOpen = null }: MentionProps) {
  const name = isMe ? 'mrkdwn-mention mrkdwn-mention-me' : 'mrkdwn-mention';
  if (onOpen === null) return <span className={name}>{children}</span>;
  return (
    <button type="button" className={name} onClick={onOpen}>
      {children}
    </button>
  );
}
