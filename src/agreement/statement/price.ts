/** Finds a price within a line: an amount beside a currency, and for what. It converts nothing. */
import words from './words.json' with { type: 'json' };

export type Price = { amount: number; currency: string; per?: string };

const known = new Set(Intl.supportedValuesOf('currency'));
const named = new Map(Object.entries(words.currencies));
const longestPer = 30;

const number = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;
const names = [...named.keys()].flatMap((name) => [name, name.toUpperCase(), name[0]?.toUpperCase() + name.slice(1)]);
// A code is known by its capitals: "try" is a word.
const currency = `(?<![A-Za-zА-я])(?:${[...new Set([...names, ...known])]
  .sort((one, other) => other.length - one.length)
  .map((name) => name.replace(/[.$]/g, '\\$&'))
  .join('|')})(?![A-Za-zА-я])`;
const money = new RegExp(
  `(?<before>${currency})\\s*(?<first>${number})(?!\\d)|(?<![\\d.,])(?<second>${number})\\s*(?<behind>${currency})`,
  'gu',
);
const forWhat = /^\s*(?:\/|(?:per|each|an?|за|ต่อ)(?=\s)|每)\s*(?:(?:an?|the)\s+)?(\p{L}[\p{L}\p{M}-]*)(?!\p{L})/iu;
const each = /^\s*each\b/iu;
const asked = /(?:[\s,(@–-]|(?<!\p{L})(?:at|for|from|à))*$/iu;

/** Takes a line and gives it without its first price; null where it has none. */
export function takePrice(text: string): { price: Price; before: string; behind: string } | null {
  for (const match of text.matchAll(money)) {
    const { before, first, second, behind } = match.groups ?? {};
    const currency = currencyOf(before ?? behind ?? '');
    const amount = amountOf(first ?? second ?? '');
    if (currency === null || amount === null) continue;
    const rest = text.slice(match.index + match[0].length);
    const per = forWhat.exec(rest);
    const end = per?.[0].length ?? each.exec(rest)?.[0].length ?? 0;
    const what = per?.[1]?.toLowerCase() ?? '';
    const price: Price = { amount, currency, ...(what !== '' && what.length <= longestPer ? { per: what } : {}) };
    return { price, before: text.slice(0, match.index).replace(asked, ''), behind: rest.slice(end) };
  }
  return null;
}

/** The ISO code of a sign, name or code; null for any other text. */
export function currencyOf(text: string): string | null {
  const code = text.trim();
  const found = named.get(code.toLocaleLowerCase('en'));
  if (found !== undefined) return found;
  return /^[A-Z]{3}$/.test(code) && known.has(code) ? code : null;
}

/** Reads `1.200,50` and `1,200.50` alike; null for what is no amount above nothing. */
export function amountOf(text: string): number | null {
  const plain = text.replace(/['’\s\u00a0\u202f]/g, '');
  if (!/^\d[\d.,]*$/.test(plain)) return null;
  const [, whole = plain, part = ''] = /^(.*)[.,](\d{1,2})$/.exec(plain) ?? [];
  const amount = Number(`${whole.replace(/[.,]/g, '')}.${part || '0'}`);
  return amount > 0 && amount <= 1_000_000_000 ? amount : null;
}
