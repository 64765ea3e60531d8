/** What was typed and not sent, by person, channel and thread; it outlives a reload of the window. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';

export type Draft = { text: string; files: string[]; broadcast: boolean };

const empty: Draft = { text: '', files: [], broadcast: false };

const kept = new Map<string, string>();
const listeners = new Set<() => void>();

/** The name of a draft. */
export function draftKey(as: string, channel: string, thread: string | null): string {
  return `draft ${as} ${channel} ${thread ?? ''}`;
}

function read(key: string): string {
  const known = kept.get(key);
  if (known !== undefined) return known;
  try {
    return window.sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a draft; one with nothing in it is forgotten. */
export function writeDraft(key: string, draft: Draft): void {
  const text = draft.text === '' && draft.files.length === 0 && !draft.broadcast ? '' : JSON.stringify(draft);
  kept.set(key, text);
  try {
    if (text === '') window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still has the copy of this page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The draft of that name, and how to change it. */
export function useDraft(key: string): [Draft, (change: Partial<Draft>) => void] {
  const text = useSyncExternalStore(subscribe, () => read(key));
  const draft = useMemo(() => (text === '' ? empty : { ...empty, ...(JSON.parse(text) as Partial<Draft>) }), [text]);
  const change = useCallback(
    (part: Partial<Draft>) => {
      const before = read(key);
      writeDraft(key, { ...(before === '' ? empty : (JSON.parse(before) as Draft)), ...part });
    },
    [key],
  );
  return [draft, change];
}
