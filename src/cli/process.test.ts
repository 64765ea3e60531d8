import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineClock } from '../clock.ts';
import { sampleSecret, sampleToken, sampleWorld } from '../sandbox/sample/world.ts';
import { type StandIn, startStandIn } from '../sandbox/slack/stand-in.ts';
import { type Running, scratchFolder, spawnGroundrules } from './tests/groundrules.ts';

const root = join(import.meta.dirname, '../..');
const scratch = scratchFolder();
const sample = join(root, 'src/sandbox/sample/nova.yml');
const running: Running[] = [];
let slack: StandIn;

/** What a workspace's start is given. */
const workspace = (more: Record<string, string> = {}) => ({
  GROUNDRULES_DATA: join(scratch.path, 'data'),
  SLACK_BOT_TOKEN: sampleToken,
  SLACK_SIGNING_SECRET: sampleSecret,
  SLACK_API_URL: slack.apiUrl,
  PORT: '0',
  ...more,
});

function begin(words: string[], env: Record<string, string> = {}, file?: string): Running {
  const one = spawnGroundrules(words, env, file);
  running.push(one);
  return one;
}

beforeAll(async () => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root });
  const app = { eventsUrl: 'http://127.0.0.1:9/slack/events', signingSecret: sampleSecret };
  slack = await startStandIn({ clock: machineClock, world: sampleWorld(), app });
});
afterAll(async () => {
  for (const { child, ended } of running) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  }
  await slack.stop();
  scratch.remove();
});

describe('the command in a process of its own', () => {
  test('says what it found and nothing of Node’s own', async () => {
    const { code, out, err } = await begin(['check', sample]).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('fine');
  });

  test.each([
    [1, ['check', 'nonesuch.yml']],
    [2, ['chek']],
    [0, ['--version']],
  ])('ends with %i for %j', async (expected, words) => {
    expect((await begin(words).ended).code).toBe(expected);
  });

  test('works as a link, as npx calls it', async () => {
    // Nothing of it comes from elsewhere, and nothing of it stays.
    const npm = { npm_config_cache: join(scratch.path, 'npm'), npm_config_registry: 'http://127.0.0.1:9/' };
    const { code, out } = await begin(['groundrules', 'check', sample], npm, 'npx').ended;
    expect(code).toBe(0);
    expect(out).toContain('fine');
  });

  test('says what to do when it was not built', async () => {
    const copy = join(scratch.path, 'clone');
    mkdirSync(copy);
    for (const name of ['bin', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
    const { code, err } = await begin(['check', sample], {}, join(copy, 'bin/groundrules.js')).ended;
    expect(code).toBe(1);
    expect(err).toBe('Groundrules is not built yet. Run: npm install && npm run build\n');
  });

  test('names what is missing when only some of the variables are set', async () => {
    const { code, out, err } = await begin(['start'], { SLACK_BOT_TOKEN: sampleToken }).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Not started: SLACK_BOT_TOKEN is set, but not:\n  SLACK_SIGNING_SECRET');
  });
});

describe('a start on a workspace', () => {
  test('says where it listens and what to do first; one at a time; commands beside it; stops with 0', async () => {
    const bot = begin(['start'], workspace());
    await bot.says('client.yml');
    const [second, applied] = await Promise.all([
      begin(['start'], workspace()).ended,
      begin(['apply', join(root, 'src/sandbox/sample/agency.yml'), '--keep'], workspace()).ended,
    ]);
    expect(second.code).toBe(1);
    expect(second.err).toContain(`Groundrules already runs on this data (process ${bot.child.pid}, since `);
    expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('version 1, is in force now') });
    const backup = join(scratch.path, 'backup');
    const [beside, copied, restored] = await Promise.all([
      // A shell that does not know the token finds the database of whoever runs.
      begin(['export', 'agency'], { GROUNDRULES_DATA: workspace().GROUNDRULES_DATA }).ended,
      begin(['backup', backup], workspace()).ended,
      begin(['restore', scratch.path, '--force'], workspace()).ended,
    ]);
    expect(beside).toMatchObject({ code: 0, err: expect.stringContaining('(groundrules)\n') });
    expect(copied.code).toBe(0);
    expect(restored).toMatchObject({ code: 1, err: expect.stringContaining('already runs on this data') });
    bot.child.kill('SIGTERM');
    const { code, out, err } = await bot.ended;
    expect(code).toBe(0);
    expect(err).toMatch(/listens {3}http:\/\/127\.0\.0\.1:\d+\/slack\/events/);
    expect(err).toContain(`data      ${workspace().GROUNDRULES_DATA} (groundrules)`);
    expect(err).toContain('No agreement is in force yet');
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
    expect(existsSync(join(workspace().GROUNDRULES_DATA, 'running.json'))).toBe(false);
  });

  test('is restored from a backup into an empty database, and over a full one by force only', async () => {
    const backup = join(scratch.path, 'backup');
    const elsewhere = workspace({ GROUNDRULES_DATA: join(scratch.path, 'other') });
    expect((await begin(['restore', backup], elsewhere).ended).code).toBe(0);
    const again = await begin(['restore', backup], elsewhere).ended;
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('--force replaces everything') });
    expect((await begin(['export', 'agency'], elsewhere).ended).out).toContain('name: Harbour Studio');
  });

  test('that fails gives everything back and ends by itself', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, err } = await begin(['start'], workspace({ PORT: String(port) })).ended;
    server.close();
    expect(code).toBe(1);
    expect(err).toContain(`Cannot listen: EADDRINUSE: address already in use 127.0.0.1:${port}`);
    expect(existsSync(join(workspace().GROUNDRULES_DATA, 'postgres/postmaster.pid'))).toBe(false);
    const lost = await begin(['start'], workspace({ SLACK_API_URL: 'http://127.0.0.1:59999/' })).ended;
    expect(lost).toMatchObject({ code: 1, err: expect.stringContaining('Slack could not be asked') });
  });

  test('ends at once when asked a second time', async () => {
    const bot = begin(['start'], workspace());
    await bot.says('Groundrules is running');
    bot.child.kill('SIGINT');
    await bot.says('once more ends it at once');
    bot.child.kill('SIGINT');
    const { code } = await bot.ended;
    // It may have come to rest in between; what it must not do is hang.
    expect([0, 130]).toContain(code);
  });
});

describe('a start without Slack', () => {
  test('plays in the sandbox, logs beside its data and stops with 0', async () => {
    const folder = workspace().GROUNDRULES_DATA;
    const bot = begin(['start'], { GROUNDRULES_DATA: folder });
    await bot.says('The log is in');
    const status = await begin(['status', '--json'], { GROUNDRULES_DATA: folder }).ended;
    expect(status.err).toContain('(groundrules_sandbox), the sandbox’s');
    // The sandbox's clock is far from the machine's: commands tell its time.
    expect(JSON.parse(status.out).at).toMatch(/^2026-11-2\d/);
    bot.child.kill('SIGINT');
    const { code, out } = await bot.ended;
    expect(code).toBe(0);
    expect(out).not.toContain('"level"');
    expect(readFileSync(join(folder, 'sandbox.log'), 'utf8')).toContain('"level"');
  });
});
