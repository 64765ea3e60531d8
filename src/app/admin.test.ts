import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Counter, Gauge, Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { type Admin, type AdminOptions, NotReady, startAdmin } from './admin.ts';

const logged: string[] = [];
const logger = pino({}, { write: (line: string) => void logged.push(line) });
const running: Admin[] = [];

async function start(options: Partial<AdminOptions> = {}): Promise<string> {
  const defaults = { host: '127.0.0.1', port: 0, registry: new Registry(), checks: {}, logger };
  const admin = await startAdmin({ ...defaults, ...options });
  running.push(admin);
  return admin.url;
}

async function ready(url: string) {
  const response = await fetch(`${url}/readyz`);
  return {
    status: response.status,
    ...((await response.json()) as { ready: boolean; checks: Record<string, string> }),
  };
}

afterEach(async () => {
  logged.length = 0;
  await Promise.all(running.splice(0).map((admin) => admin.stop()));
});

test('it says that it lives, even when nothing that it needs does', async () => {
  const url = await start({ checks: { database: () => Promise.reject(new NotReady('Gone.')) } });
  const response = await fetch(`${url}/healthz`);
  expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
});

test('it is ready when every check is', async () => {
  const url = await start({ checks: { database: async () => {}, queue: async () => {} } });
  expect(await ready(url)).toEqual({ status: 200, ready: true, checks: { database: 'ok', queue: 'ok' } });
});

test('it names each check that fails, in words for an operator', async () => {
  const url = await start({
    checks: { database: async () => {}, queue: () => Promise.reject(new NotReady('No Redis.')) },
  });
  expect(await ready(url)).toEqual({ status: 503, ready: false, checks: { database: 'ok', queue: 'No Redis.' } });
});

test('an error that nobody foresaw is told to the log and not to the page', async () => {
  const secret = 'postgresql://bot:hunter2@db/bot';
  const url = await start({
    checks: {
      database: () => Promise.reject(new Error(secret)),
      queue: () => {
        throw new Error('not even a promise');
      },
    },
  });
  const answer = await ready(url);
  expect(answer).toEqual({
    status: 503,
    ready: false,
    checks: { database: 'Failed; the log says why.', queue: 'Failed; the log says why.' },
  });
  expect(logged.join('')).toContain('"check":"database"');
});

test('a check that hangs holds nobody up for long, and no other check at all', async () => {
  const begun: string[] = [];
  const hang = (name: string) => () => {
    begun.push(name);
    return new Promise<void>(() => {});
  };
  const checks = { first: hang('first'), second: hang('second'), third: async () => {} };
  const url = await start({ checks, patience: 50 });
  const told = { first: 'No answer within 50 ms.', second: 'No answer within 50 ms.', third: 'ok' };
  expect(await ready(url)).toEqual({ status: 503, ready: false, checks: told });
  expect(begun).toEqual(['first', 'second']);
});

test('metrics are brought up to date before they are read, in Prometheus’ form', async () => {
  const registry = new Registry();
  const gauge = new Gauge({ name: 'waiting', help: 'Waiting.', registers: [registry] });
  const url = await start({ registry, refresh: async () => gauge.set(7) });
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toBe(registry.contentType);
  expect(await response.text()).toContain('\nwaiting 7\n');
});

test('what was counted is told even when the gauges cannot be brought up to date', async () => {
  const registry = new Registry();
  new Counter({ name: 'seen', help: 'Seen.', registers: [registry] }).inc(3);
  const url = await start({ registry, refresh: () => Promise.reject(new Error('no database')) });
  const response = await fetch(`${url}/metrics`);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('\nseen 3\n')]);
});

test('its first page lists the others, and every page it lists is there', async () => {
  const url = await start();
  const list = await (await fetch(url)).text();
  const paths = list.match(/^\/\w+/gm) ?? [];
  expect(paths).toEqual(['/healthz', '/readyz', '/metrics']);
  for (const path of paths) expect((await fetch(url + path)).status).toBe(200);
});

test('it takes no other page and no other method', async () => {
  const url = await start();
  expect((await fetch(`${url}/constructor`)).status).toBe(404);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  expect(await (await fetch(`${url}/healthz?probe=1`, { method: 'HEAD' })).text()).toBe('');
});

test('a port that is taken is named in the error', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(
    `ADMIN_PORT ${port} on 127.0.0.1 is taken by another program. Set another ADMIN_PORT.`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test('once stopped it answers nobody', async () => {
  const admin = await startAdmin({ host: '127.0.0.1', port: 0, registry: new Registry(), checks: {}, logger });
  await (await fetch(admin.url)).text();
  await admin.stop();
  await expect(fetch(admin.url)).rejects.toThrow();
});
