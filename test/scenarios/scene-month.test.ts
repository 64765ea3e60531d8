/** The scene of a month's rhythm, from the same file as `npm start` plays it: what the client reads, and who stood behind it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { month } from '../../src/sandbox/scenes/month.ts';
import { createStage } from '../../src/sandbox/scenes/stage.ts';
import { startStory } from '../../src/sandbox/story.ts';
import { postsWhereClientsRead } from '../support/gate.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { berlin, clockTime, localInstant } from '../support/story-time.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox({ startAt: localInstant('2026-11-26T09:00'), rhythm: true });
});
afterAll(() => sandbox.drop());

test('month: each thing at its hour, once, with somebody of the agency behind it, and the client confirms with a press', async () => {
  const { slack, time, house, phones } = sandbox;
  const telling = startStory({ slack, phones, bot: botUserId, zone: berlin, clock: time.clock, house });
  await month.play(createStage(sandbox, { zone: berlin, bot: botUserId, story: telling }));
  telling.stop();
  const posts = slack.look(({ messages }) => (messages.C0NOVA ?? []).filter(({ user }) => user === botUserId));
  expect(posts.map(({ ts, text }) => `${clockTime(Number(ts) * 1000, berlin)} ${text.split('\n')[0]}`)).toEqual([
    'Thu 11:04 :tada: *A win of the team at Harbour Studio*',
    expect.stringMatching(/^Fri 10:20 \*Weekly call\*, /),
    'Fri 15:00 *Weekly report, Fri 27 Nov*',
    expect.stringMatching(/^Mon 10:46 \*What came of Weekly call\*, /),
    expect.stringMatching(/^Thu 11:00 .*The winter photos are there/),
    expect.stringMatching(/^Thu 11:20 .*Wins of November 2026/),
  ]);
  const pinned = slack.look(({ pins }) => (pins.C0NOVA ?? []).map(({ ts }) => ts));
  expect(pinned).toEqual([posts[2]?.ts]);
  expect(postsWhereClientsRead(sandbox, ['C0NOVA'])).toEqual([]);
  const told = telling.lines().map(({ text }) => text);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Jonas Weber: answered today 09:40'),
      expect.stringContaining('Confirmed by Anna Novak, Mon 30 Nov 11:10.'),
      expect.stringContaining('The budget stays as it is (confirmed by Anna Novak)'),
    ]),
  );
}, 180_000);
