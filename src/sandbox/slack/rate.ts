import type { Slack } from './slack.ts';

/** Calls a minute: Slack's four tiers, and what has rules of its own. */
export type Tier = 1 | 2 | 3 | 4 | 'post' | 'none';
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 };

export type Limits = {
  /** Deliveries to the app in an hour of the Clock. */
  eventsPerHour: number;
  /** Whether the Web API counts calls at all; only those that say something, where these are the matter. */
  counted: boolean | 'posts';
  /** Messages at once to one channel, before one a second holds. */
  postsAtOnce: number;
  /** Messages a minute in the whole workspace; null: as many as come. Slack speaks of several hundred. */
  postsAMinute: number | null;
};

export const SLACKS_LIMITS: Limits = { eventsPerHour: 30_000, counted: true, postsAtOnce: 4, postsAMinute: null };

type Bucket = { left: number; at: number };

/** Gives seconds to wait, or 0 when the call may go on. Measured by the Clock, so that a walk through time refills it. */
export type Meter = (method: string, tier: Tier, channel: string | null) => number;

/** A meter with full buckets. */
export function openMeter(slack: Slack, limits: Limits): Meter {
  const buckets = new Map<string, Bucket>();
  const draw = (key: string, size: number, perSecond: number): number => {
    const now = slack.clock();
    const bucket = buckets.get(key) ?? { left: size, at: now };
    const passed = Math.max(0, now - bucket.at) / 1000;
    const left = Math.min(size, bucket.left + passed * perSecond);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  };
  return (method, tier, channel) => {
    if (limits.counted === false || tier === 'none') return 0;
    if (tier === 'post') {
      const { postsAtOnce, postsAMinute } = limits;
      const all = postsAMinute === null ? 0 : draw('posts', postsAMinute, postsAMinute / 60);
      return all > 0 ? all : draw(`post:${channel ?? ''}`, postsAtOnce, 1);
    }
    if (limits.counted === 'posts') return 0;
    return draw(method, PER_MINUTE[tier], PER_MINUTE[tier] / 60);
  };
}
