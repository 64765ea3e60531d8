import { type KeyboardEvent, memo } from 'react';
import type { Message } from '../../slack/model.ts';
import { MessageBody } from '../blocks/message-body.tsx';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { useDeed } from '../connection/connection.tsx';
import { Avatar, Badge } from './avatar.tsx';
import { useConversation } from './conversation.tsx';
import { EditField } from './edit-field.tsx';
import { Fence } from './fence.tsx';
import { focusComposer } from './focus-composer.ts';
import { Icon } from './icon.tsx';
import type { MessageActions } from './message-actions.ts';
import './message.css';
import { MessageMenu } from './message-menu.tsx';
import { Reactions } from './reactions.tsx';
import { isSystem } from './rows.ts';
import { fullTimeOf, instantOf, shortWhenOf, timeOf } from './times.ts';
import { typedFrom } from './typed.ts';

export type MessageRowProps = {
  message: Message;
  isHead: boolean;
  isEphemeral: boolean;
  /** Whether this is the one that the arrow keys, the pointer or the address chose. */
  isActive: boolean;
  /** Whether Tab leads to it. */
  isStop: boolean;
  isMarked: boolean;
  isEditing: boolean;
  inThread: boolean;
  actions: MessageActions;
  onActive: (key: string | null) => void;
  onLock: (isLocked: boolean) => void;
  onEdited: () => void;
  rowKey: string;
};

function authorOf(message: Message, app: { userId: string }): string {
  return message.user ?? (message.bot_id ? app.userId : 'somebody');
}

function Stamp({ message, isQuiet }: { message: Message; isQuiet: boolean }) {
  const { reader } = useConversation();
  const at = instantOf(message.ts);
  return (
    <time
      className={isQuiet ? 'message-time message-time-quiet' : 'message-time'}
      dateTime={new Date(at).toISOString()}
      title={fullTimeOf(at, reader)}
    >
      {timeOf(at, reader)}
    </time>
  );
}

/** `3 replies, last today 11:05`. */
function ThreadSummary({ message, actions }: { message: Message; actions: MessageActions }) {
  const { personOf, reader, today } = useConversation();
  const count = message.reply_count ?? 0;
  if (count === 0) return null;
  const when = message.latest_reply ? shortWhenOf(instantOf(message.latest_reply), today, reader) : '';
  return (
    <button type="button" className="message-thread" onClick={() => actions.openThread(message)}>
      <span className="message-thread-faces">
        {(message.reply_users ?? []).slice(0, 4).map((id) => (
          <Avatar key={id} id={id} person={personOf(id)} size={22} />
        ))}
      </span>
      <span className="message-thread-count">{count === 1 ? '1 reply' : `${count} replies`}</span>
      <span className="message-thread-when">last {when}</span>
    </button>
  );
}

function SystemWords({ message }: { message: Message }) {
  const { names, personOf } = useConversation();
  const inviter = message.inviter && message.inviter !== message.user ? personOf(message.inviter) : undefined;
  const isNamed = message.text.startsWith('<@');
  return (
    <>
      {!isNamed && <strong>{personOf(message.user)?.realName ?? 'Somebody'} </strong>}
      <Mrkdwn text={message.text} names={names} />
      {inviter && <> (invited by {inviter.realName})</>}
    </>
  );
}

function Words({ message }: { message: Message }) {
  const { names, card } = useConversation();
  const deed = useDeed();
  if (isSystem(message)) {
    return (
      <div className="message-system">
        <SystemWords message={message} />
      </div>
    );
  }
  const place = { in: 'message', channel: card.id, ts: message.ts } as const;
  return (
    <Fence instead={<p className="message-remark">This message cannot be shown here: {message.text}</p>}>
      <MessageBody
        message={message}
        world={names}
        onPress={(press) => deed({ deed: 'press', place, ...press })}
        onSuggest={async (actionId, typed) => {
          const done = await deed({ deed: 'suggest', place, actionId, typed });
          return done.ok && Array.isArray(done.answer) ? done.answer : [];
        }}
      />
    </Fence>
  );
}

