import { expect, test } from 'vitest';
import { createPrecedence } from './precedence.ts';

test('whoever steps aside goes on when everybody has passed, and at once where nobody does', async () => {
  const { first, aside } = createPrecedence();
  const order: string[] = [];
  await aside();
  const ends: (() => void)[] = [];
  const passing = ['one', 'other'].map((name) =>
    first(async () => {
      await new Promise<void>((resolve) => ends.push(resolve));
      order.push(name);
    }),
  );
  const waited = aside().then(() => order.push('aside'));
  for (const end of ends) end();
  await Promise.all([...passing, waited]);
  expect(order).toEqual(['one', 'other', 'aside']);
});

test('what fails on its way keeps nobody waiting', async () => {
  const { first, aside } = createPrecedence();
  await expect(first(() => Promise.reject(new Error('It failed.')))).rejects.toThrow('It failed.');
  await expect(aside()).resolves.toBeUndefined();
});

test('nobody steps aside for ever: what passes may be calling somebody who does not answer', async () => {
  const { first, aside } = createPrecedence();
  let end: () => void = () => undefined;
  const passing = first(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  await aside();
  end();
  await passing;
});
