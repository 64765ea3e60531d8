import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Press } from '../names.ts';
import { useSurface } from '../surface.tsx';
import { useConfirm } from './confirm.tsx';
import { type Entered, type GivenElement, toChosen } from './entered.ts';

/** What an element is told by the block it stands in. */
export type ElementProps = {
  element: GivenElement;
  blockId: string;
  /** Whether choosing here is told to the app at once. */
  isPressed: boolean;
  id?: string | undefined;
  /** Names it where no label on the page does. */
  label?: string | undefined;
  describedBy?: string | undefined;
  isInvalid?: boolean;
};

/** How long a person may go on choosing before the app is told, in milliseconds. */
const PAUSE = 350;

type Live = {
  value: Entered;
  /** Keeps what was entered, and tells the app where it is to know. `pause`: not before the person has paused. */
  choose: (value: Entered, pause?: 'pause' | 'never') => void;
  /** Tells the app what stands here, or of a button. */
  press: (more?: Partial<Press>) => Promise<void>;
  isBusy: boolean;
  mayPress: boolean;
  /** What went wrong with the last press. */
  trouble: string | null;
  /** The question before a press; to be drawn beside the element. */
  question: ReactNode;
};

/** The life of one element: its value, its press, and what came of that. */
export function useElement({ element, blockId, isPressed }: ElementProps): Live {
  const surface = useSurface();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { question, ask } = useConfirm(element.confirm);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = useRef<(value: Entered) => void>(() => undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = async (more: Partial<Press>) => {
    if (surface.press === null) return;
    setBusy(true);
    setTrouble(null);
    const answer = await surface
      .press({ actionId: element.action_id, blockId, ...more })
      .catch(() => ({ ok: false, message: 'That did not arrive. Try again.' }));
    setBusy(false);
    if (!answer.ok) setTrouble(answer.message ?? 'This app did not respond. Try again?');
  };
  const chosen = async (value: Entered) => {
    if (!(await ask())) return;
    surface.enter(blockId, element, value);
    await send({ option: toChosen(element, value) });
  };
  later.current = (value) => void send({ option: toChosen(element, value) });
  return {
    value: surface.entered(blockId, element),
    choose: (value, pause) => {
      clearTimeout(timer.current);
      if (isPressed && pause === undefined) return void chosen(value);
      surface.enter(blockId, element, value);
      if (isPressed && pause === 'pause') timer.current = setTimeout(() => later.current(value), PAUSE);
    },
    press: async (more = {}) => {
      if (!isBusy && (await ask())) await send(more);
    },
    isBusy,
    mayPress: surface.press !== null,
    trouble,
    question,
  };
}
