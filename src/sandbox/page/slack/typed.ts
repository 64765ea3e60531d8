/** Between what somebody types and reads (`@Mira Aksoy`) and what Slack is sent and keeps (`<@U0MIRA>`). */

export type Callable = { id: string; name: string };

/** The people and channels that a text can name, each by what is typed for it. */
export type Callables = { people: Callable[]; channels: Callable[] };

const ranges = new Set(['here', 'channel', 'everyone']);

/** Whom a typed text names: everybody by their whole name, and by their handle. Of two of one name only handles tell. */
export function callablesOf(
  people: { id: string; name: string; realName: string }[],
  channels: { id: string; name: string; with: string | null }[],
): Callables {
  const counts = new Map<string, number>();
  for (const { realName } of people) counts.set(realName, (counts.get(realName) ?? 0) + 1);
  const whole = people.filter(({ realName }) => counts.get(realName) === 1);
  return {
    people: [
      ...whole.map(({ id, realName }) => ({ id, name: realName })),
      ...people.map(({ id, name }) => ({ id, name })),
    ],
    channels: channels.filter((channel) => channel.with === null).map(({ id, name }) => ({ id, name })),
  };
}

const wordAfter = /^[\p{L}\p{N}_-]/u;

/** The longest name that stands at a place of the text and ends with a word. */
function namedAt(text: string, at: number, names: Callable[]): Callable | undefined {
  return names
    .filter(({ name }) => name !== '' && text.startsWith(name, at) && !wordAfter.test(text.slice(at + name.length)))
    .sort((one, other) => other.name.length - one.name.length)[0];
}

/** What is sent for what was typed: names of people and channels, and `@here` and its like, become references. */
export function sentFrom(typed: string, { people, channels }: Callables): string {
  let sent = '';
  let at = 0;
  for (const { index, 0: sign } of typed.matchAll(/(?<![\p{L}\p{N}_<])[@#]/gu)) {
    if (index < at) continue;
    sent += typed.slice(at, index);
    const found = namedAt(typed, index + 1, sign === '@' ? people : channels);
    const range = sign === '@' ? /^[a-z]+/.exec(typed.slice(index + 1))?.[0] : undefined;
    if (found) sent += `<${sign}${found.id}>`;
    else sent += range && ranges.has(range) ? `<!${range}>` : sign;
    at = index + 1 + (found?.name.length ?? (range && ranges.has(range) ? range.length : 0));
  }
  return sent + typed.slice(at);
}

/** What was typed for what Slack keeps, so that it can be edited: {@link sentFrom} and Slack's escaping undone. */
export function typedFrom(kept: string, { people, channels }: Callables): string {
  const named = (sign: string, id: string, all: Callable[], label: string | undefined) =>
    `${sign}${all.find((one) => one.id === id)?.name ?? label ?? id}`;
  return kept
    .replace(/<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, label: string | undefined) =>
      named(sign, id, sign === '@' ? people : channels, label),
    )
    .replace(/<!(here|channel|everyone)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto):[^<>|]+)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
