/** What the bench prints: each figure beside its floor, and whether what was promised is reached. Nothing here fails. */

/** One figure beside its floor, measured in the same run. */
export interface Row {
  readonly figure: string;
  readonly ours: string;
  /** What the machine gives without us; what is promised where there is nothing to compare with. */
  readonly floor: string;
  /** Ours to the floor, in the direction that the aim names; null where there is no floor. */
  readonly ratio: number | null;
  readonly aim: string;
  /** Null: measured for the picture only. */
  readonly reached: boolean | null;
}

const heads = ['figure', 'ours', 'floor', 'ratio', 'aim', ''];

/** Draws rows as a table of plain text, a line each. */
export function drawTable(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ figure, ours, floor, ratio, aim, reached }: Row): string[] {
  const verdict = reached === null ? '' : reached ? 'reached' : 'NOT REACHED';
  return [figure, ours, floor, ratio === null ? '' : readableRatio(ratio), aim, verdict];
}

function readableRatio(ratio: number): string {
  return ratio < 2 ? `${(ratio * 100).toFixed(0)} %` : `${ratio.toFixed(0)} x`;
}

/** The value below which a share (0 to 1) of the values lies; not a number where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** `p50 / p99 ms`, of milliseconds. */
export function readableLatency(values: readonly number[]): string {
  return `p50 ${quantile(values, 0.5).toFixed(1)}, p99 ${quantile(values, 0.99).toFixed(1)} ms`;
}
