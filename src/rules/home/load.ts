import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { homeRule } from '../../engine/home-tab.ts';
import { type Kept, readKept } from './kept.ts';

/** What is kept of whoever opened their page or pressed something on it. */
export type Facts = { kept: Kept };

export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  return { kept: readKept(await ask('slot', { rule: homeRule, subject: event.actor ?? '' })) };
}
