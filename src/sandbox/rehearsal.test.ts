import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestRehearsal, testRehearsal } from '../../test/support/rehearsal.ts';
import { logger } from '../../test/support/sandbox.ts';
import { readConfig } from '../config.ts';
import { openRehearsal } from './rehearsal.ts';
import type { Run } from './run.ts';

let sandbox: TestRehearsal;
beforeAll(async () => {
  sandbox = await testRehearsal();
});
afterAll(() => sandbox.drop());

function run(): Run {
  const current = sandbox.rehearsal.run();
  if (current === null) throw new Error('It is beginning anew.');
  return current;
}

const as = (user: string) => run().sandbox.slack.as(user);
const textsOf = (user: string, channel: string) =>
  as(user)
    .sees(channel)
    .messages.map(({ text }) => text);
const walkTo = (local: string) => sandbox.do({ as: 'U0ADMIN', deed: 'walk', to: { local }, channel: null });
const asks = (text: string) => sandbox.do({ as: 'U0ANNA', deed: 'post', channel: 'C0NOVA', text });
const toldRuth = () =>
  as('U0RUTH')
    .channels()
    .some(({ kind }) => kind === 'im')
    ? textsOf('U0RUTH', 'U0RULES')
    : [];

describe('a rehearsal', () => {
  test('begins on a Friday at 16:50 with the clock held, after a morning in which all was answered and nothing is open', async () => {
    expect(new Date(run().sandbox.time.clock()).toISOString()).toBe('2026-11-20T15:50:00.000Z');
    expect(run().hand.rate()).toBe(0);
    expect(textsOf('U0ANNA', 'C0NOVA').at(-1)).toBe('The second one. Both are on one page now, side by side.');
    for (const user of ['U0ANNA', 'U0MIRA', 'U0RUTH']) expect(as(user).sees('C0NOVA').unread).toBe(0);
    const { store } = run().sandbox.house();
    const clientIds = ['nova', 'defne', 'orchard'];
    expect(await store.ask('openConversations', { clientIds })).toEqual([]);
    expect(run().story.lines()).toEqual([]);
    expect(toldRuth()).toEqual([]);
  });

  test('goes on where it was left: Slack, the clock, what waits, and what was told', async () => {
    await asks('Could you send us the new banner?');
    await walkTo('2026-11-23T10:20');
    await sandbox.do({ as: 'U0RUTH', deed: 'read', channel: 'C0NOVA' });
    await run().story.settled();
    const [world, at, lines] = [run().sandbox.slack.world(), run().sandbox.time.clock(), run().story.lines()];
    expect(lines.length).toBeGreaterThan(1);
    const before = run().id;

    await sandbox.again();

    expect(run().id).not.toBe(before);
    // Of the world only the counting of requests has gone on.
    expect({ ...run().sandbox.slack.world(), counters: {} }).toEqual({ ...world, counters: {} });
    expect(run().sandbox.time.clock()).toBe(at);
    expect(run().story.lines()).toEqual(lines);
    await walkTo('2026-11-23T10:50');
    expect(toldRuth()).toHaveLength(1);
    expect(toldRuth()[0]).toContain('The time agreed with Nova Bikes has passed');
  });

  test('keeps an agreement that was changed, instead of the sample’s', async () => {
    const { store } = run().sandbox.house();
    const text = (await store.agreements.stored('nova'))?.raw ?? '';
    const changed = `${text}\nresponseWindow:\n  priorities:\n    normal: { first: 4h, next: 4h }\n`;
    const applied = await sandbox.do({
      as: 'U0MIRA',
      deed: 'applyAgreement',
      clientId: 'nova',
      text: changed,
      force: false,
    });
    expect(applied).toMatchObject({ ok: true, answer: { outcome: 'applied', version: 2 } });
    await sandbox.again();
    expect((await run().sandbox.house().store.agreements.stored('nova'))?.agreement.version).toBe(2);
  });

  test('a process that was killed before it kept anything: the clock never goes back behind what the bot has seen', async () => {
    await walkTo('2026-11-23T11:30');
    await asks('Is it on its way?');
    await run().sandbox.walk.rest();
    await sandbox.again({}, { keptAt: Date.parse('2026-11-23T11:00:00+01:00') });
    expect(run().sandbox.time.clock()).toBe(Date.parse('2026-11-23T11:30:00+01:00'));
  });

  test('the bot can be stopped and started, and says what it missed once', async () => {
    await sandbox.do({ as: 'U0ADMIN', deed: 'stopBot' });
    expect(await sandbox.do({ as: 'U0MIRA', deed: 'checkAgreement', clientId: 'nova', text: '' })).toEqual({
      ok: false,
      message: 'The bot is stopped. Start it first.',
    });
    const window = await sandbox.window({ as: 'U0BEN', channel: 'C0NOVA', curtain: true, selected: null });
    expect(window.part('clock')?.isBotRunning).toBe(false);
    expect(window.part('curtain')).toBeNull();
    await sandbox.do({ as: 'U0BEN', deed: 'post', channel: 'C0NOVA', text: 'Is anybody there?' });
    await walkTo('2026-11-24T09:30');
    await sandbox.do({ as: 'U0ADMIN', deed: 'startBot' });
    await window.until((one) => one.part('clock')?.isBotRunning === true);
    await run().sandbox.walk.rest();
    const { store } = run().sandbox.house();
    const waiting = await store.ask('openConversations', { clientIds: ['nova'] });
    expect(waiting.flatMap(({ messages }) => messages)).toContain(as('U0BEN').sees('C0NOVA').messages.at(-1)?.ts);
  });

  test('begins anew when asked, in every window, with nothing left of before', async () => {
    const window = await sandbox.window({ as: 'U0ANNA', channel: 'C0NOVA', curtain: false, selected: null });
    const before = window.part('workspace')?.run;
    await window.until((one) => one.texts().includes('Is anybody there?'));
    expect(await sandbox.do({ as: 'U0ANNA', deed: 'startOver' })).toEqual({ ok: true });
    await window.until((one) => one.part('workspace')?.run !== before && !one.texts().includes('Is anybody there?'));
    expect(run().story.lines()).toEqual([]);
    expect((await run().sandbox.house().store.agreements.stored('nova'))?.agreement.version).toBe(1);
    expect(new Date(run().sandbox.time.clock()).toISOString()).toBe('2026-11-20T15:50:00.000Z');
    await asks('Hello again?');
    await walkTo('2026-11-23T10:50');
    expect(toldRuth()).toHaveLength(1);
  });

  test('a start may be told to begin anew', async () => {
    await asks('And now?');
    await sandbox.again({ startOver: true });
    expect(textsOf('U0ANNA', 'C0NOVA')).not.toContain('And now?');
  });

  test('what was kept by another version is left behind', async () => {
    await asks('Hello?');
    await sandbox.again({ startOver: false });
    expect(textsOf('U0ANNA', 'C0NOVA')).toContain('Hello?');
    await sandbox.again({}, { version: 0 });
    expect(textsOf('U0ANNA', 'C0NOVA')).not.toContain('Hello?');
  });

  test.each([
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x' }],
    ['a Socket Mode token', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }],
  ])('never opens in a process that has %s', async (_what, env) => {
    await expect(openRehearsal(readConfig('slack', env), { logger })).rejects.toThrow('never runs beside a real Slack');
  });
});

