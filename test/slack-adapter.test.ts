import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { ModalView } from '@slack/types';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Incoming, IncomingRequest } from '../src/engine/incoming.ts';
import type { RequestAnswers } from '../src/engine/ports.ts';
import type { Rendered } from '../src/engine/rule.ts';
import { type StandIn, startStandIn } from '../src/sandbox/slack/stand-in.ts';
import { FRIDAY, officeWorld, SECRET, TOKEN } from '../src/sandbox/slack/tests/office.ts';
import type { World } from '../src/sandbox/slack/world.ts';
import { connectSlack, listenToSlack, type SlackConnection, type SlackListener } from '../src/slack/bolt.ts';

/** The adapter and the stand-in Slack talk to each other over HTTP; the door only writes down what came through. */
let slack: StandIn;
let bot: SlackConnection & SlackListener;
let heard: Incoming[];
let asked: IncomingRequest[];
let answer: (request: IncomingRequest, answers: RequestAnswers) => Promise<void>;
let now: number;

beforeEach(async () => {
  heard = [];
  asked = [];
  now = FRIDAY;
  answer = (_, answers) => answers.nothing();
  const port = await freePort();
  slack = await startStandIn({
    clock: () => now,
    world: grantedByManifest(officeWorld()),
    app: { eventsUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: SECRET },
  });
  const logger = pino({ level: 'silent' });
  const config = {
    botToken: TOKEN,
    signingSecret: SECRET,
    appToken: null,
    apiUrl: slack.apiUrl,
    port,
    host: '127.0.0.1',
  };
  const connected = await connectSlack(config, logger);
  const listener = await listenToSlack(connected, {
    config,
    door: {
      claim: async (incoming) => {
        heard.push(...incoming);
        return incoming.map((_, index) => String(index));
      },
      walk: () => undefined,
      malformed: async (eventId, because) => {
        throw new Error(`${eventId} malformed: ${because}`);
      },
      rateLimited: async () => undefined,
      request: async (request, answers) => {
        asked.push(request);
        await answer(request, answers);
      },
    },
    logger,
  });
  bot = { ...connected, ...listener };
});

afterEach(async () => {
  expect(slack.unknownMethods()).toEqual([]);
  await bot.stop();
  await slack.stop();
});

/** The app may and hears what the manifest says, no more. */
function grantedByManifest(world: World): World {
  const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  if (!world.app) throw new Error('no app');
  world.app.scopes = manifest.oauth_config.scopes.bot;
  world.app.events = manifest.settings.event_subscriptions.bot_events;
  return world;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const notice: Rendered = {
  text: 'Acme has waited 45 minutes.',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'Acme has waited 45 minutes.' } },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'taken', value: 'c7', text: { type: 'plain_text', text: "I'm on it" } }],
    },
  ],
};

