import { expect, test } from 'vitest';
import { prepareScope, readRequest } from './read-request.ts';
import { cutSentences } from './tokens.ts';
import { mendTypos } from './typos.ts';

const mended = (text: string, isOwn = (_: string) => false) =>
  mendTypos(cutSentences(text), isOwn)
    .flat(2)
    .map(({ text: word }) => word)
    .join(' ');

test.each([
  ['a letter is missing', 'animaton', 'animation'],
  ['a letter is too many', 'newslettter', 'newsletter'],
  ['neighbours changed places', 'wnat', 'want'],
  ['a neighbour on the keyboard was hit', 'trandlation', 'translation'],
  ['a vowel was mistaken', 'newslatter', 'newsletter'],
  ['Cyrillic', 'анимция', 'анимация'],
  ['Turkish without its marks', 'animasyn', 'animasyon'],
])('mends a word in which %s', (_, typed, meant) => {
  expect(mended(typed)).toBe(meant);
});

test.each([
  ['a word that is known', 'banner'],
  ['a word that is right, though one letter from another', 'sitting'],
  ['a slip in the first letter', 'ranner'],
  ['a short word', 'bnr'],
  ['what says the opposite in Turkish', 'anlamiyor'],
  ['characters of other scripts', '배너'],
])('leaves %s alone', (_, typed) => {
  expect(mended(typed)).toBe(
    cutSentences(typed)
      .flat(2)
      .map(({ text }) => text)
      .join(' '),
  );
});

test('leaves a word alone that stands in the client’s own list', () => {
  expect(mended('animaton', (word) => word === 'animaton')).toBe('animaton');
  const scope = prepareScope([{ id: 'a', kind: 'out', title: 'Animaton', description: 'Our booking machine' }]);
  expect(scope.knows('animaton')).toBe(true);
});

test('reads a request with slips of the finger as if it had none', () => {
  const scope = prepareScope([
    { id: 'motion', kind: 'out', title: 'Animation' },
    { id: 'texts', kind: 'in', title: 'Blog articles' },
  ]);
  const read = (text: string) => readRequest(text, scope, { hasFiles: false });
  expect(read('we wnat a short animaton of the oven')).toMatchObject({
    isRequest: true,
    item: 'motion',
    verdict: 'flag',
  });
});
