import { useEffect, useRef } from 'react';
import type { Message } from '../../slack/model.ts';
import { useDeed } from '../connection/connection.tsx';
import './confirm-delete.css';
import { useConversation } from './conversation.tsx';
import { typedFrom } from './typed.ts';

type ConfirmDeleteProps = { message: Message; onDone: (trouble: string | null) => void };

/** Asks once more before a message is deleted. */
export function ConfirmDelete({ message, onDone }: ConfirmDeleteProps) {
  const { card, callables } = useConversation();
  const deed = useDeed();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const remove = async () => {
    const done = await deed({ deed: 'delete', channel: card.id, ts: message.ts });
    onDone(done.ok ? null : done.message);
  };
  return (
    <dialog ref={dialog} className="confirm-delete" aria-labelledby="confirm-delete-title" onClose={() => onDone(null)}>
      <h2 id="confirm-delete-title">Delete this message?</h2>
      <blockquote>{typedFrom(message.text, callables).slice(0, 300)}</blockquote>
      <p>It is gone for everybody, and cannot be brought back.</p>
      <div className="confirm-delete-buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Keep it
        </button>
        <button type="button" className="button button-danger" onClick={remove}>
          Delete
        </button>
      </div>
    </dialog>
  );
}
