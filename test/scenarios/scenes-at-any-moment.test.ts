/** Scenes as visitors play them: in any order, again, on any date, in a world that somebody has changed. */
import { afterEach, describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { scenes } from '../../src/sandbox/scenes/index.ts';
import { createStage, Stopped } from '../../src/sandbox/scenes/stage.ts';
import { postsWhereClientsRead } from '../support/gate.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { berlin, clockTime, dateAt, localInstant } from '../support/story-time.ts';

let sandbox: TestSandbox;
afterEach(() => sandbox.drop());

const names = scenes.map(({ name }) => name);

async function play(name: string, between?: () => Promise<void>): Promise<void> {
  const scene = scenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const pace = between === undefined ? {} : { between };
  await scene.play(createStage(sandbox, { zone: berlin, bot: botUserId, ...pace }));
}

/** What a notice is about, and for whom; each may be said once. */
function keysSaid(): string[] {
  const calls = sandbox.slack.calls().filter(({ method, ok }) => ok && method === 'chat.postMessage');
  return calls.flatMap(({ given }) => /response-window:[^"\\]+/.exec(JSON.stringify(given.metadata ?? ''))?.[0] ?? []);
}

async function waiting(): Promise<number> {
  const { rows } = await sandbox.db.query('select 1 from conversations where settled_at is null');
  return rows.length;
}

async function stillWell(): Promise<void> {
  expect(sandbox.isBotRunning()).toBe(true);
  expect(postsWhereClientsRead(sandbox, ['C0DEFNE', 'C0NOVA'])).toEqual([]);
  const keys = keysSaid();
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect((await fetch(`${sandbox.slack.apiUrl}api.test`, { method: 'POST' })).status).toBe(200);
}

describe('scenes at any moment', () => {
  const short = names.filter((name) => name !== 'month');
  const orders = [
    short.flatMap((name) => [name, name]),
    short.toReversed(),
    ['month', 'thanks', 'month'],
    ['restart', 'thanks', 'slack-down', 'late-answer', 'slack-connect', 'second-thoughts', 'restart'],
  ];
  test.each(orders.map((order) => [order.join(', '), order] as const))('in this order: %s', async (_, order) => {
    sandbox = await testSandbox({ rhythm: true });
    for (const name of order) await play(name);
    expect(await waiting()).toBe(0);
    await stillWell();
  });

  test.each(names)('%s, first of all in a fresh world on a summer Sunday', async (name) => {
    sandbox = await testSandbox({ rhythm: true, startAt: localInstant('2027-07-04T03:00') });
    await play(name);
    expect(await waiting()).toBe(0);
    await stillWell();
  });

  test('a day on which the client’s office is closed is left out', async () => {
    sandbox = await testSandbox({ rhythm: true, startAt: localInstant('2026-12-24T12:00') });
    await play('thanks');
    expect(dateAt(sandbox.time.clock())).toBe('2027-01-04');
  });

  test('while a newer question waits in another thread, a press finds its own notice', async () => {
    sandbox = await testSandbox({ rhythm: true, startAt: localInstant('2026-11-23T13:00') });
    const plan = await sandbox.slack.as('U0MIRA').post('C0NOVA', 'The plan.');
    await play(
      'thanks',
      atStep(5, async () => {
        await sandbox.walk.to(localInstant('2026-11-23T13:33'));
        await sandbox.slack.as('U0ANNA').post('C0NOVA', 'When does the fair begin?', { thread: plan.ts });
      }),
    );
    const { rows } = await sandbox.db.query<{ asked: Date }>(
      'select asked_at as asked from conversations where taken_by is not null',
    );
    expect(rows.map(({ asked }) => clockTime(asked.getTime(), berlin))).toEqual(['Mon 13:30']);
  });

  test('a clock that went on meanwhile costs no week: what has passed is not waited for again', async () => {
    sandbox = await testSandbox({ rhythm: true, startAt: localInstant('2026-11-24T09:00') });
    await play(
      'second-thoughts',
      atStep(3, () => sandbox.walk.to(localInstant('2026-11-24T09:50'))),
    );
    expect(clockTime(sandbox.time.clock(), berlin)).toBe('Wed 12:00');
    expect(dateAt(sandbox.time.clock())).toBe('2026-11-25');
  });
});

describe('a scene that ends before its end', () => {
  test.each([
    ['restart', 6],
    ['restart', 9],
    ['slack-down', 10],
    ['slack-down', 12],
    ['night-emergency', 11],
  ])('%s, stopped before its step %i: the bot runs and Slack is well again', async (name, step) => {
    sandbox = await testSandbox({ rhythm: true });
    const stopped = atStep(step, async () => {
      throw new Stopped();
    });
    await expect(play(name, stopped)).rejects.toBeInstanceOf(Stopped);
    await stillWell();
    await play(name);
    await stillWell();
  });

  const obstacles: [string, string, () => Promise<unknown>, string][] = [
    [
      'an archived channel',
      'thanks',
      () => sandbox.slack.admin.archive('C0NOVA', 'U0ADMIN'),
      '#nova-bikes is archived.',
    ],
    [
      'somebody who left',
      'late-answer',
      () => sandbox.slack.as('U0MIRA').leave('C0NOVA'),
      'Mira Aksoy is not in #nova-bikes any more.',
    ],
    [
      'a closed account',
      'second-thoughts',
      () => sandbox.slack.admin.changeUser('U0DENIZ', { deleted: true }),
      'Deniz Arslan’s account is closed.',
    ],
    [
      'a bot that was put out',
      'thanks',
      () => sandbox.slack.as('U0RUTH').remove('C0NOVA', botUserId),
      'Mira Aksoy has no notice on which “taken” can be pressed.',
    ],
    ['a stopped bot', 'restart', () => sandbox.stopBot(), 'Groundrules is stopped. Start it first.'],
  ];
  test.each(obstacles)('%s is said in words to whoever plays it', async (_, name, befalls, why) => {
    sandbox = await testSandbox({ rhythm: true });
    await befalls();
    await sandbox.walk.rest();
    await expect(play(name)).rejects.toMatchObject({ message: `The scene cannot go on: ${why}` });
  });

  test('a message that somebody deleted meanwhile is said too', async () => {
    sandbox = await testSandbox({ rhythm: true });
    const deletes = atStep(4, async () => {
      const [question] = sandbox.slack.as('U0BEN').sees('C0NOVA').messages;
      await sandbox.slack.as('U0BEN').delete('C0NOVA', question?.ts ?? '');
    });
    const why = 'The scene cannot go on: a message of it in #nova-bikes was deleted.';
    await expect(play('slack-connect', deletes)).rejects.toThrow(why);
  });

  test('what only Slack itself refuses is said without its codes', async () => {
    sandbox = await testSandbox({ rhythm: true });
    const reacts = atStep(6, async () => {
      const edited = sandbox.slack.as('U0ELIF').sees('C0DEFNE').messages.at(-1);
      await sandbox.slack.as('U0ELIF').react('C0DEFNE', edited?.ts ?? '', 'eyes');
    });
    const why = 'The scene cannot go on: somebody has changed what it needs in Slack.';
    await expect(play('second-thoughts', reacts)).rejects.toThrow(why);
  });
});

/** Does something before the scene's so-manieth step. */
function atStep(number: number, work: () => Promise<unknown>): () => Promise<void> {
  let step = 0;
  return async () => {
    step += 1;
    if (step === number) await work();
  };
}
