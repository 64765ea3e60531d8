import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Message } from '../../slack/model.ts';
import { useEphemerals, useLook, useMessages } from '../connection/connection.tsx';
import { Announcer } from './announcer.tsx';
import { Bookmarks } from './bookmarks.tsx';
import { ChannelHeader } from './channel-header.tsx';
import './channel-view.css';
import { channelTitle } from './channels.ts';
import { Composer, NoComposer } from './composer.tsx';
import { ConfirmDelete } from './confirm-delete.tsx';
import { useConversation } from './conversation.tsx';
import { focusComposer } from './focus-composer.ts';
import { useMessageActions } from './message-actions.ts';
import { MessageList } from './message-list.tsx';
import { useMarkRead, useNewAfter } from './reading.ts';
import { isInChannel, rowsOf } from './rows.ts';

function Empty() {
  const { card, workspace, channel } = useConversation();
  const title = channelTitle(card, workspace.people);
  const words =
    card.kind === 'im'
      ? `This is the beginning of what you and ${title} write to each other.`
      : `This is the very beginning of ${title}.`;
  return (
    <div className="channel-view-empty">
      <p className="channel-view-empty-title">{words}</p>
      {channel?.mayPost && <p>Write something below, and see what happens.</p>}
    </div>
  );
}

/** What is being edited or deleted, what there is to tell, and what can be done with messages: of a channel or thread. */
export function useDoings(openThread: (ts: string) => void) {
  const { card, me } = useConversation();
  const [editing, setEditing] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Message | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const edit = useCallback((message: Message) => setEditing(message.ts), []);
  const actions = useMessageActions({
    channel: card.id,
    me: me.id,
    tell: setNotice,
    edit,
    remove: setRemoving,
    openThread,
  });
  return { editing, setEditing, removing, setRemoving, notice, setNotice, actions };
}

/** The messages of the open channel and where one writes, without its name above. */
export function ChannelBody({ onThread }: { onThread: (ts: string) => void }) {
  const conversation = useConversation();
  const { card, me, reader, channel, workspace } = conversation;
  const all = useMessages();
  const only = useEphemerals();
  const { look, setLook } = useLook();
  const { editing, setEditing, removing, setRemoving, notice, setNotice, actions } = useDoings(onThread);
  const [isAtEnd, setAtEnd] = useState(false);
  const messages = channel ? all : none;
  const ephemerals = channel ? only : none;
  const newAfter = useNewAfter(conversation, messages);
  useMarkRead(conversation, messages, isAtEnd);
  const rows = useMemo(
    () => rowsOf(messages.filter(isInChannel), ephemerals.filter(isInChannel), { reader, me: me.id, newAfter }),
    [messages, ephemerals, reader, me.id, newAfter],
  );
  const selected = messages.find(({ ts }) => ts === look.selected);
  const hidden = selected && !isInChannel(selected) ? (selected.thread_ts ?? null) : null;
  useEffect(() => {
    if (hidden !== null) setLook({ thread: hidden }, 'replace');
  }, [hidden, setLook]);
  const title = channelTitle(card, workspace.people);
  const editLast = () => {
    const own = messages.filter(isInChannel).findLast(({ user, subtype }) => user === me.id && subtype === undefined);
    if (own) setEditing(own.ts);
  };
  return (
    <>
      {rows.length === 0 && channel ? (
        <Empty />
      ) : (
        <MessageList
          key={`${me.id} ${card.id}`}
          rows={rows}
          name={`Messages in ${title}`}
          inThread={false}
          actions={actions}
          editing={editing}
          onEdited={() => {
            setEditing(null);
            focusComposer('channel');
          }}
          onAtEnd={setAtEnd}
        />
      )}
      {channel?.mayPost === false ? (
        <NoComposer />
      ) : (
        <Composer thread={null} notice={notice} onNotice={setNotice} onEditLast={editLast} />
      )}
      <Announcer messages={messages} />
      {removing && (
        <ConfirmDelete
          message={removing}
          onDone={(trouble) => {
            setRemoving(null);
            setNotice(trouble);
            focusComposer('channel');
          }}
        />
      )}
    </>
  );
}

const none: Message[] = [];

/** A channel or a direct conversation between people: its name, bookmarks, messages, and where one writes. */
export function ChannelView({ onThread }: { onThread: (ts: string) => void }) {
  const { card, me } = useConversation();
  const [notice, setNotice] = useState<string | null>(null);
  return (
    <>
      <ChannelHeader onTell={setNotice} />
      <Bookmarks />
      {notice !== null && (
        <p className="channel-view-notice" role="alert">
          {notice}
          <button type="button" className="button" onClick={() => setNotice(null)}>
            All right
          </button>
        </p>
      )}
      <ChannelBody key={`${me.id} ${card.id}`} onThread={onThread} />
    </>
  );
}
