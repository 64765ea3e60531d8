/** Prices as people write them, in hundredths of a currency (ISO 4217), so that they are exact. */

/** `amount` in hundredths. */
export type Price = { amount: number; currency: string };

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₺': 'TRY',
  TL: 'TRY',
  '₩': 'KRW',
  '₽': 'RUB',
  '฿': 'THB',
  元: 'CNY',
};
/** In hundredths: as much as a price of the scope list may be. */
const LARGEST = 100_000_000_000;

/**
 * Reads `850 EUR`, `€1,200.50`, `1.200,50 TL`; `usual` is the currency where none is named. Null where it is no price above
 * nothing, or its currency is not known.
 */
export function readPrice(text: string, usual: string | null): Price | null {
  const [, before = '', number = '', after = ''] = /^([^\d\s]*)\s*(\d[\d.,' ]*?)\s*([^\d\s]*)$/.exec(text.trim()) ?? [];
  const named = before || after;
  if (number === '' || (before !== '' && after !== '')) return null;
  const currency = named === '' ? usual : (SIGNS[named.toUpperCase()] ?? named.toUpperCase());
  const amount = hundredthsOf(number);
  if (amount === null || currency === null || !CURRENCIES.has(currency)) return null;
  return amount > 0 && amount <= LARGEST ? { amount, currency } : null;
}

/** Three digits behind a separator are thousands; one or two, at the end, are the part of a whole. */
function hundredthsOf(number: string): number | null {
  const [, whole = '', part = ''] = /^(\d+(?:[.,' ]\d{3})*)(?:[.,](\d{1,2}))?$/.exec(number) ?? [];
  if (whole === '') return null;
  return Number(whole.replace(/\D/g, '')) * 100 + Number(part.padEnd(2, '0'));
}

/** A price in somebody's language: `€1,200.50`, `₺850`. */
export function priceText({ amount, currency }: Price, language: string): string {
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return money.format(amount / 100);
}
