import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Ask, DeafChannel } from '../engine/facts.ts';
import { type Identity, SlackUnavailable } from '../engine/ports.ts';
import { type Admin, startAdmin } from './admin.ts';
import { type ReadinessPorts, readinessChecks, readWantedScopes } from './readiness.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const minute = 60_000;
const us: Identity = {
  workspaceId: 'T0HOME',
  enterpriseId: null,
  botUserId: 'U0BOT',
  botId: 'B0BOT',
  url: 'https://example.slack.com/',
  scopes: ['chat:write', 'users:read'],
};

const running: Admin[] = [];
afterEach(() => Promise.all(running.splice(0).map((admin) => admin.stop())));

function storeOf(
  unsent: { oldestUnsentAt: number | null; outbox: number },
  deaf: DeafChannel[],
): ReadinessPorts['store'] {
  return { backlog: async () => ({ inbox: 0, dead: 0, ...unsent }), ask: (async () => deaf) as unknown as Ask };
}

const well: ReadinessPorts = {
  clock: () => noon,
  machineClock: () => noon,
  pool: { query: async () => {} },
  schemaLevel: async () => ({ state: 'current' }),
  queue: { health: async () => {} },
  store: storeOf({ oldestUnsentAt: null, outbox: 0 }, []),
  paging: { used: async () => ['slack', 'sms', 'call'], missing: () => [] },
  askIdentity: async () => us,
  wantedScopes: us.scopes,
};

/** What a probe over HTTP hears: its status, and whatever is not well. */
async function probe(ports: Partial<ReadinessPorts>) {
  const checks = readinessChecks({ ...well, ...ports });
  const logger = pino({ level: 'silent' });
  const admin = await startAdmin({ host: '127.0.0.1', port: 0, registry: new Registry(), checks, logger });
  running.push(admin);
  return async () => {
    const response = await fetch(`${admin.url}/readyz`);
    const { checks: told } = (await response.json()) as { checks: Record<string, string> };
    return {
      status: response.status,
      trouble: Object.fromEntries(Object.entries(told).filter(([, is]) => is !== 'ok')),
    };
  };
}

const once = async (ports: Partial<ReadinessPorts>) => (await probe(ports))();
const unsentSince = (oldestUnsentAt: number) => ({ store: storeOf({ oldestUnsentAt, outbox: 2 }, []) });

test('a process that has all it needs is ready', async () => {
  expect(await once({})).toEqual({ status: 200, trouble: {} });
});

test('a database that is down is told by the code of its error and without its address', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED postgresql://bot:hunter2@db'), {
    code: 'ECONNREFUSED',
  });
  const { status, trouble } = await once({ pool: { query: () => Promise.reject(refused) } });
  expect(status).toBe(503);
  expect(trouble).toEqual({
    database: 'The database does not answer. Is Postgres running, and DATABASE_URL right? (ECONNREFUSED)',
  });
});

test('a queue that is down is told with what it means', async () => {
  const { trouble } = await once({ queue: { health: () => Promise.reject(new Error('The queue is not connected.')) } });
  expect(trouble.queue).toMatch(/^The queue does not answer\. Alarms come from the sweep/);
});

test.each([
  ['older', 'The database has an older schema. Run `groundrules migrate`.'],
  ['newer', 'The database was migrated by a newer Groundrules. Run that one here too.'],
] as const)('a database with a schema %s than this version is told with what to do', async (state, words) => {
  expect(await once({ schemaLevel: async () => ({ state }) })).toEqual({ status: 503, trouble: { schema: words } });
});

test('a token that Slack refuses is told in Slack’s word for it', async () => {
  const askIdentity = () => Promise.reject(new SlackUnavailable('Slack could not be asked: token_revoked', null));
  const words = 'Slack could not be asked: token_revoked. If Slack is up, look at SLACK_BOT_TOKEN.';
  expect(await once({ askIdentity })).toEqual({ status: 503, trouble: { slack: words, scopes: words } });
});

test('scopes that the manifest asks for and the token lacks are named', async () => {
  const wantedScopes = ['chat:write', 'reactions:read', 'users:read', 'im:history'];
  const words = 'The token lacks reactions:read, im:history. Update the app from manifest.yml and install it again.';
  expect(await once({ wantedScopes })).toEqual({ status: 503, trouble: { scopes: words } });
});

test('scopes without which it only does less are named, and it is ready all the same', async () => {
  const wantedScopes = ['chat:write', 'pins:write', 'users:read'];
  const words = 'The token lacks pins:write. Update the app from manifest.yml and install it again.';
  expect(await once({ wantedScopes })).toEqual({ status: 200, trouble: { scopes: words } });
});

test('the scopes compared are those of the manifest that people paste', () => {
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  expect(readWantedScopes()).toEqual(manifest.oauth_config.scopes.bot);
  expect(readWantedScopes().length).toBeGreaterThan(0);
});

test('ten minutes with something unsent are borne, more are told', async () => {
  expect((await once(unsentSince(noon - 10 * minute))).status).toBe(200);
  expect(await once(unsentSince(noon - 10 * minute - 1))).toEqual({
    status: 503,
    trouble: { delivery: '2 unsent, the oldest for 10 minutes. Look at Slack and at this log’s errors.' },
  });
});

test('a channel of a client in which nothing is heard is named, and the process stays in use', async () => {
  const nova: DeafChannel = {
    id: 'nova-channel',
    slackChannelId: 'C0NOVA',
    clientId: 'nova',
    name: 'nova-bikes',
    role: 'shared',
    isArchived: false,
    isMember: false,
    isExternallyShared: true,
    because: 'left',
    since: noon,
  };
  expect(await once({ store: storeOf({ oldestUnsentAt: null, outbox: 0 }, [nova]) })).toEqual({
    status: 200,
    trouble: {
      channels: 'Nothing is heard in C0NOVA (nova, left, since 2026-03-02T12:00:00.000Z). See: groundrules status',
    },
  });
});

test('a way that agreements page by and this process cannot is named, and the process stays in use', async () => {
  const missing = (way: string) => (way === 'sms' ? ['TWILIO_ACCOUNT_SID', 'TWILIO_FROM'] : []);
  const { status, trouble } = await once({ paging: { ...well.paging, missing } });
  expect(status).toBe(200);
  expect(Object.keys(trouble)).toEqual(['paging']);
  expect(trouble.paging).toContain('Nobody can be paged by sms (TWILIO_ACCOUNT_SID, TWILIO_FROM).');
});

test('Slack is asked once for both checks, and again only after half a minute', async () => {
  let machineNow = noon;
  let asked = 0;
  const ask = await probe({
    machineClock: () => machineNow,
    askIdentity: async () => {
      asked += 1;
      return us;
    },
  });
  await ask();
  machineNow += 30_000;
  await ask();
  expect(asked).toBe(1);
  machineNow += 1;
  await ask();
  expect(asked).toBe(2);
});

test('once Slack is back, the next probe knows', async () => {
  let isDown = true;
  const ask = await probe({
    askIdentity: () =>
      isDown ? Promise.reject(new SlackUnavailable('Slack could not be asked: http 503', null)) : Promise.resolve(us),
  });
  expect((await ask()).status).toBe(503);
  isDown = false;
  expect((await ask()).status).toBe(200);
});
