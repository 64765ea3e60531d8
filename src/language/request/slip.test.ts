import { describe, expect, test } from 'vitest';
import { hasSlippedDigit } from './slip.ts';

describe('a digit that slipped', () => {
  test.each([
    'rooms at 8 instead of 80',
    'up for 19 euro, should be 119',
    '应该是1190现在挂着119',
    '19만원인데 1만9천원',
    'vouchers of 5,000 sold for 50',
    '18.000 yerine 1.800',
  ])('is seen in %s', (text) => expect(hasSlippedDigit(text)).toBe(true));

  test.each([
    'from 10:30 to 12:45',
    '15 not 18',
    'banners of 300 by 250',
    'the price is 119',
    'call 0212 555 44 33',
    'A 10, B 100, C 20, D 200, E 30, F 300, G 1000',
    '',
  ])('is not seen in %s', (text) => expect(hasSlippedDigit(text)).toBe(false));
});
