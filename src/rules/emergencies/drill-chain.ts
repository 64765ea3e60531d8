/** How a drill goes through the chain: once, step after step or all at once, and never to the last resort. */
import type { Policy } from '../../agreement/escalation.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event } from '../../engine/event.ts';
import type { Incident } from '../../engine/incident.ts';
import { type ChainKnown, type Position, type Stride, stridesAfter } from './chain.ts';
import type { IncidentFacts } from './load.ts';
import { paged } from './paging.ts';
import { due } from './upkeep.ts';

/** So long everybody is given who was paged at once. Milliseconds. */
export const AT_ONCE_WAITS = 10 * 60_000;

/** Which steps are paged next, after a position (null: from the beginning), at an instant (epoch milliseconds). */
export function drillStrides(
  policy: Policy,
  after: Position | null,
  known: ChainKnown,
  at: number,
  atOnce: boolean,
): Stride[] {
  const found: Stride[] = [];
  for (let next = after; ; ) {
    const strides = stridesAfter(policy, next, known, at).filter(({ isLastResort }) => !isLastResort);
    found.push(...strides);
    const last = strides.at(-1);
    if (!atOnce || last === undefined) return found;
    next = last;
  }
}

/** How long a drill lasts when nobody answers (milliseconds). */
export function longestDrill(policy: Policy, atOnce: boolean): number {
  return atOnce ? AT_ONCE_WAITS : policy.steps.reduce((sum, { wait }) => sum + wait.ms, 0);
}

/** The drill as it is then (not yet kept), what is to be done, and whether there is nobody left whom it could page. */
export function drillNext(
  { incident, chain, deadlines }: Pick<IncidentFacts, 'incident' | 'chain' | 'deadlines'>,
  event: Event,
  now: number,
  atOnce: boolean,
): { incident: Incident; effects: Effect[]; isOver: boolean } {
  const { policy, round, step } = incident;
  const strides = drillStrides(policy, step === null ? null : { round, step }, chain, now, atOnce);
  const pages = strides.flatMap((stride) => paged(incident, stride, event));
  const isOver = !strides.some((stride) => stride.pages.some(({ responder }) => responder !== 'system'));
  const last = strides.at(-1);
  if (last === undefined) return { incident, effects: [], isOver };
  const gone = { ...incident, round: last.round, step: last.step };
  const until = now + (atOnce ? AT_ONCE_WAITS : last.wait);
  return {
    incident: gone,
    effects: [...pages, ...(isOver ? [] : due(incident, { deadlines }, 'step', { dueAt: until, ringAt: until }, now))],
    isOver,
  };
}
