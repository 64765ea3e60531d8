/**
 * A tree of phrases over tokens, in the notation of the lists: `thank{s, you}` stands for both, `teşekkür*` for any ending
 * of that word, `*elim` for any beginning. What a phrase means is its value; this file does not know what that is.
 */
import { cutPhrase, type Token } from './tokens.ts';

/** One place in the tree, reached by the tokens so far. */
export type PhraseNode<Value> = {
  /** By the whole next token. Absent where no phrase goes on. */
  next?: Children<Value>;
  /** By the beginning of the next word, for phrases that take any ending. */
  beginnings?: Children<Value>;
  /** By the end of the next word, for phrases that take any beginning. */
  endings?: Children<Value>;
  value?: Value;
};

/** Most places lead on to one other place only: a map for each would be most of what the lists take in memory. */
type Children<Value> = Map<string, PhraseNode<Value>> | Only<Value>;
type Only<Value> = { readonly text: string; readonly node: PhraseNode<Value> };

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
  const known = childAt(node[way], text);
  if (known !== undefined) return known;
  const child = {};
  const others = node[way];
  if (others instanceof Map) others.set(text, child);
  else if (others !== undefined)
    node[way] = new Map([
      [others.text, others.node],
      [text, child],
    ]);
  else node[way] = { text, node: child };
  return child;
}

function childAt<Value>(children: Children<Value> | undefined, text: string): PhraseNode<Value> | undefined {
  if (children instanceof Map) return children.get(text);
  return children?.text === text ? children.node : undefined;
}

/** Gives every place one token leads to. */
export function follow<Value>(node: PhraseNode<Value>, { text, kind }: Token): PhraseNode<Value>[] {
  const exact = childAt(node.next, text);
  const found = exact ? [exact] : [];
  if (kind === 'character') return found;
  const longest = Math.min(text.length, LONGEST_PART);
  for (let length = longest; node.beginnings && length > 0; length--) {
    const open = childAt(node.beginnings, text.slice(0, length));
    if (open) found.push(open);
  }
  for (let length = longest; node.endings && length > 0; length--) {
    const open = childAt(node.endings, text.slice(-length));
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
    for (const [word, child] of childrenOf(root[way])) {
      onWord(word, way);
      wordsIn(child, onWord);
    }
  }
}

function childrenOf<Value>(children: Children<Value> | undefined): Iterable<[string, PhraseNode<Value>]> {
  if (children === undefined || children instanceof Map) return children ?? [];
  return [[children.text, children.node]];
}

/** Lets places that mean the same share one value, going by its key: thousands of phrases mean one of a few things. */
export function shareValues<Value>(
  root: PhraseNode<Value>,
  keyOf: (value: Value) => string,
  shared = new Map<string, Value>(),
): void {
  for (const way of ['next', 'beginnings', 'endings'] as const) {
    for (const [, child] of childrenOf(root[way])) {
      if (child.value !== undefined) {
        const key = keyOf(child.value);
        const known = shared.get(key);
        if (known === undefined) shared.set(key, child.value);
        else child.value = known;
      }
      shareValues(child, keyOf, shared);
    }
  }
}
