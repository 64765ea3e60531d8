import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useEphemerals, useMessages } from '../connection/connection.tsx';
import { useDoings } from './channel-view.tsx';
import { channelTitle } from './channels.ts';
import { Composer, NoComposer } from './composer.tsx';
import { ConfirmDelete } from './confirm-delete.tsx';
import { useConversation } from './conversation.tsx';
import { focusComposer } from './focus-composer.ts';
import { MessageList } from './message-list.tsx';
import { Pane } from './pane.tsx';
import { rowsOf } from './rows.ts';

/** A thread beside its channel: its first message, the answers, and where one answers. */
export function Thread({ ts, onClose }: { ts: string; onClose: () => void }) {
  const { card, me, reader, channel, workspace } = useConversation();
  const messages = useMessages();
  const ephemerals = useEphemerals();
  const { editing, setEditing, removing, setRemoving, notice, setNotice, actions } = useDoings(() => undefined);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) focusComposer('thread');
    isFirst.current = false;
  }, []);
  const isOfThread = (message: { ts: string; thread_ts?: string }) => message.ts === ts || message.thread_ts === ts;
  const found = messages.filter(isOfThread);
  const only = ephemerals.filter(({ thread_ts }) => thread_ts === ts);
  const key = [...found, ...only].map((message) => message.ts).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are new each time, what is in them is not
  const rows = useMemo(
    () => rowsOf(found, only, { reader, me: me.id, newAfter: null }),
    [key, messages, ephemerals, reader, me.id],
  );
  const title = channelTitle(card, workspace.people);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const within = event.target as HTMLElement;
    if (within.closest('[popover], dialog')) return;
    event.preventDefault();
    onClose();
  };
  const editLast = () => {
    const own = found.findLast(({ user, subtype }) => user === me.id && subtype === undefined);
    if (own) setEditing(own.ts);
  };
  return (
    <Pane title="Thread" about={title} onClose={onClose} onKeyDown={onKeyDown} className="pane-thread">
      {found.length === 0 && channel ? (
        <p className="pane-empty">This thread is not here any more.</p>
      ) : (
        <MessageList
          rows={rows}
          name="Messages in the thread"
          inThread
          actions={actions}
          editing={editing}
          onEdited={() => {
            setEditing(null);
            focusComposer('thread');
          }}
        />
      )}
      {channel?.mayPost === false ? (
        <NoComposer />
      ) : (
        <Composer thread={ts} notice={notice} onNotice={setNotice} onEditLast={editLast} />
      )}
      {removing && (
        <ConfirmDelete
          message={removing}
          onDone={(trouble) => {
            setRemoving(null);
            setNotice(trouble);
            focusComposer('thread');
          }}
        />
      )}
    </Pane>
  );
}
