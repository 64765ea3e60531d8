import { expect, test } from 'vitest';
import { run } from './index.ts';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';

const words = 'Could you send the Wendehals invoice again, please?';
const story = tellWaitingStory(words);

const kept = async () => (await story.sandbox().db.query('select count(*)::int as n from words')).rows[0].n;

test('asks on a terminal, and forgets nothing without a yes', async () => {
  const asked: string[] = [];
  const said: string[] = [];
  const code = await run(['forget', 'nova'], {
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    hasColours: false,
    isWatched: true,
    confirms: async (question) => {
      asked.push(question);
      return false;
    },
  });
  expect(code).toBe(1);
  expect(asked).toEqual(['Forget Nova Bikes (nova)? This cannot be undone.']);
  expect(said.at(-1)).toBe('Nothing was forgotten.');
  expect(await kept()).toBe(1);
});

test.each([
  ['without a yes where nobody can answer', ['nova'], 2, 'This cannot be undone. Say so with --yes.'],
  ['an unknown client', ['nvoa', '--yes'], 1, 'Did you mean nova?'],
  ['a person nobody met', ['U0NOBODY', '--yes'], 1, 'Nobody here has the id U0NOBODY'],
  [
    'everything of a client that has not ended',
    ['nova', '--everything', '--yes'],
    1,
    'nova is active: what is promised',
  ],
  ['everything of a person', ['U0ANNA', '--everything', '--yes'], 2, '--everything is of one client'],
  ['what is no id', ['@anna', '--yes'], 2, '"@anna" is neither a client’s id'],
])('refuses %s', async (_, given, expected, because) => {
  const { code, err } = await groundrules('forget', ...given);
  expect(err).toContain(because);
  expect(code).toBe(expected);
  expect(await kept()).toBe(1);
});

test('says in numbers what of a person was forgotten, and which files still name them', async () => {
  const { code, out } = await groundrules('forget', 'U0ANNA', '--yes');
  expect(code).toBe(0);
  expect(out).toContain('Forgot of Anna Novak (U0ANNA): the words of 1 message, 1 name.');
  expect(out).toContain('Still named in: nova.');
  expect(await kept()).toBe(0);
  const { rows } = await story.sandbox().db.query("select name from persons where user_id = 'U0ANNA'");
  expect(rows).toEqual([{ name: '' }]);
});

test('gives programs the same, and does nothing the second time', async () => {
  const { code, out } = await groundrules('forget', 'nova', '--yes', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ kind: 'client', clientId: 'nova', words: 0, givenUp: 0 });
});
