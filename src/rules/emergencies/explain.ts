import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { type Key, say } from './words.ts';

const told = [
  ...(['raised', 'joined', 'acknowledged', 'resolved', 'false-alarm', 'reopened'] as const),
  ...(['offered', 'told', 'asked-already', 'runs-already', 'not-offered', 'offer-none', 'offer-over'] as const),
];

/** Says what became of an emergency; null for what is nobody's matter but the asker's. */
export function explain({ name, data }: Reason, { language }: Reader): string | null {
  const known = told.find((one) => one === name);
  return known === undefined
    ? null
    : say(language, `explain.${known}` satisfies Key, { number: Number(data.number ?? 0) });
}
