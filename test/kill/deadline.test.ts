import { beforeAll } from 'vitest';
import { survives } from './killed.ts';
import { tell } from './story.ts';

let untroubled: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  untroubled = await tell({});
});

for (const name of ['alarm-read', 'alarm-rung', 'alarm-set', 'swept'] as const) survives(() => untroubled, name);