test('the sandbox’s bot listens on loopback, whatever HOST says', () => {
  expect(readConfig('slack', { HOST: '0.0.0.0' }).host).toBe('127.0.0.1');
});

describe('the clock', () => {
  test('lets a second message of the same moment through while it is held, and stays within the minute', async () => {
    await sandbox.again({ startOver: true });
    const before = run().sandbox.time.clock();
    await asks('Could you film a short video of the bell?');
    await asks('And could you run a Google Ads campaign for it?');
    const direct = await sandbox.do({ as: 'U0MIRA', deed: 'direct', user: 'U0RULES' });
    const channel = direct.ok ? String(direct.answer) : '';
    const mira = await sandbox.window({ as: 'U0MIRA', channel, curtain: false, selected: null });
    await mira.until((one) =>
      ['Video', 'Paid advertising'].every((what) => one.texts().some((text) => text.includes(what))),
    );
    expect(run().sandbox.time.clock() - before).toBeLessThan(60_000);
  });

  test('walks a weekend in less than a second, and every deadline in order', async () => {
    await sandbox.again({ startOver: true });
    await asks('Could you send us the new banner?');
    const before = performance.now();
    await walkTo('2026-11-23T09:00');
    // Not a timed test: ten times what it takes, so that a walk of hundreds of steps is noticed.
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(run().sandbox.time.clock()).toBe(Date.parse('2026-11-23T09:00:00+01:00'));
  });

  test('goes to the next deadline, and the next opening', async () => {
    await sandbox.do({ as: 'U0MIRA', deed: 'walk', to: 'next-deadline', channel: 'C0NOVA' });
    expect(new Date(run().sandbox.time.clock()).toISOString()).toBe('2026-11-23T09:20:00.000Z');
    await sandbox.do({ as: 'U0MIRA', deed: 'walk', to: 'next-opening', channel: 'C0NOVA' });
    expect(new Date(run().sandbox.time.clock()).toISOString()).toBe('2026-11-24T08:00:00.000Z');
  });

  test('runs at a pace until it is held', async () => {
    const window = await sandbox.window({ as: 'U0MIRA', channel: null, curtain: false, selected: null });
    const before = run().sandbox.time.clock();
    await sandbox.do({ as: 'U0MIRA', deed: 'pace', rate: 600 });
    await window.until((one) => (one.part('clock')?.now ?? 0) > before + 60_000);
    await sandbox.do({ as: 'U0MIRA', deed: 'pace', rate: 0 });
    await window.until((one) => one.part('clock')?.rate === 0);
    await run().hand.turn(async () => {
      const held = run().sandbox.time.clock();
      await window.until(() => true);
      expect(run().sandbox.time.clock()).toBe(held);
    });
  });

  test('a walk that is held ends where it has come to, and can go on', async () => {
    await asks('And one more?');
    const walking = run().hand.walkTo(Date.parse('2026-12-14T09:00:00+01:00'));
    run().hand.setRate(0);
    await walking;
    expect(run().sandbox.time.clock()).toBeLessThan(Date.parse('2026-12-14T09:00:00+01:00'));
    await walkTo('2026-12-14T09:00');
    expect(run().sandbox.time.clock()).toBe(Date.parse('2026-12-14T09:00:00+01:00'));
  });
});

