import type {
  GenericMessageEvent,
  MessageChangedEvent,
  MessageDeletedEvent,
  ThreadBroadcastMessageEvent,
} from '@slack/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, eventsOf, type Office, openOffice } from './tests/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());
const envelopes = () => office.events.map((one) => one.body).filter((body) => body.event);

test('the envelope carries all that Slack puts there', async () => {
  await office.slack.as('U0ANA').post('C0TEAM', 'one');
  await office.slack.as('U0ANA').post('C0TEAM', 'two');
  await office.slack.settled();
  const [first, second] = envelopes();
  expect(first).toMatchObject({
    type: 'event_callback',
    api_app_id: 'A0RULES',
    team_id: 'T0HOME',
    context_team_id: 'T0HOME',
    is_ext_shared_channel: false,
    event_time: office.clock.now / 1000,
    authorizations: [{ team_id: 'T0HOME', user_id: 'U0RULES', is_bot: true, is_enterprise_install: false }],
  });
  expect(first?.event_context).toEqual(expect.any(String));
  expect(first?.event_id).not.toBe(second?.event_id);
});

test('in a shared channel the envelope may name the client’s team; context and authorization name ours', async () => {
  await office.slack.as('U0CEM').post('C0ACME', 'hello');
  await office.slack.settled();
  expect(envelopes()[0]).toMatchObject({
    team_id: 'T0CLIENT',
    context_team_id: 'T0HOME',
    is_ext_shared_channel: true,
    authorizations: [{ team_id: 'T0HOME' }],
    event: { team: 'T0CLIENT', user_team: 'T0CLIENT', source_team: 'T0CLIENT' },
  });
});

test('a person’s message carries client_msg_id, rich text with a block id, channel type and event time', async () => {
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'Tom & Jerry <3 <@U0BEN> 👍');
  await office.slack.settled();
  const event = eventsOf(office, 'message')[0] as unknown as GenericMessageEvent;
  expect(event).toMatchObject({
    ts,
    event_ts: ts,
    channel_type: 'channel',
    team: 'T0HOME',
    text: 'Tom &amp; Jerry &lt;3 <@U0BEN> :+1:',
  });
  expect(event.client_msg_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(event.blocks).toMatchObject([
    {
      type: 'rich_text',
      block_id: expect.stringMatching(/./),
      elements: [
        {
          elements: [
            { type: 'text', text: 'Tom & Jerry <3 ' },
            { type: 'user', user_id: 'U0BEN' },
            { type: 'text', text: ' ' },
            { type: 'emoji', name: '+1' },
          ],
        },
      ],
    },
  ]);
});

test('a bot’s message carries bot_id, app_id and profile, and no client_msg_id', async () => {
  await office.slack.as('U0OTHERBOT').post('C0TEAM', 'beep');
  await office.slack.settled();
  const [event] = eventsOf(office, 'message');
  expect(event).toMatchObject({
    bot_id: 'B0OTHERBOT',
    user: 'U0OTHERBOT',
    bot_profile: { name: 'Poller', team_id: 'T0HOME' },
  });
  expect(event?.app_id).toEqual(expect.any(String));
  expect(event).not.toHaveProperty('client_msg_id');
  expect(event).not.toHaveProperty('subtype');
});

test('ids are given to the app’s blocks and elements that have none', async () => {
  const { body } = await call(office, 'chat.postMessage', {
    channel: 'C0TEAM',
    text: 'x',
    blocks: [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] }],
  });
  const [block] = (body.message as { blocks: { block_id: string; elements: { action_id: string }[] }[] }).blocks;
  expect(block?.block_id).toMatch(/./);
  expect(block?.elements[0]?.action_id).toMatch(/./);
});

test('own posts come back as events', async () => {
  const { body } = await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'said by the bot' });
  await office.slack.settled();
  expect(eventsOf(office, 'message')).toMatchObject([{ ts: body.ts, user: 'U0RULES', text: 'said by the bot' }]);
  expect(body.message).toMatchObject({ user: 'U0RULES', bot_id: 'B0RULES', app_id: 'A0RULES' });
});

test('own updates come back as message_changed, with the nested message that ignoreSelf overlooks', async () => {
  const { body } = await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'one' });
  await call(office, 'chat.update', { channel: 'C0TEAM', ts: body.ts, text: 'two' });
  await office.slack.settled();
  const [event] = eventsOf(office, 'message', 'message_changed') as unknown as MessageChangedEvent[];
  expect(event).toMatchObject({
    hidden: true,
    message: { text: 'two', bot_id: 'B0RULES', edited: {} },
    previous_message: { text: 'one' },
  });
  expect(event).not.toHaveProperty('user');
});

