import { App, type Context, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { IncomingRequest } from '../engine/incoming.ts';
import type { Identity, SlackReader, SlackSender } from '../engine/ports.ts';
import { answering, type Exchange } from './answers.ts';
import { boltLogger } from './bolt-logger.ts';
import { makeClients } from './clients.ts';
import type { Door } from './door.ts';
import { makeReader, readIdentity } from './reader.ts';
import { claimFirst } from './receiver.ts';
import { makeSender } from './sender.ts';
import { type Health, httpTransport, type Place, socketTransport } from './transport.ts';

export type SlackConfig = Place & {
  botToken: string;
  signingSecret: string;
  /** Present for Socket Mode instead of HTTP. */
  appToken: string | null;
  /** Another base of the Web API; null for Slack's own. */
  apiUrl: string | null;
};

export type SlackConnection = {
  reader: SlackReader;
  sender: SlackSender;
  identity: Identity;
  /** The whole address at which Slack's requests are taken; null in Socket Mode. */
  url: string | null;
  /** Takes nothing more, and resolves when what was under way has been answered. */
  stop(): Promise<void>;
};

/** How long a response URL may take, in milliseconds. */
const respondWithin = 5_000;

/**
 * Connects to Slack: learns who we are, then takes what Slack sends through the door. Throws SlackUnavailable where Slack
 * cannot be asked or does not accept the token, and what `listen` throws where the port is taken.
 *
 * @param options.health whether this process is well, for `/healthz` on the same port.
 */
export async function startSlack(options: {
  config: SlackConfig;
  door: Door;
  health: Health;
  logger: Logger;
}): Promise<SlackConnection> {
  const { config, door, health, logger } = options;
  const { appToken } = config;
  const clients = makeClients(config, logger);
  const identity = await readIdentity(clients.read);
  const transport =
    appToken === null
      ? httpTransport(config, health, logger)
      : socketTransport({ ...config, appToken }, health, logger);
  const receiver = claimFirst(transport.receiver, { door, botUserId: identity.botUserId, logger });
  const app = await makeApp(receiver, config, identity, logger);
  const underWay = new Set<Promise<void>>();
  hearRequests(app, (exchange) => {
    const work = answering(exchange, clients.answers, logger, (answers) => door.request(exchange.request, answers));
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  });
  const url = await transport.start();
  logger.info({ url, workspaceId: identity.workspaceId, socket: url === null }, 'listening to slack');
  return {
    reader: makeReader(clients.read, identity),
    sender: makeSender(clients, identity),
    identity,
    url,
    async stop() {
      await transport.stop();
      await Promise.all(underWay);
    },
  };
}

async function makeApp(receiver: Receiver, config: SlackConfig, identity: Identity, logger: Logger): Promise<App> {
  const { botUserId, botId, workspaceId: teamId, enterpriseId } = identity;
  const app = new App({
    receiver,
    deferInitialization: true,
    convoStore: false,
    logger: boltLogger(logger),
    // One workspace, one token: whoever asks, also an external member whose payload names another team.
    authorize: async () => ({
      botToken: config.botToken,
      botId,
      botUserId,
      teamId,
      ...(enterpriseId === null ? {} : { enterpriseId }),
    }),
    // No `headers` here, ever: Bolt would keep the first token in them for everybody.
    clientOptions: {
      ...(config.apiUrl === null ? {} : { slackApiUrl: config.apiUrl }),
      fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(respondWithin) }),
    },
  });
  // Swallowed here, a failure would be acknowledged and lost.
  app.error(async (error) => {
    throw error;
  });
  await app.init();
  return app;
}

function hearRequests(app: App, answer: (exchange: Exchange) => Promise<void>): void {
  const requestOf = (context: Context) => context.request as IncomingRequest;
  const any = /.*/;
  app.command(any, ({ context, body, ack, respond }) => answer({ request: requestOf(context), body, ack, respond }));
  app.action(any, ({ context, body, ack, respond }) => answer({ request: requestOf(context), body, ack, respond }));
  app.shortcut(any, ({ context, body, ack, respond }) => answer({ request: requestOf(context), body, ack, respond }));
  app.view(any, ({ context, body, ack }) => answer({ request: requestOf(context), body, ack, respond: null }));
}
