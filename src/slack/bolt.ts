import { App, type Context, type Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
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

/** How to reach Slack, and be reached by it. */
export type SlackSettings = {
  botToken: string;
  signingSecret: string;
  /** Present for Socket Mode instead of HTTP. */
  appToken: string | null;
  /** Another base of the Web API; null for Slack's own. */
  apiUrl: string | null;
};

/** Slack, as it can be read and spoken to; it says nothing to us yet. */
export type SlackConnection = {
  identity: Identity;
  reader: SlackReader;
  sender: SlackSender;
  /** For what somebody who asked is waiting for. */
  answers: WebClient;
};

export type SlackListener = {
  /** The whole address at which Slack's requests are taken; null in Socket Mode. */
  url: string | null;
  /** Takes nothing more, and resolves when what was under way has been answered. */
  stop(): Promise<void>;
};

/** How long a response URL may take, in milliseconds. */
const respondWithin = 5_000;

/** Learns who we are in Slack. Throws SlackUnavailable where Slack cannot be asked or does not accept the token. */
export async function connectSlack(
  settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>,
  logger: Logger,
): Promise<SlackConnection> {
  const clients = makeClients(settings, logger);
  const identity = await readIdentity(clients.read);
  return {
    identity,
    reader: makeReader(clients.read),
    sender: makeSender(clients, identity),
    answers: clients.answers,
  };
}

/**
 * Takes what Slack sends through the door, over HTTP or a web socket. Throws what `listen` throws where the port is taken,
 * and in Socket Mode what Slack says of the app's token.
 *
 * @param options.health whether this process is well, for `/healthz` on the same port; well while it runs, if not given.
 */
export async function listenToSlack(
  { identity, answers: client }: Pick<SlackConnection, 'identity' | 'answers'>,
  options: { config: SlackSettings & Place; door: Door; health?: Health; logger: Logger },
): Promise<SlackListener> {
  const { config, door, health = async () => true, logger } = options;
  const { appToken } = config;
  const transport =
    appToken === null
      ? httpTransport(config, health, logger)
      : socketTransport({ ...config, appToken }, health, logger);
  const receiver = claimFirst(transport.receiver, { door, botUserId: identity.botUserId, logger });
  const app = await makeApp(receiver, config, identity, logger);
  const underWay = new Set<Promise<void>>();
  hearRequests(app, (exchange) => {
    const work = answering(exchange, client, logger, (answers) => door.request(exchange.request, answers));
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  });
  const url = await transport.start();
  logger.info({ url, workspaceId: identity.workspaceId, socket: url === null }, 'listening to slack');
  return {
    url,
    async stop() {
      await transport.stop();
      await Promise.all(underWay);
    },
  };
}

async function makeApp(receiver: Receiver, config: SlackSettings, identity: Identity, logger: Logger): Promise<App> {
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
