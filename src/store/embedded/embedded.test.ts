import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, type PoolConfig } from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../../../test/support/process.ts';
import { type Embedded, type EmbeddedOptions, openEmbedded } from './embedded.ts';
import { lockHolder } from './ownership.ts';
import { isPostgres, readPidFile } from './pid-file.ts';
import { type Cluster, initialise, type Reach, stopServer } from './server.ts';

const logger = pino({ level: 'silent' });
const isRoot = process.getuid?.() === 0;
const ownerFile = join(import.meta.dirname, '../../../test/support/embedded-owner.ts');

let root: string;
let dataFolder: string;
const opened: Embedded[] = [];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'groundrules-test-'));
  chmodSync(root, 0o755);
  dataFolder = join(root, 'data');
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop();
  await stopServer({ folder: join(dataFolder, 'postgres') }, 'fast');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = async (more: Partial<EmbeddedOptions> = {}) => {
  const options = { dataFolder, elsewhere: join(root, 'elsewhere'), database: 'groundrules', logger, ...more };
  const embedded = await openEmbedded(options);
  opened.push(embedded);
  return embedded;
};
const serverPid = () => readPidFile(join(dataFolder, 'postgres'))?.pid ?? 0;
const isRunning = () => isPostgres(serverPid());

async function query(connection: PoolConfig, text: string) {
  const pool = new Pool(connection);
  pool.on('error', () => undefined);
  try {
    return (await pool.query(text)).rows;
  } finally {
    await pool.end();
  }
}

