import { expect, test } from 'vitest';
import type { Message } from '../../slack/model.ts';
import { isInChannel, type Row, rowsOf } from './rows.ts';

const reader = { timeZone: 'Europe/Berlin', locale: 'en-GB' };
const at = (local: string) => `${Date.parse(`${local}:00+01:00`) / 1000}.000100`;

function message(local: string, user: string, more: Partial<Message> = {}): Message {
  return { type: 'message', ts: at(local), user, text: 'words', ...more };
}

function told(rows: Row[]): string[] {
  return rows.map((row) => {
    if (row.kind !== 'message') return row.kind;
    return `${row.message.user}${row.isHead ? ' with name' : ''}${row.isEphemeral ? ' only to me' : ''}`;
  });
}

const plain = { reader, me: 'U0MIRA', newAfter: null };

test('what one person writes within five minutes stands under one name', () => {
  const rows = rowsOf(
    [
      message('2026-11-20T16:50', 'U0ANNA'),
      message('2026-11-20T16:54', 'U0ANNA'),
      message('2026-11-20T17:10', 'U0ANNA'),
      message('2026-11-20T17:11', 'U0BEN'),
    ],
    [],
    plain,
  );
  expect(told(rows)).toEqual(['day', 'U0ANNA with name', 'U0ANNA', 'U0ANNA with name', 'U0BEN with name']);
});

test('days are the reader’s own, and begin with a name', () => {
  const messages = [message('2026-11-20T23:58', 'U0ANNA'), message('2026-11-21T00:01', 'U0ANNA')];
  expect(told(rowsOf(messages, [], plain))).toEqual(['day', 'U0ANNA with name', 'day', 'U0ANNA with name']);
  const newYork = { ...plain, reader: { timeZone: 'America/New_York', locale: 'en-US' } };
  expect(told(rowsOf(messages, [], newYork))).toEqual(['day', 'U0ANNA with name', 'U0ANNA']);
});

test('the line above what is new stands before the first message of another, once', () => {
  const messages = [
    message('2026-11-20T16:50', 'U0ANNA'),
    message('2026-11-20T16:51', 'U0MIRA'),
    message('2026-11-20T16:52', 'U0ANNA'),
    message('2026-11-20T16:53', 'U0ANNA'),
  ];
  const rows = rowsOf(messages, [], { ...plain, newAfter: at('2026-11-20T16:50') });
  expect(told(rows)).toEqual(['day', 'U0ANNA with name', 'U0MIRA with name', 'new', 'U0ANNA with name', 'U0ANNA']);
});

test('what only the reader sees stands where it came, never under the name of what all see', () => {
  const only = message('2026-11-20T16:51', 'U0RULES');
  const rows = rowsOf([message('2026-11-20T16:50', 'U0RULES'), message('2026-11-20T16:52', 'U0RULES')], [only], plain);
  expect(told(rows)).toEqual(['day', 'U0RULES with name', 'U0RULES with name only to me', 'U0RULES with name']);
});

test('answers in threads stand in the channel only when they were sent there too', () => {
  const first = message('2026-11-20T16:50', 'U0ANNA', { thread_ts: at('2026-11-20T16:50') });
  const reply = message('2026-11-20T16:55', 'U0MIRA', { thread_ts: first.ts });
  const both = message('2026-11-20T16:56', 'U0MIRA', { thread_ts: first.ts, subtype: 'thread_broadcast' });
  expect([first, reply, both].map(isInChannel)).toEqual([true, false, true]);
});
