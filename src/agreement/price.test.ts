import { expect, test } from 'vitest';
import { priceText, readPrice } from './price.ts';

test.each([
  ['850 EUR', 85_000, 'EUR'],
  ['850', 85_000, 'EUR'],
  ['€1,200.50', 120_050, 'EUR'],
  ['1.200,50 TL', 120_050, 'TRY'],
  ['₺ 1.200', 120_000, 'TRY'],
  ['usd 99.9', 9_990, 'USD'],
  ["12'500 CHF", 1_250_000, 'CHF'],
  ['3,000,000 ₩', 300_000_000, 'KRW'],
])('%s is a price', (text, amount, currency) => {
  expect(readPrice(text, 'EUR')).toEqual({ amount, currency });
});

test.each(['', '0 EUR', 'free', '850 EURO', '1.2.3', '-5 EUR', 'EUR 5 EUR', '5 XQQ', '99999999999 EUR'])(
  '%s is none',
  (text) => {
    expect(readPrice(text, 'EUR')).toBeNull();
  },
);

test('a price without a currency is none where none is usual', () => {
  expect(readPrice('850', null)).toBeNull();
});

test('is said as the reader writes it', () => {
  expect(priceText({ amount: 120_050, currency: 'EUR' }, 'en')).toBe('€1,200.50');
  expect(priceText({ amount: 85_000, currency: 'TRY' }, 'tr')).toBe('₺850');
});
