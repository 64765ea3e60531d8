/** What an operator and their tools ask one process: does it live, can it work, what has it counted. Read only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** Resolves when all is well; throws {@link NotReady} when it is not, {@link Warned} when somebody should look at it. */
export type Check = () => Promise<void>;
export type Checks = Readonly<Record<string, Check>>;

/** Its message is shown to the operator as it is: plain words, what to do, no secrets. Other errors go to the log only. */
export class NotReady extends Error {
  override name = 'NotReady';
}

/** Its message is shown as of {@link NotReady}, but the process can do its work all the same. */
export class Warned extends Error {
  override name = 'Warned';
}

export type AdminOptions = {
  /** A loopback address; none other belongs here, for nobody is asked who they are. */
  host: string;
  port: number;
  registry: Registry;
  checks: Checks;
  /** Brings gauges up to date before they are read. */
  refresh?: () => Promise<void>;
  logger: Logger;
  /** How long one check, or bringing the gauges up to date, may take: milliseconds, 3,000 where absent. */
  patience?: number;
};

export type Admin = { url: string; stop(): Promise<void> };

type Answer = { status: number; type: string; body: string };
type Pages = Readonly<Record<string, () => Promise<Answer>>>;

const usualPatience = 3_000;
/** Answers that have not left by then (milliseconds) are cut off when we stop. */
const stopWithin = 1_000;
const plain = 'text/plain; charset=utf-8';

/**
 * Serves `/healthz`, `/readyz`, `/metrics` and a list of them. Throws an Error that names the port where it is taken or
 * not allowed.
 */
export async function startAdmin(options: AdminOptions): Promise<Admin> {
  const pages = pagesOf(options);
  const server = createServer((request, response) => {
    answer(pages, request, response).catch((error: unknown) => {
      options.logger.error({ err: error }, 'An operator’s question could not be answered');
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  await listen(server, options);
  return { url: addressOf(server), stop: () => stop(server) };
}

function pagesOf({ registry, checks, refresh, logger, patience = usualPatience }: AdminOptions): Pages {
  return {
    '/': async () => ({
      status: 200,
      type: plain,
      body: '/healthz  this process lives\n/readyz   everything it needs answers\n/metrics  what it has counted\n',
    }),
    '/healthz': async () => ({ status: 200, type: plain, body: 'ok\n' }),
    '/readyz': () => readiness(checks, patience, logger),
    '/metrics': async () => {
      // Without the database the gauges are old; what this process itself has counted is still true.
      await within(patience, refresh ?? (async () => {})).catch((error: unknown) => {
        logger.warn({ err: error }, 'Gauges could not be brought up to date');
      });
      return { status: 200, type: registry.contentType, body: await registry.metrics() };
    },
  };
}

async function answer(pages: Pages, { method = '', url = '/' }: IncomingMessage, response: ServerResponse) {
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const path = url.split('?')[0] ?? '/';
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page === undefined) return void response.writeHead(404).end();
  const { status, type, body } = await page();
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(method === 'HEAD' ? undefined : body);
}

async function readiness(checks: Checks, patience: number, logger: Logger): Promise<Answer> {
  const limited = Object.entries(checks).map(([name, check]) => [name, () => within(patience, check)] as const);
  const outcomes = await Promise.all(
    limited.map(async ([name, check]) => [name, await outcomeOf(name, check, logger)] as const),
  );
  const ready = outcomes.every(([, { isReady }]) => isReady);
  const told = Object.fromEntries(outcomes.map(([name, { words }]) => [name, words]));
  const body = `${JSON.stringify({ ready, checks: told }, null, 2)}\n`;
  return { status: ready ? 200 : 503, type: 'application/json; charset=utf-8', body };
}

async function outcomeOf(name: string, check: Check, logger: Logger): Promise<{ isReady: boolean; words: string }> {
  try {
    await check();
    return { isReady: true, words: 'ok' };
  } catch (error) {
    if (error instanceof NotReady) return { isReady: false, words: error.message };
    if (error instanceof Warned) return { isReady: true, words: error.message };
    logger.warn({ err: error, check: name }, 'A check failed');
    return { isReady: false, words: 'Failed; the log says why.' };
  }
}

/** Runs it, and waits no longer than so many milliseconds. */
function within(patience: number, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NotReady(`No answer within ${patience} ms.`)), patience);
    Promise.resolve()
      .then(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

async function listen(server: Server, { port, host }: AdminOptions): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    throw new Error(`ADMIN_PORT ${port} on ${host} ${troubleOf(error)} Set another ADMIN_PORT.`, { cause: error });
  }
}

function troubleOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'is taken by another program.';
  if (code === 'EACCES') return 'may not be used by this user.';
  return `cannot be listened on (${String(code ?? 'unknown')}).`;
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function stop(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), stopWithin);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cutOff);
}
