import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, eventsOf, type Office, openOffice } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());
const user = async (id: string, more = {}) =>
  (await call(office, 'users.info', { user: id, ...more })).body.user as Record<string, unknown>;
const channel = async (id: string) =>
  (await call(office, 'conversations.info', { channel: id })).body.channel as Record<string, unknown>;

test('people of the home team come with zone, roles, and locale when asked for', async () => {
  const ana = await user('U0ANA', { include_locale: true });
  expect(ana).toMatchObject({
    team_id: 'T0HOME',
    tz: 'Europe/Lisbon',
    tz_offset: 0,
    is_admin: true,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    deleted: false,
    locale: 'en-US',
    profile: { team: 'T0HOME', real_name: 'Ana Silva' },
  });
  expect(await user('U0ANA')).not.toHaveProperty('locale');
  office.clock.now = Date.UTC(2026, 6, 1);
  expect((await user('U0ANA')).tz_offset).toBe(3600);
});

test('people are in do-not-disturb by their own hours, and in the first second of time where they have none', async () => {
  const hours = async () => (await call(office, 'dnd.info', { user: 'U0ANA' })).body;
  expect(await hours()).toMatchObject({ dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 });
  await office.slack.admin.setDoNotDisturb('U0ANA', { since: 5_000, until: 9_000 });
  expect(await hours()).toMatchObject({ dnd_enabled: true, next_dnd_start_ts: 5, next_dnd_end_ts: 9 });
});

test('guests are of our team and say that they are guests', async () => {
  expect(await user('U0GUEST')).toMatchObject({ team_id: 'T0HOME', is_restricted: true, is_ultra_restricted: true });
});

test('people of another company have another team, no e-mail, no locale, and are no strangers while a channel is shared', async () => {
  const cem = await user('U0CEM', { include_locale: true });
  expect(cem).toMatchObject({ team_id: 'T0CLIENT', is_stranger: false, profile: { team: 'T0CLIENT' } });
  expect(cem).not.toHaveProperty('locale');
  expect(cem).not.toHaveProperty('is_admin');
  expect(cem.profile).not.toHaveProperty('email');
  expect(await user('U0ANA')).not.toHaveProperty('is_stranger');
});

test('people of another company are absent from users.list', async () => {
  const { body } = await call(office, 'users.list');
  const ids = (body.members as { id: string }[]).map((one) => one.id);
  expect(ids).toContain('U0GUEST');
  expect(ids).not.toContain('U0CEM');
});

test('users.list and conversations.members come in pages', async () => {
  const ids: string[] = [];
  let cursor = '';
  do {
    const { body } = await call(office, 'conversations.members', { channel: 'C0ACME', limit: 3, cursor });
    ids.push(...(body.members as string[]));
    cursor = (body.response_metadata as { next_cursor: string }).next_cursor;
  } while (cursor);
  expect(ids).toEqual(['U0ANA', 'U0BEN', 'U0CEM', 'U0RULES']);
  expect((await call(office, 'users.list', { cursor: 'nonsense' })).body.error).toBe('invalid_cursor');
});

test('being shared is the channel’s own property, whoever is in it', async () => {
  expect(await channel('C0ACME')).toMatchObject({
    is_shared: true,
    is_ext_shared: true,
    connected_team_ids: ['T0CLIENT'],
    conversation_host_id: 'T0HOME',
    is_private: false,
    is_archived: false,
    is_member: true,
  });
  await office.slack.as('U0CEM').leave('C0ACME');
  expect((await channel('C0ACME')).is_ext_shared).toBe(true);
  expect(await channel('C0TEAM')).toMatchObject({ is_shared: false, is_ext_shared: false });
});

test('conversations.list says nothing of connected teams', async () => {
  const { body } = await call(office, 'conversations.list', { types: 'public_channel,private_channel' });
  const channels = body.channels as Record<string, unknown>[];
  expect(channels.map((one) => one.id)).toEqual(['C0ACME', 'C0TEAM', 'C0LOBBY']);
  expect(channels[0]).toMatchObject({ is_ext_shared: true, num_members: 4 });
  expect(channels[0]).not.toHaveProperty('connected_team_ids');
});

