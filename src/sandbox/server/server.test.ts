import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { post, type TestRehearsal, testRehearsal } from '../../../test/support/rehearsal.ts';

let sandbox: TestRehearsal;
beforeAll(async () => {
  sandbox = await testRehearsal();
});
afterAll(() => sandbox.drop());

const nova = (as: string) => ({ as, channel: 'C0NOVA', curtain: false, selected: null });
const says = (as: string, text: string) => sandbox.do({ as, deed: 'post', channel: 'C0NOVA', text });

/** Asks with headers that fetch would not let through; gives the status. */
function ask(headers: Record<string, string>, about: { method?: string; path?: string } = {}): Promise<number> {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const { method = 'GET', path = '/' } = about;
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? '{}' : undefined);
  });
}

/** The status with which a WebSocket is refused; 101 where it is not. */
function knock(origin: string | undefined): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}live`, origin === undefined ? {} : { origin });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_asked, response) => {
      socket.terminate();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
}

describe('who may look at the page', () => {
  test('listens on loopback', () => {
    expect(new URL(sandbox.url).hostname).toBe('127.0.0.1');
  });

  test('this machine’s own page and programs, by both its names', async () => {
    const { port } = new URL(sandbox.url);
    expect(await ask({})).toBe(200);
    expect(await ask({ host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
  });

  test.each([
    ['a name that only points here', { host: 'groundrules.example' }],
    ['the right name at another port', { host: '127.0.0.1:1' }],
    ['another origin', { origin: 'http://groundrules.example' }],
    ['an origin that hides itself', { origin: 'null' }],
    ['this machine’s other servers', { origin: 'http://127.0.0.1:1' }],
    ['a script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('not %s', async (_who, headers) => {
    expect(await ask(headers)).toBe(403);
    expect(await ask(headers, { method: 'POST', path: '/do' })).toBe(403);
  });

  test('a WebSocket only from the page itself', async () => {
    const own = sandbox.url.slice(0, -1);
    expect(await Promise.all([own, 'http://groundrules.example', undefined].map(knock))).toEqual([101, 403, 403]);
  });

  test('nothing comes from outside, and no other page may frame it', async () => {
    const { headers } = await fetch(sandbox.url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe');
  });

  test.each(['/assets/../server/server.js', '/assets/%2e%2e%2fmain.js', '/assets/nonesuch.js', '/etc/passwd', '/do'])(
    '%s is not there',
    async (path) => {
      expect(await ask({}, { path })).toBe(404);
    },
  );
});

describe('what is done on the page', () => {
  test.each([
    ['nothing', null],
    ['no deed', {}],
    ['a deed nobody knows', { as: 'U0ANNA', deed: 'dance' }],
    ['a deed without its place', { as: 'U0ANNA', deed: 'post', text: 'Hello' }],
    ['a pace that does not exist', { as: 'U0ANNA', deed: 'pace', rate: 7 }],
    ['something that is no ts', { as: 'U0ANNA', deed: 'react', channel: 'C0NOVA', ts: '__proto__', name: 'eyes' }],
    ['somebody unknown', { as: 'U0NOBODY', deed: 'post', channel: 'C0NOVA', text: 'Hello' }],
    ['a stranger’s channel', { as: 'U0SAM', deed: 'post', channel: 'C0NOVA', text: 'Hello' }],
    ['another’s message', { as: 'U0ANNA', deed: 'edit', channel: 'C0NOVA', ts: '1795189800.000100', text: 'Hello' }],
    ['an empty message', { as: 'U0ANNA', deed: 'post', channel: 'C0NOVA', text: ' ' }],
    ['a message too long', { as: 'U0ANNA', deed: 'post', channel: 'C0NOVA', text: 'a'.repeat(40_001) }],
    ['a way back in time', { as: 'U0ANNA', deed: 'walk', to: { local: '2020-01-01T00:00' }, channel: null }],
    ['a way of ten years', { as: 'U0ANNA', deed: 'walk', to: { local: '2036-01-01T00:00' }, channel: null }],
    [
      'a bookmark that is a script',
      { as: 'U0ANNA', deed: 'bookmark', channel: 'C0NOVA', title: 'x', link: 'javascript:x' },
    ],
    ['a scene nobody wrote', { as: 'U0ANNA', deed: 'scene', name: 'nonesuch' }],
  ])('%s is answered in words, and changes nothing', async (_what, deed) => {
    const before = JSON.stringify(sandbox.rehearsal.run()?.sandbox.slack.world());
    const done = await post(sandbox.url, deed);
    expect(done).toEqual({ ok: false, message: expect.stringMatching(/^[A-Z].+[.?]$/) });
    expect(JSON.stringify(sandbox.rehearsal.run()?.sandbox.slack.world())).toBe(before);
  });

  test('what is no JSON is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    const response = await fetch(`${sandbox.url}do`, {
      method: 'POST',
      headers,
      body: '{"as":"U0ANNA","deed":"startOver"}',
    });
    expect(await response.json()).toMatchObject({ ok: false });
  });
});

describe('what a window shows', () => {
  test('two people see the same channel live, each with their own name on top', async () => {
    const [anna, mira] = await Promise.all([sandbox.window(nova('U0ANNA')), sandbox.window(nova('U0MIRA'))]);
    await says('U0ANNA', 'Could you send us the new banner?');
    for (const window of [anna, mira]) {
      await window.until((one) => one.texts().includes('Could you send us the new banner?'));
    }
    expect(anna.part('workspace')?.me).toMatchObject({
      realName: 'Anna Novak',
      side: 'external',
      company: 'Nova Bikes',
    });
    expect(mira.part('workspace')?.me).toMatchObject({ realName: 'Mira Aksoy', side: 'staff', company: null });
    expect(mira.part('channels')?.find(({ id }) => id === 'C0NOVA')).toMatchObject({
      unread: 1,
      sharedWith: ['Nova Bikes'],
    });
    expect(anna.part('channels')?.find(({ id }) => id === 'C0NOVA')).toMatchObject({ unread: 0 });
    const elif = await sandbox.window(nova('U0ELIF'));
    expect(elif.part('channels')?.find(({ id }) => id === 'C0NOVA')).toMatchObject({ unread: 0, isMember: false });
  });

  test('each only what Slack would show them', async () => {
    const [anna, sam, mira] = await Promise.all([
      sandbox.window(nova('U0ANNA')),
      sandbox.window({ ...nova('U0SAM'), channel: 'C0NOVA' }),
      sandbox.window(nova('U0MIRA')),
    ]);
    expect(anna.part('channels')?.map(({ name }) => name)).toEqual(['nova-bikes']);
    expect(anna.part('workspace')).toMatchObject({ commands: [], shortcuts: [] });
    expect(sam.part('channels')?.map(({ name }) => name)).toEqual(['orchard-legal']);
    expect(sam.part('channel')).toBeNull();
    expect(sam.texts()).toEqual([]);
    expect(mira.part('channels')?.length).toBeGreaterThan(3);
    expect(mira.part('workspace')?.commands.map(({ command }) => command)).toEqual(['/rules']);
  });

  test('what only one person may see is shown to nobody else', async () => {
    const [mira, jonas] = await Promise.all([sandbox.window(nova('U0MIRA')), sandbox.window(nova('U0JONAS'))]);
    await sandbox.do({ as: 'U0MIRA', deed: 'command', channel: 'C0NOVA', line: '/rules help' });
    await mira.until((one) =>
      one.frames.some(({ set }) => Object.keys(set).some((name) => name.startsWith('ephemeral/'))),
    );
    await says('U0JONAS', 'Done.');
    await jonas.until((one) => one.texts().includes('Done.'));
    expect(jonas.frames.flatMap(({ set }) => Object.keys(set)).filter((name) => name.startsWith('ephemeral/'))).toEqual(
      [],
    );
  });

  test('only what changed is sent', async () => {
    const mira = await sandbox.window(nova('U0MIRA'));
    const seen = mira.frames.length;
    await says('U0ANNA', 'One more thing.');
    await mira.until((one) => one.texts().includes('One more thing.'));
    const names = mira.frames.slice(seen).flatMap(({ set }) => Object.keys(set));
    expect(names.filter((name) => name.startsWith('message/'))).toHaveLength(1);
    expect(names).not.toContain('workspace');
  });

  test('looking through other eyes takes away what those do not see', async () => {
    const window = await sandbox.window(nova('U0MIRA'));
    await window.until((one) => one.texts().length > 0);
    window.look({ ...nova('U0SAM'), channel: 'C0ORCHARD' });
    await window.until((one) => one.part('workspace')?.me.id === 'U0SAM' && one.texts().length === 2);
    expect(window.texts()[0]).toBe('Could we move our call to Tuesday?');
    expect(window.part('channel')?.id).toBe('C0ORCHARD');
  });

  test('hostile words arrive as the words they are', async () => {
    const mira = await sandbox.window(nova('U0MIRA'));
    await says('U0ANNA', '<script>alert(1)</script> <https://x.example|<img src=x onerror=alert(1)>>');
    await mira.until((one) => one.texts().some((text) => text.startsWith('&lt;script&gt;')));
    expect(mira.texts().join()).not.toContain('<script>');
  });

  test('what is no look is ignored, and the window lives on', async () => {
    const window = await sandbox.window(nova('U0MIRA'));
    window.look({ as: 7, channel: {} } as never);
    window.look({ ...nova('U0NOBODY'), channel: 'C0NONE' });
    await window.until((one) => one.part('workspace') === undefined);
    window.look(nova('U0MIRA'));
    await window.until((one) => one.part('workspace')?.me.id === 'U0MIRA');
  });

  test('a form is filled in, refused with its errors at the fields, and sent', async () => {
    await sandbox.do({ as: 'U0ANNA', deed: 'walk', to: { local: '2026-11-23T10:20' }, channel: null });
    const direct = await sandbox.do({ as: 'U0MIRA', deed: 'direct', user: 'U0RULES' });
    const channel = direct.ok ? String(direct.answer) : '';
    const mira = await sandbox.window({ ...nova('U0MIRA'), channel });
    await mira.until((one) => one.texts().some((text) => text.includes('waiting for an answer')));
    const slack = sandbox.rehearsal.run()?.sandbox.slack.as('U0MIRA');
    const button = slack?.sees(channel).pressables.find(({ actionId }) => actionId === 'hand-to');
    if (button === undefined) throw new Error('There is no button to hand it over.');
    await sandbox.do({
      as: 'U0MIRA',
      deed: 'press',
      place: { in: 'message', channel, ts: button.ts },
      actionId: button.actionId,
      blockId: button.blockId,
    });
    await mira.until((one) => (one.part('forms')?.length ?? 0) === 1);
    expect(await sandbox.do({ as: 'U0MIRA', deed: 'submit', values: {} })).toMatchObject({
      ok: false,
      errors: { owner: 'Please complete this required field.' },
    });
    expect(await sandbox.do({ as: 'U0MIRA', deed: 'submit', values: { 'owner/owner': 'U0JONAS' } })).toEqual({
      ok: true,
    });
    await mira.until((one) => one.part('forms')?.length === 0);
  });
});

describe('an emergency', () => {
  const behind = { ...nova('U0RUTH'), curtain: true };

  test('rings the phones of this page as each takes it, burns down step by step, and outlives the process', async () => {
    await sandbox.again({ startOver: true });
    const window = await sandbox.window(behind);
    expect(await sandbox.do({ as: 'U0RUTH', deed: 'phone', to: 'U0ELIF', takes: 'refuses' })).toEqual({ ok: true });
    expect(await sandbox.do({ as: 'U0RUTH', deed: 'phone', to: 'U0RUTH', takes: 'rings-out' })).toEqual({ ok: true });
    await says('U0ANNA', 'Red alert: nobody can pay!');
    await window.until((one) => one.part('phones')?.isLookingFor === true);
    await sandbox.do({ as: 'U0RUTH', deed: 'walk', to: { minutes: 5 }, channel: null });
    await window.until((one) => (one.part('phones')?.rung.length ?? 0) >= 3);

    const rang = window.part('phones')?.rung.map(({ name, way, takes }) => `${name} ${way} ${takes}`);
    expect(rang?.toSorted()).toEqual([
      'Elif Kaya sms refuses',
      'Night desk call answers',
      'Ruth Okafor call rings-out',
    ]);
    await window.until((one) => one.part('curtain')?.emergency?.steps[1]?.people[0]?.ways[1]?.state === 'sent');
    const chain = window.part('curtain')?.emergency;
    expect(chain).toMatchObject({
      client: 'Nova Bikes',
      state: 'triggered',
      raisedBy: 'Anna Novak',
      round: 1,
      rounds: 3,
    });
    const ways = chain?.steps[0]?.people.map(({ name, ways }) => [
      name,
      ...ways.map(({ way, state }) => `${way} ${state}`),
    ]);
    expect(ways).toEqual([['Elif Kaya', 'slack sent', 'sms failed']]);
    expect(chain?.steps.at(-1)).toMatchObject({ isLastResort: true, pagedAt: null });
    expect((chain?.nextAt ?? 0) - (window.part('clock')?.now ?? 0)).toBe(10 * 60_000);
    expect(window.part('clock')?.nextDeadline).toBe(chain?.nextAt);

    const before = window.part('phones');
    await sandbox.again();
    const after = await sandbox.window(behind);
    expect(after.part('phones')).toEqual(before);
  });

  test('a way of taking what rings that is none is refused', async () => {
    const refused = await post(sandbox.url, { as: 'U0RUTH', deed: 'phone', to: 'U0RUTH', takes: 'eats it' });
    expect(refused.ok).toBe(false);
  });
});
