import { describe, expect, test } from 'vitest';
import { createWordsCipher } from './words-cipher.ts';

const words = 'Where is the Zaunkönig file? 🐦';
const key = 'a key of sixteen or more';

describe('words at rest', () => {
  test('with a key they cannot be read where they are kept, and can be opened again with it', () => {
    const cipher = createWordsCipher(key);
    const kept = cipher.seal(words);
    expect(kept).not.toContain('Zaunkönig');
    expect(Buffer.from(kept, 'base64').toString()).not.toContain('Zaunkönig');
    expect(cipher.open(kept)).toBe(words);
  });

  test('the same words look different each time', () => {
    const cipher = createWordsCipher(key);
    expect(cipher.seal(words)).not.toBe(cipher.seal(words));
  });

  test('with another key, with none, or altered, they are as good as gone', () => {
    const kept = createWordsCipher(key).seal(words);
    expect(createWordsCipher('another key that is long').open(kept)).toBeNull();
    expect(createWordsCipher(null).open(kept)).toBeNull();
    expect(createWordsCipher(key).open(`${kept.slice(0, -6)}AAAA==`)).toBeNull();
  });

  test('under one of the former keys they can still be read, and new ones are kept under the new key only', () => {
    const [older, old] = ['the key of last year', 'the key of this spring'];
    const cipher = createWordsCipher(key, [old, older]);
    for (const former of [old, older]) expect(cipher.open(createWordsCipher(former).seal(words))).toBe(words);
    const kept = cipher.seal(words);
    expect(createWordsCipher(key).open(kept)).toBe(words);
    expect(createWordsCipher(old).open(kept)).toBeNull();
  });

  test('whoever gives encryption up can still read what was kept with it', () => {
    const cipher = createWordsCipher(null, [key]);
    expect(cipher.open(createWordsCipher(key).seal(words))).toBe(words);
    expect(cipher.seal(words)).toBe(words);
  });

  test('words kept before there was a key can still be read', () => {
    expect(createWordsCipher(key).open(createWordsCipher(null).seal(words))).toBe(words);
  });
});
