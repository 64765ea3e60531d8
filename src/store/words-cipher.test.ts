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

  test('words kept before there was a key can still be read', () => {
    expect(createWordsCipher(key).open(createWordsCipher(null).seal(words))).toBe(words);
  });
});
