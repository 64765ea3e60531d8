import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SlackUnavailable } from '../engine/ports.ts';
import { makeClients } from './clients.ts';
import { makeSender } from './sender.ts';
import { type Call, type ScriptedAnswer, scriptedSlack } from './tests/scripted-slack.ts';

const logger = pino({ level: 'silent' });
const words = { text: 'Acme has waited 45 minutes.', blocks: [] };
const channel = { slackChannelId: 'C0ACME', threadTs: null };

let script: Record<string, (call: Call) => ScriptedAnswer>;
let slack: Awaited<ReturnType<typeof scriptedSlack>>;
beforeEach(async () => {
  script = {};
  slack = await scriptedSlack(script);
});
afterEach(() => slack.close());

const clientsFor = (apiUrl: string, patience = 5000) =>
  makeClients({ botToken: 'xoxb-1', apiUrl }, logger, { post: patience, read: patience, answers: patience });
const sender = (patience?: number) =>
  makeSender(clientsFor(slack.apiUrl, patience), { botId: 'B0RULES', botUserId: 'U0RULES' });

describe('saying something', () => {
  test('to a person goes to them by id, with our key and without link previews', async () => {
    script['chat.postMessage'] = () => ({ ok: true, channel: 'D0ANA', ts: '1793376000.000100' });
    expect(await sender().post({ userId: 'U0ANA' }, words, 'warning/c7')).toEqual({
      kind: 'sent',
      slackChannelId: 'D0ANA',
      ts: '1793376000.000100',
    });
    const [call] = slack.calls;
    expect(call?.arguments).toMatchObject({
      channel: 'U0ANA',
      text: words.text,
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(call?.arguments).not.toHaveProperty('thread_ts');
    expect(JSON.parse(call?.arguments.metadata ?? '')).toEqual({
      event_type: 'groundrules_message',
      event_payload: { key: 'warning/c7' },
    });
  });

  test('plainer where Slack refuses a young block, once; not where nobody knows what became of it', async () => {
    const plainer = [{ type: 'divider' as const }];
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'a chart' } }];
    script['chat.postMessage'] = ({ arguments: given }) =>
      given.blocks?.includes('chart')
        ? { ok: false, error: 'invalid_blocks' }
        : { ok: true, channel: 'C0ACME', ts: '1793376000.000100' };
    expect(await sender().post(channel, { text: 'x', blocks, plainer }, 'k')).toMatchObject({ kind: 'sent' });
    expect(slack.calls.map(({ arguments: given }) => given.blocks?.includes('divider'))).toEqual([false, true]);
    expect(await sender().post(channel, { text: 'x', blocks }, 'k')).toEqual({
      kind: 'refused',
      because: 'invalid_blocks',
    });
    script['chat.postMessage'] = () => ({ ok: false, error: 'internal_error' });
    expect(await sender().post(channel, { text: 'x', blocks, plainer }, 'k')).toMatchObject({ kind: 'unknown' });
    expect(slack.calls).toHaveLength(4);
  });

  test('a pin is taken off without touching links, also where there is none', async () => {
    script['pins.remove'] = () => ({ ok: false, error: 'no_pin' });
    const place = { slackChannelId: 'C0ACME', ts: '1793376000.000100', isPinned: false };
    expect(await sender().fasten(place, null)).toMatchObject({ kind: 'sent', lacks: [] });
    expect(slack.calls.map(({ method }) => method)).toEqual(['pins.remove']);
  });

  test('on a home tab goes there whole, up to a hundred blocks', async () => {
    script['views.publish'] = () => ({ ok: true, view: { id: 'V0ANA', hash: '1.a' } });
    const blocks = Array.from({ length: 120 }, () => ({ type: 'divider' as const }));
    expect(await sender().publish('U0ANA', { text: 'Home', blocks })).toMatchObject({
      kind: 'sent',
      slackChannelId: 'V0ANA',
    });
    const given = slack.calls[0]?.arguments;
    expect(given).toMatchObject({ user_id: 'U0ANA' });
    expect(JSON.parse(given?.view ?? '')).toEqual({ type: 'home', blocks: blocks.slice(0, 100) });
    script['views.publish'] = () => ({ ok: false, error: 'user_not_found' });
    expect(await sender().publish('U0GONE', words)).toEqual({ kind: 'refused', because: 'user_not_found' });
  });

  test('in a thread names the thread', async () => {
    script['chat.postMessage'] = () => ({ ok: true, channel: 'C0ACME', ts: '1.2' });
    await sender().post({ slackChannelId: 'C0ACME', threadTs: '1.1' }, words, 'k');
    expect(slack.calls).toMatchObject([{ arguments: { channel: 'C0ACME', thread_ts: '1.1' } }]);
  });

  test.each<[string, ScriptedAnswer, object]>([
    ['Slack asks to wait', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'wait', retryAfter: 7000 }],
    ['Slack asks to wait and not how long', { status: 429 }, { kind: 'wait', retryAfter: 30_000 }],
    ['Slack asks to wait in words', { ok: false, error: 'ratelimited' }, { kind: 'wait', retryAfter: 30_000 }],
    [
      'the channel is gone',
      { ok: false, error: 'channel_not_found' },
      { kind: 'refused', because: 'channel_not_found' },
    ],
    [
      'nobody may write to this person',
      { ok: false, error: 'cannot_dm_bot' },
      { kind: 'refused', because: 'cannot_dm_bot' },
    ],
    ['Slack says a word not known to us', { ok: false, error: 'new_rule' }, { kind: 'refused', because: 'new_rule' }],
    [
      'Slack may have done it in part',
      { ok: false, error: 'internal_error' },
      { kind: 'unknown', because: 'internal_error' },
    ],
    ['we are not let in', { ok: false, error: 'no_permission' }, { kind: 'refused', because: 'no_permission' }],
    ['Slack moves house', { ok: false, error: 'team_added_to_org' }, { kind: 'unreachable' }],
    ['our token lapsed', { ok: false, error: 'token_expired' }, { kind: 'unreachable', because: 'token_expired' }],
    ['Slack failed', { status: 500 }, { kind: 'unknown', because: 'http 500' }],
    ['Slack is closed', { status: 503 }, { kind: 'unreachable', because: 'http 503' }],
    ['a proxy says no', { status: 403 }, { kind: 'unreachable', because: 'http 403' }],
    ['it is too large', { status: 413 }, { kind: 'refused', because: 'http 413' }],
    ['the answer is no JSON', { status: 200, body: '<html>' }, { kind: 'unknown', because: 'unreadable answer' }],
    ['the connection breaks', 'hang-up', { kind: 'unknown' }],
  ])('when %s, is tried once and the outcome says so', async (_, answer, expected) => {
    script['chat.postMessage'] = () => answer;
    expect(await sender().post(channel, words, 'k')).toMatchObject(expected);
    expect(slack.calls).toHaveLength(1);
  });

  test('and no answer in time leaves it unknown', async () => {
    script['chat.postMessage'] = () => 'silence';
    expect(await sender(50).post(channel, words, 'k')).toEqual({ kind: 'unknown', because: 'TimeoutError' });
  });

  test('where nobody listens was never said', async () => {
    const closed = await scriptedSlack({});
    await closed.close();
    const elsewhere = makeSender(clientsFor(closed.apiUrl), { botId: 'B0RULES', botUserId: 'U0RULES' });
    expect(await elsewhere.post(channel, words, 'k')).toEqual({ kind: 'unreachable', because: 'ECONNREFUSED' });
  });

  test('that was asked to wait does not hold up reading', async () => {
    const clients = clientsFor(slack.apiUrl);
    script['chat.postMessage'] = () => ({ status: 429, headers: { 'retry-after': '60' } });
    script['users.info'] = () => ({ ok: true, user: { id: 'U0ANA' } });
    await makeSender(clients, { botId: 'B0RULES', botUserId: 'U0RULES' }).post(channel, words, 'k');
    expect(await clients.read.users.info({ user: 'U0ANA' })).toMatchObject({ ok: true });
  });
});

