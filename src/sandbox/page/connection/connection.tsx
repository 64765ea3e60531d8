/** The page's one connection to its server, and the hooks by which everything on the page reads and acts. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Deed, Done, HouseDeed, Parts, PersonDeed } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { afterFrame, beginsAnew, type Known, nothingKnown } from './known.ts';
import { type LineState, openLine } from './line.ts';
import { lookOf, type Place, placeAfter, placeFrom, queryOf } from './place.ts';

type Store<T> = { get(): T; set(next: T): void; subscribe(listener: () => void): () => void };

function storeOf<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Connection = { known: Store<Known>; place: Store<Place>; state: Store<LineState>; hurry(): void };

const Given = createContext<Connection | null>(null);

/** Opens the connection; gives it and how to close it. */
function connect(): { connection: Connection; close(): void } {
  const known = storeOf(nothingKnown);
  const place = storeOf(placeFrom(window.location.search));
  const state = storeOf<LineState>('connecting');
  const address = new URL('/live', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  const line = openLine(address.href, lookOf(place.get()), {
    onFrame: (frame, isFirst) => {
      // What is the same in both runs is not sent a second time, so it is asked for anew.
      if (!isFirst && beginsAnew(known.get(), frame)) line.renew();
      else known.set(afterFrame(isFirst ? nothingKnown : known.get(), frame));
    },
    onState: state.set,
  });
  const forget = place.subscribe(() => line.look(lookOf(place.get())));
  const onBack = () => place.set(placeFrom(window.location.search));
  window.addEventListener('popstate', onBack);
  const close = () => {
    forget();
    window.removeEventListener('popstate', onBack);
    line.close();
  };
  return { connection: { known, place, state, hurry: line.hurry }, close };
}

/** Connects the page to the server it came from, for all that stands within. */
export function ConnectionProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const opened = connect();
    setConnection(opened.connection);
    return opened.close;
  }, []);
  return connection && <Given value={connection}>{children}</Given>;
}

function useConnection(): Connection {
  const connection = useContext(Given);
  if (!connection) throw new Error('This stands outside of ConnectionProvider');
  return connection;
}

/** One of the parts by its name; undefined until it has come. */
export function usePart<Name extends keyof Parts>(name: Name): Parts[Name] | undefined {
  const { known } = useConnection();
  return useSyncExternalStore(known.subscribe, () => known.get().parts[name]);
}

/**
 * Something small taken from a part, so that what shows it is drawn again only when that changes: `pick` gives words, a
 * number or a truth, never a new object. Undefined until the part has come.
 */
export function usePiece<Name extends keyof Parts, Piece extends string | number | boolean | null>(
  name: Name,
  pick: (part: Parts[Name]) => Piece,
): Piece | undefined {
  const { known } = useConnection();
  return useSyncExternalStore(known.subscribe, () => {
    const part = known.get().parts[name] as Parts[Name] | undefined;
    return part === undefined ? undefined : pick(part);
  });
}

/** The messages of the channel that the window looks at, in order of `ts`, answers in threads among them. */
export function useMessages(): Message[] {
  const { known } = useConnection();
  return useSyncExternalStore(known.subscribe, () => known.get().messages);
}

/** What stands in that channel for this person only, in order of `ts`. */
export function useEphemerals(): Message[] {
  const { known } = useConnection();
  return useSyncExternalStore(known.subscribe, () => known.get().ephemerals);
}

/** Where the window stands, and how it goes elsewhere: `push` (the default) makes a step that Back undoes. */
export function useLook(): { look: Place; setLook(change: Partial<Place>, how?: 'push' | 'replace'): void } {
  const { place } = useConnection();
  const look = useSyncExternalStore(place.subscribe, place.get);
  const setLook = useCallback(
    (change: Partial<Place>, how: 'push' | 'replace' = 'push') => {
      const next = placeAfter(place.get(), change);
      const query = queryOf(next);
      if (query === queryOf(place.get())) return;
      if (how === 'push') window.history.pushState(null, '', query);
      else window.history.replaceState(null, '', query);
      place.set(next);
    },
    [place],
  );
  return { look, setLook };
}

/** Whether the server can be heard, and a way to try again at once. */
export function useLine(): { state: LineState; hurry(): void } {
  const { state, hurry } = useConnection();
  return { state: useSyncExternalStore(state.subscribe, state.get), hurry };
}

const unreachable: Done = {
  ok: false,
  message: 'The sandbox does not answer. Is it still running? Nothing was lost: try again when it is back.',
};

async function carryOut(deed: Deed): Promise<Done> {
  try {
    const answer = await fetch('/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    return (await answer.json()) as Done;
  } catch {
    return unreachable;
  }
}

/** Gives the function that does something as the person whose eyes the window has. It never throws. */
export function useDeed(): (deed: PersonDeed | HouseDeed) => Promise<Done> {
  const { place } = useConnection();
  return useCallback((deed) => carryOut({ as: place.get().as, ...deed }), [place]);
}
