import { beforeAll } from 'vitest';
import { survives, survivesHalfway } from './killed.ts';
import { tell } from './story.ts';

let untroubled: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  untroubled = await tell({});
});

const ways = ['delivery-leased', 'delivery-heard', 'delivery-started', 'delivery-said', 'delivery-recorded'] as const;
for (const name of ways) survives(() => untroubled, name);
for (const name of ways) survivesHalfway(() => untroubled, name);
