import { useSyncExternalStore } from 'react';

/** How many panes fit beside each other: one, the channel with one beside it, or with two. */
export type Width = 'narrow' | 'medium' | 'wide';

const atLeastMedium = '(min-width: 60rem)';
const atLeastWide = '(min-width: 98rem)';

function subscribe(listener: () => void): () => void {
  const queries = [atLeastMedium, atLeastWide].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function read(): Width {
  if (!window.matchMedia(atLeastMedium).matches) return 'narrow';
  return window.matchMedia(atLeastWide).matches ? 'wide' : 'medium';
}

/** How wide the window is, as it changes. */
export function useWidth(): Width {
  return useSyncExternalStore(subscribe, read);
}
