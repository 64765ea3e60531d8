/**
 * Finds within a line how much of something is agreed for a month: `4 articles a month`, `up to 10 hours`, `每月4篇`. What is
 * agreed for another span, or counts nothing that is delivered (`800 words`), is no such amount.
 */
import { readAmount } from '../amount.ts';
import { LONGEST, readAllowance } from '../scope-list.ts';
import { anyIn, anyOf, phrasesOf } from './phrases.ts';
import words from './words.json' with { type: 'json' };

export type Amount = {
  /** As the file writes it: `4 articles a month`. */
  allowance: string;
  unit: string;
  /** Whether the unit is of time, and so not what is delivered. */
  isTime: boolean;
  /** It was said as from so much to so much; the upper end is taken. */
  isRange: boolean;
  /** What stands before and behind it, without the words of the month. */
  before: string;
  behind: string;
};

/** What a line says of amounts; `isOther`: it names one, of another span than a month. */
export type Amounts = { found: Amount | null; isOther: boolean };

const numbers = new Map(Object.values(words.numbers).flatMap((byName) => Object.entries(byName)));
const spelt = [...numbers.keys()].sort((one, other) => other.length - one.length);
const inSpaces = spelt.filter((name) => /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(name));
const counters = Object.values(words.counters)
  .flat()
  .sort((one, other) => other.length - one.length);
const digits = String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}.,/:#€$£₺₽₩¥฿])\d{1,5}(?:[.,]\d{1,2})?(?![\p{N}%:]|[/.,]\d|\s?%|-\p{L}|(?:st|nd|rd|th)\b)`;
const chinese = `(?:${spelt.filter((name) => /\p{Script=Han}/u.test(name)).join('|')})(?=${counters.join('|')})`;
const numeral = new RegExp(`${digits}|${anyOf(inSpaces)}(?=\\s)|${chinese}`, 'giu');
const range = /^\s*(?:-|–|—|~|to|до|至|到|ila)\s*(\d{1,5})(?![\d.,%])/iu;
/** `up to`, before a number. */
export const most = new RegExp(`${anyIn('most')}[\\s:]*$`, 'iu');
const month = new RegExp(`[\\s,]*${anyIn('month')}`, 'iu');
const everyMonth = new RegExp(month.source, 'giu');
const monthIn = {
  en: new RegExp(anyOf(words.month.en), 'iu'),
  tr: new RegExp(anyOf(words.month.tr.filter((phrase) => !phrase.startsWith('/'))), 'iu'),
};
const other = new RegExp(anyIn('other'), 'iu');
const measure = new RegExp(`^(?:${anyIn('measure')})`, 'iu');
const time = new RegExp(`^(?:${anyIn('hours')})`, 'iu');
const counter = new RegExp(`^(?:${counters.join('|')})`, 'u');
/** `10 saate kadar`, `10시간까지`: up to so much, said behind it. */
const upToBehind = /(\d\s*)(?:(\p{L}+?)y?[ea]\s+kadar(?!\p{L})|(\p{Script=Hangul}+?)까지)/giu;
/** Words that only say that what follows is counted. */
const times = /^\s*(?:[x×]|(?:adet|tane|pcs\.?|шт\.?)(?=\s))\s*/iu;
const stops = new Set([...phrasesOf('for'), ...phrasesOf('of')].map((word) => word.toLowerCase()));
const mostWords = 3;

/** Takes a line without its price. */
export function takeAmount(line: string): Amounts {
  const text = line.replace(upToBehind, '$1$2$3');
  const isMonthly = month.test(text);
  const isOther = !isMonthly && other.test(text);
  let first: Amount | null = null;
  for (const match of text.matchAll(numeral)) {
    const found = amountAt(text, match.index, match[0], isMonthly);
    if (found === null) continue;
    // Where several are named, the one that is of a month is meant.
    if (month.test(text.slice(match.index)) || !isMonthly)
      return isOther ? { found: null, isOther } : { found, isOther };
    first ??= found;
  }
  return { found: isOther ? null : first, isOther: isOther && first !== null };
}

function amountAt(text: string, index: number, said: string, isMonthly: boolean): Amount | null {
  let behind = text.slice(index + said.length);
  const upper = range.exec(behind);
  behind = behind.slice(upper?.[0].length ?? 0);
  const number = upper?.[1] ?? String(numbers.get(said.toLowerCase()) ?? said);
  const isYear = /^(?:19|20)\d\d$/.test(number);
  if (readAmount(number) === null || isYear) return null;
  behind = behind.replace(times, ' ').trimStart();
  if (measure.test(behind)) return null;
  const unit = unitAt(behind);
  if (unit === '' && !isMonthly) return null;
  const rest = behind.slice(unit.length);
  const before = text.slice(0, index).replace(most, '');
  const isTime = time.test(unit);
  const clean = { before: withoutMonth(before), behind: withoutMonth(rest) };
  const name = unit === '' ? unitFrom(clean.before || clean.behind) : unit;
  const allowance = allowanceText(number.replace(',', '.'), name, text);
  return allowance === null ? null : { allowance, unit, isTime, isRange: upper !== null, ...clean };
}

/** In the words of the line; null where it cannot stand in an agreement. */
function allowanceText(number: string, unit: string, line: string): string | null {
  const behind = monthIn.en.test(line) ? ' a month' : '';
  const text = `${monthIn.tr.test(line) ? 'ayda ' : ''}${number} ${unit}${behind}`;
  return readAllowance(text) === undefined ? null : text;
}

/** What is counted: the next words up to one that leads on; in scripts without spaces the next sign that counts. */
function unitAt(text: string): string {
  const hours = time.exec(text)?.[0];
  if (hours !== undefined) return hours;
  const counted = counter.exec(text)?.[0];
  if (counted !== undefined) return counted;
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}]/u.test(text)) return signsAt(text);
  const end = month.exec(text)?.index ?? text.length;
  const unit: string[] = [];
  for (const word of text.slice(0, end).split(/(?<=\s)/u)) {
    const plain = word.trim();
    if (!/^[\p{L}][\p{L}\p{M}'’&-]*$/u.test(plain.replace(/[,.;:)]+$/u, '')) || stops.has(plain.toLowerCase())) break;
    unit.push(word);
    if (unit.length === mostWords || /[,.;:)]$/u.test(plain)) break;
  }
  return unit.join('').replace(/[\s,.;:)]+$/u, '');
}

function signsAt(text: string): string {
  const end = month.exec(text)?.index ?? text.length;
  return /^[\p{L}\p{M}]{1,16}/u.exec(text.slice(0, end))?.[0].replace(/(?:까지|이내|의)$/u, '') ?? '';
}

/** `Blog articles: 4 per month` counts blog articles. */
export function unitFrom(title: string): string {
  const plain = title
    .replace(/[^\p{L}\p{M}\p{N}\s'’&-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = plain.length <= LONGEST.unit ? plain : (plain.split(' ').at(-1) ?? '');
  return /^\p{Lu}\p{Ll}/u.test(short) ? `${short[0]?.toLowerCase()}${short.slice(1)}` : short;
}

function withoutMonth(text: string): string {
  return text.replace(everyMonth, ' ').trim();
}
