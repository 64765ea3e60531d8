/** Amounts are whole hundredths, so that adding them up is exact. People write `4`, `1.5` and `1,5`. */

const MOST = 100_000;

/** Reads an amount above nothing; gives hundredths, null where it is none or has more than two digits behind the point. */
export function readAmount(text: string): number | null {
  const [, whole = '', part = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const amount = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return amount > 0 && amount <= MOST * 100 ? amount : null;
}

/** Hundredths as the reader's language writes them. */
export function amountText(hundredths: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(hundredths / 100);
}