test('sharing, unsharing, renaming, archiving, a new id and changed people are told', async () => {
  const { admin } = office.slack;
  await admin.share('C0TEAM', 'T0CLIENT');
  await admin.unshare('C0TEAM', 'T0CLIENT');
  await admin.rename('C0TEAM', 'crew', 'U0ANA');
  await admin.changeId('C0TEAM', 'C0NEWID');
  await admin.archive('C0NEWID', 'U0ANA');
  await admin.changeUser('U0BEN', { tz: 'Asia/Kathmandu' });
  await office.slack.settled();
  expect(eventsOf(office, 'channel_shared')).toMatchObject([{ channel: 'C0TEAM', connected_team_id: 'T0CLIENT' }]);
  expect(eventsOf(office, 'channel_unshared')).toMatchObject([
    { channel: 'C0TEAM', previously_connected_team_id: 'T0CLIENT', is_ext_shared: false },
  ]);
  expect(eventsOf(office, 'channel_rename')).toMatchObject([{ channel: { id: 'C0TEAM', name: 'crew' } }]);
  expect(eventsOf(office, 'channel_id_changed')).toMatchObject([
    { old_channel_id: 'C0TEAM', new_channel_id: 'C0NEWID' },
  ]);
  expect(eventsOf(office, 'channel_archive')).toMatchObject([{ channel: 'C0NEWID', user: 'U0ANA' }]);
  expect(eventsOf(office, 'user_change')).toMatchObject([
    { user: { id: 'U0BEN', tz: 'Asia/Kathmandu', tz_offset: 20_700 } },
  ]);
  expect((await call(office, 'conversations.info', { channel: 'C0TEAM' })).body.error).toBe('channel_not_found');
  expect((await call(office, 'chat.postMessage', { channel: 'C0NEWID', text: 'x' })).body.error).toBe('is_archived');
});

test('private channels tell their renaming and archiving under their own names', async () => {
  await office.slack.admin.enter('G0SECRET', 'U0RULES', 'U0ANA');
  await office.slack.admin.rename('G0SECRET', 'hush', 'U0ANA');
  await office.slack.admin.archive('G0SECRET', 'U0ANA');
  await office.slack.settled();
  expect(eventsOf(office, 'group_rename')).toHaveLength(1);
  expect(eventsOf(office, 'group_archive')).toHaveLength(1);
  expect(eventsOf(office, 'channel_rename')).toEqual([]);
  expect(eventsOf(office, 'member_joined_channel')).toMatchObject([{ channel_type: 'G' }]);
});

test('a deleted channel is unknown, and an app that was taken out has no token any more', async () => {
  await office.slack.admin.deleteChannel('C0TEAM', 'U0ANA');
  expect((await call(office, 'conversations.info', { channel: 'C0TEAM' })).body.error).toBe('channel_not_found');
  await office.slack.admin.uninstall();
  expect((await call(office, 'auth.test')).body.error).toBe('account_inactive');
  await office.slack.settled();
  const types = office.slack.attempts().map((attempt) => attempt.type);
  expect(types).toEqual(['channel_deleted', 'tokens_revoked', 'app_uninstalled']);
});

test('guests see only their own channels, and people of another company only shared ones', () => {
  expect(
    office.slack
      .as('U0GUEST')
      .channels()
      .map((one) => one.id),
  ).toEqual(['C0TEAM']);
  expect(
    office.slack
      .as('U0CEM')
      .channels()
      .map((one) => one.id),
  ).toEqual(['C0ACME']);
  expect(() => office.slack.as('U0CEM').sees('C0TEAM')).toThrow('may not see');
  expect(() => office.slack.as('U0ANA').sees('C0LOBBY')).not.toThrow();
});
