import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, type Office, openOffice, TOKEN } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());
const errorOf = async (method: string, given: Record<string, unknown> = {}, options = {}) =>
  (await call(office, method, given, options)).body.error;
const post = (given: Record<string, unknown>) => errorOf('chat.postMessage', { channel: 'C0TEAM', ...given });
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } });

test('without a token not_authed, with a wrong one invalid_auth; never taken out of JSON', async () => {
  expect(await errorOf('auth.test', {}, { token: null })).toBe('not_authed');
  expect(await errorOf('auth.test', {}, { token: 'xoxb-wrong' })).toBe('invalid_auth');
  expect(await errorOf('auth.test', { token: TOKEN }, { token: null })).toBe('not_authed');
  expect(await errorOf('auth.test', { token: TOKEN }, { token: null, form: true })).toBeUndefined();
});

test('a missing scope is refused by name, also for one kind of conversation only', async () => {
  await office.close();
  const world = office.slack.world();
  if (world.app) world.app.scopes = ['groups:history', 'chat:write'];
  office = await openOffice(undefined, { world });
  expect(await errorOf('users.info', { user: 'U0ANA' })).toBe('missing_scope');
  const { body } = await call(office, 'conversations.history', { channel: 'C0TEAM' });
  expect(body).toMatchObject({
    error: 'missing_scope',
    needed: 'channels:history',
    provided: 'groups:history,chat:write',
  });
});

test('pages of other sites and foreign host names get no answer', async () => {
  const from = async (headers: Record<string, string>) =>
    (await request(`${office.slack.apiUrl}api.test`, { headers })).statusCode;
  expect(await from({})).toBe(200);
  expect(await from({ origin: 'https://evil.example' })).toBe(403);
  expect(await from({ host: 'evil.example' })).toBe(403);
});

test('an unknown method is refused and remembered, and the end of the test fails', async () => {
  expect(await errorOf('chat.postMessages')).toBe('unknown_method');
  expect(await errorOf('constructor')).toBe('unknown_method');
  expect(office.slack.unknownMethods()).toEqual(['chat.postMessages', 'constructor']);
  await expect(office.slack.stop()).rejects.toThrow('chat.postMessages, constructor');
  office = await openOffice();
});

test('arguments come as JSON, as a form with JSON inside, or in the address', async () => {
  const blocks = [section(5)];
  expect((await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'x', blocks })).body.ok).toBe(true);
  const form = { channel: 'C0TEAM', text: 'x', blocks: JSON.stringify(blocks) };
  expect((await call(office, 'chat.postMessage', form, { form: true })).body.ok).toBe(true);
  const found = await fetch(`${office.slack.apiUrl}users.info?user=U0ANA`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(await found.json()).toMatchObject({ ok: true, user: { id: 'U0ANA' } });
  expect(await errorOf('chat.postMessage', { channel: 'C0TEAM', blocks: '{' }, { form: true })).toBe(
    'invalid_blocks_format',
  );
});

test('nothing to say is no_text, 40,000 characters are the most, blocks alone suffice', async () => {
  expect(await post({})).toBe('no_text');
  expect(await post({ text: '', blocks: [] })).toBe('no_text');
  expect(await post({ text: 'x'.repeat(40_001) })).toBe('msg_too_long');
  office.clock.now += 2000;
  expect(await post({ text: 'x'.repeat(40_000) })).toBeUndefined();
  expect(await post({ blocks: [section(1)] })).toBeUndefined();
});

test('blocks beyond Slack’s limits are invalid_blocks, with the place of the fault', async () => {
  const { body } = await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'x', blocks: [section(3001)] });
  expect(body).toMatchObject({
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: { messages: [expect.stringContaining('[ERROR]')] },
  });
});

test('metadata must have a form and a size', async () => {
  expect(await post({ text: 'x', metadata: { event_type: 'a' } })).toBe('invalid_metadata_format');
  expect(await post({ text: 'x', metadata: { event_type: 'a', event_payload: { a: 'x'.repeat(20_000) } } })).toBe(
    'metadata_too_large',
  );
});

test('unknown channels, messages, threads and people are refused by name', async () => {
  expect(await errorOf('chat.postMessage', { text: 'x' })).toBe('channel_not_found');
  expect(await post({ text: 'x', thread_ts: '1.000000' })).toBe('thread_not_found');
  expect(await errorOf('chat.update', { channel: 'C0TEAM', ts: '1.000000', text: 'x' })).toBe('message_not_found');
  expect(await errorOf('users.info', { user: 'U0NOBODY' })).toBe('user_not_found');
  expect(await errorOf('reactions.add', { channel: 'C0TEAM', timestamp: '1.000000', name: 'eyes' })).toBe(
    'message_not_found',
  );
});

