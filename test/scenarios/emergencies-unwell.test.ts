/** Everything is unwell at once: emergencies reach somebody all the same, each page once, or again under the same key. */
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { tellEmergencies } from '../support/emergency-story.ts';
import { commandLetter, pressLetter } from '../support/letters.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let wrong = 0;
// The night of 25 October 2026 has an hour twice in Berlin.
const story = tellEmergencies('2026-10-24', { wrongBy: () => wrong });
const { woken, heard, outcomes, ways, direct, latest, line } = story;
const { slack } = story;

/** A connection to the server beside the house's database. */
let beside: Pool;
beforeAll(async () => {
  beside = new Pool({ ...story.sandbox().database.connection, database: 'postgres' });
  await story.agree('nova', (text) =>
    text.replace(
      /^ {2}policy: .*$/m,
      '  policy: { repeat: 0, steps: [{ page: [U0MIRA], by: [slack, sms], then: 5m }, { page: [U0RUTH], by: [slack, call, webhook], then: 30m }] }',
    ),
  );
});
afterEach(() => story.over());
afterAll(() => beside.end());

const at = ({ ts }: Message) => Math.round(Number(ts) * 1000);
const raisedAt = async () => (await latest()).raised_at.getTime();
/** Presses a button of the page without waiting for what follows. */
const presses = async (action: string) =>
  slack().send(pressLetter({ by: 'U0MIRA', channel: 'D0', action, value: (await latest()).id }));
const keysTwice = () => woken.length - new Set(woken.map(({ key }) => key)).size;
const cut = () =>
  beside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    story.sandbox().database.connection.database,
  ]);

