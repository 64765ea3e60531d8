import {
  type Dispatch,
  type FormEvent,
  type RefObject,
  type SetStateAction,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { View } from '../../slack/model.ts';
import { Blocks } from '../blocks/blocks.tsx';
import type { Names } from '../blocks/names.ts';
import { wordsIn } from '../blocks/reading.ts';
import { type Surface, SurfaceProvider } from '../blocks/surface.tsx';
import { PlainText } from '../blocks/texts.tsx';
import { done, type OnDeed, pressAt, suggestAt } from './deeds.ts';
import { chosenIn, enteredIn, type Typed, withTyped } from './typed.ts';
import { useKeeping } from './use-keeping.ts';

type FormBodyProps = {
  view: View;
  names: Names;
  typed: Typed;
  onType: Dispatch<SetStateAction<Typed>>;
  onDeed: OnDeed;
  onLeave: () => void;
  /** What went wrong with closing it. */
  trouble: string | null;
};

type Wrong = { errors: Record<string, string>; whole: string | null };
const FINE: Wrong = { errors: {}, whole: null };

/** A form's blocks and its buttons. */
export function FormBody({ view, names, typed, onType, onDeed, onLeave, trouble }: FormBodyProps) {
  const [wrong, setWrong] = useState(FINE);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { keep, drop } = useKeeping(view, typed, onDeed);
  const inTurn = useTurns();
  const errors = wrong.errors;
  const surface = useMemo<Surface>(
    () => ({
      names,
      place: 'form',
      press: (press) => {
        return inTurn(async () => {
          await keep();
          return pressAt(onDeed, { in: 'form' }, press);
        });
      },
      suggest: suggestAt(onDeed, { in: 'form' }),
      entered: (blockId, element) => enteredIn(view, typed, blockId, element),
      enter: (blockId, element, value) => {
        onType((before) => withTyped(before, view, blockId, element, value));
        setWrong((before) => ({ ...before, errors: without(before.errors, blockId) }));
      },
      errorOf: (blockId) => errors[blockId],
    }),
    [names, onDeed, view, typed, onType, errors, keep, inTurn],
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || view.submit === null) return;
    setBusy(true);
    drop();
    const answer = await inTurn(() => done(onDeed, { deed: 'submit', values: chosenIn(view, typed) }));
    setBusy(false);
    if (answer.ok) return setWrong(FINE);
    const placed = answer.errors ?? {};
    const isPlaced = Object.keys(placed).some((id) => view.blocks.some((block) => block.block_id === id));
    setWrong({ errors: placed, whole: isPlaced ? null : answer.message });
  };
  useFocusOnError(form, wrong);
  return (
    <form ref={form} className="form-form" noValidate onSubmit={(event) => void submit(event)}>
      <div className="form-body">
        <SurfaceProvider surface={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceProvider>
      </div>
      <FormFoot view={view} isBusy={isBusy} trouble={wrong.whole ?? trouble} onLeave={onLeave} />
    </form>
  );
}

/** Lets one thing end before the next begins: what is pressed before a form is sent is told before it. */
function useTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback((act) => {
    const own = last.current.then(act);
    last.current = own.catch(() => undefined);
    return own;
  }, []);
}

function without(errors: Record<string, string>, blockId: string): Record<string, string> {
  if (!Object.hasOwn(errors, blockId)) return errors;
  const { [blockId]: _fixed, ...others } = errors;
  return others;
}

/** An answer that finds something wrong leads to the first field it is wrong in. */
function useFocusOnError(form: RefObject<HTMLFormElement | null>, wrong: Wrong): void {
  const answered = useRef(wrong);
  useEffect(() => {
    const count = Object.keys(wrong.errors).length;
    const isNew = count > 0 && count >= Object.keys(answered.current.errors).length && wrong !== answered.current;
    answered.current = wrong;
    if (isNew) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus();
  }, [form, wrong]);
}

type FormFootProps = { view: View; isBusy: boolean; trouble: string | null; onLeave: () => void };

function FormFoot({ view, isBusy, trouble, onLeave }: FormFootProps) {
  return (
    <footer className="form-foot">
      {trouble !== null && (
        <p className="form-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="form-buttons">
        <button type="button" className="element-button" onClick={onLeave}>
          <PlainText text={wordsIn(view.close) || (view.submit === null ? 'Close' : 'Cancel')} />
        </button>
        {view.submit !== null && (
          <button type="submit" className="element-button element-button-primary" aria-busy={isBusy}>
            <PlainText text={wordsIn(view.submit)} />
            {isBusy && '…'}
          </button>
        )}
      </div>
    </footer>
  );
}
