import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Identity, SlackUnavailable } from '../engine/ports.ts';
import { makeClients } from './clients.ts';
import { makeReader, readIdentity } from './reader.ts';
import { aboutUs, type Call, type ScriptedAnswer, scriptedSlack } from './tests/scripted-slack.ts';

const identity: Identity = {
  workspaceId: 'T0HOME',
  enterpriseId: null,
  botUserId: 'U0RULES',
  botId: 'B0RULES',
  url: 'https://nova.slack.com/',
  scopes: [],
};

let script: Record<string, (call: Call) => ScriptedAnswer>;
let slack: Awaited<ReturnType<typeof scriptedSlack>>;
beforeEach(async () => {
  script = {};
  slack = await scriptedSlack(script);
});
afterEach(() => slack.close());

const client = () => makeClients({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, pino({ level: 'silent' })).read;
const reader = () => makeReader(client());

describe('who we are', () => {
  test('comes with the scopes of the token, and an address that ends in a slash', async () => {
    script['auth.test'] = () => ({ ...aboutUs, url: 'https://nova.slack.com', enterprise_id: 'E0GRID' });
    expect(await reader().identity()).toEqual({
      ...identity,
      enterpriseId: 'E0GRID',
      scopes: ['chat:write', 'commands'],
    });
  });

  test('is asked anew every time, so that a token taken away shows', async () => {
    script['auth.test'] = () => aboutUs;
    const steady = reader();
    expect(await steady.identity()).toMatchObject({ workspaceId: 'T0HOME' });
    script['auth.test'] = () => ({ ok: false, error: 'token_revoked' });
    await expect(steady.identity()).rejects.toThrow('token_revoked');
  });

  test('cannot be said with a token that Slack refuses', async () => {
    script['auth.test'] = () => ({ ok: false, error: 'invalid_auth' });
    await expect(readIdentity(client())).rejects.toThrow('invalid_auth');
  });
});

describe('a person', () => {
  test('of another workspace comes with their team, zone and chosen name', async () => {
    script['users.info'] = () => ({
      ok: true,
      user: {
        id: 'U0CEM',
        team_id: 'T0CLIENT',
        name: 'cem',
        real_name: 'Cem Kaya',
        tz: 'Europe/Istanbul',
        locale: 'tr-TR',
        profile: { display_name: '', real_name: 'Cem Kaya' },
        is_restricted: false,
        enterprise_user: { enterprise_id: 'E0GRID' },
      },
    });
    expect(await reader().person('U0CEM')).toEqual({
      userId: 'U0CEM',
      teamId: 'T0CLIENT',
      enterpriseId: 'E0GRID',
      name: 'Cem Kaya',
      timeZone: 'Europe/Istanbul',
      language: 'tr-TR',
      isBot: false,
      isGuest: false,
      isDeleted: false,
      isWorkspaceAdmin: false,
    });
    expect(slack.calls[0]?.arguments).toMatchObject({ user: 'U0CEM', include_locale: 'true' });
  });

  test.each([
    ['a guest', { is_ultra_restricted: true }, { isGuest: true }],
    ['an owner', { is_owner: true }, { isWorkspaceAdmin: true }],
    ['somebody who left', { deleted: true }, { isDeleted: true }],
    ['a bot', { is_bot: true }, { isBot: true }],
  ])('is known as %s', async (_, user, expected) => {
    script['users.info'] = () => ({ ok: true, user: { id: 'U1', ...user } });
    expect(await reader().person('U1')).toMatchObject({ name: 'U1', timeZone: null, language: null, ...expected });
  });

  test('whom Slack does not know is nobody; a Slack that does not answer is something else', async () => {
    script['users.info'] = () => ({ ok: false, error: 'user_not_found' });
    expect(await reader().person('U1')).toBeNull();
    script['users.info'] = () => ({ status: 500 });
    await expect(reader().person('U1')).rejects.toBeInstanceOf(SlackUnavailable);
  });
});

describe('a channel', () => {
  test('that is shared says so', async () => {
    script['conversations.info'] = () => ({
      ok: true,
      channel: { id: 'C0ACME', name: 'acme', is_member: true, is_ext_shared: true, is_private: true },
    });
    expect(await reader().channel('C0ACME')).toEqual({
      slackChannelId: 'C0ACME',
      name: 'acme',
      isDirect: false,
      isPrivate: true,
      isArchived: false,
      isMember: true,
      isExternallyShared: true,
    });
  });

  test('that Slack does not show us is none', async () => {
    script['conversations.info'] = () => ({ ok: false, error: 'channel_not_found' });
    expect(await reader().channel('C1')).toBeNull();
  });

  test('of direct messages is known without asking', async () => {
    expect(await reader().channel('D0ANA')).toMatchObject({ isDirect: true, isMember: true });
    expect(slack.calls).toEqual([]);
  });

  test('lists all its members, page by page', async () => {
    script['conversations.members'] = ({ arguments: { cursor } }) =>
      cursor
        ? { ok: true, members: ['U3'] }
        : { ok: true, members: ['U1', 'U2'], response_metadata: { next_cursor: 'n' } };
    expect(await reader().members('C1')).toEqual(['U1', 'U2', 'U3']);
  });
});

describe('a user group', () => {
  test('is its members; one that Slack does not know is none', async () => {
    script['usergroups.users.list'] = () => ({ ok: true, users: ['U1', 'U2'] });
    expect(await reader().groupMembers('S1')).toEqual(['U1', 'U2']);
    script['usergroups.users.list'] = () => ({ ok: false, error: 'no_such_subteam' });
    expect(await reader().groupMembers('S1')).toBeNull();
  });

  test('that the token may not read is no group without members', async () => {
    script['usergroups.users.list'] = () => ({ ok: false, error: 'missing_scope' });
    await expect(reader().groupMembers('S1')).rejects.toThrow(SlackUnavailable);
  });
});

describe('do not disturb', () => {
  test('is when Slack is silent for somebody, and nothing for whoever has no such hours or is not shown to us', async () => {
    script['dnd.info'] = () => ({ ok: true, dnd_enabled: true, next_dnd_start_ts: 1000, next_dnd_end_ts: 2000 });
    expect(await reader().doNotDisturb('U1')).toEqual({ since: 1_000_000, until: 2_000_000 });
    script['dnd.info'] = () => ({ ok: true, dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 });
    expect(await reader().doNotDisturb('U1')).toBeNull();
    script['dnd.info'] = () => ({ ok: false, error: 'user_not_visible' });
    expect(await reader().doNotDisturb('U1')).toBeNull();
    script['dnd.info'] = () => ({ ok: false, error: 'missing_scope' });
    await expect(reader().doNotDisturb('U1')).rejects.toThrow(SlackUnavailable);
  });
});

describe('history', () => {
  const message = (ts: string, more: object = {}) => ({ type: 'message', user: 'U0CEM', ts, text: ts, ...more });
  async function pagesOf(afterTs: string | null) {
    const read = [];
    for await (const page of reader().history('C1', { afterTs, beforeTs: null })) read.push(page);
    return read;
  }

  test('comes page by page, without Slack’s own notes, with what was edited', async () => {
    script['conversations.history'] = ({ arguments: { cursor } }) =>
      cursor
        ? { ok: true, messages: [message('1.1', { edited: { ts: '1.9' } })] }
        : {
            ok: true,
            messages: [
              message('1.4', { bot_id: 'B1' }),
              message('1.3', { subtype: 'channel_join' }),
              message('1.2', { latest_reply: '2.5' }),
            ],
            response_metadata: { next_cursor: 'n' },
          };
    const read = await pagesOf('1.0');
    expect(read.map(({ threads }) => threads)).toEqual([[{ rootTs: '1.2', latestReplyTs: '2.5' }], []]);
    const heard = read.flatMap(({ messages }) => messages);
    expect(heard.map(({ ts, isBot, editedTs }) => [ts, isBot, editedTs])).toEqual([
      ['1.4', true, null],
      ['1.2', false, null],
      ['1.1', false, '1.9'],
    ]);
    expect(heard[0]).toMatchObject({ kind: 'message', slackChannelId: 'C1' });
    expect(slack.calls[0]?.arguments).toMatchObject({ oldest: '1.0', limit: '200' });
  });

  test('of a thread leaves its root out, and a thread that is gone has none', async () => {
    script['conversations.replies'] = () => ({
      ok: true,
      messages: [message('1.1'), message('1.2', { thread_ts: '1.1' })],
    });
    expect(await reader().replies('C1', '1.1', null)).toMatchObject([{ ts: '1.2', threadTs: '1.1' }]);
    script['conversations.replies'] = () => ({ ok: false, error: 'thread_not_found' });
    expect(await reader().replies('C1', '1.1', null)).toEqual([]);
  });

  test('tells its threads, and stops after as many messages as it was asked to look at', async () => {
    script['conversations.history'] = ({ arguments: { cursor } }) => ({
      ok: true,
      messages: [message(cursor ? '1.1' : '1.4', { latest_reply: '2.5' }), message(cursor ? '1.0' : '1.3')],
      response_metadata: { next_cursor: 'n' },
    });
    const between = { afterTs: '1.0', beforeTs: '2.0' };
    expect(await reader().threads('C1', between, 1)).toEqual([{ rootTs: '1.4', latestReplyTs: '2.5' }]);
    expect(await reader().threads('C1', between, 3)).toHaveLength(2);
    expect(slack.calls[0]?.arguments).toMatchObject({ oldest: '1.0', latest: '2.0', limit: '200' });
  });

  test.each<[string, ScriptedAnswer]>([
    ['Slack hides the channel', { ok: false, error: 'channel_not_found' }],
    ['Slack asks to wait', { status: 429, headers: { 'retry-after': '3' } }],
    ['a message is not as Slack sends them', { ok: true, messages: [{ ts: 3 }] }],
  ])('is never taken for empty when %s', async (_, answer) => {
    script['conversations.history'] = () => answer;
    await expect(pagesOf(null)).rejects.toBeInstanceOf(SlackUnavailable);
  });
});
