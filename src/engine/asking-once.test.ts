import { expect, test } from 'vitest';
import { askingOnce } from './asking-once.ts';
import type { Ask } from './facts.ts';

function counting(answer: (times: number) => Promise<unknown>) {
  const asked: string[] = [];
  const ask = ((name: string, given: unknown) => {
    asked.push(`${name} ${JSON.stringify(given)}`);
    return answer(asked.length);
  }) as Ask;
  return { ask: askingOnce(ask), asked };
}

test('the same question is asked once, also while its answer is still on its way', async () => {
  const { ask, asked } = counting((times) => Promise.resolve(`answer ${times}`));
  const both = await Promise.all([ask('agency', {}), ask('agency', {})]);
  expect(both).toEqual(['answer 1', 'answer 1']);
  expect(await ask('agency', {})).toBe('answer 1');
  expect(asked).toHaveLength(1);
});

test('what is asked about something else is another question', async () => {
  const { ask, asked } = counting(() => Promise.resolve(null));
  await ask('person', { userId: 'U1' });
  await ask('person', { userId: 'U2' });
  await ask('channel', { channelId: 'U2' });
  expect(asked).toEqual(['person {"userId":"U1"}', 'person {"userId":"U2"}', 'channel {"channelId":"U2"}']);
});

test('a question that could not be answered is asked again', async () => {
  const { ask } = counting((times) => (times === 1 ? Promise.reject(new Error('gone')) : Promise.resolve('back')));
  await expect(ask('agency', {})).rejects.toThrow('gone');
  expect(await ask('agency', {})).toBe('back');
});
