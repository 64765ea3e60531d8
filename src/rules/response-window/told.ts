/** What was told of a wait: how often, when last, and under which keys. Carried over when everything else is counted anew. */
import { z } from 'zod';

const instant = z.number().nullable();

export const toldSchema = z.object({
  warnings: z.number(),
  warnedAt: instant,
  breaches: z.number(),
  breachAt: instant,
  /** Repeats of the latest breach. */
  repeats: z.number(),
  repeatAt: instant,
  /** Keys of every notice about it, so that they can be drawn again. */
  keys: z.array(z.string()),
});
export type Told = z.output<typeof toldSchema>;

export const nothingTold: Told = {
  warnings: 0,
  warnedAt: null,
  breaches: 0,
  breachAt: null,
  repeats: 0,
  repeatAt: null,
  keys: [],
};

/** Two records of what turned out to be one conversation: what either told was told. */
export function unite(one: Told, other: Told): Told {
  const latest = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));
  return {
    warnings: Math.max(one.warnings, other.warnings),
    warnedAt: latest(one.warnedAt, other.warnedAt),
    breaches: Math.max(one.breaches, other.breaches),
    breachAt: latest(one.breachAt, other.breachAt),
    repeats: Math.max(one.repeats, other.repeats),
    repeatAt: latest(one.repeatAt, other.repeatAt),
    keys: [...new Set([...one.keys, ...other.keys])],
  };
}
