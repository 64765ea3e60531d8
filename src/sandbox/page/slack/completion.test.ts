import { expect, test } from 'vitest';
import type { PersonCard } from '../../contract.ts';
import { commandCandidates, completed, peopleCandidates, triggerAt } from './completion.ts';

const person = (id: string, realName: string, more: Partial<PersonCard> = {}): PersonCard => ({
  id,
  name: realName.split(' ')[0]?.toLowerCase() ?? '',
  realName,
  title: '',
  side: 'staff',
  company: null,
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  isDeleted: false,
  ...more,
});
const people = [person('U1', 'Anna Novak'), person('U2', 'Joanna Reed'), person('U3', 'Mira Aksoy')];

test.each([
  ['hello @mi', '@', 'mi'],
  ['@Mira Ak', '@', 'Mira Ak'],
  ['(#nova', '#', 'nova'],
  ['well :thu', ':', 'thu'],
  ['/ru', '/', 'ru'],
])('%s asks for %s completed', (text, kind, typed) => {
  expect(triggerAt(text, text.length)).toMatchObject({ kind, typed });
});

test.each(['mail@mira', 'at 16:50', 'see a/b', 'x /rules', '#two words', 'plain', ':a', '@one two three'])(
  '%s asks for nothing',
  (text) => {
    expect(triggerAt(text, text.length)).toBeNull();
  },
);

test('only what stands before the caret counts', () => {
  expect(triggerAt('@mi and more', 3)).toMatchObject({ from: 0, to: 3, typed: 'mi' });
});

test('members of the channel come first, and who is not in it is said to be', () => {
  const found = peopleCandidates('an', people, ['U2']);
  expect(found.map(({ key }) => key)).toEqual(['U1']);
  const all = peopleCandidates('', people, ['U3']);
  expect(all.map(({ key }) => key)).toEqual(['U3', 'U1', 'U2', 'here', 'channel']);
  expect(all[1]?.detail).toContain('not in this channel');
});

test('two people of one name are told apart by their handles', () => {
  const twins = [person('U1', 'Kim Lee', { name: 'kim1' }), person('U2', 'Kim Lee', { name: 'kim2' })];
  expect(peopleCandidates('kim', twins, []).map(({ insert }) => insert)).toEqual(['@kim1 ', '@kim2 ']);
});

test('people who left are not offered', () => {
  expect(peopleCandidates('gr', [person('U9', 'Greta Gone', { isDeleted: true })], [])).toEqual([]);
});

test('a command is offered with what it is for and how it is used', () => {
  const command = { command: '/rules', description: 'What waits', usage_hint: 'status | why', should_escape: true };
  expect(commandCandidates('r', [command])).toMatchObject([
    { label: '/rules status | why', detail: 'What waits', insert: '/rules ' },
  ]);
  expect(commandCandidates('x', [command])).toEqual([]);
});

test('what is chosen takes the place of what was typed, and the caret stands behind it', () => {
  const [mira] = peopleCandidates('mi', people, []);
  const trigger = triggerAt('ask @mi today', 7);
  expect(trigger && mira && completed('ask @mi today', trigger, mira)).toEqual({
    text: 'ask @Mira Aksoy today',
    caret: 16,
  });
});
