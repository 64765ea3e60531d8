import { expect, test } from 'vitest';
import { createLane } from './lane.ts';

/** Work that goes on until it is let go, over what `found` holds at the moment. */
function lane(found: () => string[], atOnce = 10) {
  const begun: string[] = [];
  const ends = new Map<string, (isMore: boolean) => void>();
  const failures: unknown[] = [];
  const made = createLane<string>({
    find: async () => found(),
    nameOf: (item) => item,
    work: (item) => {
      begun.push(item);
      if (item === 'broken') throw new Error('It is broken.');
      return new Promise((resolve) => ends.set(item, resolve));
    },
    atOnce,
    failed: (error) => failures.push(error),
  });
  return { due: made.due, begun, failures, end: (item: string, isMore = false) => ends.get(item)?.(isMore) };
}

test('what is found later is begun while something found before takes long, and nothing is begun twice', async () => {
  let found = ['slow'];
  const { due, begun, end } = lane(() => found);
  const first = due();
  await expect.poll(() => begun).toEqual(['slow']);
  found = ['slow', 'next'];
  const second = due();
  await expect.poll(() => begun).toEqual(['slow', 'next']);
  found = [];
  end('next');
  end('slow');
  await Promise.all([first, second]);
  expect(begun).toEqual(['slow', 'next']);
});

test('no more at once than there is room for; the others follow', async () => {
  let found = ['a', 'b', 'c'];
  const { due, begun, end } = lane(() => found, 2);
  const all = due();
  await expect.poll(() => begun).toEqual(['a', 'b']);
  found = [];
  end('a');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  end('b');
  end('c');
  await all;
});

test('where there may be more it looks again, and what fails stops nobody', async () => {
  const looks = [['broken', 'a'], ['a']];
  const { due, begun, end, failures } = lane(() => looks.shift() ?? []);
  const all = due();
  await expect.poll(() => begun).toEqual(['broken', 'a']);
  end('a', true);
  await expect.poll(() => begun).toEqual(['broken', 'a', 'a']);
  end('a');
  await all;
  expect(failures).toHaveLength(1);
});

test('a look that fails is told, and the next one is made', async () => {
  let isDown = true;
  const told: unknown[] = [];
  const begun: string[] = [];
  const { due } = createLane<string>({
    find: () => (isDown ? Promise.reject(new Error('The database is away.')) : Promise.resolve(['a'])),
    nameOf: (item) => item,
    work: async (item) => {
      begun.push(item);
      return false;
    },
    atOnce: 1,
    failed: (error) => told.push(error),
  });
  await due();
  expect(told).toHaveLength(1);
  isDown = false;
  await due();
  expect(begun).toEqual(['a']);
});
