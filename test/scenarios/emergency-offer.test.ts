/** A message reads like an emergency and nobody has raised one: the client is asked with one button, and somebody is told. */
import { beforeAll, describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { gateHolds, repliesIn } from '../support/gate.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;
const down = 'Our website is down and nobody can order!';
const asks = 'If this is an emergency, press the button';

/** Nova's agreement with these lines, whatever was agreed before. */
const agreed = ({ mayPost = true, trial = false, wakes = false } = {}) =>
  story.agree('nova', (text) =>
    text
      .replaceAll(/^(mayPost|trial| {2}wakeOnReading):.*\n/gm, '')
      .replace(
        /^emergency:\n/m,
        `${mayPost ? 'mayPost: [emergencyOffer, outOfHoursReply]\n' : ''}${trial ? 'trial: true\n' : ''}emergency:\n${wakes ? '  wakeOnReading: true\n' : ''}`,
      ),
  );
/** What follows leaves at Slack's pace. */
const says: typeof story.says = async (...given) => {
  const ts = await story.says(...given);
  await story.after(1);
  return ts;
};
const offers = (channel = 'C0NOVA') => repliesIn(story.sandbox(), channel).filter(({ text }) => text.startsWith(asks));
const direct = (who: string) =>
  slack()
    .as(who)
    .sees(botUserId)
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('emergencies:alarming:'));
const incidents = async (): Promise<{ state: string; message_ts: string | null }[]> =>
  (await story.sandbox().db.query('select state, message_ts from incidents order by raised_at desc')).rows;
const running = async () => (await incidents()).filter(({ state }) => state !== 'resolved');
const over = () => story.commands('U0MIRA', 'C0NOVAINT', '/rules incident false alarm');

/** What an earlier test left waiting is answered, so that nothing is asked twice of one conversation. */
const answered = () => says('U0JONAS', 'C0NOVA', 'That is settled.');

beforeAll(async () => {
  await story.begin('2026-11-02');
  await agreed();
  await story.until('Mon 10:00');
});

describe('a client writes that the shop is down, and raises nothing', () => {
  test('in office hours too they find one button below it, whoever answers them is told, and nobody is woken', async () => {
    const ts = await says('U0ANNA', 'C0NOVA', down);
    expect(offers()).toEqual([{ thread: ts, text: expect.stringContaining('the team is reached at once') }]);
    expect(direct('U0MIRA').at(-1)?.text).toMatch(
      /^\*Nova Bikes: this reads like an emergency\*\nAnna Novak wrote it in <#C0NOVA>.+Nobody has been woken.+\nThe client has a button/s,
    );
    expect(direct('U0MIRA').at(-1)?.text).toContain('> Our website is down and nobody can order!');
    expect(await running()).toEqual([]);
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'why');
    expect(story.answer('U0JONAS', 'C0NOVA')).toContain('It reads like an emergency: the client was offered a button');
    await says('U0ANNA', 'C0NOVA', 'The website is still down!! Customers cannot pay');
    expect(offers()).toHaveLength(1);
    expect(direct('U0MIRA')).toHaveLength(1);
    await answered();
  });

  test('the button raises it below their message, and the offer is taken back from both sides', async () => {
    const ts = await says('U0ANNA', 'C0NOVA', down);
    const offer = slack().look(({ messages }) => messages.C0NOVA?.findLast(({ text }) => text.startsWith(asks)));
    await slack()
      .as('U0ANNA')
      .press('C0NOVA', offer?.ts ?? '', 'raise-emergency');
    expect(await story.sends('U0ANNA', {})).toBeNull();
    await slack().as('U0ANNA').closeView(true);
    await story.after(1);
    expect((await running()).map(({ message_ts }) => message_ts)).toEqual([ts]);
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('An emergency has been raised.');
    await says('U0BEN', 'C0NOVA', 'Somebody hacked our Instagram account!');
    expect(offers()).toEqual([]);
    await over();
    await answered();
  });

  test('staff who are told raise it with their own button', async () => {
    await says('U0ANNA', 'C0NOVA', down);
    await story.presses('U0MIRA', 'raise-emergency');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await slack().as('U0MIRA').closeView(true);
    expect(await running()).toHaveLength(1);
    await over();
    await answered();
  });

  test('answered, deleted or written anew, the offer goes', async () => {
    const first = await says('U0ANNA', 'C0NOVA', down);
    await says('U0JONAS', 'C0NOVA', 'We are looking at it.');
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('It has been settled');
    const second = await says('U0ANNA', 'C0NOVA', down);
    expect(offers()).toEqual([{ thread: second, text: expect.any(String) }]);
    await story.edits('U0ANNA', 'C0NOVA', second, 'Could you send me the figures of last month?');
    await story.after(1);
    expect(offers()).toEqual([]);
    await says('U0JONAS', 'C0NOVA', 'Here they are.');
    const third = await says('U0BEN', 'C0NOVA', down);
    expect(offers()).toHaveLength(1);
    await story.deletes('U0BEN', 'C0NOVA', third);
    await story.after(1);
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('took it back or wrote it anew');
    expect(first).not.toBe(second);
  });

  test('“Not an emergency” takes it back and teaches nothing: the same words are asked about the next time', async () => {
    await says('U0ANNA', 'C0NOVA', down);
    await story.presses('U0MIRA', 'emergency-none');
    await story.after(1);
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Mira Aksoy said that it is no emergency');
    const { rows } = await story.sandbox().db.query('select 1 from corrections');
    expect(rows).toEqual([]);
    await says('U0MIRA', 'C0NOVA', 'That is planned, we are back at eleven.');
    await says('U0ANNA', 'C0NOVA', down);
    expect(offers()).toHaveLength(1);
    await answered();
  });

  test('a forged press changes nothing, be it of a message that is none or of another client', async () => {
    const ts = await says('U0ANNA', 'C0NOVA', down);
    const { rows } = await story.sandbox().db.query("select id from channels where slack_channel_id = 'C0NOVA'");
    const value = `${rows[0].id}:${ts}`;
    for (const [by, forged] of [
      ['U0ANNA', value],
      ['U0ELIF', value],
      ['U0MIRA', 'nothing'],
    ] as const)
      await slack().send(pressLetter({ by, channel: 'C0NOVA', action: 'emergency-none', value: forged }));
    await story.sandbox().walk.rest();
    expect(offers()).toHaveLength(1);
    await answered();
  });

  test('what only presses is no emergency', async () => {
    const before = direct('U0MIRA').length;
    await says('U0ANNA', 'C0NOVA', 'This is urgent, we need the banner today before 5 pm!');
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA')).toHaveLength(before);
    await answered();
  });

  test('where nothing permits it, and in a silent trial, the client reads nothing and the owner is told all the same', async () => {
    await agreed({ mayPost: false });
    await says('U0ANNA', 'C0NOVA', down);
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('The client was not offered a button.');
    await says('U0MIRA', 'C0NOVA', 'On it.');
    await agreed({ trial: true });
    await says('U0ANNA', 'C0NOVA', down);
    expect(offers()).toEqual([]);
    expect(direct('U0MIRA').at(-1)?.text).toContain('this is a silent trial');
    expect(repliesIn(story.sandbox(), 'C0NOVAINT').at(-1)?.text).toContain(asks);
    await answered();
    await agreed();
  });

  test('whoever stands in is told while the owner is away, and says for whom', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', `/rules away ${story.date()} ${story.date()}`);
    await says('U0ANNA', 'C0NOVA', down);
    expect(direct('U0JONAS').at(-1)?.text).toContain('You read this because Mira Aksoy is away.');
    await answered();
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules away back');
  });
});

