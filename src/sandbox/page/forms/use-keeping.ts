import { useEffect, useRef } from 'react';
import type { View } from '../../slack/model.ts';
import type { OnDeed } from './deeds.ts';
import { done } from './deeds.ts';
import { chosenIn, type Typed } from './typed.ts';

/** How long typing may pause before it is kept, in milliseconds. */
const PAUSE = 400;

/** Keeps in the world what is typed into the topmost form, so that a reload finds it. */
export function useKeeping(view: View, typed: Typed, onDeed: OnDeed): { keep: () => Promise<void>; drop: () => void } {
  const kept = useRef<{ id: string; words: string }>({ id: '', words: '{}' });
  const values = chosenIn(view, typed);
  const words = JSON.stringify(values);
  if (kept.current.id !== view.id) kept.current = { id: view.id, words: '{}' };
  const keep = useRef<() => Promise<void>>(() => Promise.resolve());
  keep.current = async () => {
    const isKept = kept.current.words === words;
    kept.current = { id: view.id, words };
    if (!isKept) await done(onDeed, { deed: 'enter', values });
  };
  useEffect(() => {
    if (words === kept.current.words) return;
    const timer = setTimeout(() => void keep.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  return {
    keep: () => keep.current(),
    drop: () => {
      kept.current = { id: view.id, words };
    },
  };
}
