import { describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { readConfig } from '../config.ts';
import { openOffice } from '../main.ts';
import { commandLogger } from './logger.ts';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';

const words = 'Could you send the invoice again, please?';
const story = tellWaitingStory(words);

describe('status', () => {
  test('lists what waits with its due time, who has it and a link, never the words', async () => {
    const { code, out } = await groundrules('status');
    expect(code).toBe(0);
    expect(out).toMatch(/^DUE +CLIENT +STATE +WITH +MESSAGE/);
    expect(out).toMatch(
      /^Mon 23 Nov 2026 10:50 .* nova +\S+ +Mira Aksoy +https:\/\/harbourstudio\.slack\.com\/archives\/C0NOVA\/p\d{16}$/m,
    );
    expect(out).toMatch(/As of .* Europe\/Berlin\./);
    expect(out).not.toContain('invoice');
  });

  test('gives programs ids and ISO instants', async () => {
    const { out } = await groundrules('status', 'nova', '--json');
    const { waiting } = JSON.parse(out);
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toMatchObject({
      clientId: 'nova',
      askedAt: '2026-11-20T15:50:00.000Z',
      dueAt: '2026-11-23T09:50:00.000Z',
      asker: 'U0ANNA',
      with: { id: 'U0MIRA', name: 'Mira Aksoy' },
    });
  });

  test('of a client for whom nothing waits says so', async () => {
    expect((await groundrules('status', 'orchard')).out).toBe('Nothing is waiting for an answer.');
  });

  test('names first the channels in which nothing is heard, since when and why', async () => {
    const { store, shell } = story.sandbox().house();
    const channelId = await store.people.channelId('C0ORCHARD');
    await store.people.deafen([channelId], 'left', shell.clock());
    const { out } = await groundrules('status', 'orchard');
    expect(out).toMatch(/^Nothing is heard in \S+ \(orchard\) since .*: the bot is not in it\.\nNothing is waiting/);
    const { deaf } = JSON.parse((await groundrules('status', '--json')).out);
    expect(deaf).toMatchObject([{ clientId: 'orchard', channel: 'C0ORCHARD', because: 'left' }]);
  });

  test('refuses an unknown client and says which was meant', async () => {
    const { code, err } = await groundrules('status', 'nvoa');
    expect(code).toBe(1);
    expect(err).toContain('No agreement has the id nvoa. Did you mean nova?');
  });
});

describe('why', () => {
  const waiting = async () => JSON.parse((await groundrules('status', '--json')).out).waiting[0];

  test.each([
    ['a link', (one: { link: string }) => one.link],
    ['a link into a thread', (one: { link: string }) => `${one.link}?thread_ts=1.0&cid=C0NOVA`],
    ['a conversation’s id', (one: { id: string }) => one.id],
    ['a deadline’s id', (one: { deadlineIds: string[] }) => one.deadlineIds[0] ?? ''],
  ])('says by %s how it was read, what was promised and why', async (_, idOf) => {
    const { code, out } = await groundrules('why', idOf(await waiting()));
    expect(code).toBe(0);
    expect(out).toContain('written  Fri 20 Nov 2026 16:50 Europe/Berlin, by Anna Novak');
    expect(out).toMatch(/read as +needs an answer/);
    expect(out).toMatch(/response-window, reply +due Mon 23 Nov 2026 10:50 +pending/);
    expect(out).toMatch(/Fri 20 Nov 2026 16:50 +response-window +It waits for an answer, due \S/);
    expect(out).not.toContain('invoice');
  });

  test('as JSON holds no words either', async () => {
    const { out } = await groundrules('why', (await waiting()).id, '--json');
    expect(JSON.parse(out)).toMatchObject({ clientId: 'nova', message: { author: 'U0ANNA', needsReply: true } });
    expect(out).not.toContain('invoice');
  });

  test.each([
    ['a channel nobody named', 'https://x.slack.com/archives/C0NOPE/p1795189800000100', 'No channel C0NOPE is known'],
    ['a message nobody heard', 'https://x.slack.com/archives/C0NOVA/p1000000000000100', 'Nothing is recorded about'],
    ['a link to no message', 'https://x.slack.com/archives/C0NOVA', 'no link to a message'],
    ['an id of nothing', 'hello', 'Nothing here has the id hello'],
  ])('refuses %s', async (_, asked, because) => {
    const { code, err } = await groundrules('why', asked);
    expect(code).toBe(1);
    expect(err).toContain(because);
  });
});

describe('export', () => {
  test('prints the file in force with its comments, under a line that names the version', async () => {
    const { code, out } = await groundrules('export', 'nova');
    expect(code).toBe(0);
    expect(out).toContain('# Exported by groundrules: version 1, in force since Fri 20 Nov 2026 16:50 Europe/Berlin.');
    expect(out).toContain('# Nova Bikes: shared with them by Slack Connect.');
    expect((await groundrules('export', 'agency')).out).toContain('name: Harbour Studio');
  });

  test.each([
    ['an unknown client', ['nvoa'], 1, 'Did you mean nova?'],
    ['a version that never was', ['nova', '--version', '9'], 1, 'There is no version 9 of nova; there are 1 to 1.'],
    ['what is no version', ['nova', '--version', 'x'], 2, '"x" is no version'],
  ])('refuses %s', async (_, words, expected, because) => {
    const { code, err } = await groundrules('export', ...words);
    expect(err).toContain(because);
    expect(code).toBe(expected);
  });
});

describe('people', () => {
  test('prints who is in a channel on which side, to paste', async () => {
    const { code, out } = await groundrules('people', 'https://harbourstudio.slack.com/archives/C0NOVA');
    expect(code).toBe(0);
    expect(out).toMatch(/^people:\n {2}owner: U0\w+ /);
    expect(out).toMatch(/\n {2}client:\n {4}- U0ANNA Anna Novak/);
    expect(out).not.toContain('U0RULES');
  });

  test.each([
    ['a channel’s name', '#nova', 2, 'is no channel'],
    ['a channel the bot cannot see', 'C0NOPE', 1, 'Slack shows the bot no channel C0NOPE'],
  ])('refuses %s', async (_, channel, expected, because) => {
    const { code, err } = await groundrules('people', channel);
    expect(err).toContain(because);
    expect(code).toBe(expected);
  });

  test('needs a token', async () => {
    vi.stubEnv('SLACK_BOT_TOKEN', '');
    const { code, err } = await groundrules('people', 'C0NOVA');
    vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-sandbox');
    expect({ code, err }).toEqual({ code: 1, err: 'people reads from Slack: set SLACK_BOT_TOKEN.' });
  });
});

describe('retry', () => {
  test('lists what was given up and lets it be tried again, once', async () => {
    expect((await groundrules('retry')).out).toBe('Nothing was given up.');
    const office = await openOffice(readConfig('database'), commandLogger(false));
    const { store, home } = office;
    const channelId = await store.people.channelId('C0NOVA');
    const payload = { kind: 'address', where: 'mention', slackChannelId: 'C0NOVA', ts: '1.000001' } as const;
    const more = { threadTs: null, by: 'U0ANNA', byTeamId: null };
    const row = { key: 'given-up', channelId, source: 'live' as const, payload: { ...payload, ...more } };
    const [claimed] = await store.inbox.claim([row], 1_795_190_000_000);
    const inboxId = claimed?.id ?? '';
    await store.inbox.failed(inboxId, 'TypeError', null);
    const happened = {
      id: 'e1',
      workspaceId: home.workspaceId,
      clientId: 'nova',
      actor: null,
      side: 'neither',
    } as const;
    const event = {
      ...happened,
      occurredAt: 0,
      source: 'live',
      kind: 'DeadlineDue',
      deadlineId: 'd1',
      rule: 'response-window',
      channelId,
    } as const;
    await store.transaction((tx) =>
      tx.recordFailure(event, 'response-window', 'RangeError', 8, null, 1_795_190_060_000),
    );
    try {
      const { out } = await groundrules('retry');
      expect(out).toMatch(/address +nova +TypeError/);
      expect(out).toMatch(/response-window on DeadlineDue +nova +RangeError/);
      const dead = JSON.parse((await groundrules('retry', '--json')).out);
      expect(dead).toHaveLength(2);
      for (const { id } of dead) expect((await groundrules('retry', id)).code).toBe(0);
      expect((await groundrules('retry')).out).toBe('Nothing was given up.');
      expect(await store.inbox.due(office.clock(), 10)).toContain(inboxId);
      expect((await store.failures.due(office.clock(), 10)).map(({ rule }) => rule)).toEqual(['response-window']);
      expect((await groundrules('retry', dead[1].id)).code).toBe(1);
    } finally {
      await office.close();
    }
  });

  test('refuses an id of nothing', async () => {
    const { code, err } = await groundrules('retry', 'nope');
    expect(code).toBe(1);
    expect(err).toContain('Nothing with the id nope was given up.');
  });
});

describe('what commands need', () => {
  test('a database that cannot be reached is said in a line, without the address', async () => {
    const before = process.env.DATABASE_URL ?? '';
    vi.stubEnv('DATABASE_URL', 'postgresql://mira:secret@127.0.0.1:1/house');
    const { code, err } = await groundrules('status');
    vi.stubEnv('DATABASE_URL', before);
    expect(code).toBe(1);
    expect(err).toMatch(/^The database cannot be reached \(ECONNREFUSED\)\. See whether DATABASE_URL/);
    expect(err).not.toContain('secret');
  });

  test('what nobody foresaw is one line; --verbose says where, never what was written', async () => {
    const { db } = story.sandbox();
    await db.query('alter table conversations rename column asker to elsewhere');
    const plain = await groundrules('status');
    const verbose = await groundrules('status', '--verbose');
    await db.query('alter table conversations rename column elsewhere to asker');
    expect(plain.code).toBe(1);
    expect(plain.err).toMatch(
      /^Data: .*\nSomething unexpected went wrong\. Run it again with --verbose to see what\.$/,
    );
    expect(verbose.err).toContain('"code":"42703"');
    expect(verbose.err).toMatch(/\n {4}at /);
    expect(verbose.err).not.toContain('select');
  });

  test.each(['backup', 'restore'])('%s of a database of one’s own is left to its tools', async (command) => {
    const { code, err } = await groundrules(command, story.folder);
    expect(code).toBe(1);
    expect(err).toContain(`${command} is for the embedded database. For the one of DATABASE_URL use pg_`);
  });

  test('a database of another version is migrated on purpose only', async () => {
    const before = process.env.DATABASE_URL ?? '';
    const other = await testDatabase();
    await other.pool.query('drop schema drizzle cascade');
    vi.stubEnv('DATABASE_URL', other.connectionString);
    const { code, err } = await groundrules('status');
    vi.stubEnv('DATABASE_URL', before);
    await other.drop();
    expect(code).toBe(1);
    expect(err).toContain('The database is older than this version. Run: groundrules migrate');
  });

  test('migrate says when there is nothing to do', async () => {
    expect(await groundrules('migrate')).toMatchObject({
      code: 0,
      out: 'Nothing to migrate in: the database of DATABASE_URL.',
    });
  });
});
