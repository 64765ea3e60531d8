import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Message } from '../../slack/model.ts';
import { loadEmoji, searchEmoji } from '../blocks/emoji.ts';
import { EmojiMark } from '../blocks/emoji-mark.tsx';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import type { MessageActions } from './message-actions.ts';
import './message-menu.css';
import { Popover } from './popover.tsx';

/** What people answer with most: taken, done, thank you. */
const common = ['eyes', 'white_check_mark', '+1'];
const offered = [...common, 'pray', 'tada', 'heart', 'slightly_smiling_face', 'joy', 'thinking_face', 'question', 'x'];

const wordsFor: Record<string, string> = {
  eyes: 'eyes: taken',
  white_check_mark: 'check mark: done',
  '+1': 'thumbs up',
};

/** Chooses an emoji by name: common ones at first, a search through all. */
export function EmojiChoice({ onChoose }: { onChoose: (name: string) => void }) {
  const [typed, setTyped] = useState('');
  const [, setLoaded] = useState(false);
  useEffect(() => {
    loadEmoji().then(() => setLoaded(true));
  }, []);
  const found = typed.trim() === '' ? offered : searchEmoji(typed.trim()).map(({ name }) => name);
  return (
    <div className="message-menu-emoji">
      <input
        data-first=""
        type="search"
        aria-label="Search for an emoji"
        placeholder="Search, for example thanks"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0] !== undefined) onChoose(found[0]);
        }}
      />
      <div className="message-menu-grid">
        {found.map((name) => (
          <button type="button" key={name} aria-label={`:${name}:`} title={`:${name}:`} onClick={() => onChoose(name)}>
            <EmojiMark name={name} />
          </button>
        ))}
      </div>
      {found.length === 0 && <p className="popover-title">Nothing is called like this.</p>}
    </div>
  );
}

type MenuProps = {
  message: Message;
  actions: MessageActions;
  inThread: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

type Entry = { label: string; act: () => void; isDanger?: boolean };

function entriesOf(message: Message, actions: MessageActions, about: ReturnType<typeof useConversation>): Entry[][] {
  const { workspace, me, card, channel } = about;
  const isOwn = message.user === me.id && message.subtype !== 'tombstone';
  const isPinned = channel?.pins.includes(message.ts) === true;
  const mayAct = card.isMember || card.kind === 'im';
  const shortcuts = mayAct ? workspace.shortcuts.filter(({ type }) => type === 'message') : [];
  const groups: Entry[][] = [
    shortcuts.map(({ name, callback_id }) => ({ label: name, act: () => actions.shortcut(message, callback_id) })),
    [
      { label: 'Look behind the curtain', act: () => actions.showCurtain(message) },
      { label: 'Copy link', act: () => actions.copyLink(message) },
      ...(mayAct && !card.isArchived
        ? [{ label: isPinned ? 'Unpin from channel' : 'Pin to channel', act: () => actions.pin(message, !isPinned) }]
        : []),
    ],
    isOwn && !card.isArchived
      ? [
          { label: 'Edit message', act: () => actions.edit(message) },
          { label: 'Delete message…', act: () => actions.remove(message), isDanger: true },
        ]
      : [],
  ];
  return groups.filter((group) => group.length > 0);
}

function MoreEntries({ message, actions, close }: { message: Message; actions: MessageActions; close: () => void }) {
  const conversation = useConversation();
  const { workspace } = conversation;
  const groups = entriesOf(message, actions, conversation);
  const hasShortcuts = workspace.shortcuts.length > 0;
  return (
    <>
      {groups.map((group, index) => (
        <div key={group[0]?.label}>
          {index > 0 && <hr className="popover-line" />}
          {index === 0 && hasShortcuts && <h2 className="popover-title">{workspace.app.name}</h2>}
          {group.map(({ label, act, isDanger }) => (
            <button
              type="button"
              key={label}
              className={`popover-item${isDanger ? ' popover-item-danger' : ''}`}
              onClick={() => {
                close();
                act();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </>
  );
}

/** Moves along the row with the arrow keys; what a button has opened keeps its own keys. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > button')];
  const at = buttons.indexOf(event.target as HTMLElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

/** What can be done with a message, in a row of buttons above it. */
export function MessageMenu({ message, actions, inThread, onOpenChange }: MenuProps) {
  const { card } = useConversation();
  const mayAct = (card.isMember || card.kind === 'im') && !card.isArchived;
  return (
    <div className="message-menu" role="toolbar" aria-label="Message actions" onKeyDown={moveAlong}>
      {mayAct &&
        common.map((name) => (
          <button
            type="button"
            key={name}
            aria-label={`React with ${wordsFor[name] ?? name}`}
            title={`React with ${wordsFor[name] ?? name}`}
            onClick={() => actions.react(message, name)}
          >
            <EmojiMark name={name} />
          </button>
        ))}
      {mayAct && (
        <Popover
          label="Add a reaction"
          title="Add a reaction"
          name="Add a reaction"
          onOpenChange={onOpenChange}
          content={(close) => (
            <EmojiChoice
              onChoose={(name) => {
                close();
                actions.react(message, name);
              }}
            />
          )}
        >
          <Icon name="smile" />
        </Popover>
      )}
      {!inThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => actions.openThread(message)}
        >
          <Icon name="thread" />
        </button>
      )}
      <Popover
        label="More actions"
        title="More actions"
        name="More actions"
        onOpenChange={onOpenChange}
        content={(close) => <MoreEntries message={message} actions={actions} close={close} />}
      >
        <Icon name="more" />
      </Popover>
    </div>
  );
}
