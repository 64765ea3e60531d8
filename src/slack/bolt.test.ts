import { createHmac } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machineClock } from '../clock.ts';
import type { Incoming, IncomingRequest } from '../engine/incoming.ts';
import type { RequestAnswers } from '../engine/ports.ts';
import { connectSlack, listenToSlack, type SlackConnection, type SlackListener } from './bolt.ts';
import type { Door } from './door.ts';
import {
  clientMessage,
  envelope,
  messageShortcut,
  pressInMessage,
  slashCommand,
  submittedForm,
} from './tests/payloads.ts';
import { aboutUs, type Call, type ScriptedAnswer, scriptedSlack } from './tests/scripted-slack.ts';

const secret = 'a-signing-secret';
const logs: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });

let script: Record<string, (call: Call) => ScriptedAnswer>;
let slack: Awaited<ReturnType<typeof scriptedSlack>>;
let connection: SlackConnection & SlackListener;
let door: Door;
let claims: { incoming: Incoming[]; resent: boolean }[];
let walked: string[][];
let malformed: { eventId: string | null; because: string }[];
let minutes: number[];
let requests: IncomingRequest[];
let isWell: boolean;
let decide: (request: IncomingRequest, answers: RequestAnswers) => Promise<void>;

beforeEach(async () => {
  logs.length = 0;
  claims = [];
  walked = [];
  malformed = [];
  minutes = [];
  requests = [];
  isWell = true;
  decide = (_, answers) => answers.nothing();
  const ok = () => ({ ok: true });
  script = {
    'auth.test': () => aboutUs,
    'views.open': ok,
    'views.push': ok,
    'views.update': ok,
    'chat.postEphemeral': ok,
    'chat.postMessage': () => ({ ok: true, channel: 'D0ANA', ts: '1.1' }),
    hook: ok,
  };
  slack = await scriptedSlack(script);
  door = {
    async claim(incoming, { resent }) {
      claims.push({ incoming, resent });
      return incoming.map((_, index) => `inbox-${index}`);
    },
    walk: (ids) => void walked.push(ids),
    malformed: async (eventId, because) => void malformed.push({ eventId, because }),
    rateLimited: async (minute) => void minutes.push(minute),
    async request(request, answers) {
      requests.push(request);
      await decide(request, answers);
    },
  };
  const config = {
    botToken: 'xoxb-secret-token',
    signingSecret: secret,
    appToken: null,
    apiUrl: slack.apiUrl,
    port: 0,
    host: '127.0.0.1',
  };
  const connected = await connectSlack(config, logger);
  const listener = await listenToSlack(connected, {
    config,
    door: {
      claim: (...given) => door.claim(...given),
      walk: (ids) => door.walk(ids),
      malformed: (...given) => door.malformed(...given),
      rateLimited: (minute) => door.rateLimited(minute),
      request: (...given) => door.request(...given),
    },
    health: async () => isWell,
    logger,
  });
  connection = { ...connected, ...listener };
});

afterEach(async () => {
  await connection.stop();
  await slack.close();
});

type Sending = { secondsOff?: number; secret?: string; headers?: Record<string, string> };

async function sendRaw(body: string, contentType: string, sending: Sending = {}): Promise<Response> {
  const timestamp = String(Math.floor(machineClock() / 1000) + (sending.secondsOff ?? 0));
  const digest = createHmac('sha256', sending.secret ?? secret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return fetch(connection.url ?? '', {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...sending.headers,
    },
  });
}
const sendEvent = (body: unknown, sending?: Sending) => sendRaw(JSON.stringify(body), 'application/json', sending);
const form = 'application/x-www-form-urlencoded';
const sendCommand = (fields: Record<string, string>) => sendRaw(String(new URLSearchParams(fields)), form);
const sendPayload = (payload: object) =>
  sendRaw(String(new URLSearchParams({ payload: JSON.stringify(payload) })), form);
const hook = () => `${slack.apiUrl}hook`;
const asked = (method: string) => slack.calls.filter((call) => call.method === method);
const hookAnswers = () => asked('hook').map((call) => JSON.parse(call.arguments.json ?? ''));