describe('changing what was said', () => {
  const at = { slackChannelId: 'C0ACME', ts: '1.1' };

  test('keeps its place', async () => {
    script['chat.update'] = () => ({ ok: true, channel: 'C0ACME', ts: '1.1' });
    expect(await sender().update(at, words)).toEqual({ kind: 'sent', ...at });
  });

  test('is refused where it no longer stands', async () => {
    script['chat.update'] = () => ({ ok: false, error: 'message_not_found' });
    expect(await sender().update(at, words)).toEqual({ kind: 'refused', because: 'message_not_found' });
  });

  test('taking back what is gone already is done', async () => {
    script['chat.delete'] = () => ({ ok: false, error: 'message_not_found' });
    expect(await sender().remove(at)).toEqual({ kind: 'sent', ...at });
  });
});

describe('looking whether something was said', () => {
  const said = (key: string, ts: string, botId = 'B0RULES') => ({
    type: 'message',
    ts,
    bot_id: botId,
    metadata: { event_type: 'groundrules_message', event_payload: { key } },
  });
  const since = 1793376000000;

  test('finds our message by its key on a later page', async () => {
    script['conversations.history'] = ({ arguments: { cursor } }) =>
      cursor === 'next'
        ? { ok: true, messages: [said('warning/c7', '1793376001.000100')], response_metadata: { next_cursor: '' } }
        : { ok: true, messages: [{ ts: '2.2', user: 'U0ANA' }], response_metadata: { next_cursor: 'next' } };
    expect(await sender().find(channel, 'warning/c7', since)).toEqual({
      slackChannelId: 'C0ACME',
      ts: '1793376001.000100',
    });
    expect(slack.calls[0]?.arguments).toMatchObject({
      include_all_metadata: 'true',
      limit: '200',
      oldest: '1793375700',
    });
  });

  test('is not taken in by another app that carries our key, nor by another key', async () => {
    const messages = [said('warning/c7', '1.1', 'B0OTHER'), said('warning/c8', '1.2')];
    script['conversations.history'] = () => ({ ok: true, messages });
    expect(await sender().find(channel, 'warning/c7', since)).toBeNull();
  });

  test('looks in the thread it would stand in', async () => {
    script['conversations.replies'] = () => ({ ok: true, messages: [said('k', '1.5')] });
    expect(await sender().find({ slackChannelId: 'C0ACME', threadTs: '1.1' }, 'k', since)).toMatchObject({ ts: '1.5' });
    expect(slack.calls[0]?.arguments).toMatchObject({ ts: '1.1' });
  });

  test('looks in a person’s direct messages, opened without saying anything', async () => {
    script['conversations.open'] = () => ({ ok: true, channel: { id: 'D0ANA' } });
    script['conversations.history'] = () => ({ ok: true, messages: [said('k', '1.5')] });
    const direct = sender();
    expect(await direct.find({ userId: 'U0ANA' }, 'k', since)).toEqual({ slackChannelId: 'D0ANA', ts: '1.5' });
    await direct.find({ userId: 'U0ANA' }, 'k', since);
    expect(slack.calls.map(({ method }) => method)).toEqual([
      'conversations.open',
      'conversations.history',
      'conversations.history',
    ]);
  });

  test('finds nothing in a thread that is gone with its only message', async () => {
    script['conversations.replies'] = () => ({ ok: false, error: 'thread_not_found' });
    expect(await sender().find({ slackChannelId: 'C0ACME', threadTs: '1.1' }, 'k', since)).toBeNull();
  });

  test('finds nothing with somebody who cannot be written to', async () => {
    script['conversations.open'] = () => ({ ok: false, error: 'user_disabled' });
    expect(await sender().find({ userId: 'U0ANA' }, 'k', since)).toBeNull();
  });

  test('says so when Slack cannot be asked, and how long to wait', async () => {
    script['conversations.history'] = () => ({ status: 429, headers: { 'retry-after': '3' } });
    const looking = sender().find(channel, 'k', since);
    await expect(looking).rejects.toBeInstanceOf(SlackUnavailable);
    await expect(looking).rejects.toMatchObject({ retryAfter: 3000 });
  });
});
