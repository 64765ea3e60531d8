/** Where a window stands, as it is written in the page's address, so that a reload, Back and a second window work. */
import type { Look } from '../../contract.ts';

export type Place = Look & {
  /** `ts` of the first message of the open thread. */
  thread: string | null;
  /** Whether the story's side of the page is open. */
  story: boolean;
  /** Which tab of the app's conversation is open. */
  tab: 'home' | 'messages';
};

/** With whom the sample agency's story begins: the client who writes late on Friday. */
const firstEyes = 'U0ANNA';

/** Reads a place from the query of an address; whatever is not said there is left at its beginning. */
export function placeFrom(query: string): Place {
  const said = new URLSearchParams(query);
  return {
    as: said.get('as') || firstEyes,
    channel: said.get('in') || null,
    thread: said.get('thread') || null,
    curtain: said.get('curtain') === '1',
    selected: said.get('message') || null,
    story: said.get('story') === '1',
    tab: said.get('tab') === 'home' ? 'home' : 'messages',
  };
}

/** The query that {@link placeFrom} reads back to the same place, beginning with `?`. */
export function queryOf(place: Place): string {
  const said = new URLSearchParams();
  if (place.as) said.set('as', place.as);
  if (place.channel) said.set('in', place.channel);
  if (place.thread) said.set('thread', place.thread);
  if (place.curtain) said.set('curtain', '1');
  if (place.selected) said.set('message', place.selected);
  if (place.story) said.set('story', '1');
  if (place.tab === 'home') said.set('tab', 'home');
  return `?${said}`;
}

/** The place after a change: another person or channel closes what belonged to the one before, unless it is said anew. */
export function placeAfter(place: Place, change: Partial<Place>): Place {
  const moves =
    (change.as !== undefined && change.as !== place.as) ||
    (change.channel !== undefined && change.channel !== place.channel);
  return { ...place, ...(moves ? { thread: null, selected: null, tab: 'messages' as const } : {}), ...change };
}

/** The part of a place that the server is told. */
export function lookOf({ as, channel, curtain, selected }: Place): Look {
  return { as, channel, curtain, selected };
}
