import type { Ruling } from '../../engine/rule.ts';

/** The card says it all. */
export function decide(): Ruling[] {
  return [];
}