test('at night the reply outside the hours carries the button already: it is not said twice in one thread', async () => {
  await story.until('Mon 22:00');
  await says('U0ANNA', 'C0NOVA', down);
  expect(offers()).toEqual([]);
  expect(direct('U0MIRA').at(-1)?.text).toContain('The client has a button');
  await says('U0ANNA', 'C0NOVA', 'Somebody hacked our Instagram account!', {
    thread: await says('U0ANNA', 'C0NOVA', 'Lovely evening to you all!'),
  });
  expect(offers()).toHaveLength(1);
  await answered();
});

describe('where the agreement says that such a message wakes people', () => {
  test('it raises one as if they had, says so to whoever is woken, and once for each conversation', async () => {
    await agreed({ wakes: true });
    const ts = await says('U0ANNA', 'C0NOVA', down);
    expect((await running()).map(({ message_ts }) => message_ts)).toEqual([ts]);
    const page = slack()
      .as('U0MIRA')
      .sees(botUserId)
      .messages.findLast(({ text }) => text.includes('Nova Bikes: emergency'));
    expect(page?.text).toContain('Raised by itself, as agreed: what Anna Novak wrote reads like an emergency');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('raised by itself: what Anna Novak wrote');
    await over();
    await says('U0ANNA', 'C0NOVA', 'The website is still down, customers cannot pay');
    expect(await running()).toEqual([]);
    expect(offers()).toEqual([]);
    await answered();
  });

  test('a silent trial wakes nobody by reading', async () => {
    await agreed({ wakes: true, trial: true });
    await says('U0ANNA', 'C0NOVA', down);
    expect(await running()).toEqual([]);
    await answered();
    await agreed();
  });
});

describe('the agreed word', () => {
  test('raises one in a mention of the bot, at the top and in a thread, by whoever of the client’s is there', async () => {
    await says('U0ANNA', 'C0NOVA', `<@${botUserId}> red alert`);
    expect(await running()).toHaveLength(1);
    await over();
    const root = await says('U0MIRA', 'C0NOVA', 'How do you like the draft?');
    const ts = await says('U0BEN', 'C0NOVA', `<@${botUserId}> Red Alert! nobody can pay`, { thread: root });
    expect((await running()).map(({ message_ts }) => message_ts)).toEqual([ts]);
    expect(offers()).toEqual([]);
    await over();
  });
});

test('whoever writes to the bot alone reads how to raise one, with a button that does', async () => {
  const there = slack().as('U0BEN').direct(botUserId);
  await says('U0BEN', there, 'HELP our shop is down');
  const answer = slack().as('U0BEN').sees(botUserId).messages.at(-1);
  expect(answer?.text).toContain('In an emergency, press the button');
  expect(await running()).toEqual([]);
  await slack()
    .as('U0BEN')
    .press(there, answer?.ts ?? '', 'raise-emergency');
  expect(await story.sends('U0BEN', { what: 'Nobody can pay' })).toBeNull();
  await slack().as('U0BEN').closeView(true);
  expect(await running()).toHaveLength(1);
  await over();
});

gateHolds(story.sandbox, permitting);
