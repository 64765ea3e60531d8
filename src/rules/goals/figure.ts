/** Figures as people enter them and as they are written. */

const LARGEST = 1_000_000_000_000;

/** Reads what a form gave for a figure, with two digits behind the point at most; null: left empty; undefined: it is none. */
export function readFigure(entered: unknown): number | null | undefined {
  const text = String(entered ?? '').trim();
  if (text === '') return null;
  const value = /^-?\d+([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return Number.isFinite(value) && Math.abs(value) <= LARGEST ? value : undefined;
}

/** "12,000 visits", as the reader's language writes it; `unit` as it stands in markup. */
export function figureText(value: number, unit: string | undefined, language: string): string {
  const digits = { maximumFractionDigits: 2 };
  // Where the sign of a percentage stands is the language's own.
  if (unit === '%') return new Intl.NumberFormat(language, { style: 'percent', ...digits }).format(value / 100);
  const number = new Intl.NumberFormat(language, digits).format(value);
  return unit === undefined ? number : `${number} ${unit}`;
}
