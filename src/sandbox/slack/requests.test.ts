import type { BlockAction, MessageShortcut, SlashCommand } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { call, type Office, openOffice, requestsOf } from './tests/office.ts';

let office: Office;
afterEach(() => office.close());

const plain = (text: string) => ({ type: 'plain_text', text });
const take = { type: 'button', action_id: 'take', text: plain('I am on it'), value: '17' };
const options = [
  { text: plain('High'), value: 'high' },
  { text: plain('Low'), value: 'low' },
];
const priority = { type: 'static_select', action_id: 'priority', placeholder: plain('Priority'), options };
const actions = { type: 'actions', block_id: 'choices', elements: [take, priority] };

/** A message of the app's with a button and a select; gives its ts. */
async function offer(channel = 'C0ACME'): Promise<string> {
  const { body } = await call(office, 'chat.postMessage', { channel, text: 'Waiting', blocks: [actions] });
  return String(body.ts);
}

test('a command reaches the app with all its fields, and its answer is shown to whoever asked', async () => {
  office = await openOffice((app) => {
    app.command('/rules', async ({ ack }) => ack({ text: 'Nothing is waiting.' }));
  });
  expect(await office.slack.as('U0ANA').command('C0ACME', '/rules why <@U0BEN> in <#C0TEAM>')).toEqual({ ok: true });
  const command = office.events.map((one) => one.body).find((body) => body.command) as unknown as SlashCommand;
  expect(command).toMatchObject({
    command: '/rules',
    text: 'why <@U0BEN|ben> in <#C0TEAM|team>',
    team_id: 'T0HOME',
    team_domain: 'nova',
    channel_id: 'C0ACME',
    channel_name: 'acme',
    user_id: 'U0ANA',
    user_name: 'ana',
    api_app_id: 'A0RULES',
    is_enterprise_install: 'false',
  });
  expect(command.response_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/actions\//);
  const seen = office.slack.as('U0ANA').sees('C0ACME');
  expect(seen.ephemerals).toMatchObject([{ text: 'Nothing is waiting.', user: 'U0RULES' }]);
  expect(office.slack.as('U0BEN').sees('C0ACME').ephemerals).toEqual([]);
});

test('people of another company have neither commands nor shortcuts, and a name nobody owns is no command', async () => {
  office = await openOffice();
  const { ts } = await office.slack.as('U0CEM').post('C0ACME', 'when?');
  const before = office.events.length;
  expect(await office.slack.as('U0CEM').command('C0ACME', '/rules status')).toMatchObject({
    ok: false,
    shown: '/rules is not a valid command.',
  });
  expect(await office.slack.as('U0CEM').shortcut('C0ACME', ts, 'track')).toMatchObject({ ok: false });
  expect(await office.slack.as('U0ANA').command('C0ACME', '/other')).toMatchObject({ ok: false });
  await office.slack.settled();
  expect(office.events.slice(before).map((one) => one.body.type)).toEqual(['event_callback']);
});

test('a command that gets no answer in three seconds shows operation_timeout', async () => {
  office = await openOffice((app) => {
    app.command('/rules', async () => {});
  });
  expect(await office.slack.as('U0ANA').command('C0ACME', '/rules')).toMatchObject({
    ok: false,
    reason: 'operation_timeout',
  });
  const [shown] = office.slack.as('U0ANA').sees('C0ACME').ephemerals;
  expect(shown).toMatchObject({ user: 'USLACKBOT', text: '/rules failed with the error "operation_timeout"' });
});

test('a button reaches the app, from people of another company too, with their team on the person and ours on the payload', async () => {
  office = await openOffice((app) => {
    app.action('take', async ({ ack }) => ack());
  });
  const ts = await offer();
  expect(await office.slack.as('U0CEM').press('C0ACME', ts, 'take')).toEqual({ ok: true });
  const [body] = requestsOf(office, 'block_actions') as unknown as BlockAction[];
  expect(body).toMatchObject({
    user: { id: 'U0CEM', username: 'cem', team_id: 'T0CLIENT' },
    team: { id: 'T0HOME', domain: 'nova' },
    channel: { id: 'C0ACME', name: 'acme' },
    container: { type: 'message', message_ts: ts, channel_id: 'C0ACME', is_ephemeral: false },
    message: { ts, text: 'Waiting', bot_id: 'B0RULES' },
    actions: [{ type: 'button', action_id: 'take', block_id: 'choices', value: '17', text: plain('I am on it') }],
  });
  expect(body?.state?.values.choices).toMatchObject({ priority: { type: 'static_select', selected_option: null } });
});

test('a select reaches the app with the chosen option, which later presses of the same person carry too', async () => {
  office = await openOffice((app) => {
    app.action('priority', async ({ ack }) => ack());
    app.action('take', async ({ ack }) => ack());
  });
  const ts = await offer();
  await office.slack.as('U0ANA').press('C0ACME', ts, 'priority', { option: 'high' });
  const [body] = requestsOf(office, 'block_actions') as unknown as BlockAction[];
  expect(body?.actions).toMatchObject([{ type: 'static_select', selected_option: { value: 'high' } }]);
  expect(body?.state?.values.choices?.priority).toMatchObject({ selected_option: { value: 'high' } });
  await office.slack.as('U0ANA').press('C0ACME', ts, 'take');
  await office.slack.as('U0BEN').press('C0ACME', ts, 'take');
  expect(
    requestsOf(office, 'block_actions')
      .slice(1)
      .map((one) => one.state),
  ).toMatchObject([
    { values: { choices: { priority: { selected_option: { value: 'high' } } } } },
    { values: { choices: { priority: { selected_option: null } } } },
  ]);
  await expect(office.slack.as('U0ANA').press('C0ACME', ts, 'priority', { option: 'none' })).rejects.toThrow(
    'No option',
  );
});

test('a press that nobody answers in three seconds is shown as failed', async () => {
  office = await openOffice();
  const ts = await offer();
  expect(await office.slack.as('U0ANA').press('C0ACME', ts, 'take')).toMatchObject({
    ok: false,
    shown: expect.any(String),
  });
});

test('what is not there cannot be pressed, nor by who is not there', async () => {
  office = await openOffice();
  const ts = await offer('C0TEAM');
  await expect(office.slack.as('U0ANA').press('C0TEAM', ts, 'nothing')).rejects.toThrow('Nothing with action_id');
  await expect(office.slack.as('U0CEM').press('C0TEAM', ts, 'take')).rejects.toThrow('not in');
});

test('a message shortcut carries the message', async () => {
  office = await openOffice((app) => {
    app.shortcut('track', async ({ ack }) => ack());
    app.shortcut('open_rules', async ({ ack }) => ack());
  });
  const { ts } = await office.slack.as('U0CEM').post('C0ACME', 'when?');
  expect(await office.slack.as('U0ANA').shortcut('C0ACME', ts, 'track')).toEqual({ ok: true });
  expect(await office.slack.as('U0ANA').globalShortcut('open_rules')).toEqual({ ok: true });
  const [body] = requestsOf(office, 'message_action') as unknown as MessageShortcut[];
  expect(body).toMatchObject({
    callback_id: 'track',
    message_ts: ts,
    message: { ts, text: 'when?', user: 'U0CEM' },
    channel: { id: 'C0ACME' },
    user: { id: 'U0ANA' },
    team: { id: 'T0HOME' },
  });
  expect(requestsOf(office, 'shortcut')).toMatchObject([{ callback_id: 'open_rules', user: { id: 'U0ANA' } }]);
});

test('an answer address serves five times within half an hour', async () => {
  office = await openOffice((app) => {
    app.command('/rules', async ({ ack }) => ack());
  });
  const ana = office.slack.as('U0ANA');
  await ana.command('C0ACME', '/rules');
  const url = String(office.events.at(-1)?.body.response_url);
  const answer = (content: object) => fetch(url, { method: 'POST', body: JSON.stringify(content) });
  expect((await answer({ text: 'for you' })).status).toBe(200);
  expect((await answer({ text: 'for all', response_type: 'in_channel' })).status).toBe(200);
  expect((await answer({})).status).toBe(400);
  for (let use = 0; use < 2; use += 1) expect((await answer({ text: 'more' })).status).toBe(200);
  expect([(await answer({ text: 'sixth' })).status]).toEqual([404]);
  expect(ana.sees('C0ACME').ephemerals.map((message) => message.text)).toEqual(['for you', 'more', 'more']);
  expect(ana.sees('C0ACME').messages.map((message) => message.text)).toEqual(['for all']);
  await ana.command('C0ACME', '/rules');
  const late = String(office.events.findLast((one) => one.body.command)?.body.response_url);
  office.clock.now += 30 * 60_000 + 1;
  const expired = await fetch(late, { method: 'POST', body: JSON.stringify({ text: 'late' }) });
  expect([expired.status, await expired.text()]).toEqual([404, 'expired_url']);
});

test('an answer can replace or remove what it answers, in the channel and in private', async () => {
  office = await openOffice((app) => {
    app.command('/rules', async ({ ack }) => ack({ text: 'Choose', blocks: [actions] as never }));
    app.action('take', async ({ ack, respond }) => {
      await respond({ replace_original: true, text: 'Taken' });
      await ack();
    });
  });
  const ana = office.slack.as('U0ANA');
  const ts = await offer();
  await ana.press('C0ACME', ts, 'take');
  expect(ana.sees('C0ACME').messages).toMatchObject([{ ts, text: 'Taken', edited: {} }]);
  await ana.command('C0ACME', '/rules');
  const [own] = ana.sees('C0ACME').ephemerals;
  await ana.press('C0ACME', own?.ts ?? '', 'take');
  expect(requestsOf(office, 'block_actions')[1]).toMatchObject({ container: { is_ephemeral: true } });
  expect(requestsOf(office, 'block_actions')[1]).not.toHaveProperty('message');
  expect(ana.sees('C0ACME').ephemerals).toMatchObject([{ ts: own?.ts, text: 'Taken' }]);
});

test('external options come from the app, after as many letters as it wants', async () => {
  office = await openOffice((app) => {
    app.options('client', async ({ ack, payload }) =>
      ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: 'acme' }] }),
    );
    app.action('client', async ({ ack }) => ack());
  });
  const select = { type: 'external_select', action_id: 'client', min_query_length: 2, placeholder: plain('Client') };
  const { body } = await call(office, 'chat.postMessage', {
    channel: 'C0TEAM',
    text: 'x',
    blocks: [{ type: 'actions', elements: [select] }],
  });
  const ana = office.slack.as('U0ANA');
  const ts = String(body.ts);
  expect(await ana.suggestions('C0TEAM', ts, 'client', 'A')).toEqual([]);
  expect(await ana.suggestions('C0TEAM', ts, 'client', 'Ac')).toMatchObject([{ value: 'acme', text: { text: 'Ac' } }]);
  expect(requestsOf(office, 'block_suggestion')).toMatchObject([
    { action_id: 'client', value: 'Ac', container: { type: 'message' } },
  ]);
  expect(await ana.press('C0TEAM', ts, 'client', { option: 'acme' })).toEqual({ ok: true });
});
