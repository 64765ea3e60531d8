import { expect, test } from 'vitest';
import type { WorkspacePart } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { afterFrame, beginsAnew, nothingKnown } from './known.ts';

const message = (ts: string, text = 'hello'): Message => ({ type: 'message', ts, text, user: 'U0ANNA' });
const workspace = (run: string) => ({ run, name: 'Harbour Studio' }) as WorkspacePart;

test('messages stand in the order they were written, however they came', () => {
  const known = afterFrame(nothingKnown, {
    set: { 'message/20.0': message('20.0'), 'message/10.0': message('10.0'), 'ephemeral/15.0': message('15.0') },
    gone: [],
  });
  expect(known.messages.map(({ ts }) => ts)).toEqual(['10.0', '20.0']);
  expect(known.ephemerals.map(({ ts }) => ts)).toEqual(['15.0']);
});

test('what a frame does not name stays the same object', () => {
  const before = afterFrame(nothingKnown, { set: { 'message/1.0': message('1.0'), channels: [] }, gone: [] });
  const after = afterFrame(before, { set: { workspace: workspace('one') }, gone: [] });
  expect(after.messages).toBe(before.messages);
  expect(after.parts.channels).toBe(before.parts.channels);
});

test('an edited message takes the place of the old one, and a deleted one goes', () => {
  const before = afterFrame(nothingKnown, {
    set: { 'message/1.0': message('1.0'), 'message/2.0': message('2.0') },
    gone: [],
  });
  const after = afterFrame(before, { set: { 'message/1.0': message('1.0', 'changed') }, gone: ['message/2.0'] });
  expect(after.messages).toEqual([message('1.0', 'changed')]);
});

test('a part that is gone is not known any more', () => {
  const before = afterFrame(nothingKnown, { set: { home: null, channels: [] }, gone: [] });
  expect(afterFrame(before, { set: {}, gone: ['home'] }).parts).toEqual({ channels: [] });
});

test('a world that began anew is told from one that went on', () => {
  const before = afterFrame(nothingKnown, { set: { workspace: workspace('one') }, gone: [] });
  expect(beginsAnew(before, { set: { workspace: workspace('two') }, gone: [] })).toBe(true);
  expect(beginsAnew(before, { set: { workspace: workspace('one') }, gone: [] })).toBe(false);
  expect(beginsAnew(before, { set: { channels: [] }, gone: [] })).toBe(false);
  expect(beginsAnew(nothingKnown, { set: { workspace: workspace('one') }, gone: [] })).toBe(false);
});
