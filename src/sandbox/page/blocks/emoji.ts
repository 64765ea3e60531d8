/** Emoji by Slack's names. A first few are at hand; all others come with the first name that is none of them. */
import { firstEmoji } from './first-emoji.ts';

const known = new Map(Object.entries(firstEmoji));
const listeners = new Set<() => void>();
let loading: Promise<void> | null = null;

/** The emoji that Slack calls so (`tada`, `+1::skin-tone-3`); null where none is, or none is known yet. */
export function emojiOf(name: string): string | null {
  const [base = '', tone] = name.split('::');
  const emoji = known.get(base) ?? null;
  return emoji === null || tone === undefined ? emoji : toned(emoji, tone);
}

function toned(emoji: string, tone: string): string {
  const level = /^skin-tone-([2-6])$/.exec(tone)?.[1];
  if (level === undefined) return emoji;
  const modifier = String.fromCodePoint(0x1f3f9 + Number(level));
  return emoji.replace(/(\p{Emoji_Modifier_Base})\ufe0f?/u, `$1${modifier}`);
}

/** Fetches the names of all emoji once. Whoever listens is told when they are there; where they cannot be had, nobody. */
export function loadEmoji(): Promise<void> {
  loading ??= import('emojibase-data/en/shortcodes/iamcal.json', { with: { type: 'json' } }).then(
    ({ default: names }) => {
      for (const [code, given] of Object.entries(names)) {
        for (const name of [given].flat()) known.set(name, fromCode(code));
      }
      for (const listener of listeners) listener();
    },
    () => {
      loading = null;
    },
  );
  return loading;
}

/** Calls back whenever more emoji are known; gives a function that ends it. */
export function onEmoji(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A list of code points as one emoji, each part of it in colour and not as a letter. */
function fromCode(code: string): string {
  const points = code.split('-').map((part) => Number.parseInt(part, 16));
  return points
    .map((point, index) => {
      const character = String.fromCodePoint(point);
      const next = points[index + 1];
      const isPlain =
        point > 0x7f && /\p{Emoji}/u.test(character) && !/\p{Emoji_Presentation}|\p{Emoji_Component}/u.test(character);
      return isPlain && next !== 0xfe0f && !(next !== undefined && next >= 0x1f3fb && next <= 0x1f3ff)
        ? `${character}\ufe0f`
        : character;
    })
    .join('');
}

/** An emoji to choose from. */
export type FoundEmoji = { name: string; emoji: string };

/**
 * Emoji whose names have this in them, at most so many: those that begin with it first, short ones before long ones.
 * Of those known; await {@link loadEmoji} for all. Nothing typed gives the first few.
 */
export function searchEmoji(text: string, most = 24): FoundEmoji[] {
  const sought = text.replaceAll(':', '').toLowerCase();
  const found: (FoundEmoji & { rank: number })[] = [];
  for (const [name, emoji] of known) {
    const at = name.indexOf(sought);
    if (at < 0) continue;
    const starts = at === 0 ? 0 : /[-_]/.test(name[at - 1] ?? '') ? 1 : 2;
    found.push({ name, emoji, rank: sought === '' ? 0 : starts * 1000 + name.length });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ name, emoji }) => ({ name, emoji }));
}
