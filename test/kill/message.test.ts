import { beforeAll, expect, test } from 'vitest';
import { checkpoints } from '../../src/app/checkpoint.ts';
import { survives, way } from './killed.ts';
import { type Step, steps, tell } from './story.ts';

let untroubled: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  untroubled = await tell({});
});

test('the story visits every checkpoint, and just where it is said to', () => {
  const found = Object.fromEntries(
    checkpoints
      .filter((name) => !name.startsWith('page-'))
      .map((name) => [name, steps.filter((step: Step) => (untroubled.visits[step]?.[name] ?? 0) > 0)]),
  );
  expect(found).toEqual(way);
  expect(Object.values(way)).not.toContainEqual([]);
});

test('told without a death, each notice is said once and nothing is left over', () => {
  const { ending } = untroubled;
  expect(Object.values(ending.said)).toEqual([1, 1, 1]);
  expect(ending.records).toEqual(['breached due 09:20:00 replied 09:25:00']);
  expect(ending.left).toEqual([{ inbox: '0', outbox: '0', rulings: '0' }]);
});

for (const name of ['claimed', 'introduced', 'held', 'written-down', 'judged', 'committed', 'answered'] as const) {
  survives(() => untroubled, name);
}
