/**
 * Sees in the numbers of a message that a digit slipped: 1190 beside 119, 500 beside 5. By itself that is nothing; beside
 * people who buy it is a wrong price. Pure. Does not know which number is a price.
 */

/** "1,800", "18.000", "19만", "2.9k". */
const NUMBER = /(\d+(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)\s?(만|천|万|千|k\b|bin\b|тыс)?/giu;
const TIMES: Readonly<Record<string, number>> = {
  만: 10_000,
  万: 10_000,
  천: 1000,
  千: 1000,
  k: 1000,
  bin: 1000,
  тыс: 1000,
};
/** More numbers than these are a list of prices. */
const MOST_NUMBERS = 6;
const SLIPS = [10, 100, 1000];

/** Takes a message's words and gives whether one number in it is another with a digit too few, or many. */
export function hasSlippedDigit(words: string): boolean {
  const numbers = [...new Set([...words.matchAll(NUMBER)].map(amountOf))].filter((value) => value > 0);
  if (numbers.length < 2 || numbers.length > MOST_NUMBERS) return false;
  return numbers.some((larger) => numbers.some((smaller) => isSlip(larger, smaller)));
}

function amountOf([, digits = '', times = '']: RegExpMatchArray): number {
  const plain = digits.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  return Number(plain) * (TIMES[times.toLowerCase()] ?? 1);
}

function isSlip(larger: number, smaller: number): boolean {
  if (SLIPS.includes(larger / smaller)) return true;
  const [all, rest] = [String(larger), String(smaller)];
  if (all.length < 3 || rest.length !== all.length - 1) return false;
  return Array.from(all).some((_, left) => all.slice(0, left) + all.slice(left + 1) === rest);
}
