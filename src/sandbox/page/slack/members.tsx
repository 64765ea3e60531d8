import { useState } from 'react';
import type { PersonCard, PersonDeed } from '../../contract.ts';
import { useDeed } from '../connection/connection.tsx';
import { Avatar, Badge } from './avatar.tsx';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import './members.css';
import { invitable, mayInvite } from './people.ts';
import { Popover } from './popover.tsx';

type InviteProps = { people: PersonCard[]; onInvite: (user: string) => void };

function Invite({ people, onInvite }: InviteProps) {
  const [user, setUser] = useState('');
  if (people.length === 0) return <p className="members-hint">Everybody who could be here is here.</p>;
  return (
    <form
      className="members-invite"
      onSubmit={(event) => {
        event.preventDefault();
        if (user !== '') onInvite(user);
        setUser('');
      }}
    >
      <select aria-label="Somebody to bring in" value={user} onChange={({ target }) => setUser(target.value)}>
        <option value="">Choose somebody</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.realName}
            {person.company ? ` (${person.company})` : ''}
          </option>
        ))}
      </select>
      <button type="submit" className="button" disabled={user === ''}>
        Invite
      </button>
    </form>
  );
}

function MembersPanel({ onTell, close }: { onTell: (words: string) => void; close: () => void }) {
  const { channel, card, me, workspace, personOf } = useConversation();
  const deed = useDeed();
  const members = channel?.members ?? [];
  const mayChange = mayInvite(me) && card.isMember && !card.isArchived;
  const does = async (what: PersonDeed) => {
    const done = await deed(what);
    if (done.ok) return;
    close();
    onTell(done.message);
  };
  return (
    <div className="members">
      <h2 className="popover-title">In #{card.name}</h2>
      <ul>
        {members.map((id) => {
          const person = personOf(id);
          return (
            <li key={id} className="members-one">
              <Avatar id={id} person={person} size={26} />
              <span className="members-name">
                {person?.realName ?? id}
                {id === me.id && ' (you)'}
              </span>
              <Badge person={person} />
              {mayChange && id !== me.id && (
                <button
                  type="button"
                  className="icon-button members-remove"
                  aria-label={`Remove ${person?.realName ?? id} from #${card.name}`}
                  title="Remove from the channel"
                  onClick={() => does({ deed: 'remove', channel: card.id, user: id })}
                >
                  <Icon name="close" size={14} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {mayChange && (
        <Invite
          people={invitable(workspace.people, members, card.sharedWith)}
          onInvite={(user) => does({ deed: 'invite', channel: card.id, user })}
        />
      )}
      {!mayInvite(me) && <p className="members-hint">Only the agency’s people invite and remove here.</p>}
      {card.isMember && !card.isArchived && (
        <button
          type="button"
          className="popover-item popover-item-danger"
          onClick={() => {
            close();
            does({ deed: 'leave', channel: card.id });
          }}
        >
          Leave #{card.name}
        </button>
      )}
    </div>
  );
}

/** How many are in the channel; opens who they are, with what Slack would let one change. */
export function Members({ onTell }: { onTell: (words: string) => void }) {
  const { channel } = useConversation();
  const count = channel?.members.length ?? 0;
  return (
    <Popover
      className="channel-header-button"
      label={count === 1 ? '1 member' : `${count} members`}
      title="Who is in this channel"
      name="Members"
      content={(close) => <MembersPanel onTell={onTell} close={close} />}
    >
      <Icon name="people" /> {count}
    </Popover>
  );
}