describe('a scene', () => {
  test('plays to its end, and is told', async () => {
    await sandbox.again({ startOver: true });
    const window = await sandbox.window({ as: 'U0RUTH', channel: 'C0NOVA', curtain: false, selected: null });
    expect(await sandbox.do({ as: 'U0RUTH', deed: 'scene', name: 'late-answer' })).toEqual({ ok: true });
    expect(await sandbox.do({ as: 'U0RUTH', deed: 'scene', name: 'thanks' })).toMatchObject({ ok: false });
    await window.until((one) => one.part('story')?.playing === 'late-answer');
    await window.until((one) => one.part('story')?.playing === null);
    expect(window.part('story')?.trouble).toBeNull();
    expect(window.part('story')?.lines.some(({ text }) => text.includes('answered today 11:05, 15 min late'))).toBe(
      true,
    );
  });

  test('ends when somebody says stop, and all is as it would be without it', async () => {
    await sandbox.again({ startOver: true, step: 60_000 });
    await sandbox.do({ as: 'U0RUTH', deed: 'scene', name: 'restart' });
    await sandbox.do({ as: 'U0RUTH', deed: 'stopScene' });
    expect(sandbox.rehearsal.playing()).toEqual({ scene: null, trouble: null });
    expect(run().sandbox.isBotRunning()).toBe(true);
  });

  test('that cannot go on says why', async () => {
    await sandbox.again({ step: 0 });
    await run().sandbox.slack.admin.archive('C0NOVA', 'U0ADMIN');
    const window = await sandbox.window({ as: 'U0RUTH', channel: null, curtain: false, selected: null });
    await sandbox.do({ as: 'U0RUTH', deed: 'scene', name: 'late-answer' });
    await window.until((one) => one.part('story')?.trouble !== null);
    expect(window.part('story')?.trouble).toMatch(/archived/);
  });
});