test('an update without blocks keeps the old ones; only an empty list takes them away', async () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'old' } }];
  const { body } = await call(office, 'chat.postMessage', { channel: 'C0TEAM', text: 'old', blocks });
  const update = async (given: object) =>
    (await call(office, 'chat.update', { channel: 'C0TEAM', ts: body.ts, ...given })).body.message;
  expect(await update({ text: 'new' })).toMatchObject({ text: 'new', blocks });
  expect(await update({ text: 'new', blocks: [] })).not.toHaveProperty('blocks');
});

test('a person’s edit names both wordings; its mark has whole seconds, so two edits in one second share it', async () => {
  const ana = office.slack.as('U0ANA');
  const { ts } = await ana.post('C0TEAM', 'thanks');
  office.clock.now += 5_400;
  await ana.edit('C0TEAM', ts, 'thanks, but when?');
  await ana.edit('C0TEAM', ts, 'when?');
  await office.slack.settled();
  const edits = eventsOf(office, 'message', 'message_changed') as unknown as MessageChangedEvent[];
  const marks = edits.map((event) => (event.message as GenericMessageEvent).edited);
  expect(marks).toEqual(Array(2).fill({ user: 'U0ANA', ts: `${office.clock.now / 1000 - 0.4}.000000` }));
  expect(edits[0]).toMatchObject({
    message: { ts, text: 'thanks, but when?' },
    previous_message: { ts, text: 'thanks' },
  });
  expect(new Set(edits.map((event) => event.ts)).size).toBe(2);
  expect(edits[0]?.ts).not.toBe(ts);
});

test('a deletion names what was deleted', async () => {
  const ana = office.slack.as('U0ANA');
  const { ts } = await ana.post('C0TEAM', 'forget this');
  await ana.delete('C0TEAM', ts);
  await office.slack.settled();
  const [event] = eventsOf(office, 'message', 'message_deleted') as unknown as MessageDeletedEvent[];
  expect(event).toMatchObject({
    deleted_ts: ts,
    hidden: true,
    previous_message: { text: 'forget this', user: 'U0ANA' },
  });
  expect(ana.sees('C0TEAM').messages).toEqual([]);
});

test('deleting the first message of a thread arrives as a change into a tombstone', async () => {
  const ana = office.slack.as('U0ANA');
  const { ts } = await ana.post('C0TEAM', 'question');
  await office.slack.as('U0BEN').post('C0TEAM', 'answer', { thread: ts });
  await ana.delete('C0TEAM', ts);
  await office.slack.settled();
  expect(eventsOf(office, 'message', 'message_deleted')).toEqual([]);
  const [event] = eventsOf(office, 'message', 'message_changed');
  expect(event).toMatchObject({
    message: { subtype: 'tombstone', ts, thread_ts: ts, reply_count: 1 },
    previous_message: { text: 'question' },
  });
});

test('a mention arrives a second time as app_mention, with an event id of its own', async () => {
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', '<@U0RULES> help');
  await office.slack.as('U0ANA').dm('U0RULES', '<@U0RULES> help');
  await office.slack.settled();
  const ofPost = envelopes().filter(
    (body) => (body.event as { ts?: string }).ts === ts && (body.event as { channel: string }).channel === 'C0TEAM',
  );
  expect(ofPost.map((body) => (body.event as { type: string }).type).sort()).toEqual(['app_mention', 'message']);
  expect(new Set(ofPost.map((body) => body.event_id)).size).toBe(2);
  expect(eventsOf(office, 'app_mention')).toHaveLength(1);
});

test('a preview of a link is a change that nobody made', async () => {
  const { ts } = await office.slack.as('U0ANA').post('C0TEAM', 'see https://example.com/plan');
  await office.slack.settled();
  const [event] = eventsOf(office, 'message', 'message_changed');
  expect(event).toMatchObject({
    message: { ts, text: 'see <https://example.com/plan>', attachments: [{ from_url: 'https://example.com/plan' }] },
  });
  expect(event).not.toHaveProperty('message.edited');
});

