/**
 * The card of an agreement is what both sides read of it. Each rule says its own part; this names the parts, their order,
 * and what of a change is told. It deliberately draws nothing and reads nobody's file.
 */
import type { Button } from '@slack/types';
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Milestone } from './milestone.ts';
import type { Reader, Rule } from './rule.ts';

/** The parts of the card, as they stand one below the other. */
const order = [
  'hours',
  'replies',
  'channels',
  'emergency',
  'scope',
  'rhythm',
  'milestones',
  'goals',
  'people',
  'links',
  'privacy',
] as const;

/** What has become of what was agreed, beside the agreement. */
export type Standing = { milestones: readonly Milestone[] };

/** What a rule has to say on the card. */
export type CardPart = {
  part: (typeof order)[number];
  /** Which keys of the agreement's file it speaks of: a change of one of these is announced under its title. */
  keys: readonly string[];
  title(language: string): string;
  /** In Slack's markup, each at most 2,900 characters; none where both sides agreed nothing about it. */
  lines(agreement: Agreement, reader: Reader, agency: Agency | null, standing?: Standing): string[];
  /** What somebody may press about it, where the card stands for the client. */
  buttons?(agreement: Agreement, reader: Reader): Button[];
  /** When the lines read otherwise although nobody changed the agreement (epoch milliseconds); null: not in sight. */
  until?(agreement: Agreement, now: number): number | null;
};

/** Every rule's parts in the order of the card. */
export function cardParts(rules: readonly Pick<Rule, 'card'>[]): CardPart[] {
  const parts = rules.flatMap(({ card }) => card ?? []);
  return parts.sort((one, other) => order.indexOf(one.part) - order.indexOf(other.part));
}

/** Those parts that speak of what changed, by the paths of the changes. */
export function partsChanged(parts: readonly CardPart[], paths: readonly string[]): CardPart[] {
  const isOf = (key: string, path: string) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`);
  return parts.filter(({ keys }) => keys.some((key) => paths.some((path) => isOf(key, path) || isOf(path, key))));
}
