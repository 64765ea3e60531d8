/**
 * Reads what somebody typed after `/rules hours`: whose hours, and of when, in English or Turkish. It asks no clock:
 * "tomorrow" stays tomorrow until it is known where the reader is.
 */

export type ClientName = { clientId: string; name: string };

/** `now`, `today`, `tomorrow`, `week`, a weekday as `0` (Monday) to `6`, a date as `12-24` or as `2026-12-24`. */
export type When = string;

/** `client` is null where none was named. */
export type Asked = { client: ClientName | null; when: When };

const RELATIVE: Readonly<Record<string, readonly string[]>> = {
  now: ['', 'now', 'simdi'],
  today: ['today', 'bugun'],
  tomorrow: ['tomorrow', 'yarin'],
  week: ['week', 'hafta'],
};
const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'pazartesi', 'pzt'],
  ['tuesday', 'sali'],
  ['wednesday', 'carsamba'],
  ['thursday', 'persembe'],
  ['friday', 'cuma'],
  ['saturday', 'cumartesi', 'cmt'],
  ['sunday', 'pazar'],
];
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'ocak'],
  ['february', 'subat'],
  ['march', 'mart'],
  ['april', 'nisan'],
  ['may', 'mayis'],
  ['june', 'haziran'],
  ['july', 'temmuz'],
  ['august', 'agustos'],
  ['september', 'eylul'],
  ['october', 'ekim'],
  ['november', 'kasim'],
  ['december', 'aralik'],
];
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
  const weekday = indexOfName(text, WEEKDAYS);
  return weekday === null ? readDate(text) : String(weekday);
}

function readDate(text: string): When | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dateOf(Number(iso[3]), Number(iso[2]), iso[1]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(\d{4})?$/.exec(text);
  if (dotted) return dateOf(Number(dotted[1]), Number(dotted[2]), dotted[3]);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?<month>\p{L}+)\.?(?:,? (?<year>\d{4}))?$/u.exec(text) ??
    /^(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/u.exec(text);
  const month = indexOfName(named?.groups?.month ?? '', MONTHS);
  return month === null ? null : dateOf(Number(named?.groups?.day), month + 1, named?.groups?.year);
}

/** Only what is in a calendar; without a year, in that of some year. */
function dateOf(day: number, month: number, year: string | undefined): When | null {
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${year ?? '2028'}-${two(month)}-${two(day)}`;
  const at = Date.parse(date);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return null;
  return year === undefined ? date.slice(5) : date;
}

/** "paz" is Sunday (pazar) and not Monday (pazartesi): the shortest name that begins so. */
function indexOfName(text: string, names: readonly (readonly string[])[]): number | null {
  if (text.length < FEWEST_LETTERS) return null;
  const found = names
    .flatMap((called, index) => called.map((name) => ({ name, index })))
    .filter(({ name }) => name.startsWith(text.replace(/\.$/, '')))
    .sort((a, b) => a.name.length - b.name.length);
  return found[0]?.index ?? null;
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

/** Lower case, without accents and dots on or off an i, with single spaces. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
