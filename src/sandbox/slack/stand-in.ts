import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type Clock, machineClock } from '../../clock.ts';
import { type Administration, administration } from './administration.ts';
import { type Attempt, openPost } from './delivery.ts';
import { type Faults, openFaultBook } from './faults.ts';
import type { World } from './model.ts';
import { type Person, person } from './person.ts';
import { clientMemory } from './presses.ts';
import { type Limits, openMeter, SLACKS_LIMITS } from './rate.ts';
import { answerAtUrl } from './response-url.ts';
import { nextScheduled, postScheduled } from './schedule.ts';
import type { Change, Slack } from './slack.ts';
import { type CallRecord, openWebApi } from './web-api.ts';
import { type Answer, type Letter, openWire } from './wire.ts';

export type StandInOptions = {
  /** Slack's time: message times, event times, retries and rate limits follow it. */
  clock: Clock;
  /** The world at the start; it is copied, the caller's stays as it is. */
  world: World;
  /** Where the app takes requests, and the secret they are signed with. */
  app: { eventsUrl: string | (() => string); signingSecret: string };
  /** Port on loopback; any free one without it. */
  port?: number;
  logger?: Logger;
  limits?: Partial<Limits>;
};

export type StandIn = {
  /** Base address of the Web API, with a slash at the end. */
  apiUrl: string;
  /** A copy of the world, to look at or to save. */
  world(): World;
  /** Looks at the world as it is, without the cost of a copy; nothing may be changed. */
  look<T>(at: (world: Readonly<World>) => T): T;
  /** What this person or other bot can do. */
  as(userId: string): Person;
  /** What an administrator can do to channels and people. */
  admin: Administration;
  faults: Faults;
  /** Resolves when no delivery, request or call is under way. Retries that wait for the Clock do not count. */
  settled(): Promise<void>;
  /** Epoch milliseconds of the next retry, delayed delivery or scheduled message, or null. */
  nextDue(): number | null;
  /** Does what is due by then. The clock should stand there already. */
  runDue(now: number): Promise<void>;
  /** Calls the listener after every change of the world; gives the function that ends it. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Methods the app called that this Slack does not know; {@link StandIn.stop} fails when there are any. */
  unknownMethods(): string[];
  /** The last thousand deliveries tried. */
  attempts(): Attempt[];
  /** The last two thousand calls of the Web API. */
  calls(): CallRecord[];
  /** Sends anything to the app, signed, forged or stale as told. */
  send(letter: Letter): Promise<Answer>;
  /** Closes everything; then throws when the app called a method that this Slack does not know. */
  stop(): Promise<void>;
};

const BODY_LIMIT = 5_000_000;

/** Starts a Slack on loopback. It is ready when the promise resolves. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const limits = { ...SLACKS_LIMITS, ...options.limits };
  const listeners = new Set<(change: Change) => void>();
  const { eventsUrl, signingSecret } = options.app;
  const url = typeof eventsUrl === 'string' ? () => eventsUrl : eventsUrl;
  const wire = openWire({ url, secret: signingSecret, machine: machineClock });
  const faults = openFaultBook();
  const slack: Slack = {
    world: structuredClone(options.world),
    clock: options.clock,
    machine: machineClock,
    logger: options.logger ?? null,
    origin: '',
    emit: (event, reach) => post.emit(event, reach),
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
    triggers: new Map(),
    ask: wire.send,
  };
  const memory = clientMemory();
  const post = openPost(slack, wire, faults, limits.eventsPerHour);
  const api = openWebApi(slack, openMeter(slack, limits), faults);

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isLocal(request, slack.origin)) {
      response.writeHead(403).end();
      return true;
    }
    const body = await readBody(request);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/')) await api.answer(path.slice('/api/'.length), request, body, response);
    else if (path.startsWith('/actions/') && request.method === 'POST') {
      const reply = answerAtUrl(slack, path.split('/')[3] ?? '', body);
      response.writeHead(reply.status, { 'content-type': 'text/plain; charset=utf-8' }).end(reply.body);
    } else response.writeHead(404).end();
    return response.writableEnded || response.destroyed;
  };
  const server = createServer((request, response) => {
    const release = wire.hold();
    response.once('close', release);
    serve(request, response)
      .then((answered) => answered || release())
      .catch((error: unknown) => {
        slack.logger?.error({ err: error }, 'stand-in request failed');
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  slack.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  post.resume();

  return {
    apiUrl: `${slack.origin}/api/`,
    world: () => structuredClone(slack.world),
    look: (at) => at(slack.world),
    as: (userId) => person(slack, userId, memory),
    admin: administration(slack),
    faults: { add: faults.add, clear: faults.clear },
    settled: wire.quiet,
    nextDue() {
      const due = [post.nextDue(), nextScheduled(slack)].filter((at) => at !== null);
      return due.length > 0 ? Math.min(...due) : null;
    },
    async runDue(now) {
      postScheduled(slack, now);
      await post.runDue(now);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unknownMethods: api.unknownMethods,
    attempts: post.attempts,
    calls: api.calls,
    send: wire.send,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await wire.close();
      const unknown = api.unknownMethods();
      if (unknown.length > 0) throw new Error(`The app called unknown Web API methods: ${unknown.join(', ')}`);
    },
  };
}

/** Pages of other sites, and names that only point here, get no answer. */
function isLocal(request: IncomingMessage, origin: string): boolean {
  const { port } = new URL(origin);
  const { host, origin: page } = request.headers;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  return own.includes(host ?? '') && (page === undefined || own.includes(page.replace('http://', '')));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) throw new Error('Request too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
