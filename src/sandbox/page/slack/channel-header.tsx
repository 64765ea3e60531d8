import { Avatar, Badge } from './avatar.tsx';
import './channel-header.css';
import { channelName } from './channels.ts';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import { Members } from './members.tsx';
import { Pins } from './pins.tsx';

function subtitle(sharedWith: string[], topic: string, isPrivate: boolean): string {
  return [isPrivate ? 'Private' : '', sharedWith.length > 0 ? `Shared with ${sharedWith.join(', ')}` : '', topic]
    .filter(Boolean)
    .join(' · ');
}

/** The open conversation's name and topic, who is in it, and what is pinned. */
export function ChannelHeader({ onTell }: { onTell: (words: string) => void }) {
  const { card, workspace, personOf } = useConversation();
  const isDirect = card.kind === 'im';
  const other = personOf(card.with ?? undefined);
  const about = isDirect
    ? [other?.title, other?.company].filter(Boolean).join(' · ')
    : subtitle(card.sharedWith, card.topic, card.kind === 'group');
  return (
    <header className="channel-header">
      <div className="channel-header-names">
        <h1 className="channel-header-name">
          {isDirect ? (
            <Avatar id={card.with ?? card.id} person={other} size={24} />
          ) : (
            <Icon name={card.kind === 'group' ? 'lock' : 'hash'} size={20} />
          )}
          <span>{channelName(card, workspace.people)}</span>
          <Badge person={other} />
          {card.isArchived && <span className="badge">Archived</span>}
        </h1>
        {about !== '' && (
          <p className="channel-header-about">
            {card.sharedWith.length > 0 && !isDirect && <Icon name="shared" size={14} />}
            {about}
          </p>
        )}
      </div>
      {!isDirect && <Members onTell={onTell} />}
      <Pins />
    </header>
  );
}
