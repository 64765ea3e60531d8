import { expect, test } from 'vitest';
import { rules } from './index.ts';

test('every view has a name of its own, over all rules', () => {
  const names = rules.flatMap(({ views }) => views.map(({ name }) => name));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no two rules answer the same request', () => {
  const requests = rules.flatMap(({ triggers }) =>
    triggers.flatMap((trigger) => {
      const { who: _, ...named } = { who: 'anyone', ...trigger };
      return Object.keys(named).length > 1 ? [JSON.stringify(named)] : [];
    }),
  );
  expect(requests.filter((name, index) => requests.indexOf(name) !== index)).toEqual([]);
});

test('what the corridor says by itself has a view', () => {
  const names = rules.flatMap(({ views }) => views.map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(['refused', 'nothing-to-do', 'noted']));
});
