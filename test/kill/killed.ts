/** Where each checkpoint lies on the story's way; what is told here is checked against what was visited. */
import { expect, test } from 'vitest';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { type Deaths, type Ending, type Step, steps, tell, type Visits } from './story.ts';

const delivery: Step[] = ['is warned', 'takes it', 'are told', 'answers'];

/** Nobody is paged in this story; `page.test.ts` tells one of an emergency. */
export type StoryCheckpoint = Exclude<CheckpointName, 'page-started' | 'page-sent'>;

export const way: Record<StoryCheckpoint, Step[]> = {
  claimed: ['asks', 'answers'],
  introduced: ['asks', 'answers'],
  held: ['asks', 'takes it', 'answers'],
  'written-down': ['asks', 'answers'],
  judged: ['asks', 'takes it', 'answers'],
  committed: [...steps],
  'alarm-read': ['is warned', 'are told'],
  'alarm-rung': ['is warned', 'are told'],
  'alarm-set': ['is warned', 'takes it'],
  answered: ['takes it'],
  'delivery-leased': delivery,
  'delivery-heard': delivery,
  'delivery-started': delivery,
  'delivery-said': delivery,
  'delivery-recorded': delivery,
  swept: ['is warned', 'are told', 'answers'],
};

/** Tells the story with one death in each of these steps; it must end as if nobody had died. */
export function survives(untroubled: () => { ending: Ending; visits: Visits }, name: StoryCheckpoint): void {
  test(`killed at ${name}, whenever it first comes by: nothing lost, nothing said twice`, async () => {
    const deaths: Deaths = Object.fromEntries(way[name].map((step) => [step, { name, visit: 1 }]));
    const { diedIn, ending } = await tell(deaths);
    expect(diedIn).toEqual(way[name]);
    expect(ending).toEqual(untroubled().ending);
  });
}

/** The same with each death at the last visit of a step that visits it more than once: half of a round is done. */
export function survivesHalfway(untroubled: () => { ending: Ending; visits: Visits }, name: StoryCheckpoint): void {
  test(`killed at ${name} with half of a round done: nothing lost, nothing said twice`, async () => {
    const { visits } = untroubled();
    const last = way[name].flatMap((step) => {
      const visit = visits[step]?.[name] ?? 0;
      return visit > 1 ? [[step, { name, visit }] as const] : [];
    });
    const { diedIn, ending } = await tell(Object.fromEntries(last));
    expect(diedIn).toEqual(last.map(([step]) => step));
    expect(diedIn).not.toEqual([]);
    expect(ending).toEqual(untroubled().ending);
  });
}
