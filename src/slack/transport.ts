import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPModuleFunctions, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { machineClock } from '../clock.ts';
import { boltLogger } from './bolt-logger.ts';

/** How Slack's payloads reach us. */
export type Transport = {
  receiver: Receiver;
  /** Gives the address of Slack's requests, or null where there is none. Throws where the port is taken. */
  start(): Promise<string | null>;
  /** Takes nothing more; what is under way has some seconds to end. */
  stop(): Promise<void>;
};

export type Place = { port: number; host: string };
export type Health = () => Promise<boolean>;

const path = '/slack/events';

/** Payloads of Slack's stay far below this many bytes. */
const bodyLimit = 1_000_000;

/** Bolt refuses what was signed longer ago than this; we refuse what is from that far ahead as well. Milliseconds. */
const signedWithin = 300_000;

/** Requests that have not ended by then (milliseconds) are cut off when we stop. */
const stopWithin = 5_000;

/** Takes Slack's requests over HTTP at `/slack/events`; anybody may ask `/healthz`. */
export function httpTransport(config: Place & { signingSecret: string }, health: Health, logger: Logger): Transport {
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: path,
    bodyLimit,
    logger: boltLogger(logger),
    customRoutes: [{ path: '/healthz', method: 'GET', handler: (_, response) => void answerHealth(health, response) }],
    processEventErrorHandler: async ({ error, response }) => {
      logger.error({ error: error.name }, 'payload not taken, Slack will try again');
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      logger.error('payload not acknowledged in time, Slack will try again');
      if (!response.headersSent) response.writeHead(503).end();
    },
  });
  let server: Server | null = null;
  const listen = receiver.requestListener;
  receiver.requestListener = async (request, response) => {
    // A connection that was busy when we stopped would otherwise stay open for seconds after its answer.
    response.once('close', () => setImmediate(() => server?.listening === false && server.closeIdleConnections()));
    if (!(await isAdmitted(request, response, logger))) return;
    try {
      listen(request, response);
    } catch {
      // Bolt throws for a path that it does not know.
      response.writeHead(404).end();
    }
  };
  return {
    receiver,
    async start() {
      server = (await receiver.start({ port: config.port, host: config.host })) as Server;
      return `${addressOf(server)}${path}`;
    },
    async stop() {
      if (server) await close(server);
    },
  };
}

/** Takes Slack's payloads over a web socket that we open; `/healthz` is asked over HTTP all the same. */
export function socketTransport(
  config: Place & { appToken: string; apiUrl: string | null },
  health: Health,
  logger: Logger,
): Transport {
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    clientPingTimeout: 15_000,
    logger: boltLogger(logger),
    ...(config.apiUrl === null ? {} : { installerOptions: { clientOptions: { slackApiUrl: config.apiUrl } } }),
    processEventErrorHandler: async ({ error }) => {
      logger.error({ error: error.name }, 'payload not taken, Slack will try again');
      return false;
    },
  });
  // Bolt's own server for routes would listen on every interface.
  const server = createServer((request, response) => {
    if (request.url === '/healthz') void answerHealth(health, response);
    else response.writeHead(404).end();
  });
  return {
    receiver,
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, resolve);
      });
      try {
        await receiver.start();
      } catch (error) {
        await close(server);
        throw error;
      }
      return null;
    },
    async stop() {
      await receiver.stop();
      await close(server);
    },
  };
}

async function answerHealth(health: Health, response: ServerResponse): Promise<void> {
  const isWell = await health().catch(() => false);
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'text/plain' }).end(isWell ? 'ok\n' : 'unwell\n');
}

/** Refuses what Bolt would take: requests signed in the future, and a body that is JSON for nothing, over which it falls. */
async function isAdmitted(request: IncomingMessage, response: ServerResponse, logger: Logger): Promise<boolean> {
  if (request.method !== 'POST') return true;
  const refuse = (status: number) => {
    logger.warn({ status }, 'request refused');
    response.writeHead(status, { connection: 'close' }).end();
    return false;
  };
  const signedAt = Number(request.headers['x-slack-request-timestamp']) * 1000;
  if (signedAt > machineClock() + signedWithin) return refuse(401);
  try {
    const { rawBody } = await HTTPModuleFunctions.bufferIncomingMessage(request, bodyLimit);
    return isNothing(rawBody) ? refuse(400) : true;
  } catch (error) {
    return refuse(HTTPModuleFunctions.isRawBodyError(error) ? error.statusCode : 400);
  }
}

function isNothing(body: Buffer): boolean {
  return body.length < 100 && /^(payload=)?(\s|%20|\+)*null(\s|%20|\+)*$/.test(body.toString());
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), stopWithin);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cutOff);
}
