/**
 * Turns the lists of `lexicon/*.json` into one tree of phrases over all languages, so that a message may mix them at
 * will. Does not look at messages (cover.ts does). Built once, at the first message.
 *
 * Notation of a phrase: that of phrase-tree.ts; `thanks for …` and `… looks great` stand for the phrase together with
 * whatever follows or precedes it in its clause.
 */
import any from './lexicon/any.json' with { type: 'json' };
import english from './lexicon/en.json' with { type: 'json' };
import korean from './lexicon/ko.json' with { type: 'json' };
import russian from './lexicon/ru.json' with { type: 'json' };
import thai from './lexicon/th.json' with { type: 'json' };
import turkish from './lexicon/tr.json' with { type: 'json' };
import chinese from './lexicon/zh.json' with { type: 'json' };
import { expandBraces, type PhraseNode, placeOf, rememberCuts, shareValues } from './phrase-tree.ts';

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

export type Lexicon = {
  readonly root: PhraseNode<Phrase>;
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
  const root: PhraseNode<Phrase> = {};
  const cut = rememberCuts();
  const vocabulary = new Set<string>();
  for (const { chatter, opens, neutral } of files) {
    for (const [kind, phrases] of Object.entries({ ...opens, ...chatter, ...neutral }) as [PhraseKind, string[]][]) {
      for (const phrase of phrases.flatMap(expandBraces)) plant({ root, vocabulary, cut }, phrase, kind);
    }
  }
  shareValues(root, ({ kind, onward, backward }) => `${kind} ${onward} ${backward}`);
  return {
    root,
    vocabulary,
    laughter: any.laughterLetters.map((letters) => new Set(letters)),
    questionEmoji: new Set(any.emoji.question),
    troubleEmoji: new Set(any.emoji.trouble),
  };
}

type Plantation = {
  readonly root: PhraseNode<Phrase>;
  readonly vocabulary: Set<string>;
  readonly cut: ReturnType<typeof rememberCuts>;
};

function plant({ root, vocabulary, cut }: Plantation, phrase: string, kind: PhraseKind): void {
  const node = placeOf(root, phrase, cut, (word) => vocabulary.add(word));
  if (node === root) return;
  // The first list to name a phrase keeps it; a second mention there may only open its ends.
  const known = node.value ?? { kind, onward: false, backward: false };
  if (known.kind !== kind) return;
  const onward = known.onward || phrase.endsWith('…');
  node.value = { kind, onward, backward: known.backward || phrase.startsWith('…') };
}
