import { describe, expect, test } from 'vitest';
import { expandBraces, type PhraseNode, phrasesFrom, placeOf, rememberCuts } from './phrase-tree.ts';
import { cutPhrase } from './tokens.ts';

describe('expandBraces', () => {
  test('gives every phrase a notation stands for', () => {
    expect(expandBraces('thank{s, you} {a,b}')).toEqual(['thanks a', 'thanks b', 'thank you a', 'thank you b']);
    expect(expandBraces('plain …')).toEqual(['plain …']);
  });
});

describe('phrasesFrom', () => {
  const root: PhraseNode<string> = {};
  const cut = rememberCuts();
  for (const phrase of ['need', 'no need', 'blog post', 'post', '*elim', 'video*', '영상', 'pr-*']) {
    placeOf(root, phrase, cut).value = phrase;
  }
  const found = (text: string) => {
    const tokens = cutPhrase(text);
    return tokens.flatMap((_, from) => phrasesFrom(root, tokens, from)).map(({ value }) => value);
  };

  test.each([
    ['a phrase within a longer one is found beside it', 'a blog post', ['blog post', 'post']],
    ['a hyphen is no open end', 'a programme', []],
    ['a phrase takes any ending', 'two videos', ['video*']],
    ['a phrase takes any beginning', 'hemen düzeltelim', ['*elim']],
    ['spaces within Korean do not matter', '영 상', ['영상']],
    ['nothing is found where nothing is', 'hello there', []],
  ])('%s', (_, text, expected) => expect(found(text)).toEqual(expected));
});