/** Walks on, however many dead connections the walk itself still holds. */
async function walkOn(minutes: number): Promise<void> {
  const { walk, time } = story.sandbox();
  const until = time.clock() + minutes * MINUTE;
  for (let left = 20; ; left -= 1) {
    try {
      return await walk.to(until);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

describe('the night in which the clocks go back', () => {
  test('a step is given its minutes, however often the clock on the wall shows them', async () => {
    await story.until('Sun 02:58');
    await story.raises('U0ANNA', 'The shop is down');
    await story.after(5);
    expect(ways().sort()).toEqual(['call U0RUTH', 'sms U0MIRA', 'webhook system']);
    expect(at(direct('U0RUTH').at(-1) as Message) - (await raisedAt())).toBe(5 * MINUTE);
  });
});

describe('Slack is unwell', () => {
  test('429 on a direct message: the other ways go at once, that message as Slack asks, and the next responder’s unhindered', async () => {
    slack().faults.add({
      kind: 'rate-limited',
      method: 'chat.postMessage',
      channel: 'U0MIRA',
      retryAfterSeconds: 420,
      times: 1,
    });
    await story.raises('U0ANNA', 'The shop is down');
    const [before, since] = [direct('U0MIRA').length, await raisedAt()];
    expect(ways()).toEqual(['sms U0MIRA']);
    await story.after(6);
    expect(at(direct('U0RUTH').at(-1) as Message) - since).toBe(5 * MINUTE);
    expect(direct('U0MIRA')).toHaveLength(before);
    await story.after(2);
    expect(direct('U0MIRA')).toHaveLength(before + 1);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Nobody has it yet');
  });

  test('down for ten minutes: phones ring and the webhook takes the page; back again, everybody reads once, within half a minute', async () => {
    const counts = () => [direct('U0MIRA').length, direct('U0RUTH').length];
    await story.raises('U0BEN', 'First');
    await story.over();
    const [mira = 0, ruth = 0] = counts();
    slack().faults.add({ kind: 'down' });
    await story.sendsForm('U0ANNA', 'The shop is down');
    await story.after(10);
    expect(ways().sort()).toEqual(['call U0RUTH', 'sms U0MIRA', 'webhook system']);
    slack().faults.clear();
    await story.after(0.5);
    expect(counts()).toEqual([mira + 1, ruth + 1]);
    const clients = slack().look(({ messages }) =>
      (messages.C0NOVA ?? []).filter(({ user }) => user === 'U0RULES').at(-1),
    );
    expect(clients?.text).toContain('We have your emergency');
  });

  test('notices of every day to the same reader are under way: the page waits behind none of them', async () => {
    const { outbox } = story.sandbox().house().store;
    const machineNow = Date.now();
    const hold = { machineNow, until: machineNow + MINUTE, only: undefined };
    expect(await outbox.lease('person:U0MIRA', { ...hold, sender: 'another' })).not.toBeNull();
    const before = direct('U0MIRA').length;
    await story.raises('U0ANNA', 'The shop is down');
    expect(direct('U0MIRA')).toHaveLength(before + 1);
    await outbox.release('person:U0MIRA', { sender: 'another', readyAt: 0, only: undefined });
  });
});

describe('a way of paging is unwell', () => {
  test('one that does not answer keeps no other emergency waiting', async () => {
    const answer = story.holds('sms');
    await story.sendsForm('U0ANNA', 'The shop is down');
    await expect.poll(ways).toEqual(['sms U0MIRA']);
    await story.sendsForm('U0DENIZ', 'Mail is down', 'C0DEFNE');
    await expect.poll(() => ways().length).toBeGreaterThan(1);
    expect(ways().filter((one) => one !== 'sms U0MIRA')).not.toEqual([]);
    answer({ kind: 'unknown', because: 'too slow' });
    await story.sandbox().walk.rest();
    await story.commands('U0ELIF', 'C0DEFNE', '/rules incident resolve');
  });

  test('a page of unknown outcome goes again under the same key, one recorded as sent never', async () => {
    outcomes.set('sms', { kind: 'unknown', because: 'too slow' });
    await story.raises('U0ANNA', 'The shop is down');
    outcomes.clear();
    await story.after(1);
    expect(ways()).toEqual(['sms U0MIRA', 'sms U0MIRA']);
    expect(new Set(woken.map(({ key }) => key)).size).toBe(1);
    await story.stopBot();
    await story.startBot();
    await story.after(3);
    expect(ways()).toHaveLength(2);
  });

  test('a system hears that somebody has it after it heard of the page, never before', async () => {
    const answer = story.holds('webhook');
    await story.raises('U0ANNA', 'The shop is down');
    await presses('emergency-pass');
    await expect.poll(ways).toContain('webhook system');
    await presses('emergency-have');
    expect((await latest()).state).toBe('acknowledged');
    expect(heard).not.toContain('webhook acknowledged');
    answer({ kind: 'sent', reference: 'there' });
    await expect.poll(() => heard).toContain('webhook acknowledged');
  });
});

test('Postgres restarts again and again in the middle: everybody is woken, and twice only under one key', async () => {
  await story.raises('U0ANNA', 'The shop is down');
  await cut();
  await walkOn(4);
  await cut();
  await walkOn(2);
  await cut();
  await walkOn(1);
  expect([...new Set(ways())].sort()).toEqual(['call U0RUTH', 'sms U0MIRA', 'webhook system']);
  expect(keysTwice()).toBe(woken.length - 3);
  expect(await line()).toEqual(['raised', 'paged', 'paged']);
});

test('the clock jumps three hours ahead and back: the next step waits for minutes, not for hours', async () => {
  wrong = 3 * HOUR;
  await story.raises('U0ANNA', 'The shop is down');
  wrong = 0;
  expect(ways()).toEqual(['sms U0MIRA']);
  story.sandbox().time.set(story.sandbox().time.clock() + 5 * MINUTE);
  await story.sandbox().house().sweep();
  await story.sandbox().walk.rest();
  expect(ways().sort()).toEqual(['call U0RUTH', 'sms U0MIRA', 'webhook system']);
});

test('the clock jumps hours ahead for good: the steps that should have been are not all paged at once', async () => {
  await story.raises('U0ANNA', 'The shop is down');
  story.sandbox().time.set(story.sandbox().time.clock() + 2 * HOUR);
  await story.sandbox().house().sweep();
  await story.sandbox().walk.rest();
  expect(ways().sort()).toEqual(['call U0RUTH', 'sms U0MIRA', 'webhook system']);
});

test('somebody who reports again and again is heard each time and wakes nobody anew; a first report of another does', async () => {
  await story.raises('U0ANNA', 'The shop is down');
  await story.presses('U0MIRA', 'emergency-have');
  const before = direct('U0MIRA').length;
  for (let index = 0; index < 12; index += 1) await story.raises('U0ANNA', `Still down ${index}`);
  expect(direct('U0MIRA')).toHaveLength(before);
  expect((await line()).filter((kind) => kind === 'joined')).toHaveLength(12);
  await story.raises('U0BEN', 'Mail too');
  await story.sandbox().walk.breathe();
  expect(direct('U0MIRA')).toHaveLength(before + 1);
  await story.over();
  await story.raises('U0ANNA', 'Down again');
  expect(await latest()).toMatchObject({ state: 'triggered' });
  expect(ways()).toEqual(['sms U0MIRA']);
});

test('the rota is empty at that minute: the next step at once', async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0ELIF'])
    await slack().send(commandLetter({ by: who, channel: 'C0NOVAINT', words: 'away today' }));
  await story.agree('nova', (text) => text.replace(/^ {2}policy: .*$/m, '  policy: standard'));
  await story.raises('U0ANNA', 'The shop is down');
  expect(ways().sort()).toEqual(['call U0RUTH', 'call contact:night-desk']);
  expect(await line()).toEqual(['raised', 'not-reached', 'paged']);
});

test('the night in which the clocks go forward: a step is given its minutes', async () => {
  await story.over();
  await story.agree('nova', (text) =>
    text.replace(
      /^ {2}policy: .*$/m,
      '  policy: { repeat: 0, steps: [{ page: [U0MIRA], by: [slack, sms], then: 5m }, { page: [U0RUTH], by: [call] }] }',
    ),
  );
  story.sandbox().time.set(Date.parse('2027-03-28T01:58:00+01:00'));
  await story.sandbox().house().sweep();
  await story.sandbox().walk.rest();
  await story.raises('U0ANNA', 'The shop is down');
  await story.after(4);
  expect(ways()).toEqual(['sms U0MIRA']);
  await story.after(1);
  expect(ways()).toEqual(['sms U0MIRA', 'call U0RUTH']);
});
