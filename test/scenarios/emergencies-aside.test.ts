/** While an emergency runs: its own questions are counted by nobody, all others are, and what may wait does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });

const running = async (): Promise<{ id: string }> => {
  const { rows } = await story
    .sandbox()
    .db.query("select id from incidents where state <> 'resolved' order by raised_at desc");
  return rows[0] ?? { id: '' };
};
const says = (who: string, text: string, thread?: string) =>
  story.says(who, 'C0NOVA', text, thread === undefined ? {} : { thread });
const incident = (words: string) => story.commands('U0MIRA', 'C0NOVAINT', `/rules incident ${words}`);
const have = async (who: string) => {
  const { id } = await running();
  await story.sandbox().slack.send(pressLetter({ by: who, channel: 'D0', action: 'emergency-have', value: id }));
  await story.sandbox().walk.rest();
};
const windows = () => story.records('C0NOVA');
const ofWindows = (who: string) => story.told(who).filter((one) => / (warning|breach|repeat|answer-deleted)/.test(one));

/** Whoever has it is left alone for a while, so that nothing but these stories happens. */
const calmly = () =>
  story.agree('nova', (text) => text.replace(/^emergency:$/m, 'emergency:\n  silentAfter: 4h\n  updateEvery: 4h'));

beforeAll(async () => {
  await story.begin('2026-11-02');
  await calmly();
});

describe('the response window', () => {
  let raising = '';

  test('stands aside for the message that raised it, and for that one only', async () => {
    await story.until('Mon 09:30');
    await says('U0ANNA', 'Could you send me the invoice of September, please?');
    await story.until('Mon 09:40');
    raising = await says('U0BEN', 'Red alert: the shop takes no orders, what can we do?');
    expect(await windows()).toEqual([
      'due Mon 11:30, alarm Mon 11:00',
      'due Mon 11:40, cancelled Mon 09:40 (stood-aside)',
    ]);
  });

  test('Why? says so on the message', async () => {
    await story.chooses('U0MIRA', 'C0NOVA', raising, 'why');
    const shown = story.answer('U0MIRA', 'C0NOVA');
    expect(shown).toContain('It belongs to emergency 1, raised today 09:40: the response window stands aside for it.');
  });

  test('and for its thread, while the question beside it is warned of and told as ever', async () => {
    await have('U0MIRA');
    await story.until('Mon 10:00');
    await says('U0ANNA', 'Are the orders of this morning lost?', raising);
    await story.until('Mon 12:45');
    expect(ofWindows('U0MIRA')).toEqual(['Mon 11:00 warning', 'Mon 11:30 breach', 'Mon 12:30 repeat-1']);
    expect((await windows()).filter((one) => one.includes('alarm'))).toEqual(['due Mon 11:30, alarm Mon 13:30']);
  });

  test('after its end and when it was not over, nothing of it is counted either', async () => {
    await incident('resolve');
    await says('U0ANNA', 'How many customers did it concern?', raising);
    await story.until('Mon 13:10');
    await incident('reopen');
    await says('U0ANNA', 'It is down again, do you see it?', raising);
    await story.until('Mon 13:12');
    await incident('resolve');
    await says('U0MIRA', 'The invoice is in your mailbox.');
    expect(await windows()).toEqual([
      'due Mon 11:30, breached Mon 13:12 (replied)',
      ...['09:40', '12:45'].map((at) => expect.stringContaining(`, cancelled Mon ${at} (stood-aside)`)),
    ]);
    await story.until('Tue 08:00');
    expect(ofWindows('U0MIRA')).toHaveLength(3);
  });

  test('a question that comes up in that thread two days later waits like any other', async () => {
    await story.until('Wed 14:00');
    await says('U0BEN', 'Can you send us a report about it?', raising);
    expect((await windows()).at(-1)).toBe('due Thu 10:00, alarm Wed 17:00');
    await says('U0MIRA', 'Here it is.', raising);
  });

  test('it stands aside for the thread of the client’s own message, where none of theirs raised it', async () => {
    await story.after(1);
    story.chapter();
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency The host is down');
    await story.sandbox().walk.rest();
    const { ts } = story
      .sandbox()
      .slack.look(({ messages }) => (messages.C0NOVA ?? []).findLast(({ user }) => user === 'U0RULES')) ?? { ts: '' };
    await have('U0MIRA');
    await says('U0ANNA', 'What does it mean for us?', ts);
    await says('U0ANNA', 'Something else: which day is the photo shoot?');
    expect(await windows()).toEqual([
      expect.stringContaining('cancelled Wed 14:01 (stood-aside)'),
      expect.stringMatching(/^due Wed 16:01, alarm/),
    ]);
    await incident('resolve');
    await says('U0MIRA', 'On Friday.');
  });

  test('a false alarm gives the question back, and makes nobody late', async () => {
    await story.until('Thu 09:30');
    story.chapter();
    await says('U0ANNA', 'Red alert? The shop looks odd to me.');
    await have('U0MIRA');
    await story.until('Thu 11:20');
    await incident('false alarm');
    expect(await windows()).toEqual(['due Thu 11:50, alarm Thu 11:35']);
    await says('U0MIRA', 'It was only the cache.');
    expect(await windows()).toEqual(['due Thu 11:50, met Thu 11:20 (replied)']);
    expect(ofWindows('U0MIRA')).toEqual([]);
  });
});

gateHolds(story.sandbox, permitting);
