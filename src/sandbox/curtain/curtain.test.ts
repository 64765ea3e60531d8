/** What stands behind the curtain while real questions wait, are warned of, answered and taken back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestSandbox, testSandbox } from '../../../test/support/sandbox.ts';
import { berlin, clockTime, localInstant, nextTime } from '../../../test/support/story-time.ts';
import type { CurtainPart } from '../contract.ts';
import { botUserId } from '../sample/world.ts';
import { createStage, type Stage } from '../scenes/stage.ts';
import { type CurtainLook, clockMarks, curtainPart } from './curtain.ts';

const told = { sandbox: null as TestSandbox | null };
const sandbox = () => {
  if (told.sandbox === null) throw new Error('The sandbox starts before the first test.');
  return told.sandbox;
};
const stage = (): Stage => createStage(sandbox(), { zone: berlin, bot: botUserId });
const until = (when: string) => sandbox().walk.to(nextTime(sandbox().time.clock(), when, berlin));
const local = (at: number) => clockTime(at, berlin);

beforeAll(async () => {
  told.sandbox = await testSandbox({ startAt: localInstant('2026-11-20T16:30') });
});
afterAll(() => told.sandbox?.drop());

async function behind(look: Partial<CurtainLook> = {}): Promise<CurtainPart> {
  const part = await curtainPart(sandbox().house(), { channel: 'C0NOVA', selected: null, ...look }, { zone: berlin });
  if (part === null) throw new Error('The bot runs.');
  return part;
}

const deadlinesOf = ({ timeline }: CurtainPart) =>
  timeline.deadlines.map(
    ({ name, state, dueAt, channelName }) => `${channelName}: ${name}, ${state}, due ${local(dueAt)}`,
  );

describe('a question asked on Friday at 16:50', () => {
  const asked = { ts: '' };
  beforeAll(async () => {
    await until('Fri 16:50');
    asked.ts = await stage().says('U0ANNA', 'C0NOVA', 'Could you send us the new banner?');
  });

  test('comes up on the line of time, between the open hours of its client', async () => {
    const part = await behind();
    expect(part.client).toEqual({ id: 'nova', name: 'Nova Bikes', timeZone: 'Europe/Berlin' });
    expect(deadlinesOf(part)).toEqual(['nova-bikes: first reply, pending, due Mon 10:50']);
    const [deadline] = part.timeline.deadlines;
    expect(deadline).toMatchObject({
      rule: 'response-window',
      settledAt: null,
      about: { channel: 'C0NOVA', ts: asked.ts },
    });
    expect(deadline?.from).toBe(Math.floor(Number(asked.ts) * 1000));
    expect(local(deadline?.ringAt ?? 0)).toBe('Mon 10:20');
    expect(part.timeline.open.map(({ from, to }) => `${local(from)} to ${local(to)}`)).toEqual([
      'Fri 14:00 to Fri 17:00',
      'Mon 09:00 to Mon 13:00',
    ]);
    expect([local(part.timeline.from), local(part.timeline.to)]).toEqual(['Fri 14:00', 'Mon 13:00']);
  });

  test('is seen from the internal channel too, and by everybody, but not by another client', async () => {
    expect((await behind({ channel: 'C0NOVAINT' })).timeline.deadlines).toHaveLength(1);
    expect((await behind({ channel: 'C0ORCHARD' })).timeline.deadlines).toEqual([]);
    const ofAll = await behind({ channel: 'C0OPS' });
    expect(deadlinesOf(ofAll)).toEqual(['nova-bikes: first reply, pending, due Mon 10:50']);
    expect(ofAll).toMatchObject({ client: null, agreement: null, timeline: { open: [] } });
  });

  test('is where the clock may be walked to next, and so is the opening after it', async () => {
    const marks = async (channel: string | null) => {
      const { nextOpening, nextDeadline } = await clockMarks(sandbox().house(), channel);
      return [nextOpening, nextDeadline].map((at) => (at === null ? null : local(at)));
    };
    expect(await marks('C0NOVA')).toEqual(['Mon 09:00', 'Mon 10:20']);
    expect(await marks('C0ORCHARD')).toEqual(['Mon 15:00', null]);
    // Of anybody's: in Istanbul they begin when it is seven in Berlin.
    expect(await marks('C0OPS')).toEqual(['Mon 07:00', 'Mon 10:20']);
    expect(await marks(null)).toEqual(['Mon 07:00', 'Mon 10:20']);
  });

  test('is explained: how it was read, what was concluded, and why', async () => {
    const { selected } = await behind({ selected: asked.ts });
    expect(selected?.reading).toBe('needs an answer: it asks something');
    expect(selected?.rulings.map(({ rule, sentence }) => [rule, sentence])).toEqual([
      ['response-window', expect.stringMatching(/^It waits for an answer, due .*10:50.*; the owner is warned .*10:20/)],
    ]);
    expect(selected?.why).toContain('Read as needing a reply: it asks something.');
  });

  test('is breached once its time has passed, and rings again', async () => {
    await until('Mon 10:30');
    expect(deadlinesOf(await behind())).toEqual(['nova-bikes: first reply, pending, due Mon 10:50']);
    expect((await behind()).outbox).toMatchObject([
      { rule: 'response-window', view: 'warning', to: 'Mira Aksoy', state: 'sent', failure: null },
    ]);
    await until('Mon 10:55');
    const part = await behind();
    expect(deadlinesOf(part)).toEqual(['nova-bikes: first reply, breached, due Mon 10:50']);
    expect(local(part.timeline.deadlines[0]?.ringAt ?? 0)).toBe('Mon 11:50');
    expect(part.outbox.map(({ view, to, sentAt }) => `${view} to ${to}, ${local(sentAt ?? 0)}`)).toEqual([
      'breach to Ruth Okafor, Mon 10:50',
      'breach to Mira Aksoy, Mon 10:50',
      'warning to Mira Aksoy, Mon 10:20',
    ]);
  });

  test('is settled by a late answer, stays on the line for a day, and names who was told by their mention', async () => {
    await until('Mon 11:05');
    await stage().says('U0MIRA', 'C0NOVA', 'Here it is.', { thread: asked.ts });
    const part = await behind({ selected: asked.ts });
    expect(deadlinesOf(part)).toEqual(['nova-bikes: first reply, breached, due Mon 10:50']);
    expect(part.timeline.deadlines[0]).toMatchObject({ ringAt: null, settledAt: sandbox().time.clock() });
    expect(part.timeline.from).toBeLessThan(part.timeline.deadlines[0]?.dueAt ?? 0);
    const sentences = part.selected?.rulings.map(({ sentence }) => sentence) ?? [];
    expect(sentences.some((sentence) => sentence.startsWith('<@U0MIRA> warned'))).toBe(true);
    expect(sentences.at(-1)).toContain('Late by 15 min');
    expect((await clockMarks(sandbox().house(), 'C0NOVA')).nextDeadline).toBeNull();
    await until('Tue 11:30');
    expect((await behind()).timeline.deadlines).toEqual([]);
  });
});

describe('a message that starts no clock', () => {
  test('of thanks says why it needs no answer', async () => {
    const ts = await stage().says('U0ANNA', 'C0NOVA', 'Perfect, thank you so much!');
    const part = await behind({ selected: ts });
    expect(part.selected).toMatchObject({ ts, reading: 'needs no answer: a thanks', rulings: [] });
    expect(part.selected?.why).toContain('Read as needing no reply: a thanks.\nNothing waits because of it.');
    expect(part.timeline.deadlines).toEqual([]);
  });

  test('that nobody wrote has nothing to say, wherever it would stand', async () => {
    for (const channel of ['C0NOVA', 'C0OPS', 'C0GONE', null]) {
      const { selected } = await behind({ channel, selected: '1795000000.000100' });
      expect(selected).toEqual({ ts: '1795000000.000100', reading: null, rulings: [], why: null });
    }
    expect((await behind({ selected: "no ts'; --" })).selected?.reading).toBeNull();
  });

  test('deleted, says when, and its deadline was called off', async () => {
    const ts = await stage().says('U0BEN', 'C0NOVA', 'Could you move the meeting?');
    await stage().deletes('U0BEN', 'C0NOVA', ts);
    const part = await behind({ selected: ts });
    expect(part.timeline.deadlines.map(({ state }) => state)).toEqual(['cancelled']);
    expect(part.selected?.why).toContain('This message was deleted');
    expect(part.selected?.rulings.at(-1)?.sentence).toContain('No longer waiting');
  });
});

test('a reminder stands on the line under the name of whom it is for', async () => {
  await until('Wed 10:00');
  await stage().says('U0ANNA', 'C0NOVA', 'When can we have the invoice?');
  await until('Wed 11:35');
  await stage().presses('U0MIRA', 'remind');
  const { timeline } = await behind();
  expect(timeline.deadlines.map(({ name }) => name).sort()).toEqual(['first reply', 'reminder for Mira Aksoy']);
});

test('nothing stands behind the curtain while the bot is stopped', async () => {
  expect(await curtainPart(null, { channel: 'C0NOVA', selected: null }, { zone: berlin })).toBeNull();
  expect(await clockMarks(null, 'C0NOVA')).toEqual({ nextOpening: null, nextDeadline: null });
});
