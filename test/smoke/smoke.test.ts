import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleToken } from '../../src/sandbox/sample/world.ts';
import { postsWhereClientsRead } from '../support/gate.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { type Environment, missingFor } from './environment.ts';
import { compareKeys, type KeyLists, recordKeys } from './keys.ts';
import { type Hand, playSmoke, type Smoke } from './play.ts';

let sandbox: TestSandbox;
const recording = recordKeys();
const told: string[] = [];
const kinds = [
  { kind: 'shared', channel: 'C0SMOKE', client: 'U0ANNA' },
  { kind: 'own', channel: 'C0SMOKEOWN', client: 'U0SAM' },
] as const;

beforeAll(async () => {
  sandbox = await testSandbox();
  for (const { kind, channel, client } of kinds) {
    const members = ['U0MIRA', 'U0RUTH', client, 'U0RULES'];
    const shared = kind === 'shared' ? ['T0NOVA'] : [];
    await sandbox.slack.admin.addChannel({ id: channel, name: `smoke-${kind}`, members, shared });
  }
});
afterAll(async () => {
  recording.stop();
  await sandbox.drop();
});

function hand(userId: string, channel: string): Hand {
  const { slack, walk } = sandbox;
  return {
    userId,
    write: async (text) => (await slack.as(userId).post(channel, text)).ts,
    edit: (ts, text) => slack.as(userId).edit(channel, ts, text),
    erase: async (ts) => {
      await slack.as(userId).delete(channel, ts);
      await walk.rest();
    },
  };
}

/** The clock walks a second at a time, as the real one would while somebody looks again and again. */
async function until(isSo: () => Promise<boolean>, within: number): Promise<boolean> {
  const end = sandbox.time.clock() + within;
  for (;;) {
    await sandbox.walk.rest();
    if (await isSo()) return true;
    if (sandbox.time.clock() >= end) return false;
    await sandbox.walk.to(sandbox.time.clock() + 1_000);
  }
}

function smoke({ channel, client }: (typeof kinds)[number]): Smoke {
  return {
    house: sandbox.house(),
    bot: new WebClient(sampleToken, { slackApiUrl: sandbox.slack.apiUrl }),
    client: hand(client, channel),
    owner: hand('U0MIRA', channel),
    managerId: 'U0RUTH',
    slackChannelId: channel,
    recording,
    until,
    tell: (line) => told.push(line),
  };
}

describe('the smoke script', () => {
  test('plays its story against the stand-in, every step holds, and what the stand-in sends is written down', async () => {
    const keys: Partial<Record<string, KeyLists>> = {};
    for (const one of kinds) {
      told.length = 0;
      recording.take();
      expect(await playSmoke(smoke(one))).toEqual([]);
      expect(told.filter((line) => line.startsWith('✓'))).toHaveLength(7);
      keys[one.kind] = recording.take();
    }
    expect(postsWhereClientsRead(sandbox)).toEqual([]);
    const events = ['message', 'message.message_changed', 'message.message_deleted', 'users.info of a client'];
    expect(Object.keys(keys.shared ?? {})).toEqual(expect.arrayContaining(events));
    await expect(`${JSON.stringify(keys, null, 2)}\n`).toMatchFileSnapshot('stand-in-keys.json');
  });

  test('takes back everything it wrote, its notices included', () => {
    const left = sandbox.slack.look(({ messages }) => Object.values(messages).flat());
    expect(left.filter(({ text }) => /smoke test|thank you/i.test(text))).toEqual([]);
  });

  test('says of a step that fails which it was', async () => {
    sandbox.slack.faults.add({ kind: 'lose-delivery', event: 'message' });
    const failures = await playSmoke({ ...smoke(kinds[0]), until: async (isSo) => isSo() });
    sandbox.slack.faults.clear();
    expect(failures[0]).toBe('the owner is warned by direct message, with the words');
  });

  test('without what it needs it says what that is, each with where to find it', () => {
    expect(missingFor({}).map((line) => line.split(':')[0])).toEqual([
      'SMOKE_BOT_TOKEN',
      'SMOKE_USER_TOKEN',
      'SMOKE_STAFF_TOKEN',
      'SMOKE_CHANNEL',
      'SMOKE_APP_TOKEN',
    ]);
    const all: Environment = {
      SMOKE_BOT_TOKEN: 'xoxb-1',
      SMOKE_USER_TOKEN: 'xoxp-1',
      SMOKE_STAFF_TOKEN: 'xoxp-2',
      SMOKE_CHANNEL: 'C1',
      SMOKE_APP_TOKEN: 'xapp-1',
    };
    expect(missingFor(all)).toEqual([]);
  });
});

describe('key lists', () => {
  test('what the stand-in invents is told apart from what it leaves out; kinds that came only once are left alone', () => {
    const standIn = { message: ['event.ts', 'event.made_up'], pin_added: ['event.pin'] };
    const slack = { message: ['event.ts', 'event.new_in_slack'] };
    expect(compareKeys(standIn, slack)).toEqual({
      invented: [{ kind: 'message', path: 'event.made_up' }],
      missing: [{ kind: 'message', path: 'event.new_in_slack' }],
    });
  });
});