test('other people’s messages cannot be changed or deleted', async () => {
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'mine');
  expect(await errorOf('chat.update', { channel: 'C0TEAM', ts, text: 'x' })).toBe('cant_update_message');
  expect(await errorOf('chat.delete', { channel: 'C0TEAM', ts })).toBe('cant_delete_message');
});

test('an archived channel takes nothing', async () => {
  const { body } = await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'x' });
  await office.slack.admin.archive('C0TEAM', 'U0ANA');
  expect(await post({ text: 'x' })).toBe('is_archived');
  expect(await errorOf('chat.update', { channel: 'C0TEAM', ts: body.ts, text: 'y' })).toBe('is_archived');
  expect(await errorOf('chat.postEphemeral', { channel: 'C0TEAM', user: 'U0ANA', text: 'x' })).toBe('is_archived');
  await expect(office.slack.as('U0ANA').post('C0TEAM', 'x')).rejects.toThrow('archived');
});

test('a private answer needs its reader in the channel, and only they see it', async () => {
  expect(await errorOf('chat.postEphemeral', { channel: 'C0TEAM', user: 'U0CEM', text: 'x' })).toBe(
    'user_not_in_channel',
  );
  await call(office, 'chat.postEphemeral', { channel: 'C0TEAM', user: 'U0ANA', text: 'psst' });
  expect(
    office.slack
      .as('U0ANA')
      .sees('C0TEAM')
      .ephemerals.map((message) => message.text),
  ).toEqual(['psst']);
  expect(office.slack.as('U0BEN').sees('C0TEAM').ephemerals).toEqual([]);
  const { body } = await call(office, 'conversations.history', { channel: 'C0TEAM' });
  expect(body.messages).toEqual([]);
});

test('reactions and pins are there once', async () => {
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'x');
  const item = { channel: 'C0TEAM', timestamp: ts };
  expect(await errorOf('reactions.add', { ...item, name: 'eyes' })).toBeUndefined();
  expect(await errorOf('reactions.add', { ...item, name: 'eyes' })).toBe('already_reacted');
  expect(await errorOf('reactions.remove', { ...item, name: 'x' })).toBe('no_reaction');
  expect(await errorOf('reactions.add', { ...item, name: 'Not A Name' })).toBe('invalid_name');
  expect(await errorOf('pins.add', item)).toBeUndefined();
  expect(await errorOf('pins.add', item)).toBe('already_pinned');
  expect(await errorOf('pins.remove', item)).toBeUndefined();
  expect(await errorOf('pins.remove', item)).toBe('no_pin');
});

test('calls beyond a method’s tier get 429 with Retry-After, which the clock works off; other methods go on', async () => {
  for (let number = 0; number < 20; number += 1) expect(await errorOf('users.list')).toBeUndefined();
  const limited = await call(office, 'users.list');
  expect(limited).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
  const wait = Number(limited.headers.get('retry-after'));
  expect(wait).toBe(3);
  expect(await errorOf('users.info', { user: 'U0ANA' })).toBeUndefined();
  office.clock.now += wait * 1000;
  expect(await errorOf('users.list')).toBeUndefined();
  expect((await call(office, 'users.list')).status).toBe(429);
});

test('a channel takes about one message a second', async () => {
  for (let number = 0; number < 4; number += 1) expect(await post({ text: 'x' })).toBeUndefined();
  expect(await post({ text: 'x' })).toBe('ratelimited');
  expect(await errorOf('chat.postMessage', { channel: 'C0ACME', text: 'x' })).toBeUndefined();
  office.clock.now += 1000;
  expect(await post({ text: 'x' })).toBeUndefined();
  expect(await post({ text: 'x' })).toBe('ratelimited');
});

test('messages for later come when due; with metadata they never come, as Slack documents', async () => {
  const at = office.clock.now / 1000 + 600;
  const given = { channel: 'C0TEAM', post_at: at };
  await call(office, 'chat.scheduleMessage', { ...given, text: 'comes' });
  await call(office, 'chat.scheduleMessage', {
    ...given,
    text: 'never',
    metadata: { event_type: 'a', event_payload: {} },
  });
  expect(await errorOf('chat.scheduleMessage', { ...given, post_at: 5, text: 'x' })).toBe('time_in_past');
  expect(await errorOf('chat.scheduleMessage', { ...given, post_at: at + 121 * 86_400, text: 'x' })).toBe(
    'time_too_far',
  );
  expect((await call(office, 'chat.scheduledMessages.list')).body.scheduled_messages).toHaveLength(2);
  expect(office.slack.nextDue()).toBe(at * 1000);
  office.clock.now = at * 1000;
  await office.slack.runDue(office.clock.now);
  expect(
    office.slack
      .as('U0ANA')
      .sees('C0TEAM')
      .messages.map((message) => message.text),
  ).toEqual(['comes']);
  expect(office.slack.nextDue()).toBeNull();
});
