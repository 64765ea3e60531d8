/** The lists by which a request for work is told, from `lexicon/requests`. Built once, at the first message. */
import english from '../lexicon/requests/en.json' with { type: 'json' };
import korean from '../lexicon/requests/ko.json' with { type: 'json' };
import russian from '../lexicon/requests/ru.json' with { type: 'json' };
import thai from '../lexicon/requests/th.json' with { type: 'json' };
import turkish from '../lexicon/requests/tr.json' with { type: 'json' };
import chinese from '../lexicon/requests/zh.json' with { type: 'json' };
import type { PhraseNode } from '../phrase-tree.ts';
import { type CueFile, cueTree } from './cues.ts';

/** Each kind is explained under `about` in the English file. */
export const REQUEST_KINDS = [
  'asks',
  'orders',
  'starts',
  'wants',
  'offers',
  'extras',
  'hints',
  'deadlines',
  'works',
  'makes',
  'faults',
  'tells',
  'states',
  'questions',
  'prices',
  'meets',
  'denies',
  'ours',
  'done',
  'topics',
  'topicAfter',
  'places',
  'placeAfter',
  'edits',
  'creates',
  'inside',
  'insideAfter',
  'cuts',
  'joins',
  'leads',
  'excludes',
  'common',
  'nothing',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export type RequestFile = CueFile<RequestKind> & { readonly about: Readonly<Record<string, string>> };

/** The lists as they lie on disk, by language. */
export const REQUEST_FILES: Readonly<Record<string, RequestFile>> = {
  en: english,
  tr: turkish,
  ko: korean,
  zh: chinese,
  th: thai,
  ru: russian,
};

let built: PhraseNode<Set<RequestKind>> | undefined;

/** Gives the tree of all request cues. */
export function requestCues(): PhraseNode<Set<RequestKind>> {
  built ??= cueTree(Object.values(REQUEST_FILES), REQUEST_KINDS);
  return built;
}
