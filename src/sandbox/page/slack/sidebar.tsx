import { type MouseEvent, type ReactNode, useState } from 'react';
import type { ChannelCard, PersonCard, WorkspacePart } from '../../contract.ts';
import { useDeed, useLook } from '../connection/connection.tsx';
import { placeAfter, queryOf } from '../connection/place.ts';
import { Avatar, Badge } from './avatar.tsx';
import { channelName, channelRemarks, channelWith, sidebarOf } from './channels.ts';
import { Icon } from './icon.tsx';
import { isPresent } from './people.ts';
import { moveByArrows, Popover } from './popover.tsx';
import './sidebar.css';

type EntryProps = { card: ChannelCard; people: PersonCard[]; icon: ReactNode; onGo: () => void };

function Entry({ card, people, icon, onGo }: EntryProps) {
  const { look, setLook } = useLook();
  const isOpen = look.channel === card.id;
  const remarks = channelRemarks(card).join(', ');
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setLook({ channel: card.id, thread: null });
    onGo();
  };
  const quiet = card.isArchived || !(card.isMember || card.kind === 'im') ? ' sidebar-entry-quiet' : '';
  const unread = card.unread > 0 && !isOpen ? ' sidebar-entry-unread' : '';
  return (
    <li>
      <a
        className={`sidebar-entry${quiet}${unread}`}
        href={queryOf(placeAfter(look, { channel: card.id }))}
        aria-current={isOpen ? 'page' : undefined}
        onClick={go}
      >
        {icon}
        <span className="sidebar-name">
          {channelName(card, people)}
          {remarks !== '' && <span className="visually-hidden"> ({remarks})</span>}
        </span>
        {card.sharedWith.length > 0 && card.kind !== 'im' && (
          <span className="sidebar-shared" aria-hidden="true">
            <Icon name="shared" size={13} />
            {card.sharedWith.join(', ')}
          </span>
        )}
        {card.mentions > 0 && (
          <span className="sidebar-count" aria-hidden="true">
            {card.mentions}
          </span>
        )}
      </a>
    </li>
  );
}

function channelIcon(card: ChannelCard): 'archive' | 'lock' | 'hash' {
  if (card.isArchived) return 'archive';
  return card.kind === 'group' ? 'lock' : 'hash';
}

type NewDirectProps = { workspace: WorkspacePart; onOpen: (user: string) => void };

/** Whom one could write to: everybody whom one does not write to yet. */
function NewDirect({ workspace, onOpen }: NewDirectProps) {
  const others = workspace.people
    .filter((person) => person.id !== workspace.me.id && isPresent(person))
    .sort((one, other) => one.realName.localeCompare(other.realName));
  return (
    <Popover
      className="sidebar-add"
      label="Start a direct conversation"
      title="Start a direct conversation"
      name="Write to"
      content={(close) => (
        <>
          <h2 className="popover-title">Write to</h2>
          {others.map((person) => (
            <button
              type="button"
              className="popover-item"
              key={person.id}
              onClick={() => {
                close();
                onOpen(person.id);
              }}
            >
              <Avatar id={person.id} person={person} size={24} />
              {person.realName} <Badge person={person} />
            </button>
          ))}
        </>
      )}
    >
      <Icon name="plus" size={16} />
    </Popover>
  );
}

/** Channels, direct conversations and the app of the person whose eyes the window has. `onGo` is told when one is chosen. */
export function Sidebar({
  workspace,
  cards,
  onGo,
}: {
  workspace: WorkspacePart;
  cards: ChannelCard[];
  onGo: () => void;
}) {
  const { look, setLook } = useLook();
  const deed = useDeed();
  const [trouble, setTrouble] = useState<string | null>(null);
  const { people, app } = workspace;
  const { channels, directs, app: appCard } = sidebarOf(cards, people, app.userId);
  const openDirect = async (user: string) => {
    const known = cards.find((card) => card.with === user);
    const done = known ? ({ ok: true, answer: known.id } as const) : await deed({ deed: 'direct', user });
    setTrouble(done.ok ? null : done.message);
    if (!done.ok || typeof done.answer !== 'string') return;
    setLook({ channel: done.answer });
    onGo();
  };
  const personOf = (id: string | null) => people.find((person) => person.id === id);
  return (
    <nav className="sidebar-nav" aria-label="Channels and conversations" onKeyDown={moveByArrows}>
      <h2 className="sidebar-title">Channels</h2>
      {channels.length === 0 && <p className="sidebar-empty">This person is in no channel yet.</p>}
      <ul>
        {channels.map((card) => (
          <Entry
            key={card.id}
            card={card}
            people={people}
            onGo={onGo}
            icon={<Icon name={channelIcon(card)} size={16} />}
          />
        ))}
      </ul>
      <div className="sidebar-heading">
        <h2 className="sidebar-title">Direct messages</h2>
        <NewDirect workspace={workspace} onOpen={openDirect} />
      </div>
      {trouble !== null && (
        <p className="sidebar-empty" role="alert">
          {trouble}
        </p>
      )}
      {directs.length === 0 && <p className="sidebar-empty">Press + to write to somebody.</p>}
      <ul>
        {directs.map((card) => (
          <Entry
            key={card.id}
            card={card}
            people={people}
            onGo={onGo}
            icon={<Avatar id={card.with ?? card.id} person={personOf(card.with)} size={20} />}
          />
        ))}
      </ul>
      <h2 className="sidebar-title">App</h2>
      <ul>
        {appCard ? (
          <Entry
            card={appCard}
            people={people}
            onGo={onGo}
            icon={<Avatar id={app.userId} person={personOf(app.userId)} size={20} />}
          />
        ) : (
          <li>
            <a
              className="sidebar-entry"
              href={queryOf(placeAfter(look, { channel: channelWith(app.userId) }))}
              onClick={(event) => {
                event.preventDefault();
                openDirect(app.userId);
              }}
            >
              <Avatar id={app.userId} person={personOf(app.userId)} size={20} />
              <span className="sidebar-name">{app.name}</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
