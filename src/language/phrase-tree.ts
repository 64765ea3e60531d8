/**
 * A tree of phrases over tokens, in the notation of the lists: `thank{s, you}` stands for both, `teşekkür*` for any ending
 * of that word, `*elim` for any beginning. What a phrase means is its value; this file does not know what that is.
 */
import { cutPhrase, type Token } from './tokens.ts';

/** One place in the tree, reached by the tokens so far. */
export type PhraseNode<Value> = {
  /** By the whole next token. Absent where no phrase goes on. */
  next?: Map<string, PhraseNode<Value>>;
  /** By the beginning of the next word, for phrases that take any ending. */
  beginnings?: Map<string, PhraseNode<Value>>;
  /** By the end of the next word, for phrases that take any beginning. */
  endings?: Map<string, PhraseNode<Value>>;
  value?: Value;
};

/** A phrase found in a row of tokens, from token `from` up to, not including, `to`. */
export type Found<Value> = { readonly from: number; readonly to: number; readonly value: Value };

export type Way = 'next' | 'beginnings' | 'endings';

const LONGEST_PART = 24;
/** Only right beside a letter or a digit: `pr-*` is no word that begins with pr. */
const OPEN_END = /[\p{L}\p{M}\p{N}]\*$/u;
const OPEN_BEGINNING = /^\*[\p{L}\p{N}]/u;

/** Takes a phrase with braces and gives each phrase it stands for: `thank{s, you}` is "thanks" and "thank you". */
export function expandBraces(phrase: string): string[] {
  const open = phrase.indexOf('{');
  if (open < 0) return [phrase];
  const close = phrase.indexOf('}', open);
  const rest = expandBraces(phrase.slice(close + 1));
  const choices = phrase.slice(open + 1, close).split(',');
  return choices.flatMap((choice) => rest.map((end) => phrase.slice(0, open) + choice + end));
}

/** The same words come back in thousands of phrases; each is cut once. */
export function rememberCuts(): (part: string) => readonly Token[] {
  const known = new Map<string, readonly Token[]>();
  return (part) => {
    const tokens = known.get(part) ?? cutPhrase(part);
    known.set(part, tokens);
    return tokens;
  };
}

/**
 * Gives the place of one phrase, without braces, in the tree, making the way there; the tree's root for one without a
 * word. `onWord` hears of every whole word.
 */
export function placeOf<Value>(
  root: PhraseNode<Value>,
  phrase: string,
  cut: (part: string) => readonly Token[],
  onWord: (word: string) => void = () => {},
): PhraseNode<Value> {
  let node = root;
  for (const part of phrase.replaceAll('…', ' ').split(/\s+/).filter(Boolean)) {
    const tokens = cut(part);
    tokens.forEach((token, index) => {
      const way = wayOf(part, index, tokens.length);
      if (way === 'next' && token.kind === 'word') onWord(token.text);
      node = childOf(node, way, token.text);
    });
  }
  return node;
}

function wayOf(part: string, index: number, count: number): Way {
  if (OPEN_END.test(part) && index === count - 1) return 'beginnings';
  return OPEN_BEGINNING.test(part) && index === 0 ? 'endings' : 'next';
}

function childOf<Value>(node: PhraseNode<Value>, way: Way, text: string): PhraseNode<Value> {
  const children = node[way] ?? new Map<string, PhraseNode<Value>>();
  node[way] = children;
  const child = children.get(text) ?? {};
  children.set(text, child);
  return child;
}

/** Gives every place one token leads to. */
export function follow<Value>(node: PhraseNode<Value>, { text, kind }: Token): PhraseNode<Value>[] {
  const exact = node.next?.get(text);
  const found = exact ? [exact] : [];
  if (kind === 'character') return found;
  const longest = Math.min(text.length, LONGEST_PART);
  for (let length = longest; node.beginnings && length > 0; length--) {
    const open = node.beginnings.get(text.slice(0, length));
    if (open) found.push(open);
  }
  for (let length = longest; node.endings && length > 0; length--) {
    const open = node.endings.get(text.slice(-length));
    if (open) found.push(open);
  }
  return found;
}

/** Gives every phrase that begins at a token, shortest first. */
export function phrasesFrom<Value>(root: PhraseNode<Value>, tokens: readonly Token[], from: number): Found<Value>[] {
  const found: Found<Value>[] = [];
  let nodes: readonly PhraseNode<Value>[] = [root];
  for (let at = from; at < tokens.length && nodes.length > 0; at++) {
    const token = tokens[at] as Token;
    nodes =
      nodes.length === 1 ? follow(nodes[0] as PhraseNode<Value>, token) : nodes.flatMap((node) => follow(node, token));
    for (const { value } of nodes) if (value !== undefined) found.push({ from, to: at + 1, value });
  }
  return found;
}

/** Tells every word of a tree and how it stands there: whole (`next`), or as the beginning or the end of words. */
export function wordsIn<Value>(root: PhraseNode<Value>, onWord: (word: string, way: Way) => void): void {
  for (const way of ['next', 'beginnings', 'endings'] as const) {
    for (const [word, child] of root[way] ?? []) {
      onWord(word, way);
      wordsIn(child, onWord);
    }
  }
}
