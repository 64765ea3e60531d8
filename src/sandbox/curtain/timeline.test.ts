import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../engine/conversation.ts';
import type { OutboxEntry, PlacedDeadline } from '../../engine/store-port.ts';
import { outboxLine } from './outbox.ts';
import { timelineOf } from './timeline.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-23T10:30:00Z');

const conversation: Conversation = {
  id: 'channel-1:1795422600.000200',
  channelId: 'channel-1',
  lane: 'top',
  turn: 'next',
  messages: ['1795422600.000200'],
  asker: 'U0ANNA',
  askedAt: now - HOUR,
  openedBy: 'message',
  settled: null,
  pauses: [],
  takenBy: null,
  handedTo: null,
  chosen: { priority: null, owner: null, dueAt: null },
};

const deadline = (differs: Partial<PlacedDeadline> = {}): PlacedDeadline => ({
  id: 'deadline-1',
  clientId: 'nova',
  channelId: 'channel-1',
  rule: 'response-window',
  subject: conversation.id,
  name: 'reply',
  dueAt: now + HOUR,
  ringAt: now + HOUR / 2,
  revision: 1,
  state: 'pending',
  settledAt: null,
  data: {},
  conversation,
  channel: null,
  ...differs,
});

const lineOf = (...deadlines: PlacedDeadline[]) =>
  timelineOf(deadlines, null, { now, nameOf: (id) => (id === 'U0MIRA' ? 'Mira Aksoy' : id) });
const ends = ({ from, to }: { from: number; to: number }) => [(from - now) / HOUR, (to - now) / HOUR];

describe('the line of time', () => {
  test('of nothing is a little past and a day ahead, in whole hours', () => {
    expect(ends(lineOf())).toEqual([-2.5, 24.5]);
  });

  test('stands still while the clock walks on by minutes', () => {
    const later = timelineOf([], null, { now: now + 20 * 60_000, nameOf: String });
    expect(later).toEqual(lineOf());
  });

  test('reaches back to the oldest question that waits and ahead past the last that is due', () => {
    const old = deadline({ conversation: { ...conversation, askedAt: now - 2 * DAY } });
    expect(ends(lineOf(old, deadline({ dueAt: now + 3 * DAY })))).toEqual([-48.5, 74.5]);
  });

  test('reaches no further than four days back and fourteen ahead', () => {
    const old = deadline({ conversation: { ...conversation, askedAt: now - 30 * DAY } });
    expect(ends(lineOf(old, deadline({ dueAt: now + 90 * DAY })))).toEqual([-96.5, 336.5]);
  });

  test('does not reach back to the asking of what is settled, only to where it can be seen', () => {
    const asked = { ...conversation, askedAt: now - 3 * DAY };
    const settled = deadline({ state: 'met', dueAt: now - 4 * HOUR, settledAt: now - 5 * HOUR, conversation: asked });
    expect(ends(lineOf(settled))).toEqual([-5.5, 24.5]);
    expect(lineOf(settled).deadlines[0]?.ringAt).toBeNull();
  });
});

describe('a deadline on it', () => {
  const first = (differs: Partial<PlacedDeadline>) => lineOf(deadline(differs)).deadlines[0];

  test('is named in words, whatever rule it is of', () => {
    expect(first({})?.name).toBe('next reply');
    expect(first({ name: 'reminder:U0MIRA' })?.name).toBe('reminder for Mira Aksoy');
    expect(first({ name: 'weekly-report' })?.name).toBe('weekly report');
    expect(first({ conversation: null })).toMatchObject({ name: 'reply', from: null, about: null });
  });

  test('that is past its time is breached, unless the clock stands still for it', () => {
    expect(first({ dueAt: now })?.state).toBe('pending');
    expect(first({ dueAt: now - 1 })?.state).toBe('breached');
    const paused = { ...conversation, pauses: [{ from: now - HOUR, to: null, by: 'U0MIRA' }] };
    expect(first({ dueAt: now - 1, conversation: paused })?.state).toBe('pending');
    expect(first({ dueAt: now - 1, state: 'met', settledAt: now - 2 })?.state).toBe('met');
  });
});

test.each<[OutboxEntry['to'], string | null, string]>([
  [{ kind: 'person', userId: 'U0MIRA' }, 'Mira Aksoy', 'Mira Aksoy'],
  [{ kind: 'person', userId: 'U0GONE' }, null, 'U0GONE'],
  [{ kind: 'channel', channelId: 'channel-1', threadTs: null }, 'nova-bikes-internal', '#nova-bikes-internal'],
  [{ kind: 'channel', channelId: 'channel-1', threadTs: '1795422600.000200' }, 'nova', '#nova, in a thread'],
  [{ kind: 'channel', channelId: 'channel-1', threadTs: null }, null, 'a channel'],
  [{ kind: 'operator' }, null, 'the operator'],
])('a message of the bot to %j (%s) goes to %s', (to, toName, words) => {
  const entry = {
    id: 'row-1',
    rule: 'help',
    view: 'help',
    state: 'sent',
    createdAt: 1,
    sentAt: 2,
    failure: null,
  } as const;
  expect(outboxLine({ ...entry, to, toName })).toEqual({ ...entry, to: words });
});
