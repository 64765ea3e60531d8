/**
 * Turns the lists of `lexicon/*.json` into one tree of phrases over all languages, so that a message may mix them at
 * will. Does not look at messages (cover.ts does). Built once, at the first message.
 *
 * Notation of a phrase: `thank{s, you}` stands for both; `teşekkür*` for any ending of that word; `thanks for …` and
 * `… looks great` for the phrase together with whatever follows or precedes it in its clause.
 */
import any from './lexicon/any.json' with { type: 'json' };
import english from './lexicon/en.json' with { type: 'json' };
import korean from './lexicon/ko.json' with { type: 'json' };
import russian from './lexicon/ru.json' with { type: 'json' };
import thai from './lexicon/th.json' with { type: 'json' };
import turkish from './lexicon/tr.json' with { type: 'json' };
import chinese from './lexicon/zh.json' with { type: 'json' };
import { cutPhrase, type Token } from './tokens.ts';

/** What a phrase that asks for nothing can be. */
export const CHATTER_KINDS = [
  'handed-over',
  'approval',
  'solved',
  'informing',
  'thanks',
  'praise',
  'no-hurry',
  'greeting',
  'farewell',
  'acknowledgement',
  'laughter',
] as const;
export type ChatterKind = (typeof CHATTER_KINDS)[number];

/** What a phrase that wants something, or takes something back, can be: beside it no open-ended phrase counts. */
export const OPENING_KINDS = ['chasing', 'question', 'trouble', 'request', 'waiting', 'unsettled'] as const;
export type OpeningKind = (typeof OPENING_KINDS)[number];

/** What neither proves chatter nor opens: padding, what a file may be called, and words beside which a name stands. */
export type NeutralKind = 'filler' | 'caption' | 'beforeName' | 'afterName';
export type PhraseKind = ChatterKind | OpeningKind | NeutralKind;

/** A phrase of a list; open-ended ones take along what follows (`onward`) or precedes (`backward`) them in the clause. */
export type Phrase = { readonly kind: PhraseKind; readonly onward: boolean; readonly backward: boolean };

/** The content of one language's file. */
export type LexiconFile = {
  readonly about: Readonly<Record<string, string>>;
  readonly chatter: Readonly<Partial<Record<ChatterKind, readonly string[]>>>;
  readonly opens: Readonly<Partial<Record<OpeningKind, readonly string[]>>>;
  readonly neutral: Readonly<Partial<Record<NeutralKind, readonly string[]>>>;
};

/** One place in the tree of phrases, reached by the tokens so far. */
export type PhraseNode = {
  /** By the whole next token. Absent where no phrase goes on. */
  next?: Map<string, PhraseNode>;
  /** By the beginning of the next word, for phrases that take any ending. */
  beginnings?: Map<string, PhraseNode>;
  phrase?: Phrase;
};

export type Lexicon = {
  readonly root: PhraseNode;
  /** Every whole word of the lists: drawn-out words ("thaaanks") are shortened towards these. */
  readonly vocabulary: ReadonlySet<string>;
  /** A word made of just these letters, all of them used, is laughter. */
  readonly laughter: readonly ReadonlySet<string>[];
  readonly questionEmoji: ReadonlySet<string>;
  readonly troubleEmoji: ReadonlySet<string>;
};

/** The lists as they lie on disk, by language. */
export const LEXICON_FILES: Readonly<Record<string, LexiconFile>> = {
  any,
  en: english,
  tr: turkish,
  ko: korean,
  zh: chinese,
  th: thai,
  ru: russian,
};

let built: Lexicon | undefined;

/** Gives the lexicon of all languages. */
export function lexicon(): Lexicon {
  built ??= buildLexicon(Object.values(LEXICON_FILES));
  return built;
}

function buildLexicon(files: readonly LexiconFile[]): Lexicon {
  const root: PhraseNode = {};
  const cut = rememberCuts();
  const vocabulary = new Set<string>();
  for (const { chatter, opens, neutral } of files) {
    for (const [kind, phrases] of Object.entries({ ...opens, ...chatter, ...neutral }) as [PhraseKind, string[]][]) {
      for (const phrase of phrases.flatMap(expandBraces)) plant({ root, vocabulary, cut }, phrase, kind);
    }
  }
  return {
    root,
    vocabulary,
    laughter: any.laughterLetters.map((letters) => new Set(letters)),
    questionEmoji: new Set(any.emoji.question),
    troubleEmoji: new Set(any.emoji.trouble),
  };
}

/** Takes a phrase with braces and gives each phrase it stands for: `thank{s, you}` is "thanks" and "thank you". */
export function expandBraces(phrase: string): string[] {
  const open = phrase.indexOf('{');
  if (open < 0) return [phrase];
  const close = phrase.indexOf('}', open);
  const rest = expandBraces(phrase.slice(close + 1));
  const choices = phrase.slice(open + 1, close).split(',');
  return choices.flatMap((choice) => rest.map((end) => phrase.slice(0, open) + choice + end));
}

type Plantation = { root: PhraseNode; vocabulary: Set<string>; cut: (part: string) => readonly Token[] };

/** The same words come back in thousands of phrases; each is cut once. */
function rememberCuts(): Plantation['cut'] {
  const known = new Map<string, readonly Token[]>();
  return (part) => {
    const tokens = known.get(part) ?? cutPhrase(part);
    known.set(part, tokens);
    return tokens;
  };
}

function plant({ root, vocabulary, cut }: Plantation, phrase: string, kind: PhraseKind): void {
  let node = root;
  for (const part of phrase.replaceAll('…', ' ').split(/\s+/).filter(Boolean)) {
    const tokens = cut(part);
    tokens.forEach((token, index) => {
      const open = part.endsWith('*') && index === tokens.length - 1;
      if (!open && token.kind === 'word') vocabulary.add(token.text);
      node = childOf(node, open ? 'beginnings' : 'next', token.text);
    });
  }
  if (node === root) return;
  // The first list to name a phrase keeps it; a second mention there may only open its ends.
  const known = node.phrase ?? { kind, onward: false, backward: false };
  if (known.kind !== kind) return;
  const onward = known.onward || phrase.endsWith('…');
  node.phrase = { kind, onward, backward: known.backward || phrase.startsWith('…') };
}

function childOf(node: PhraseNode, way: 'next' | 'beginnings', text: string): PhraseNode {
  const children = node[way] ?? new Map<string, PhraseNode>();
  node[way] = children;
  const child = children.get(text) ?? {};
  children.set(text, child);
  return child;
}