describe('the owner', () => {
  test('gets an empty folder turned into a database, and the folder closed again', async () => {
    const { connection, owner, dataFolder: used, stop } = await open();
    expect(await query(connection, 'select current_database() as name')).toEqual([{ name: 'groundrules' }]);
    expect({ owner, used }).toEqual({ owner: true, used: dataFolder });
    await stop();
    expect(isRunning()).toBe(false);
  });

  test('finds its rows again after a stop', async () => {
    const first = await open();
    await query(first.connection, 'create table if not exists kept (number int)');
    await query(first.connection, 'insert into kept values (42)');
    await first.stop();
    const { connection } = await open();
    expect(await query(connection, 'select number from kept')).toEqual([{ number: 42 }]);
  });

  test('reaches it by connection string too', async () => {
    const { connectionString } = await open();
    expect(await query({ connectionString }, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('keeps databases of separate names apart in one server', async () => {
    const real = await open();
    const sandbox = await open({ mode: 'guest', database: 'groundrules_sandbox' });
    await query(sandbox.connection, 'create table if not exists played (number int)');
    expect(await query(real.connection, `select to_regclass('played') as played`)).toEqual([{ played: null }]);
  });

  test('is alone: a second one is refused and told who the first is and since when', async () => {
    await open();
    const second = open();
    await expect(second).rejects.toThrow(new RegExp(`process ${process.pid}, since \\d{4}-\\d\\d-\\d\\dT`));
    expect(isRunning()).toBe(true);
  });

  test('leaves a server behind when it is killed, which the next owner adopts with every row', async () => {
    const first = await runInProcess(ownerFile, [dataFolder, join(root, 'elsewhere')]);
    const { connection } = first.result as { connection: PoolConfig };
    await query(connection, 'create table if not exists survives (number int)');
    await query(connection, 'insert into survives values (7)');
    const pid = serverPid();
    await expect(open()).rejects.toThrow(`process ${first.child.pid}`);
    await first.killHard();
    expect(isRunning()).toBe(true);
    const next = await open();
    expect(serverPid()).toBe(pid);
    expect(await query(next.connection, 'select number from survives')).toEqual([{ number: 7 }]);
    await next.stop();
    expect(isRunning()).toBe(false);
  });

  test('gets a server that died started again in the same place, and stays its owner', async () => {
    const { connection, stop } = await open();
    const pool = new Pool(connection);
    const lost = new Promise((resolve) => pool.once('error', resolve));
    pool.on('error', () => undefined);
    await pool.query('create table if not exists committed (number int)');
    await pool.query('insert into committed values (1)');
    process.kill(serverPid(), 'SIGKILL');
    await lost;
    await expect
      .poll(() => pool.query('select number from committed').then(({ rows }) => rows, String))
      .toEqual([{ number: 1 }]);
    await expect.poll(() => lockHolder(connection as Reach)).toMatchObject({ role: 'owner', pid: String(process.pid) });
    await pool.end();
    await stop();
    expect(isRunning()).toBe(false);
  });

  test('may be interrupted without its database being interrupted with it', async () => {
    await open();
    const group = (pid: number) => execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    expect(group(serverPid())).not.toBe(group(process.pid));
  });
});

describe('a guest', () => {
  test('beside an owner uses the owner’s server and leaves it running', async () => {
    const owner = await open();
    const guest = await open({ mode: 'guest' });
    expect(guest.owner).toBe(false);
    expect(guest.connection).toEqual(owner.connection);
    await guest.stop();
    expect(await query(owner.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('alone starts the server and stops it when it leaves', async () => {
    const guest = await open({ mode: 'guest' });
    expect(isRunning()).toBe(true);
    await guest.stop();
    expect(isRunning()).toBe(false);
  });

  test('leaves the light on for another guest, who turns it off', async () => {
    const [first, second] = await Promise.all([open({ mode: 'guest' }), open({ mode: 'guest' })]);
    await first.stop();
    expect(await query(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(isRunning()).toBe(false);
  });

  test('leaves the light on for an owner who came meanwhile', async () => {
    const guest = await open({ mode: 'guest' });
    const owner = await open();
    await guest.stop();
    expect(await query(owner.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.stop();
    expect(isRunning()).toBe(false);
  });

  test('never stops a server that a killed owner left behind', async () => {
    const owner = await runInProcess(ownerFile, [dataFolder, join(root, 'elsewhere')]);
    await owner.killHard();
    const guest = await open({ mode: 'guest' });
    await guest.stop();
    expect(isRunning()).toBe(true);
  });

  test('may come and go in a crowd: somebody always finds the database', async () => {
    const visits = Array.from({ length: 6 }, async () => {
      const guest = await open({ mode: 'guest' });
      expect(await query(guest.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await guest.stop();
    });
    await Promise.all(visits);
    expect(isRunning()).toBe(false);
  });
});

describe('the folder', () => {
  test('of another Postgres major is refused, unchanged, with what to do', async () => {
    const old = join(root, 'old');
    mkdirSync(join(old, 'postgres'), { recursive: true });
    writeFileSync(join(old, 'postgres/PG_VERSION'), '15\n');
    if (isRoot) chownSync(join(old, 'postgres'), 1, 1);
    await expect(open({ dataFolder: old })).rejects.toThrow(/made by Postgres 15.*groundrules backup DIR/s);
    expect(readFileSync(join(old, 'postgres/PG_VERSION'), 'utf8')).toBe('15\n');
  });

  test('made by several at once is made once', async () => {
    const fresh = join(root, 'fresh');
    const guests = await Promise.all([1, 2].map(() => open({ dataFolder: fresh, mode: 'guest' })));
    expect(new Set(guests.map((guest) => guest.connection.host)).size).toBe(1);
    for (const guest of guests) await guest.stop();
    expect(readPidFile(join(fresh, 'postgres'))).toBeUndefined();
  });

  test.runIf(isRoot)(
    'below one that nobody may enter is replaced by another, always the same, and said so',
    async () => {
      const home = join(root, 'home');
      mkdirSync(home, { mode: 0o700 });
      const first = await open({ dataFolder: join(home, 'project/.groundrules') });
      expect(first.dataFolder).toMatch(join(root, 'elsewhere'));
      expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await first.stop();
      const again = await open({ dataFolder: join(home, 'project/.groundrules') });
      expect(again.dataFolder).toBe(first.dataFolder);
      await again.stop();
    },
  );

  test.runIf(isRoot)('that another user made is served in that user’s name', async () => {
    const theirs = join(root, 'theirs');
    await (await open({ dataFolder: theirs })).stop();
    execFileSync('chown', ['-R', '1:1', theirs]);
    const again = await open({ dataFolder: theirs });
    expect(await query(again.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(join(theirs, 'postgres/postmaster.pid')).uid).toBe(1);
    await again.stop();
  });

  test('of a user whom we may not serve is refused with what to do', async () => {
    const folder = join(root, 'foreign');
    mkdirSync(folder);
    const user = process.getuid?.() ?? 0;
    const cluster = { folder, servant: { uid: user + 1, gid: 1 } } as Cluster;
    await expect(initialise(cluster)).rejects.toThrow(/belongs to user .*chown/);
  });

  test('holds a log that quotes neither statements nor rows', async () => {
    const { connection } = await open();
    await query(connection, 'create table if not exists one_word (word text primary key)');
    await query(connection, `insert into one_word values ('canary')`);
    await expect(query(connection, `insert into one_word values ('canary')`)).rejects.toThrow('duplicate key');
    const log = readFileSync(join(dataFolder, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('canary');
  });

  test.runIf(process.platform === 'linux')('is served by a process that never saw our environment', async () => {
    await open();
    const environment = readFileSync(`/proc/${serverPid()}/environ`, 'utf8').split('\0').filter(Boolean);
    expect(environment.map((entry) => entry.split('=')[0]).filter((name) => !name?.startsWith('PG'))).toEqual([
      'LC_ALL',
      'TZ',
      'PATH',
    ]);
  });
});
