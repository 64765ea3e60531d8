import { type AddressInfo, createServer } from 'node:net';
import { App, SocketModeReceiver } from '@slack/bolt';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import type { Incoming } from '../engine/incoming.ts';
import { claimFirst } from './receiver.ts';
import { clientMessage, envelope } from './tests/payloads.ts';
import { scriptedSlack } from './tests/scripted-slack.ts';
import { socketTransport } from './transport.ts';

const logger = pino({ level: 'silent' });
let claims: { incoming: Incoming[]; resent: boolean }[];
let walked: string[][];
let failing: boolean;
let socket: SocketModeReceiver;

beforeEach(async () => {
  claims = [];
  walked = [];
  failing = false;
  const door = {
    async claim(incoming: Incoming[], { resent }: { resent: boolean }) {
      if (failing) throw new Error('connection refused');
      claims.push({ incoming, resent });
      return ['inbox-1'];
    },
    walk: (ids: string[]) => void walked.push(ids),
    malformed: async () => undefined,
    rateLimited: async () => undefined,
    request: async () => undefined,
  };
  const config = { appToken: 'xapp-1', apiUrl: null, port: 0, host: '127.0.0.1' };
  const { receiver } = socketTransport(config, async () => true, logger);
  if (!(receiver instanceof SocketModeReceiver)) throw new Error('not a socket');
  socket = receiver;
  const app = new App({
    receiver: claimFirst(receiver, { door, botUserId: 'U0RULES', logger }),
    deferInitialization: true,
    convoStore: false,
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B0RULES', botUserId: 'U0RULES' }),
  });
  await app.init();
});

/** What Slack's client hands on when something comes through the socket; resolves when our side is done with it. */
async function arrives(body: object, retry = 0): Promise<'acknowledged' | 'left for later'> {
  let outcome: 'acknowledged' | 'left for later' = 'left for later';
  const ack = async () => {
    outcome = 'acknowledged';
  };
  const listeners = socket.client.listeners('slack_event') as ((args: object) => Promise<void>)[];
  for (const hear of listeners) await hear({ body, ack, retry_num: retry, retry_reason: '' });
  return outcome;
}

test('what comes through a socket is claimed before it is acknowledged, by the same door', async () => {
  expect(await arrives(envelope(clientMessage))).toBe('acknowledged');
  expect(claims).toMatchObject([{ resent: false, incoming: [{ kind: 'message', ts: clientMessage.ts }] }]);
  expect(walked).toEqual([['inbox-1']]);
});

test('a second try through a socket is known as one', async () => {
  await arrives(envelope(clientMessage), 1);
  expect(claims).toMatchObject([{ resent: true }]);
});

test('what could not be claimed is left unacknowledged, so that Slack sends it again', async () => {
  failing = true;
  expect(await arrives(envelope(clientMessage))).toBe('left for later');
  expect(walked).toEqual([]);
});

test('a socket that Slack refuses to open is an error at the start, and leaves no port behind', async () => {
  const slack = await scriptedSlack({ 'apps.connections.open': () => ({ ok: false, error: 'invalid_auth' }) });
  const place = { port: await freePort(), host: '127.0.0.1' };
  const transport = socketTransport({ ...place, appToken: 'xapp-1', apiUrl: slack.apiUrl }, async () => true, logger);
  await expect(transport.start()).rejects.toThrow('invalid_auth');
  await expect(fetch(`http://127.0.0.1:${place.port}/healthz`)).rejects.toThrow();
  await slack.close();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
