import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../engine/rule.ts';
import { explain } from '../explain.ts';
import { type ReasonName, reasonNames } from '../reasons.ts';
import { asked, at, event, repliedAt, Scene } from './scene.ts';

const reader = (language: string): Reader => {
  return { userId: 'U0MIRA', language, timeZone: 'Europe/Istanbul', side: 'staff', now: at('next mon 09:20') };
};
const everything = {
  dueAt: at('mon 12:00'),
  warnAt: at('mon 11:30'),
  settledAt: at('mon 12:05'),
  since: at('mon 10:30'),
  lateBy: 300_000,
  by: 'U0MIRA',
  to: ['U0MIRA', 'operator'],
  madeBy: 'U0ELIF',
  unreached: ['U0JONAS'],
  how: 'replied',
  mark: 'taken',
  version: 2,
  number: 3,
  because: 'user_disabled',
};

describe.each(['en', 'tr'])('in %s', (language) => {
  const told = reasonNames.filter((name) => !['asked', 'refused', 'nothing-to-tell'].includes(name));

  test.each(told)('%s is a sentence', (name) => {
    expect(explain({ name, data: everything }, reader(language))).toMatch(/^[^{}]+\.$/);
  });

  test('a reason that an older program gave is still answered', () => {
    expect(explain({ name: 'long-forgotten', data: {} }, reader(language))).toMatch(/\.$/);
  });
});

test('what is recorded on the way from question to late answer can be said', () => {
  const question = asked(at('mon 10:00'));
  const scene = new Scene().walk(event('MessagePosted'), question.askedAt, [question]);
  const said = () => scene.rulings.map(({ reason }) => explain(reason, reader('en'))).join(' ');
  expect(said()).toBe('It waits for an answer, due Mon 2 Mar 12:00; the owner is warned Mon 2 Mar 11:30.');
  expect(scene.ring('D1', at('mon 12:00')) && said()).toBe(
    '<@U0MIRA>, <@U0RUTH> told that the agreed time had passed: it was due Mon 2 Mar 12:00.',
  );
  scene.walk(event('MessagePosted'), at('mon 12:05'), [{ ...question, ...repliedAt(at('mon 12:05')) }]);
  expect(said()).toBe('Late by 5 min: it was due Mon 2 Mar 12:00 and answered Mon 2 Mar 12:05.');
});

test('that somebody asked, or that an alarm had nothing to tell, is not worth telling', () => {
  expect(explain({ name: 'asked', data: { about: 'status', by: null } }, reader('en'))).toBeNull();
  expect(explain({ name: 'nothing-to-tell', data: {} }, reader('en'))).toBeNull();
});

test('every name in the list is a name', () => {
  const names: readonly ReasonName[] = reasonNames;
  expect(new Set(names).size).toBe(names.length);
});
