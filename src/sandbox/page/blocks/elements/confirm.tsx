import './confirm.css';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { type Given, isGiven, wordsIn } from '../reading.ts';
import { useSurface } from '../surface.tsx';
import { PlainText, TextObject } from '../texts.tsx';

/** Asks what an app wants asked before a press; without such a question the answer is yes at once. */
export function useConfirm(confirm: unknown): { question: ReactNode; ask: () => Promise<boolean> } {
  const [answer, setAnswer] = useState<((isYes: boolean) => void) | null>(null);
  if (!isGiven(confirm)) return { question: null, ask: () => Promise.resolve(true) };
  const settle = (isYes: boolean) => {
    answer?.(isYes);
    setAnswer(null);
  };
  return {
    question: answer === null ? null : <Question confirm={confirm} onAnswer={settle} />,
    ask: () => new Promise((resolve) => setAnswer(() => resolve)),
  };
}

/** "Are you sure?" as a dialog of its own. */
export function Question({ confirm, onAnswer }: { confirm: Given; onAnswer: (isYes: boolean) => void }) {
  const { names } = useSurface();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown?.open === false) shown.showModal();
    return () => shown?.close();
  }, []);
  const isDanger = confirm.style === 'danger';
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 className="confirm-title" id={title}>
        <PlainText text={wordsIn(confirm.title) || 'Are you sure?'} />
      </h2>
      <div className="confirm-text">
        <TextObject value={confirm.text} names={names} />
      </div>
      <div className="confirm-buttons">
        <button type="button" className="element-button" onClick={() => onAnswer(false)}>
          <PlainText text={wordsIn(confirm.deny) || 'Cancel'} />
        </button>
        <button
          type="button"
          className={`element-button element-button-${isDanger ? 'danger' : 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          <PlainText text={wordsIn(confirm.confirm) || 'Yes'} />
        </button>
      </div>
    </dialog>
  );
}
