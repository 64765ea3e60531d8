/**
 * The sandbox's page: its document, what it looks at (over a WebSocket) and what is done on it (posted). On loopback, for
 * this machine's own page only.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Rehearsal } from '../rehearsal.ts';
import { asset } from './assets.ts';
import { carryOut } from './deeds.ts';
import { pageDocument } from './document.ts';
import { isOwn, safetyHeaders } from './guard.ts';
import { openWindow } from './window.ts';

export type PageServer = { url: string; stop(): Promise<void> };

export type PageServerOptions = {
  logger: Logger;
  /** Port on loopback; any free one where it is taken. */
  port: number;
};

/** More than anybody types; a deed beyond it is refused. */
const BODY_LIMIT = 1_000_000;

/** Serves the page of a rehearsal on 127.0.0.1. It is ready when the promise resolves. */
export async function servePage(rehearsal: Rehearsal, { logger, port }: PageServerOptions): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(rehearsal, logger, portOf(server), request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'The page was not answered');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const live = new WebSocketServer({ noServer: true, maxPayload: 10_000 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.origin === undefined || !isOwn(request, portOf(server)) || pathOf(request) !== '/live') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    live.handleUpgrade(request, socket, head, (client) => follow(rehearsal, logger, client));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    stop: async () => {
      for (const client of live.clients) client.close(1001);
      live.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function follow(rehearsal: Rehearsal, logger: Logger, client: WebSocket): void {
  const window = openWindow(rehearsal, {
    send: (frame) => client.send(JSON.stringify(frame)),
    logger,
  });
  client.on('message', (data) => window.look(String(data)));
  client.on('close', window.close);
  client.on('error', () => client.terminate());
}

async function answer(
  rehearsal: Rehearsal,
  logger: Logger,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  const headers = safetyHeaders(nonce, request.headers.host ?? '');
  const send = (status: number, type: string, body: string | Buffer) =>
    void response.writeHead(status, { ...headers, 'content-type': type }).end(body);
  if (!isOwn(request, port)) return send(403, 'text/plain', 'This page is for this machine only.\n');
  const path = pathOf(request);
  if (path === '/do' && request.method === 'POST') {
    const done = await carryOut(rehearsal, logger, await bodyOf(request));
    return send(200, 'application/json', JSON.stringify(done));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Not here.\n');
  if (path === '/') return send(200, 'text/html; charset=utf-8', pageDocument(nonce));
  const found = path.startsWith('/assets/') ? asset(path.slice('/assets/'.length)) : null;
  return found === null ? send(404, 'text/plain', 'There is nothing here.\n') : send(200, found.type, found.body);
}

const pathOf = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://localhost').pathname;

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Null: it was no JSON, or too long. A page of another site cannot send JSON without being asked for its origin. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type']?.startsWith('application/json') !== true) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_LIMIT) parts.push(part);
  }
  try {
    return size > BODY_LIMIT ? null : JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}

async function listen(server: Server, port: number): Promise<void> {
  const at = (chosen: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(chosen, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  try {
    await at(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await at(0);
  }
}