describe('hearing', () => {
  test('a message, its edit and its deletion come as one happening each, from the person who wrote it', async () => {
    const { ts } = await slack.as('U0CEM').post('C0ACME', 'Where is the invoice?');
    now += 60_000;
    await slack.as('U0CEM').edit('C0ACME', ts, 'Where is the new invoice?');
    await slack.as('U0CEM').delete('C0ACME', ts);
    await slack.settled();
    const happened = [...heard].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
    expect(happened).toMatchObject([
      { kind: 'message', ts, author: 'U0CEM', authorTeamId: 'T0CLIENT', text: 'Where is the invoice?' },
      { kind: 'edit', ts, text: 'Where is the new invoice?', previous: { text: 'Where is the invoice?' } },
      { kind: 'deletion', ts, previous: { author: 'U0CEM' } },
    ]);
  });
  const order = ['message', 'edit', 'deletion'];

  test('a deleted message with replies is a deletion, its thread goes on', async () => {
    const root = await slack.as('U0CEM').post('C0ACME', 'Where is the invoice?');
    const reply = await slack.as('U0ANA').post('C0ACME', 'Looking.', { thread: root.ts });
    await slack.settled();
    heard = [];
    await slack.as('U0CEM').delete('C0ACME', root.ts);
    await slack.settled();
    expect(heard).toMatchObject([{ kind: 'deletion', ts: root.ts }]);
    expect(await bot.reader.replies('C0ACME', root.ts, null)).toMatchObject([{ ts: reply.ts, threadTs: root.ts }]);
  });

  test('our own post comes back as a bot’s, our own update not at all', async () => {
    const said = await bot.sender.post({ slackChannelId: 'C0ACME', threadTs: null }, notice, 'k');
    if (said.kind !== 'sent') throw new Error(said.kind);
    await slack.settled();
    await bot.sender.update(said, { text: 'Settled.', blocks: [] });
    await slack.settled();
    expect(heard).toMatchObject([{ kind: 'message', ts: said.ts, isBot: true, author: 'U0RULES' }]);
  });

  test('a reaction comes and goes, and a mention comes beside its message', async () => {
    const { ts } = await slack.as('U0CEM').post('C0ACME', '<@U0RULES> hello?');
    await slack.as('U0ANA').react('C0ACME', ts, 'eyes');
    await slack.as('U0ANA').unreact('C0ACME', ts, 'eyes');
    await slack.settled();
    expect(heard.map((one) => (one.kind === 'reaction' ? `${one.name} ${one.on}` : one.kind)).sort()).toEqual([
      'address',
      'eyes false',
      'eyes true',
      'message',
    ]);
  });

  test('a direct message is somebody addressing the bot', async () => {
    await slack.as('U0ANA').dm('U0RULES', 'help');
    await slack.settled();
    expect(heard).toMatchObject([{ kind: 'address', where: 'direct', by: 'U0ANA' }]);
  });

  test('the bot is invited and taken out again, by whom it says', async () => {
    await slack.as('U0ANA').invite('C0LOBBY', 'U0RULES');
    await slack.settled();
    expect(heard).toMatchObject([
      { kind: 'channel-change', change: 'bot-joined', slackChannelId: 'C0LOBBY', by: 'U0ANA' },
    ]);
    await slack.as('U0ANA').remove('C0LOBBY', 'U0RULES');
    await slack.settled();
    expect(heard.at(-1)).toMatchObject({ change: 'bot-left', slackChannelId: 'C0LOBBY' });
  });

  test('history tells the same as the events did', async () => {
    for (const words of ['One?', 'Two?', 'Three?']) await slack.as('U0CEM').post('C0ACME', words);
    await slack.settled();
    const live = heard.filter((one) => one.kind === 'message').sort((one, other) => (one.ts < other.ts ? -1 : 1));
    const messagesAfter = async (afterTs: string | null) => {
      const messages = [];
      for await (const page of bot.reader.history('C0ACME', { afterTs, beforeTs: null }))
        messages.push(...page.messages);
      return messages.reverse();
    };
    expect(await messagesAfter(null)).toEqual(live);
    expect(await messagesAfter(live[0]?.ts ?? '')).toEqual(live.slice(1));
  });
});

describe('knowing', () => {
  test('people and channels are read as they are', async () => {
    expect(await bot.reader.person('U0CEM')).toMatchObject({ teamId: 'T0CLIENT', timeZone: 'Europe/Istanbul' });
    expect(await bot.reader.person('U0GUEST')).toMatchObject({ isGuest: true, teamId: 'T0HOME' });
    expect(await bot.reader.person('U0NOBODY')).toBeNull();
    expect(await bot.reader.channel('C0ACME')).toMatchObject({
      name: 'acme',
      isMember: true,
      isExternallyShared: true,
    });
    expect(await bot.reader.channel('C0NOWHERE')).toBeNull();
    expect((await bot.reader.members('C0ACME')).sort()).toEqual(['U0ANA', 'U0BEN', 'U0CEM', 'U0RULES']);
    expect(bot.identity).toMatchObject({ workspaceId: 'T0HOME', botUserId: 'U0RULES' });
    expect(bot.identity.scopes).toContain('chat:write');
  });

  test('a notice is found again by its key, in a direct message that nobody told us of', async () => {
    await bot.sender.post({ userId: 'U0ANA' }, notice, 'warning/c7');
    await bot.sender.post({ slackChannelId: 'C0ACME', threadTs: null }, notice, 'report/1');
    const fresh = await bot.sender.find({ userId: 'U0ANA' }, 'warning/c7', now);
    expect(fresh).toMatchObject({ slackChannelId: expect.stringMatching(/^D/) });
    expect(await bot.sender.find({ slackChannelId: 'C0ACME', threadTs: null }, 'report/1', now)).not.toBeNull();
    expect(await bot.sender.find({ slackChannelId: 'C0ACME', threadTs: null }, 'report/2', now)).toBeNull();
    expect(await bot.sender.find({ userId: 'U0BEN' }, 'warning/c7', now)).toBeNull();
  });

  test('what Slack refuses for good is told from what may be tried again', async () => {
    expect(await bot.sender.post({ slackChannelId: 'C0LOBBY', threadTs: null }, notice, 'k')).toEqual({
      kind: 'refused',
      because: 'not_in_channel',
    });
    slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 7, times: 1 });
    expect(await bot.sender.post({ userId: 'U0ANA' }, notice, 'k')).toEqual({ kind: 'wait', retryAfter: 7000 });
    slack.faults.add({ kind: 'status', method: 'chat.postMessage', status: 500, times: 1 });
    expect(await bot.sender.post({ userId: 'U0ANA' }, notice, 'k')).toMatchObject({ kind: 'unknown' });
    expect(await bot.sender.post({ userId: 'U0ANA' }, notice, 'k')).toMatchObject({ kind: 'sent' });
  });
});

