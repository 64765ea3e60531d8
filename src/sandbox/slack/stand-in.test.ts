import { afterEach, expect, test } from 'vitest';
import type { Change } from './slack.ts';
import { call, type Office, openOffice } from './tests/office.ts';

let office: Office;
afterEach(() => office.close());

test('a person posts in a channel, the signed event reaches a Bolt app, the app answers by direct message', async () => {
  let answered: Promise<unknown> | undefined;
  office = await openOffice((app) => {
    app.message('invoice', async ({ message, client }) => {
      const { user } = message as { user: string };
      answered = client.chat.postMessage({ channel: user, text: 'I have heard you.' });
      await answered;
    });
  });
  const ben = office.slack.as('U0BEN');
  await ben.post('C0ACME', 'Where is the invoice?');
  await expect.poll(() => answered).toBeDefined();
  await answered;
  expect(ben.sees('U0RULES').messages).toMatchObject([{ text: 'I have heard you.', bot_id: 'B0RULES' }]);
  expect(office.slack.unknownMethods()).toEqual([]);
});

test('forged and stale requests are refused by Bolt', async () => {
  office = await openOffice();
  const letter = { body: '{"type":"event_callback"}', contentType: 'application/json' } as const;
  expect(await office.slack.send({ ...letter, secret: 'guessed' })).toMatchObject({ status: 401 });
  expect(await office.slack.send({ ...letter, secondsOff: -301 })).toMatchObject({ status: 401 });
});

test('whoever listens hears of every change, until they stop listening', async () => {
  office = await openOffice();
  const changes: Change[] = [];
  const end = office.slack.subscribe((change) => changes.push(change));
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'hello');
  await office.slack.as('U0BEN').react('C0TEAM', ts, 'wave');
  await call(office, 'chat.postEphemeral', { channel: 'C0TEAM', user: 'U0ANA', text: 'psst' });
  end();
  await office.slack.as('U0ANA').post('C0TEAM', 'unheard');
  expect(changes).toEqual([
    { kind: 'message', channel: 'C0TEAM', ts },
    { kind: 'message', channel: 'C0TEAM', ts },
    { kind: 'ephemeral', channel: 'C0TEAM', user: 'U0ANA', ts: expect.any(String) },
  ]);
});

test('the world given at the start stays as it was, and what is handed out is a copy', async () => {
  office = await openOffice();
  const before = office.slack.world();
  before.channels = {};
  await office.slack.as('U0ANA').post('C0TEAM', 'hello');
  expect(office.slack.look((world) => world.messages.C0TEAM?.length)).toBe(1);
  expect(before.messages.C0TEAM).toEqual([]);
});

test('unread messages are counted until they are read', async () => {
  office = await openOffice();
  await office.slack.as('U0ANA').post('C0TEAM', 'one');
  await office.slack.as('U0ANA').post('C0TEAM', 'two');
  const ben = office.slack.as('U0BEN');
  expect(ben.sees('C0TEAM').unread).toBe(2);
  await ben.reads('C0TEAM');
  expect([ben.sees('C0TEAM').unread, office.slack.as('U0ANA').sees('C0TEAM').unread]).toEqual([0, 0]);
});

test('pins and bookmarks are seen by all in the channel', async () => {
  office = await openOffice();
  const { ts } = await office.slack.as('U0ANA').post('C0ACME', 'Our hours');
  await call(office, 'pins.add', { channel: 'C0ACME', timestamp: ts });
  const given = { channel_id: 'C0ACME', type: 'link', title: 'Agreement', link: 'https://example.com/a' };
  const { body } = await call(office, 'bookmarks.add', given);
  const { id } = body.bookmark as { id: string };
  await call(office, 'bookmarks.edit', { channel_id: 'C0ACME', bookmark_id: id, title: 'Our agreement' });
  expect(office.slack.as('U0CEM').sees('C0ACME')).toMatchObject({
    pins: [{ ts }],
    bookmarks: [{ title: 'Our agreement' }],
  });
  await call(office, 'bookmarks.remove', { channel_id: 'C0ACME', bookmark_id: id });
  expect((await call(office, 'bookmarks.list', { channel_id: 'C0ACME' })).body.bookmarks).toEqual([]);
  expect((await call(office, 'pins.list', { channel: 'C0ACME' })).body.items).toMatchObject([{ message: { ts } }]);
});
