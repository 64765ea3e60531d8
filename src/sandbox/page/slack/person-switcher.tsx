import { Fragment } from 'react';
import type { PersonCard, WorkspacePart } from '../../contract.ts';
import { useLook, usePiece } from '../connection/connection.tsx';
import { queryOf } from '../connection/place.ts';
import { Avatar, Badge } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { groupsOf, sideOf } from './people.ts';
import './person-switcher.css';
import { Popover } from './popover.tsx';
import { weekdayTimeOf } from './times.ts';

function whoIs(person: PersonCard, agency: string): string {
  const kind = person.side === 'external' ? `${person.company ?? 'another company'}, Slack Connect` : sideOf(person);
  return person.side === 'staff' || person.side === 'admin'
    ? person.title || (person.side === 'admin' ? 'Admin' : agency)
    : kind;
}

type ChoiceProps = { person: PersonCard; isMe: boolean; now: number; onChoose: () => void };

function Choice({ person, isMe, now, onChoose }: ChoiceProps) {
  const { look } = useLook();
  const elsewhere = queryOf({ ...look, as: person.id, thread: null, selected: null, tab: 'messages' });
  const details = [
    person.title,
    person.side === 'external' ? 'Slack Connect' : '',
    person.side === 'admin' ? sideOf(person) : '',
    weekdayTimeOf(now, person),
  ];
  return (
    <li className="person-switcher-row">
      <button
        type="button"
        className="popover-item person-switcher-choice"
        aria-current={isMe ? 'true' : undefined}
        data-first={isMe ? '' : undefined}
        onClick={onChoose}
      >
        <Avatar id={person.id} person={person} size={34} />
        <span className="person-switcher-words">
          <span className="person-switcher-name">
            <span className="visually-hidden">Be </span>
            {person.realName} <Badge person={person} />
          </span>
          <span className="person-switcher-detail">{details.filter(Boolean).join(' · ')}</span>
        </span>
        {isMe && <Icon name="check" />}
      </button>
      <a
        className="person-switcher-window"
        href={elsewhere}
        target="_blank"
        rel="noopener"
        aria-label={`Open as ${person.realName} in another window`}
        title="Open in another window"
      >
        <Icon name="window" size={16} />
      </a>
    </li>
  );
}

/** Through whose eyes the window looks, and everybody it could look through instead. */
export function PersonSwitcher({ workspace }: { workspace: WorkspacePart }) {
  const { setLook } = useLook();
  const now = usePiece('clock', (clock) => Math.floor(clock.now / 60_000) * 60_000) ?? 0;
  const { me, name, people } = workspace;
  const choices = (close: () => void) => (
    <div className="person-switcher-list">
      <p className="person-switcher-hint">
        Look through somebody’s eyes. Everybody sees only what Slack would show them.
      </p>
      {groupsOf(people, name).map(({ title, people: group }) => (
        <Fragment key={title}>
          <h2 className="popover-title">{title}</h2>
          <ul>
            {group.map((person) => (
              <Choice
                key={person.id}
                person={person}
                isMe={person.id === me.id}
                now={now}
                onChoose={() => {
                  close();
                  if (person.id !== me.id) setLook({ as: person.id });
                }}
              />
            ))}
          </ul>
        </Fragment>
      ))}
    </div>
  );
  return (
    <Popover className="person-switcher" name="Be somebody else" content={choices}>
      <Avatar id={me.id} person={me} size={32} />
      <span className="person-switcher-words">
        <span className="person-switcher-name">
          <span className="person-switcher-as">You are</span> {me.realName}
        </span>
        <span className="person-switcher-detail">
          {whoIs(me, name)}
          <span className="visually-hidden">. Be somebody else</span>
        </span>
      </span>
      <Icon name="down" size={16} />
    </Popover>
  );
}
