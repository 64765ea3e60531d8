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

describe('what may wait', () => {
  const tones = () => {
    const { store } = story.sandbox().house();
    return channelIds(['C0NOVA', 'C0DEFNE', 'C0NOVAINT']).then(async (ids) => {
      const at = story.sandbox().time.clock();
      return (await store.ask('troubledChannels', { channelIds: ids, at })).map((id) => ids.indexOf(id)).sort();
    });
  };
  const owed = (who: string) =>
    story.told(who).filter((one) => / (warning|breach|repeat-\d|reminder|broken|nudge|flag)$/.test(one));

  test('a promise and a reminder wait until it is over, and come once; the question beside it does not wait', async () => {
    await story.begin();
    await calmly();
    await story.until('Mon 09:10');
    const first = await says('U0ANNA', 'Can we change the picture of the home page?');
    await says('U0MIRA', 'We have it, answer by 12:00.', first);
    await story.presses('U0MIRA', 'promise-remind');
    await story.until('Mon 09:20');
    await says('U0BEN', 'Which of the two dates suits you?');
    await story.until('Mon 10:55');
    await story.presses('U0MIRA', 'remind');
    expect(await tones()).toEqual([]);
    await story.until('Mon 11:00');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency The host is down');
    await have('U0MIRA');
    expect(await tones()).toEqual([0, 2]);
    await story.until('Mon 11:30');
    await says('U0ANNA', 'Could you make us a film of the fair as well?');
    await story.until('Mon 12:20');
    expect(owed('U0MIRA')).toEqual(['Mon 10:50 warning', 'Mon 11:20 breach', 'Mon 12:20 repeat-1']);
    await incident('resolve');
    await story.until('Mon 12:50');
    expect(
      owed('U0MIRA')
        .slice(3)
        .map((one) => one.split(' ').at(-1))
        .sort(),
    ).toEqual(['broken', 'flag', 'reminder']);
    expect(owed('U0JONAS').slice(1)).toEqual([expect.stringMatching(/^Mon 12:[23]\d\S* broken$/)]);
    await says('U0MIRA', 'The second date, and the picture is changed.');
  });

  test('at night: no word that the office is closed, no nudge and no flag while it runs, and all of them again after it', async () => {
    const permitted = 'mayPost: [outOfHoursReply]\nemergency:\n  silentAfter: 4h\n  updateEvery: 4h';
    await story.agree('nova', (text) => text.replace(/^emergency:\n.*\n.*$/m, permitted));
    await story.until('Mon 22:00');
    story.chapter();
    const raising = await says('U0ANNA', 'Red alert: could you look at the shop, it is down?');
    await says('U0BEN', 'And when will the newsletter be ready?');
    await have('U0MIRA');
    await says('U0MIRA', 'We are looking into it.', raising);
    await says('U0ANNA', 'Could you make us a film of the fair meanwhile?', raising);
    await story.after(5);
    expect(posted().map((text) => text.split('\n')[0])).toEqual([expect.stringContaining('We have your emergency')]);
    expect([...owed('U0MIRA'), ...owed('U0JONAS')]).toEqual([]);
    await incident('resolve');
    await story.until('Tue 09:30');
    expect(owed('U0MIRA')).toEqual([]);
    await says('U0MIRA', 'The newsletter goes out today.');
    await story.until('Tue 22:00');
    story.chapter();
    const later = await says('U0ANNA', 'Could you make us a film of the fair?');
    await says('U0MIRA', 'We will see.', later);
    await story.after(5);
    expect(posted().at(-1)).toMatch(/^Thank you for your message/);
    expect(owed('U0MIRA')).toEqual([expect.stringMatching(/^Tue 22:0\d nudge$/)]);
    await story.until('Wed 09:05');
    expect(owed('U0MIRA').at(-1)).toBe('Wed 09:00 flag');
  });

  test('a silent trial silences nothing of an emergency, from the raising to its end', async () => {
    await story.agree('nova', (text) => text.replace(/^emergency:$/m, 'trial: true\nemergency:'));
    await story.until('Wed 22:00');
    story.chapter();
    await says('U0ANNA', 'Red alert! Nobody can pay, can you hear us?');
    await have('U0MIRA');
    await incident('update The card terminal is back.');
    await story.after(1);
    expect(posted()).toEqual([
      expect.stringMatching(/We have your emergency.*Mira Aksoy is looking after it.*The card terminal is back/s),
      expect.stringContaining('The card terminal is back.'),
    ]);
    await incident('resolve');
    await story.after(1);
    expect(posted()[0]).toContain('It is resolved');
    const { rows } = await story.sandbox().db.query("select 1 from held_back where key like 'emergencies:%'");
    expect(rows).toEqual([]);
  });
});

/** Our ids of these Slack channels. */
async function channelIds(slackIds: string[]): Promise<string[]> {
  const ids = slackIds.map((one) => story.sandbox().house().store.people.channelId(one));
  return Promise.all(ids);
}

/** What the bot has said where Nova reads since the chapter began, as it stands now. */
function posted(): string[] {
  const since = story.sandbox().time.clock() - 6 * 3_600_000;
  return story
    .sandbox()
    .slack.look(({ messages }) =>
      (messages.C0NOVA ?? [])
        .filter(({ user, ts }) => user === 'U0RULES' && Number(ts) * 1000 >= since)
        .map(({ text }) => text),
    );
}

gateHolds(story.sandbox, permitting);
