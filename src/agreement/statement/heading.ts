/** Tells a heading, and whether what stands under it is part of the agreement, is not, or is of another chapter. */
import { fold } from '../../language/day-words.ts';
import { anyIn, keyOf, keysOf, phrasesOf } from './phrases.ts';

/** `elsewhere`: nothing under it is an item. */
export type Chapter = 'in' | 'out' | 'elsewhere';

/** `rest`: what stands behind its colon in the same line. */
export type Heading = { chapter: Chapter; rest: string };

const chapters = (['out', 'in', 'elsewhere'] as const).map((chapter) => ({
  chapter,
  exact: keysOf(phrasesOf(chapter)),
  within: new RegExp(anyIn(chapter), 'iu'),
}));

/** In words that a heading may have beside the phrase that makes it one. */
const most = { beforeList: 6, inLine: 2, alone: 3 } as const;

/**
 * Reads a line without its bullet. `isMarked`: something else than its words says that it is a heading (a mark, or a list
 * below it); `isBullet`: it is a line of a list itself. Null: it is none that we know.
 */
export function readHeading(
  text: string,
  { isMarked, isBullet }: { isMarked: boolean; isBullet: boolean },
): Heading | null {
  const [, head, rest = ''] = /^([^:：]{1,90})\s*[:：]\s*(.*)$/su.exec(text) ?? [];
  if (head !== undefined) {
    const chapter = chapterOf(head, rest === '' ? most.beforeList : most.inLine);
    return chapter === null ? null : { chapter, rest };
  }
  const chapter = chapterOf(text, isMarked && !isBullet ? most.alone : 0);
  return chapter === null || /[.!?。]$/u.test(text) ? null : { chapter, rest: '' };
}

function chapterOf(text: string, others: number): Chapter | null {
  const key = keyOf(text);
  const found = chapters.find(({ exact }) => exact.has(key));
  if (found !== undefined) return found.chapter;
  if (others === 0 || /\d/.test(text.replace(/^\d+[.)]?\s/, ''))) return null;
  const plain = fold(text) === '' ? '' : text;
  return chapters.find(({ within }) => countBeside(plain, within) <= others)?.chapter ?? null;
}

/** How many words stand beside the first phrase that is found; too many where none is. */
function countBeside(text: string, phrase: RegExp): number {
  const left = text.replace(phrase, ' ');
  if (left === text) return Number.POSITIVE_INFINITY;
  return left.split(/[\s,&/()]+/u).filter((word) => /\p{L}/u.test(word)).length;
}
