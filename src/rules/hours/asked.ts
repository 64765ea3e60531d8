/**
 * Reads what somebody typed after `/rules hours`: whose hours, and of when, in English or Turkish. It asks no clock:
 * "tomorrow" stays tomorrow until it is known where the reader is.
 */

import { type Day, fold, readDay } from '../../language/day-words.ts';

export type ClientName = { clientId: string; name: string };

/** `now`, `week`, or a day. */
export type When = 'now' | 'week' | Day;

/** `client` is null where none was named. */
export type Asked = { client: ClientName | null; when: When };

const RELATIVE: Readonly<Record<string, readonly string[]>> = {
  now: ['', 'now', 'simdi'],
  week: ['week', 'hafta'],
};
/** So much of a name is enough to know it by. */
const FEWEST_LETTERS = 3;

/** Takes the words, and the clients that may be named. Null: they cannot be read. */
export function readAsked(words: string, clients: readonly ClientName[]): Asked | null {
  const parts = fold(words).split(' ').filter(Boolean);
  const when = readWhen(parts.join(' '));
  if (when !== null) return { client: null, when };
  // The client's name may have several words, and stands before or after the time.
  for (let length = parts.length; length > 0; length--) {
    for (const [name, rest] of [
      [parts.slice(0, length), parts.slice(length)],
      [parts.slice(-length), parts.slice(0, -length)],
    ] as const) {
      const client = clientCalled(name.join(' '), clients);
      const then = client === null ? null : readWhen(rest.join(' '));
      if (then !== null) return { client, when: then };
    }
  }
  return null;
}

/** Takes folded words and gives when is meant; null where they say nothing that can be read. */
function readWhen(words: string): When | null {
  const text = words.replace(/^(on|this|bu|for) /, '');
  for (const [when, names] of Object.entries(RELATIVE)) if (names.includes(text)) return when;
  return readDay(text);
}

/** By id, by name, or by the beginning of one of them where it is nobody else's. */
function clientCalled(name: string, clients: readonly ClientName[]): ClientName | null {
  const [byId] = clients.filter(({ clientId }) => fold(clientId) === name);
  if (byId !== undefined) return byId;
  const exact = clients.filter((client) => fold(client.name) === name);
  const begins = clients.filter((client) => [client.clientId, client.name].some((one) => fold(one).startsWith(name)));
  const found = exact.length > 0 ? exact : name.length < FEWEST_LETTERS ? [] : begins;
  return found.length === 1 ? (found[0] ?? null) : null;
}
