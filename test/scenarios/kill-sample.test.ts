import { expect, test } from 'vitest';
import { type Deaths, steps, tell } from '../kill/story.ts';

/** All checkpoints, at each step, are the business of `npm run test:kill`. */
test('killed before it has walked a question, and again when a breach is said but not noted: nothing lost, nothing said twice', async () => {
  const deaths: Deaths = {
    asks: { name: 'claimed', visit: 1 },
    'are told': { name: 'delivery-said', visit: 2 },
  };
  const { diedIn, ending } = await tell(deaths);
  expect(diedIn).toEqual(steps.filter((step) => step in deaths));
  expect(Object.values(ending.said)).toEqual([1, 1, 1]);
  expect(ending.records).toEqual(['breached due 09:20:00 replied 09:25:00']);
  expect(ending.left).toEqual([{ inbox: '0', outbox: '0', rulings: '0' }]);
});
