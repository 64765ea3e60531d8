import './form.css';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { View } from '../../slack/model.ts';
import type { Names } from '../blocks/names.ts';
import { wordsIn } from '../blocks/reading.ts';
import { PlainText } from '../blocks/texts.tsx';
import { done, type OnDeed } from './deeds.ts';
import { FormBody } from './form-body.tsx';
import type { Typed } from './typed.ts';

type FormStackProps = {
  /** Open forms, the topmost last. */
  views: View[];
  names: Names;
  onDeed: OnDeed;
};

/** The topmost of the open forms as a modal dialog; nothing where none is open. */
export function FormStack({ views, names, onDeed }: FormStackProps) {
  const top = views.at(-1);
  return top === undefined ? null : <OpenForm top={top} count={views.length} names={names} onDeed={onDeed} />;
}

type OpenFormProps = { top: View; count: number; names: Names; onDeed: OnDeed };

function OpenForm({ top, count, names, onDeed }: OpenFormProps) {
  const dialog = useModal(top.id);
  const title = useId();
  const [typed, setTyped] = useState<Typed>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const leaving = useRef(false);
  const leave = async (all: boolean) => {
    if (leaving.current) return;
    leaving.current = true;
    const answer = await done(onDeed, { deed: 'closeForm', all });
    leaving.current = false;
    setTrouble(answer.ok ? null : answer.message);
    if (dialog.current?.open === false) dialog.current.showModal();
  };
  return (
    <dialog
      ref={dialog}
      className="form"
      aria-labelledby={title}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        void leave(false);
      }}
      onClose={(event) => {
        if (event.target === event.currentTarget) void leave(false);
      }}
    >
      <header className="form-head">
        <h2 className="form-title" id={title}>
          <PlainText text={wordsIn(top.title)} />
        </h2>
        {count > 1 && (
          <button type="button" className="form-all" onClick={() => void leave(true)}>
            Close all {count}
          </button>
        )}
        <button type="button" className="form-cross" aria-label="Close" onClick={() => void leave(false)}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <FormBody
        key={top.id}
        view={top}
        names={names}
        typed={typed}
        onType={setTyped}
        onDeed={onDeed}
        onLeave={() => void leave(false)}
        trouble={trouble}
      />
    </dialog>
  );
}

const FIELD = ':is(input, select, textarea, summary)';

/** A dialog that is modal as long as it is there, with the focus in each new form's first field. */
function useModal(viewId: string) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown?.open === false) shown.showModal();
    return () => shown?.close();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each form that comes to the top takes the focus anew
  useEffect(() => {
    const body = dialog.current?.querySelector('.form-body');
    const first = body?.querySelector<HTMLElement>(`[data-focus] ${FIELD}`) ?? body?.querySelector<HTMLElement>(FIELD);
    (first ?? dialog.current?.querySelector<HTMLElement>('.form-foot button'))?.focus();
  }, [viewId]);
  return dialog;
}