test('an answer also sent to the channel is one message with its thread’s first message as root', async () => {
  const { ts } = await office.slack.as('U0CEM').post('C0ACME', 'when?');
  const answer = await office.slack.as('U0ANA').post('C0ACME', 'today', { thread: ts, broadcast: true });
  await office.slack.settled();
  const [event] = eventsOf(office, 'message', 'thread_broadcast') as unknown as ThreadBroadcastMessageEvent[];
  expect(event).toMatchObject({
    ts: answer.ts,
    thread_ts: ts,
    root: { ts, thread_ts: ts, reply_count: 1, reply_users: ['U0ANA'] },
  });
  expect(eventsOf(office, 'message').filter((one) => one.ts === answer.ts)).toHaveLength(1);
});

test('an answer in a thread names the thread and whose it is', async () => {
  const { ts } = await office.slack.as('U0CEM').post('C0ACME', 'when?');
  const first = await office.slack.as('U0ANA').post('C0ACME', 'soon', { thread: ts });
  await office.slack.as('U0CEM').post('C0ACME', 'how soon?', { thread: first.ts });
  await office.slack.settled();
  expect(eventsOf(office, 'message').slice(1)).toMatchObject([
    { thread_ts: ts, parent_user_id: 'U0CEM' },
    { thread_ts: ts, text: 'how soon?' },
  ]);
});

test('files make a file_share, /me a me_message, an old bot a bot_message', async () => {
  await office.slack.as('U0CEM').post('C0ACME', '', { files: ['brief.pdf'] });
  await office.slack.as('U0ANA').post('C0ACME', 'is away', { subtype: 'me_message' });
  await office.slack.as('U0OTHERBOT').post('C0TEAM', 'old style', { subtype: 'bot_message' });
  await office.slack.settled();
  expect(eventsOf(office, 'message')).toMatchObject([
    { subtype: 'file_share', user: 'U0CEM', files: [{ name: 'brief.pdf' }] },
    { subtype: 'me_message', user: 'U0ANA' },
    { subtype: 'bot_message', bot_id: 'B0OTHERBOT' },
  ]);
  expect(eventsOf(office, 'message', 'bot_message')[0]).not.toHaveProperty('user');
});

test('coming and going are system messages beside their own events', async () => {
  await office.slack.as('U0BEN').leave('C0TEAM');
  await office.slack.as('U0ANA').invite('C0TEAM', 'U0BEN');
  await office.slack.settled();
  expect(eventsOf(office, 'message')).toMatchObject([
    { subtype: 'channel_leave', user: 'U0BEN' },
    { subtype: 'channel_join', user: 'U0BEN', inviter: 'U0ANA', text: '<@U0BEN> has joined the channel' },
  ]);
  expect(eventsOf(office, 'member_left_channel')).toMatchObject([{ user: 'U0BEN', team: 'T0HOME' }]);
  expect(eventsOf(office, 'member_joined_channel')).toMatchObject([
    { user: 'U0BEN', inviter: 'U0ANA', team: 'T0HOME' },
  ]);
});

test('ts never repeats within a channel, whatever the clock does, and ids are the same in every run', async () => {
  const ana = office.slack.as('U0ANA');
  const all: string[] = [];
  for (const step of [0, 0, 0, 1, -86_400_000, 0, 86_400_000]) {
    office.clock.now += step;
    all.push((await ana.post('C0TEAM', 'x')).ts);
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all.slice(0, 4)).toEqual(['1793376000.000100', '1793376000.000200', '1793376000.000300', '1793376000.001100']);
  const stored = ana.sees('C0TEAM').messages.map((message) => message.ts);
  expect(stored).toEqual([...stored].sort());
  await office.slack.settled();
  expect(envelopes()[0]?.event_id).toBe('Ev0000000001');
});

test('marks that people type become styles where Slack’s composer would see some, and stay words elsewhere', async () => {
  const typed = '*Bold*, _slanted_ ~gone~ and `a*b`; 2*3*4, snake_case_name, * not * <@U0BEN> *&lt;*';
  await office.slack.as('U0ANA').post('C0TEAM', typed);
  await office.slack.settled();
  const { event } = envelopes()[0] as { event: GenericMessageEvent };
  const [block] = event.blocks as { elements: { elements: { text?: string; style?: object }[] }[] }[];
  const elements = block?.elements[0]?.elements ?? [];
  const styled = elements.filter(({ style }) => style !== undefined).map(({ text, style }) => [text, style]);
  expect(styled).toEqual([
    ['Bold', { bold: true }],
    ['slanted', { italic: true }],
    ['gone', { strike: true }],
    ['a*b', { code: true }],
    ['&lt;', { bold: true }],
  ]);
  expect(elements.map(({ text }) => text ?? '').join('')).toContain('2*3*4, snake_case_name, * not * ');
});
