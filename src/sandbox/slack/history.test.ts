import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, type Office, openOffice } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice(undefined, { limits: { counted: false } });
});
afterEach(() => office.close());
const texts = (body: Record<string, unknown>) => (body.messages as { text: string }[]).map((message) => message.text);
const history = async (given = {}) =>
  (await call(office, 'conversations.history', { channel: 'C0TEAM', ...given })).body;
const replies = async (ts: string, given = {}) =>
  (await call(office, 'conversations.replies', { channel: 'C0TEAM', ts, ...given })).body;

/** Posts the letters a, b, c ... one second apart; gives their ts. */
async function letters(count: number, thread?: string): Promise<string[]> {
  const all: string[] = [];
  for (let index = 0; index < count; index += 1) {
    office.clock.now += 1000;
    const text = String.fromCharCode(97 + index);
    all.push((await office.slack.as('U0ANA').post('C0TEAM', text, thread ? { thread } : {})).ts);
  }
  return all;
}

test('history comes newest first, without answers in threads but with those also sent to the channel', async () => {
  const [first = ''] = await letters(2);
  await office.slack.as('U0BEN').post('C0TEAM', 'hidden', { thread: first });
  await office.slack.as('U0BEN').post('C0TEAM', 'shown', { thread: first, broadcast: true });
  const body = await history();
  expect(texts(body)).toEqual(['shown', 'b', 'a']);
  expect((body.messages as object[])[2]).toMatchObject({
    thread_ts: first,
    reply_count: 2,
    latest_reply: expect.any(String),
  });
});

test('oldest and latest leave their own ends out unless inclusive', async () => {
  const [, b = '', c = '', d = ''] = await letters(5);
  expect(texts(await history({ oldest: b, latest: d }))).toEqual(['c']);
  expect(texts(await history({ oldest: b, latest: d, inclusive: true }))).toEqual(['d', 'c', 'b']);
  expect(texts(await history({ latest: c, inclusive: true, limit: 1 }))).toEqual(['c']);
  expect(texts(await history({ oldest: Math.floor(Number(d)) }))).toEqual(['e', 'd']);
  expect((await history({ oldest: 'yesterday' })).error).toBe('invalid_ts_oldest');
});

test('history is read to its end by cursor, even while people go on writing', async () => {
  await letters(7);
  const all: string[] = [];
  let cursor = '';
  let more: unknown = true;
  while (more) {
    const body = await history({ limit: 3, cursor });
    all.push(...texts(body));
    more = body.has_more;
    cursor = (body.response_metadata as { next_cursor: string }).next_cursor;
    await office.slack.as('U0BEN').post('C0TEAM', 'meanwhile');
  }
  expect(all.join('')).toBe('gfedcba');
  expect(cursor).toBe('');
  expect((await history({ cursor: 'bm9uc2Vuc2U=' })).error).toBe('invalid_cursor');
});

test('metadata is shown only when all of it is asked for', async () => {
  const metadata = { event_type: 'notice', event_payload: { key: '42' } };
  await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'x', metadata });
  expect((await history()).messages).not.toMatchObject([{ metadata }]);
  expect((await history({ include_all_metadata: true })).messages).toMatchObject([{ metadata }]);
});

test('replies come oldest first behind the first message, in pages', async () => {
  const { ts } = await office.slack.as('U0BEN').post('C0TEAM', 'parent');
  await letters(5, ts);
  expect(texts(await replies(ts))).toEqual(['parent', 'a', 'b', 'c', 'd', 'e']);
  const first = await replies(ts, { limit: 4 });
  expect(texts(first)).toEqual(['parent', 'a', 'b', 'c']);
  const { next_cursor: cursor } = first.response_metadata as { next_cursor: string };
  const second = await replies(ts, { limit: 4, cursor });
  expect(texts(second)).toEqual(['d', 'e']);
  expect(second.has_more).toBe(false);
  expect((await replies('1.000000')).error).toBe('thread_not_found');
});

test('deleted messages are gone from history, a deleted first message stays as a tombstone', async () => {
  const [a = '', b = ''] = await letters(2);
  await office.slack.as('U0BEN').post('C0TEAM', 'answer', { thread: a });
  await office.slack.as('U0ANA').delete('C0TEAM', a);
  await office.slack.as('U0ANA').delete('C0TEAM', b);
  const body = await history();
  expect(body.messages).toMatchObject([{ subtype: 'tombstone', ts: a, reply_count: 1 }]);
});

test('deleting the last answer takes the thread’s counts away', async () => {
  const [a = ''] = await letters(1);
  const { ts } = await office.slack.as('U0BEN').post('C0TEAM', 'answer', { thread: a });
  await office.slack.as('U0BEN').delete('C0TEAM', ts);
  expect((await history()).messages).not.toMatchObject([{ reply_count: expect.anything() }]);
});

test('permalinks lead to a message, and in a thread to its place there', async () => {
  const [a = ''] = await letters(1);
  const { ts } = await office.slack.as('U0BEN').post('C0TEAM', 'answer', { thread: a });
  const link = async (message_ts: string) =>
    (await call(office, 'chat.getPermalink', { channel: 'C0TEAM', message_ts })).body.permalink;
  expect(await link(a)).toBe(`https://nova.slack.com/archives/C0TEAM/p${a.replace('.', '')}`);
  expect(await link(ts)).toBe(
    `https://nova.slack.com/archives/C0TEAM/p${ts.replace('.', '')}?thread_ts=${a}&cid=C0TEAM`,
  );
});
