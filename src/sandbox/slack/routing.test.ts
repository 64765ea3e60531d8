import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, eventsOf, type Office, openOffice } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

test('an app hears only the conversations it is in', async () => {
  await office.slack.as('U0ANA').post('C0LOBBY', 'nobody tells the bot');
  await office.slack.as('U0ANA').post('G0SECRET', 'nor this');
  await office.slack.as('U0ANA').dm('U0BEN', 'nor this');
  await office.slack.as('U0ANA').post('C0TEAM', 'but this');
  await office.slack.settled();
  expect(eventsOf(office, 'message').map((event) => event.text)).toEqual(['but this']);
});

test('an app hears its own direct conversations', async () => {
  const { channel } = await office.slack.as('U0BEN').dm('U0RULES', 'help');
  await office.slack.settled();
  expect(eventsOf(office, 'message')).toMatchObject([{ channel, channel_type: 'im', user: 'U0BEN', text: 'help' }]);
});

test('an app hears nothing any more once it is put out, and again once it is back', async () => {
  const ana = office.slack.as('U0ANA');
  await ana.remove('C0TEAM', 'U0RULES');
  await ana.post('C0TEAM', 'unheard');
  await ana.invite('C0TEAM', 'U0RULES');
  await ana.post('C0TEAM', 'heard');
  await office.slack.settled();
  expect(eventsOf(office, 'message').map((event) => event.text)).toEqual([
    '<@U0RULES> has joined the channel',
    'heard',
  ]);
  expect(eventsOf(office, 'member_joined_channel')).toMatchObject([
    { user: 'U0RULES', inviter: 'U0ANA', channel_type: 'C' },
  ]);
});

test('posting elsewhere is refused: not_in_channel for public channels, channel_not_found for hidden ones', async () => {
  expect((await call(office, 'chat.postMessage', { channel: 'C0LOBBY', text: 'x' })).body.error).toBe('not_in_channel');
  expect((await call(office, 'chat.postMessage', { channel: 'G0SECRET', text: 'x' })).body.error).toBe(
    'channel_not_found',
  );
  expect((await call(office, 'chat.postMessage', { channel: 'C0NONE', text: 'x' })).body.error).toBe(
    'channel_not_found',
  );
  const { channel } = await office.slack.as('U0ANA').dm('U0BEN', 'between us');
  expect((await call(office, 'chat.postMessage', { channel, text: 'x' })).body.error).toBe('channel_not_found');
});

test('reading elsewhere is refused alike, and a hidden channel is not even described', async () => {
  expect((await call(office, 'conversations.history', { channel: 'C0LOBBY' })).body.error).toBe('not_in_channel');
  expect((await call(office, 'conversations.history', { channel: 'G0SECRET' })).body.error).toBe('channel_not_found');
  expect((await call(office, 'conversations.info', { channel: 'G0SECRET' })).body.error).toBe('channel_not_found');
  expect((await call(office, 'conversations.info', { channel: 'C0LOBBY' })).body.channel).toMatchObject({
    is_member: false,
  });
});

test('writing to a user id opens the direct conversation, once', async () => {
  const first = await call(office, 'chat.postMessage', { channel: 'U0BEN', text: 'one' });
  const second = await call(office, 'chat.postMessage', { channel: 'U0BEN', text: 'two' });
  expect(first.body.channel).toMatch(/^D/);
  expect(second.body.channel).toBe(first.body.channel);
  expect(
    office.slack
      .as('U0BEN')
      .sees('U0RULES')
      .messages.map((message) => message.text),
  ).toEqual(['one', 'two']);
});

test('people of another company are reached while a channel is shared with them, and refusals are Slack’s own', async () => {
  expect((await call(office, 'chat.postMessage', { channel: 'U0CEM', text: 'x' })).body.ok).toBe(true);
  await office.slack.admin.unshare('C0ACME', 'T0CLIENT');
  expect((await call(office, 'chat.postMessage', { channel: 'U0CEM', text: 'x' })).body.error).toBe(
    'channel_not_found',
  );
  expect((await call(office, 'chat.postMessage', { channel: 'U0OTHERBOT', text: 'x' })).body.error).toBe(
    'cannot_dm_bot',
  );
  await office.slack.admin.changeUser('U0BEN', { refuses_direct_messages: 'restricted_action' });
  expect((await call(office, 'chat.postMessage', { channel: 'U0BEN', text: 'x' })).body.error).toBe(
    'restricted_action',
  );
  await office.slack.admin.changeUser('U0ANA', { deleted: true });
  expect((await call(office, 'conversations.open', { users: 'U0ANA' })).body.error).toBe('user_disabled');
});

test('what the app did not subscribe to is not sent', async () => {
  await office.close();
  office = await openOffice(undefined, { world: withoutReactions(office) });
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'hm');
  await office.slack.as('U0BEN').react('C0TEAM', ts, 'eyes');
  await office.slack.settled();
  expect(office.slack.attempts().map((attempt) => attempt.type)).toEqual(['message']);
});

function withoutReactions(from: Office) {
  const world = from.slack.world();
  if (world.app) world.app.events = world.app.events.filter((event) => !event.startsWith('reaction'));
  return world;
}
