import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, type Office, openOffice, TOKEN } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());
const post = (channel = 'C0TEAM') => call(office, 'chat.postMessage', { channel, text: 'x' });
const posted = () => office.slack.as('U0ANA').sees('C0TEAM').messages.length;

test('429 with Retry-After as told, as often as told, and nothing done', async () => {
  office.slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 30, times: 1 });
  const limited = await post();
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
  expect(posted()).toBe(0);
  expect((await post()).body.ok).toBe(true);
});

test('500 for one channel only, until it is taken back', async () => {
  const end = office.slack.faults.add({ kind: 'status', status: 500, channel: 'C0TEAM' });
  expect((await post()).status).toBe(500);
  expect((await post('C0ACME')).body.ok).toBe(true);
  end();
  expect((await post()).body.ok).toBe(true);
  expect(posted()).toBe(1);
});

test('any refusal that Slack knows can be asked for', async () => {
  office.slack.faults.add({ kind: 'refuse', error: 'fatal_error' });
  expect((await post()).body).toEqual({ ok: false, error: 'fatal_error' });
});

test('a time-out after success: the message is there, the caller never hears of it', async () => {
  office.slack.faults.add({ kind: 'timeout-after-success', times: 1 });
  const sent = fetch(`${office.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C0TEAM', text: 'once' }),
    signal: AbortSignal.timeout(300),
  });
  await expect(sent).rejects.toThrow('aborted due to timeout');
  expect(posted()).toBe(1);
  await office.slack.settled();
});

test('down: the connection breaks and nothing is done', async () => {
  office.slack.faults.add({ kind: 'down' });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(posted()).toBe(0);
  office.slack.faults.clear();
  expect((await post()).body.ok).toBe(true);
});

test('slow: the answer comes, later', async () => {
  office.slack.faults.add({ kind: 'slow', milliseconds: 120, times: 1 });
  const started = performance.now();
  expect((await post()).body.ok).toBe(true);
  expect(performance.now() - started).toBeGreaterThanOrEqual(110);
});

test('every call is on record with what came of it', async () => {
  office.slack.faults.add({ kind: 'down', times: 1 });
  await post().catch(() => {});
  await post();
  await post('C0LOBBY');
  expect(office.slack.calls().filter((one) => one.method === 'chat.postMessage')).toMatchObject([
    { ok: false, error: 'no_answer' },
    { ok: true, error: null, given: { channel: 'C0TEAM', text: 'x' } },
    { ok: false, error: 'not_in_channel' },
  ]);
});
