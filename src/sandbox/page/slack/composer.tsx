import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Done } from '../../contract.ts';
import { useDeed } from '../connection/connection.tsx';
import { channelTitle } from './channels.ts';
import './composer.css';
import { AttachButton, Attached } from './attached.tsx';
import type { Candidate } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { useConversation } from './conversation.tsx';
import { draftKey, useDraft } from './drafts.ts';
import { Icon } from './icon.tsx';
import { sentFrom } from './typed.ts';
import { useCompletion } from './use-completion.ts';

export type ComposerProps = {
  /** The `ts` of the thread that is answered in; null: the channel. */
  thread: string | null;
  /** What went wrong elsewhere in this conversation, and how it is put away. */
  notice: string | null;
  onNotice: (words: string | null) => void;
  /** Asked when the arrow up is pressed in an empty field. */
  onEditLast: () => void;
};

/** Sends what stands in the field: a slash at the start calls a command, all else is a message. */
function useSend(
  thread: string | null,
): (draft: { text: string; files: string[]; broadcast: boolean }) => Promise<Done> {
  const { card, callables } = useConversation();
  const deed = useDeed();
  return async ({ text, files, broadcast }) => {
    const sent = sentFrom(text.trim(), callables);
    if (/^\/\S/.test(sent) && files.length === 0) {
      if (thread !== null) {
        return { ok: false, message: 'Slack takes commands in channels only, not in threads. Write it there.' };
      }
      return deed({ deed: 'command', channel: card.id, line: sent });
    }
    return deed({
      deed: 'post',
      channel: card.id,
      text: sent,
      ...(thread !== null ? { thread } : {}),
      ...(thread !== null && broadcast ? { broadcast } : {}),
      ...(files.length > 0 ? { files } : {}),
    });
  };
}

/** Grows with its text, up to a third of the window; puts the caret where a completion left it. */
function useField(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what its height follows
  useLayoutEffect(() => {
    const own = field.current;
    if (!own) return;
    own.style.height = 'auto';
    own.style.height = `${Math.min(own.scrollHeight, window.innerHeight / 3)}px`;
    if (caret.current !== null) own.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  return { field, caret };
}

/** Where a message is written. What was typed stays until it was sent, also when the channel or the person is changed. */
export function Composer({ thread, notice, onNotice, onEditLast }: ComposerProps) {
  const { card, me, workspace } = useConversation();
  const [draft, setDraft] = useDraft(draftKey(me.id, card.id, thread));
  const [isSending, setSending] = useState(false);
  const { field, caret } = useField(draft.text);
  const listId = useId();
  const send = useSend(thread);
  const completion = useCompletion(draft.text, thread === null);
  const title = channelTitle(card, workspace.people);
  const name = thread === null ? `Message ${title}` : `Reply in the thread in ${title}`;
  const isEmpty = draft.text.trim() === '' && draft.files.length === 0;

  const submit = async () => {
    if (isEmpty || isSending) return;
    setSending(true);
    const done = await send(draft);
    setSending(false);
    if (done.ok) setDraft({ text: '', files: [], broadcast: false });
    onNotice(done.ok ? null : done.message);
    field.current?.focus();
  };
  const take = (one: Candidate) => {
    const next = completion.take(one);
    if (!next) return;
    caret.current = next.caret;
    setDraft({ text: next.text });
    completion.onCaret(next.caret);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const answered = completion.onKey(event);
    if (answered) {
      if (answered.taken) take(answered.taken);
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === 'ArrowUp' && draft.text === '') {
      event.preventDefault();
      onEditLast();
    }
  };
  const isOpen = completion.candidates.length > 0;
  return (
    <div className="composer">
      <Notice words={notice} onClose={() => onNotice(null)} />
      <div className="composer-box">
        {isOpen && (
          <CompletionList id={listId} candidates={completion.candidates} chosen={completion.chosen} onChoose={take} />
        )}
        <textarea
          ref={field}
          className="composer-field"
          data-composer={thread === null ? 'channel' : 'thread'}
          rows={1}
          aria-label={name}
          placeholder={name}
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? `${listId}-${completion.chosen}` : undefined}
          value={draft.text}
          onChange={({ target }) => {
            setDraft({ text: target.value });
            completion.onCaret(target.selectionStart);
          }}
          onSelect={({ currentTarget }) => {
            if (currentTarget.value === draft.text && !isOpen) completion.onCaret(currentTarget.selectionStart);
          }}
          onKeyDown={onKeyDown}
        />
        <Attached files={draft.files} onChange={(files) => setDraft({ files })} />
        <div className="composer-foot">
          <AttachButton onAttach={(file) => setDraft({ files: [...draft.files, file] })} />
          {thread !== null && (
            <label className="composer-also">
              <input
                type="checkbox"
                checked={draft.broadcast}
                onChange={({ target }) => setDraft({ broadcast: target.checked })}
              />
              Also send to {title}
            </label>
          )}
          <span className="composer-hint">Enter sends, Shift+Enter breaks the line</span>
          <button
            type="button"
            className="composer-send"
            aria-label={thread === null ? 'Send' : 'Send reply'}
            title="Send"
            disabled={isEmpty || isSending}
            onClick={submit}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  );
}

function Notice({ words, onClose }: { words: string | null; onClose: () => void }) {
  return (
    <div role="status" className="composer-notices">
      {words !== null && (
        <p className="composer-notice">
          <span>{words}</span>
          <button type="button" aria-label="Put this notice away" onClick={onClose}>
            <Icon name="close" size={14} />
          </button>
        </p>
      )}
    </div>
  );
}

/** Why nothing can be written here, and what can be done about it. */
export function NoComposer() {
  const { card, me, workspace } = useConversation();
  const deed = useDeed();
  const [trouble, setTrouble] = useState<string | null>(null);
  const title = channelTitle(card, workspace.people);
  const join = async () => {
    const done = await deed({ deed: 'join', channel: card.id });
    setTrouble(done.ok ? null : done.message);
  };
  const mayJoin = !card.isArchived && !card.isMember && card.kind === 'channel';
  const reason = card.isArchived
    ? `${title} is archived. It can be read, and nothing can be added to it.`
    : mayJoin
      ? `You look at ${title} without being in it.`
      : `${me.realName} may read here and not write: only some people may post in ${title}.`;
  return (
    <div className="composer">
      <div className="composer-none">
        <p>{trouble ?? reason}</p>
        {mayJoin && (
          <button type="button" className="button button-main" onClick={join}>
            Join {title}
          </button>
        )}
      </div>
    </div>
  );
}
