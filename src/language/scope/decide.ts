/** Decides what a comparison means: surely outside, surely in the contract, or somebody has to look. */
import type { Comparison, Likeness } from './similarity.ts';

export type Scope = 'in' | 'out' | 'unlisted' | 'none';
export type RequestVerdict = 'flag' | 'ask' | 'none';

export type ClauseScope = {
  readonly scope: Scope;
  readonly verdict: RequestVerdict;
  readonly item: string | null;
  /** From -1 (surely in the contract) to 1 (surely outside). */
  readonly score: number;
  /** The two items most alike, with what made them so. */
  readonly closest: readonly Likeness[];
  /** The text of the nearest correction that counted. */
  readonly nearest: string | null;
};

/** Less like anything on the list than this is like nothing. */
const LIKE_SOMETHING = 0.4;
/** So much more like one side than like the other is clear. */
const CLEAR = 0.15;
/** So surely must work be asked for that it is flagged. */
const FLAG_STRENGTH = 0.6;

/** Takes how like the items a request is, and how surely it is one (0 to 1). */
export function decide({ items, bestIn, bestOut, nearest }: Comparison, strength: number): ClauseScope {
  const margin = bestOut - bestIn;
  const known = { score: Math.round(margin * 1000) / 1000, closest: items.slice(0, 2), nearest: nearest?.text ?? null };
  if (Math.max(bestIn, bestOut) < LIKE_SOMETHING) return { ...known, scope: 'unlisted', verdict: 'ask', item: null };
  const side = margin > 0 ? 'out' : 'in';
  const item = items.find((one) => one.item.kind === side)?.item.id ?? null;
  if (Math.abs(margin) < CLEAR) return { ...known, scope: side, verdict: 'ask', item };
  const verdict = side === 'in' ? 'none' : strength >= FLAG_STRENGTH ? 'flag' : 'ask';
  return { ...known, scope: side, verdict, item };
}
