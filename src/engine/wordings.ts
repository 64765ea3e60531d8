/**
 * Which of several wordings is said, so that no channel reads the same one twice in a row. Pure: the same question has the
 * same answer, and whoever posts keeps the key with its post, so that a redrawing says the same. The words themselves are in
 * `language/wordings.ts`.
 */

/** No wording is said again within so many posts to one channel. */
export const APART = 10;

/**
 * One of these keys. `said`: those of the channel's last posts, the newest first. With no key left that was not said of late
 * it is the one said longest ago. `seed`: what the post is about, by which the choice goes. Throws where there is no key.
 */
export function chooseWording(keys: readonly string[], said: readonly string[], seed: string): string {
  const lately = said.slice(0, APART);
  const fresh = keys.filter((key) => !lately.includes(key));
  const among =
    fresh.length > 0 ? fresh : [...keys].sort((one, other) => said.indexOf(other) - said.indexOf(one)).slice(0, 1);
  const chosen = among[numberOf(seed) % among.length];
  if (chosen === undefined) throw new RangeError('There is no wording to choose from.');
  return chosen;
}

/** A number that the same text always gives, spread over 32 bits. */
function numberOf(text: string): number {
  let number = 0x811c9dc5;
  for (const letter of text) number = Math.imul(number ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (number ^ (number >>> 15)) >>> 0;
}