describe('what Slack tells us', () => {
  test('is claimed before it is acknowledged, and walks after', async () => {
    const response = await sendEvent(envelope(clientMessage));
    expect(response.status).toBe(200);
    expect(claims).toMatchObject([{ resent: false, incoming: [{ kind: 'message', ts: clientMessage.ts }] }]);
    expect(walked).toEqual([['inbox-0']]);
  });

  test('is not acknowledged when it could not be claimed, so that Slack tries again', async () => {
    door.claim = async () => {
      throw new Error('connection refused');
    };
    expect((await sendEvent(envelope(clientMessage))).status).toBe(500);
    expect(walked).toEqual([]);
  });

  test('is known as resent when Slack tries again, and a repeat walks no second time', async () => {
    door.claim = async (incoming, { resent }) => {
      claims.push({ incoming, resent });
      return [];
    };
    const response = await sendEvent(envelope(clientMessage), {
      headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_error' },
    });
    expect(response.status).toBe(200);
    expect(claims).toMatchObject([{ resent: true }]);
    expect(walked).toEqual([]);
  });

  test('is acknowledged and left alone when it is nothing to us', async () => {
    expect((await sendEvent(envelope({ type: 'team_join', user: { id: 'U1' } }))).status).toBe(200);
    expect(claims).toEqual([]);
  });

  test('that it dropped events is acknowledged at once and noted', async () => {
    const notice = { type: 'app_rate_limited', token: 'x', team_id: 'T0HOME', minute_rate_limited: 1793376000 };
    expect((await sendEvent(notice)).status).toBe(200);
    expect(minutes).toEqual([1793376000]);
  });

  test('is acknowledged and recorded when nobody understands it', async () => {
    expect((await sendEvent({ ...envelope(clientMessage), event: null })).status).toBe(200);
    expect((await sendPayload({ ...pressInMessage, actions: [] })).status).toBe(200);
    expect(malformed.map(({ eventId }) => eventId)).toEqual(['Ev0001', null]);
    expect(requests).toEqual([]);
  });

  test.each([
    ['a body that is no JSON', '{"text": "a private wo'],
    ['a body that is JSON for nothing', ' null '],
  ])('is refused when it is %s, and the next is taken', async (_, body) => {
    expect((await sendRaw(body, 'application/json')).status).toBe(400);
    expect((await sendRaw('payload=null', form)).status).toBe(400);
    expect((await sendEvent(envelope(clientMessage))).status).toBe(200);
  });

  test('is refused when it is far too large', async () => {
    const response = await sendEvent(envelope({ ...clientMessage, text: 'x'.repeat(1_100_000) })).catch(() => null);
    // The connection may break while we are still sending: that is a refusal too.
    if (response) expect(response.status).toBe(413);
    expect(claims).toEqual([]);
  });

  test.each([
    ['signed with another secret', { secret: 'guessed' }],
    ['signed more than five minutes ago', { secondsOff: -310 }],
    ['signed more than five minutes ahead', { secondsOff: 310 }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
  ])('is refused when it is %s', async (_, sending) => {
    expect((await sendEvent(envelope(clientMessage), sending)).status).toBe(401);
    expect(claims).toEqual([]);
  });

  test('is taken when clocks differ by less', async () => {
    expect((await sendEvent(envelope(clientMessage), { secondsOff: 280 })).status).toBe(200);
    expect((await sendEvent(envelope(clientMessage), { secondsOff: -280 })).status).toBe(200);
  });

  test('about the address is answered with its challenge', async () => {
    const response = await sendEvent({ type: 'url_verification', token: 'x', challenge: 'c-123' });
    expect(await response.json()).toEqual({ challenge: 'c-123' });
  });
});

describe('what somebody asks', () => {
  const words = { text: 'Two conversations are open.', blocks: [] };

  test('by command is answered privately in the acknowledgement', async () => {
    decide = (_, answers) => answers.privately(words);
    const response = await sendCommand({ ...slashCommand, response_url: hook() });
    expect(await response.json()).toMatchObject({ response_type: 'ephemeral', text: words.text });
    expect(requests).toMatchObject([{ kind: 'command', words: 'status' }]);
    expect(asked('hook')).toEqual([]);
  });

  test('by a press is acknowledged bare, and answered privately without touching the message', async () => {
    decide = (_, answers) => answers.privately(words);
    const response = await sendPayload({ ...pressInMessage, response_url: hook() });
    expect(await response.text()).toBe('');
    await connection.stop();
    expect(hookAnswers()).toMatchObject([{ response_type: 'ephemeral', replace_original: false, text: words.text }]);
  });

  test('is answered in the channel, then by direct message, where one way fails', async () => {
    script.hook = () => ({ status: 410 });
    script['chat.postEphemeral'] = () => ({ ok: false, error: 'user_not_in_channel' });
    decide = (_, answers) => answers.privately(words);
    await sendPayload({ ...pressInMessage, response_url: hook() });
    await connection.stop();
    expect(asked('chat.postEphemeral')).toMatchObject([{ arguments: { channel: 'D0ANA', user: 'U0ANA' } }]);
    expect(asked('chat.postMessage')).toMatchObject([{ arguments: { channel: 'U0ANA', text: words.text } }]);
  });

  const modal: ModalView = { type: 'modal', title: { type: 'plain_text', text: 'Change' }, blocks: [] };

  test('by a shortcut may open a form, before the acknowledgement', async () => {
    decide = (_, answers) => answers.openForm({ ...modal, callback_id: 'change' });
    const response = await sendPayload({ ...messageShortcut, response_url: hook() });
    expect(response.status).toBe(200);
    expect(asked('views.open')).toMatchObject([{ arguments: { trigger_id: '1.2.shortcut' } }]);
  });

  test('is told kindly when the form came too late', async () => {
    script['views.open'] = () => ({ ok: false, error: 'expired_trigger_id' });
    decide = (_, answers) => answers.openForm(modal);
    expect((await sendPayload({ ...messageShortcut, response_url: hook() })).status).toBe(200);
    await connection.stop();
    expect(hookAnswers()).toMatchObject([{ text: expect.stringContaining('try again') }]);
  });

  test('by a form is shown its errors in the blocks of their fields', async () => {
    decide = (_, answers) => answers.fieldErrors({ dueAt: 'This time is past.' });
    const response = await sendPayload(submittedForm);
    expect(await response.json()).toEqual({
      response_action: 'errors',
      errors: { 'block-due': 'This time is past.' },
    });
  });

  test('by a form may change it, and a press in a form as well', async () => {
    decide = (_, answers) => answers.updateForm(modal);
    expect(await (await sendPayload(submittedForm)).json()).toMatchObject({ response_action: 'update' });
    const view = { id: 'V0001', hash: 'h1' };
    await sendPayload({ ...pressInMessage, container: { type: 'view', view_id: 'V0001' }, channel: undefined, view });
    expect(asked('views.update')).toMatchObject([{ arguments: { view_id: 'V0001', hash: 'h1' } }]);
  });

  test.each([
    ['command', () => sendCommand({ ...slashCommand, response_url: hook() })],
    ['press', () => sendPayload({ ...pressInMessage, response_url: hook() })],
    ['shortcut', () => sendPayload({ ...messageShortcut, response_url: hook() })],
    ['form', () => sendPayload(submittedForm)],
  ])('by %s is acknowledged and answered kindly when deciding fails', async (kind, send) => {
    decide = async () => {
      throw new Error('the database is down');
    };
    const response = await send();
    expect(response.status).toBe(200);
    const acknowledgement = await response.text();
    await connection.stop();
    const said = { command: acknowledgement, form: asked('chat.postMessage')[0]?.arguments.text }[kind as string];
    expect(said ?? hookAnswers()[0]?.text).toContain('try again');
  });

  test('is acknowledged when nobody has an answer', async () => {
    decide = async () => undefined;
    expect((await sendPayload(pressInMessage)).status).toBe(200);
    expect((await sendPayload({ ...submittedForm, type: 'view_closed' })).status).toBe(200);
  });

  test('is answered once: a second answer is refused and changes nothing', async () => {
    let second: unknown = null;
    decide = async (_, answers) => {
      await answers.privately(words);
      second = await answers.nothing().catch((error: unknown) => error);
    };
    const response = await sendCommand(slashCommand);
    expect(await response.json()).toMatchObject({ text: words.text });
    expect(second).toBeInstanceOf(Error);
  });

  test('by an external member is decided like any other, whatever team their payload names', async () => {
    const external = { ...pressInMessage, user: { id: 'U0CEM', team_id: 'T0CLIENT' }, team: { id: 'T0CLIENT' } };
    expect((await sendPayload(external)).status).toBe(200);
    expect(requests).toMatchObject([{ by: 'U0CEM', byTeamId: 'T0CLIENT' }]);
  });
});

describe('around it', () => {
  test('who we are and what we may is read once at the start', () => {
    expect(connection.identity).toEqual({
      workspaceId: 'T0HOME',
      enterpriseId: null,
      botUserId: 'U0RULES',
      botId: 'B0RULES',
      url: 'https://nova.slack.com/',
      scopes: ['chat:write', 'commands'],
    });
    expect(asked('auth.test')).toHaveLength(1);
  });

  test('health can be asked without a signature, nothing else can', async () => {
    const at = (path: string, method = 'GET') => fetch(new URL(path, connection.url ?? ''), { method });
    expect((await at('/healthz')).status).toBe(200);
    isWell = false;
    expect((await at('/healthz')).status).toBe(503);
    expect((await at('/elsewhere')).status).toBe(404);
    expect((await at('/elsewhere', 'POST')).status).toBe(404);
    expect((await at('/slack/events')).status).toBe(404);
  });

  test('no log line holds a word, a token or a body', async () => {
    await sendEvent(envelope({ ...clientMessage, text: 'a private word' }));
    await sendRaw('{"text": "a private wo', 'application/json');
    await sendEvent({ ...envelope({ ...clientMessage, text: 'a private word' }), event: 'a private word' });
    door.request = async () => {
      throw new Error('a private word');
    };
    await sendCommand({ ...slashCommand, text: 'a private word' });
    expect(logs.length).toBeGreaterThan(2);
    expect(logs.join()).not.toMatch(/private|xoxb|invoice/);
  });

  test('stopping lets what is under way be answered', async () => {
    let go = () => undefined as undefined;
    const arrived = new Promise<void>((resolve) => {
      decide = async (_, answers) => {
        resolve();
        await new Promise<void>((release) => {
          go = () => void release();
        });
        await answers.privately({ text: 'Done.', blocks: [] });
      };
    });
    const answer = sendCommand(slashCommand);
    await arrived;
    const stopped = connection.stop();
    go();
    expect(await (await answer).json()).toMatchObject({ text: 'Done.' });
    await stopped;
  });
});
