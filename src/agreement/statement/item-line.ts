/**
 * Reads one line of a statement of work as items: its title, how much a month, its price, and what it leaves out. It does not
 * know where the line stands: which side it is on comes from its chapter.
 */
import { LONGEST } from '../scope-list.ts';
import { type Amount, most, takeAmount } from './amount.ts';
import { anyIn, keyOf, keysOf, phrasesOf } from './phrases.ts';
import { type Price, takePrice } from './price.ts';

/** An item as it is proposed; `allowance` and `price` as the agreement's file writes them. */
export type Proposed = {
  /** Where it stands in the text, from 1. */
  line: number;
  kind: 'in' | 'out';
  title: string;
  id?: string;
  description?: string;
  allowance?: string;
  price?: Price;
  examples?: string[];
  keywords?: string[];
};

export type Where = {
  line: number;
  kind: 'in' | 'out' /** The heading right above, which names what its lines are of. */;
  group: string | null;
};

const [before, behind, and] = [anyIn('before'), anyIn('behind'), anyIn('and')];
const beginsWithout = new RegExp(`^${before}[\\s:：]+(.+)$`, 'iu');
const beginsWithoutSpace = /^(?:不包括|不包含|不含|ไม่รวมถึง|ไม่รวม|ยกเว้น)(.+)$/u;
const inBrackets = new RegExp(
  `\\s*[(（]\\s*(?:${before}[\\s:：]*([^()（）]+)|([^()（）]+?)\\s*${behind})\\s*[)）]`,
  'giu',
);
const atEnd = new RegExp(`[\\s,，;；–—-]+${before}[\\s:：]*([^.;。；]+)[.。]?$`, 'iu');
const endsWithout = new RegExp(`^(.+?)[\\s,–—-]*${behind}\\s*[.。]?$`, 'iu');
const several = new RegExp(
  `\\s*[,;、，；]\\s*(?:${and}\\s+)?|\\s+${and}\\s+|(?<=\\p{Script=Han})(?:和|及|以及|与|或)(?=\\p{Script=Han})`,
  'iu',
);
const beginsIncluding = new RegExp(`^${anyIn('includes')}\\s*(.+)$`, 'iu');
const leads = new RegExp(`^${anyIn('leads')}\\s*`, 'iu');
const tails = new RegExp(`[\\s,]*${anyIn('tails')}\\s*[.。]?$`, 'iu');
const separator = /\s+[–—-]\s+|\s*[:：|\t]\s*|[;；，]\s*|(?<=[\p{L}\p{N})])\.\s+(?=\p{Lu})|\s*[(（]/u;
const ofWhat = new RegExp(`^\\s*(?:${anyIn('of')}|for|on|için|на|для)(?=\\s|\\p{Script=Han})\\s*`, 'iu');
const vat = keysOf(phrasesOf('vat'));

/** Takes a line without its bullet; gives no items where it has no name of anything. */
export function readItems(text: string, where: Where): Proposed[] {
  const plain = text
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const several = beginsIncluding.exec(plain);
  if (several?.[1] !== undefined && where.kind === 'in') return readInline(several[1], where);
  const begins = beginsWithout.exec(plain) ?? beginsWithoutSpace.exec(plain);
  if (begins?.[1] !== undefined) return leftOut(begins[1], where);
  const { rest, out } = withoutClauses(plain);
  const ends = endsWithout.exec(rest);
  if (ends?.[1] !== undefined && !isVat(ends[1])) {
    const parts = ends[1].split(/\s*[,，;；–—]\s*/u);
    const last = parts.at(-1) ?? '';
    // "12 posts a month, video not included": only the last of it is left out.
    if (parts.length === 1 || !/\d/.test(parts.slice(0, -1).join(' '))) return leftOut(ends[1], where);
    return [
      ...itemFrom(parts.slice(0, -1).join(', '), plain, where),
      ...leftOut(last, where),
      ...out.flatMap((one) => leftOut(one, where)),
    ];
  }
  return [...itemFrom(rest, plain, where), ...out.flatMap((one) => leftOut(one, where))];
}

/** Several things in one line, behind a heading: `Not included: video, paid ads and printing`. */
export function readInline(text: string, where: Where): Proposed[] {
  const parts = partsOf(text);
  return parts.flatMap((part) => readItems(part, where));
}

function leftOut(text: string, where: Where): Proposed[] {
  const names = partsOf(text).filter((part) => !isVat(part));
  return names.flatMap((name) => itemFrom(name, name, { ...where, kind: 'out', group: null }));
}

function isVat(text: string): boolean {
  return vat.has(keyOf(text));
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  // What stands in brackets is one thing with what is before it.
  for (const part of text.split(several)) {
    const open = parts.at(-1) ?? '';
    if (/[(（][^)）]*$/u.test(open)) parts[parts.length - 1] = `${open}, ${part}`;
    else parts.push(part);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

function withoutClauses(text: string): { rest: string; out: string[] } {
  const out: string[] = [];
  const take = (one: string | undefined) => {
    if (one !== undefined && !isVat(one)) out.push(one.trim());
    return '';
  };
  const rest = text
    .replace(inBrackets, (_, first?: string, second?: string) => take(first ?? second))
    .replace(atEnd, (_, first: string) => take(first));
  return rest.trim() === '' ? { rest: text, out: [] } : { rest, out };
}

function itemFrom(text: string, whole: string, { line, kind, group }: Where): Proposed[] {
  const said = text.replace(leads, '').replace(tails, '').trim() || text;
  const priced = takePrice(said);
  const unpriced = priced === null ? said : `${priced.before.replace(most, '')} ${priced.behind}`.trim();
  const isIn = kind === 'in';
  // What is left out has no amount of its own.
  const { found, isOther } = isIn ? takeAmount(unpriced) : { found: null, isOther: false };
  const { title, more } = found === null ? titleOf(unpriced) : titleBeside(found, group);
  const short = cut(title);
  if ((short.match(/[\p{L}\p{N}]/gu) ?? []).length < 2 || !/\p{L}/u.test(short)) return [];
  const isCut = short !== title || isOther || found?.isRange === true;
  const description = describe(isCut ? whole : isVat(more) || more.length < 3 ? '' : more);
  return [
    {
      ...{ line, kind, title: short },
      ...(description === '' || keyOf(description) === keyOf(short) ? {} : { description }),
      ...(found !== null ? { allowance: found.allowance } : {}),
      ...(priced === null ? {} : { price: priced.price }),
    },
  ];
}

type Named = { title: string; more: string };

function titleOf(text: string): Named {
  const at = separator.exec(text);
  if (at === null || at.index < 2) return { title: tidy(text), more: '' };
  return { title: tidy(text.slice(0, at.index)), more: tidy(text.slice(at.index + at[0].length)) };
}

/** What is before the amount names it; else what is counted, with what follows. */
function titleBeside({ before, behind, unit, isTime }: Amount, group: string | null): Named {
  const name = tidy(before);
  if (name.length >= 2) {
    const { title, more } = titleOf(name);
    const rest = tidy(ofWhat.test(behind) ? `${unit} ${behind}` : behind);
    return { title, more: [more, rest].filter(Boolean).join('; ') };
  }
  const rest = isTime ? behind.replace(ofWhat, '') : behind;
  if (isTime || /^[\p{Script=Han}\p{Script=Hangul}]$/u.test(unit)) {
    const named = titleOf(rest.replace(/^의\s*/u, ''));
    return named.title.length >= 2 ? named : { title: tidy(group ?? unit), more: named.title };
  }
  const { title, more } = titleOf(`${unit} ${rest.trimStart()}`.trim().replace(/\s*,\s*/u, '; '));
  const isBare = group !== null && !/\s/.test(title) && title.length < 12;
  return { title: isBare ? `${group}: ${title}` : title, more };
}

/** A title as it stands on a list: without signs around it, its first letter large. */
function tidy(text: string): string {
  const plain = text
    .replace(/[(（]\s*[)）]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:.，。、)）\]–—|·•/+-]+|[\s,;:.，。、(（[–—|·•/+-]+$/gu, '')
    .replace(/^[(（]([^()（）]*)[)）]$/u, '$1')
    .replace(/^["“”'‘’«»]+|["“”'‘’«»]+$/gu, '')
    .trim();
  const closed = /[(（]/u.test(plain) ? plain : plain.replace(/[)）]+$/u, '');
  return closed.trim().replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
}

function cut(title: string): string {
  if (title.length <= LONGEST.title) return title;
  const short = title.slice(0, LONGEST.title - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${short.replace(/\s+\S*$/u, '') || short}…`;
}

function describe(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= LONGEST.description
    ? plain
    : `${plain.slice(0, LONGEST.description - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