describe('answering', () => {
  const form: ModalView = {
    type: 'modal',
    callback_id: 'change',
    private_metadata: 'c7',
    title: { type: 'plain_text', text: 'Change' },
    submit: { type: 'plain_text', text: 'Save' },
    blocks: [
      {
        type: 'input',
        block_id: 'note-block',
        label: { type: 'plain_text', text: 'Note' },
        element: { type: 'plain_text_input', action_id: 'note' },
      },
    ],
  };

  test('a press on a notice names the notice, and its presser alone sees the answer', async () => {
    const said = await bot.sender.post({ userId: 'U0ANA' }, notice, 'warning/c7');
    if (said.kind !== 'sent') throw new Error(said.kind);
    answer = (_, answers) => answers.privately({ text: 'It is yours.', blocks: [] });
    expect(await slack.as('U0ANA').press(said.slackChannelId, said.ts, 'taken')).toEqual({ ok: true });
    await slack.settled();
    const { slackChannelId, ts } = said;
    expect(asked).toMatchObject([
      { kind: 'press', action: 'taken', value: 'c7', on: { slackChannelId, ts }, by: 'U0ANA' },
    ]);
    expect(slack.as('U0ANA').sees(slackChannelId).ephemerals).toMatchObject([{ text: 'It is yours.' }]);
  });

  test('a command is answered to whoever typed it', async () => {
    answer = (_, answers) => answers.privately({ text: 'Nothing is waiting.', blocks: [] });
    expect(await slack.as('U0ANA').command('C0ACME', '/rules status')).toEqual({ ok: true });
    await slack.settled();
    expect(asked).toMatchObject([{ kind: 'command', words: 'status' }]);
    expect(slack.as('U0ANA').sees('C0ACME').ephemerals).toMatchObject([{ text: 'Nothing is waiting.' }]);
    expect(slack.as('U0CEM').sees('C0ACME').ephemerals).toEqual([]);
  });

  test('a shortcut opens a form, which shows its errors until it is right', async () => {
    const { ts } = await slack.as('U0CEM').post('C0ACME', 'Where is the invoice?');
    answer = (request, answers) => {
      if (request.kind !== 'form') return answers.openForm(form);
      return request.values.note === 'soon' ? answers.fieldErrors({ note: 'Say when.' }) : answers.nothing();
    };
    expect(await slack.as('U0ANA').shortcut('C0ACME', ts, 'track')).toEqual({ ok: true });
    expect(asked).toMatchObject([{ kind: 'shortcut', shortcut: 'track', message: { ts }, slackChannelId: 'C0ACME' }]);
    expect(await slack.as('U0ANA').submit({ note: 'soon' })).toMatchObject({
      ok: false,
      errors: { 'note-block': 'Say when.' },
    });
    expect(await slack.as('U0ANA').submit({ note: 'Thursday' })).toEqual({ ok: true });
    expect(asked.at(-1)).toMatchObject({ kind: 'form', form: 'change', subject: 'c7', values: { note: 'Thursday' } });
    expect(slack.as('U0ANA').form()).toBeNull();
  });
});