/** Where the message also stands: a line above it that leads there. */
function Remarks({ message, isEphemeral, actions, inThread }: Omit<MessageRowProps, 'rowKey'>) {
  const { channel } = useConversation();
  const isPinned = channel?.pins.includes(message.ts) === true;
  return (
    <>
      {isPinned && (
        <p className="message-remark">
          <Icon name="pin" size={13} /> Pinned
        </p>
      )}
      {isEphemeral && (
        <p className="message-remark">
          <Icon name="lock" size={13} /> Only visible to you
        </p>
      )}
      {message.subtype === 'thread_broadcast' && !inThread && (
        <p className="message-remark">
          replied to{' '}
          <button type="button" className="message-link" onClick={() => actions.openThread(message)}>
            a thread
          </button>
        </p>
      )}
      {message.subtype === 'thread_broadcast' && inThread && <p className="message-remark">also sent to the channel</p>}
    </>
  );
}

function Head({ message }: { message: Message }) {
  const { workspace, personOf } = useConversation();
  const author = personOf(authorOf(message, workspace.app));
  return (
    <div className="message-head">
      <span className="message-author">{author?.realName ?? message.username ?? 'Somebody'}</span>
      <Badge person={author} />
      <Stamp message={message} isQuiet={false} />
    </div>
  );
}

/** Keys on the message itself; in fields and on buttons within it they mean what they mean there. */
function onKey(
  event: KeyboardEvent<HTMLElement>,
  { message, actions, isEphemeral, inThread }: MessageRowProps,
  me: string,
): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || isEphemeral) return;
  const buttons = () => event.currentTarget.querySelectorAll<HTMLElement>('.message-menu button');
  const keys: Record<string, () => void> = {
    t: () => actions.openThread(message),
    ArrowRight: () => actions.openThread(message),
    Enter: () => buttons()[0]?.focus(),
    ...(inThread ? {} : { Escape: () => focusComposer('channel') }),
    r: () => [...buttons()].find((button) => button.getAttribute('aria-label') === 'Add a reaction')?.click(),
    ...(message.user === me && !isSystem(message) ? { e: () => actions.edit(message) } : {}),
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function rowClass({ isHead, isEphemeral, isMarked, isActive, message }: MessageRowProps, isPinned: boolean): string {
  return [
    'message',
    isHead ? 'message-first' : '',
    isEphemeral ? 'message-ephemeral' : '',
    isPinned ? 'message-pinned' : '',
    isMarked ? 'message-marked' : '',
    isActive ? 'message-active' : '',
    isSystem(message) ? 'message-of-system' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** One message of a channel or thread: who, when, the words, what was answered, and what can be done with it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isHead, isEphemeral, isActive, isEditing, inThread, actions, rowKey } = props;
  const { workspace, me, channel, callables, personOf } = useConversation();
  const authorId = authorOf(message, workspace.app);
  const author = personOf(authorId);
  const isTombstone = message.subtype === 'tombstone';
  const showsHead = isHead && !isSystem(message) && !isTombstone;
  const { reader } = useConversation();
  const name = `${author?.realName ?? message.username ?? 'Somebody'}, ${timeOf(instantOf(message.ts), reader)}`;
  const hasMenu = isActive && !isEditing && !isEphemeral && !isTombstone;
  return (
    <article
      className={rowClass(props, channel?.pins.includes(message.ts) === true)}
      aria-label={name}
      data-row={rowKey}
      data-ts={message.ts}
      tabIndex={props.isStop ? 0 : -1}
      onKeyDown={(event) => onKey(event, props, me.id)}
      onFocus={() => props.onActive(rowKey)}
      onPointerEnter={() => props.onActive(rowKey)}
      onPointerDown={() => props.onActive(rowKey)}
    >
      <div className="message-side">
        {showsHead ? <Avatar id={authorId} person={author} size={36} /> : <Stamp message={message} isQuiet />}
      </div>
      <div className="message-main">
        <Remarks {...props} />
        {showsHead && <Head message={message} />}
        {isEditing ? (
          <EditField
            channel={channel?.id ?? ''}
            ts={message.ts}
            first={typedFrom(message.text, callables)}
            onDone={props.onEdited}
          />
        ) : (
          <Words message={message} />
        )}
        <Reactions message={message} actions={actions} />
        {!inThread && <ThreadSummary message={message} actions={actions} />}
      </div>
      {hasMenu && (
        <div className="message-tools">
          <MessageMenu message={message} actions={actions} inThread={inThread} onOpenChange={props.onLock} />
        </div>
      )}
    </article>
  );
});
