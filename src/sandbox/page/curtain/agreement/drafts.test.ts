import { expect, test } from 'vitest';
import { draftAfterTyping, draftBeside } from './drafts.ts';

const inForce = { text: 'version: 3\n', version: 3 };
const draft = { text: 'version: 3\nstatus: paused\n', base: 3, applied: null };

test('a draft remembers the version it was begun from, however long it is typed at', () => {
  const later = { text: 'version: 4\n', version: 4 };
  expect(draftAfterTyping(undefined, draft.text, inForce)).toEqual(draft);
  expect(draftAfterTyping(draft, 'version: 3\nstatus: ended\n', later)?.base).toBe(3);
});

test('typing back to what is in force leaves no draft', () => {
  expect(draftAfterTyping(draft, inForce.text, inForce)).toBeUndefined();
});

test('an unsaved draft outlives another version', () => {
  expect(draftBeside(draft, { text: 'version: 4\n', version: 4 })).toBe(draft);
});

test('an applied draft stays on show until its version is in force here, then goes', () => {
  const applied = { ...draft, applied: 4 };
  expect(draftBeside(applied, inForce)).toBe(applied);
  expect(draftBeside(applied, { text: 'version: 4\nstatus: paused\n', version: 4 })).toBeUndefined();
});

test('typing on after applying makes it unsaved again', () => {
  expect(draftAfterTyping({ ...draft, applied: 4 }, 'version: 3\nstatus: ended\n', inForce)?.applied).toBeNull();
});
