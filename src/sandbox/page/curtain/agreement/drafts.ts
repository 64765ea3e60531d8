/** Agreements that somebody is changing and has not applied: kept while panels and channels change, and guarded. */
import { useSyncExternalStore } from 'react';

export type Draft = {
  text: string;
  /** The version that was in force when the change was begun. */
  base: number;
  /** The version it became; it is dropped once that one is in force here too. */
  applied: number | null;
};

export type InForce = { text: string; version: number };

/** The draft after somebody typed: none where the text is again what is in force. */
export function draftAfterTyping(draft: Draft | undefined, text: string, inForce: InForce): Draft | undefined {
  if (text === inForce.text) return undefined;
  return { text, base: draft?.base ?? inForce.version, applied: null };
}

/** The draft beside what is in force now: none where it was applied or says the same. */
export function draftBeside(draft: Draft | undefined, inForce: InForce): Draft | undefined {
  if (draft === undefined || draft.text === inForce.text) return undefined;
  return draft.applied !== null && inForce.version >= draft.applied ? undefined : draft;
}

const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}

/** Keeps a draft under a name, or forgets it where it is undefined. While one is kept, leaving the page asks first. */
export function keepDraft(name: string, draft: Draft | undefined): void {
  if (draft === undefined) drafts.delete(name);
  else drafts.set(name, draft);
  const isUnsaved = [...drafts.values()].some(({ applied }) => applied === null);
  if (isUnsaved) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
  for (const listener of listeners) listener();
}

/** Notes that a text has become a version; typed on in the meantime, the draft stays unsaved. */
export function draftWasApplied(name: string, text: string, version: number): void {
  const draft = drafts.get(name);
  if (draft?.text === text) keepDraft(name, { ...draft, applied: version });
}

/** Forgets every draft whose name does not begin so: they belong to a world that has been started over. */
export function forgetDraftsBut(beginning: string): void {
  for (const name of drafts.keys()) if (!name.startsWith(beginning)) keepDraft(name, undefined);
}

/** The draft kept under that name, followed as it changes. */
export function useDraft(name: string): Draft | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drafts.get(name),
  );
}
