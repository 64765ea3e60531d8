import { expect, test } from 'vitest';
import { emojiOf, loadEmoji, onEmoji, searchEmoji } from './emoji.ts';
import { firstEmoji } from './first-emoji.ts';

test('the most usual are at hand without loading anything', () => {
  expect(emojiOf('tada')).toBe('🎉');
  expect(emojiOf('+1')).toBe('👍');
  expect(searchEmoji('ta').map(({ name }) => name)).toContain('tada');
});

test('all others are known once they are loaded, and whoever listens is told', async () => {
  let told = 0;
  const end = onEmoji(() => {
    told += 1;
  });
  await loadEmoji();
  end();
  expect(told).toBeLessThanOrEqual(1);
  expect(emojiOf('llama')).toBe('🦙');
  expect(emojiOf('flag-de')).toBe('🇩🇪');
  expect(emojiOf('hash')).toBe('#️⃣');
  expect(emojiOf('no_such_emoji')).toBeNull();
  expect(emojiOf('constructor')).toBeNull();
});

test('what is at hand is what would have been loaded', async () => {
  const before = { ...firstEmoji };
  await loadEmoji();
  for (const [name, emoji] of Object.entries(before)) expect([name, emojiOf(name)]).toEqual([name, emoji]);
});

test('skin tones stand behind who has skin, and nowhere else', async () => {
  await loadEmoji();
  expect(emojiOf('wave::skin-tone-2')).toBe('👋🏻');
  expect(emojiOf('v::skin-tone-6')).toBe('✌🏿');
  expect(emojiOf('woman-running::skin-tone-4')).toBe('🏃🏽‍♀️');
  expect(emojiOf('tada::skin-tone-4')).toBe('🎉');
  expect(emojiOf('wave::skin-tone-9')).toBe('👋');
});

test('emoji that could be letters are drawn in colour', async () => {
  await loadEmoji();
  expect(emojiOf('heart')).toBe('❤️');
  expect(emojiOf('warning')).toBe('⚠️');
});

test('those whose names begin with what is typed come first', async () => {
  await loadEmoji();
  const found = searchEmoji(':hea', 5);
  expect(found).toHaveLength(5);
  expect(found[0]?.name).toBe('heart');
  expect(found.every(({ name }) => name.includes('hea'))).toBe(true);
  expect(searchEmoji('no such name')).toEqual([]);
  expect(searchEmoji('').length).toBe(24);
});
