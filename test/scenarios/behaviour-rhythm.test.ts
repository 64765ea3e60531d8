/** What the rhythm promises: who is asked when, what the client reads and who stands behind it, and when nothing is celebrated. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { formLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-27', { permitting });
const slack = () => story.sandbox().slack;

const rhythm = `
rhythm:
  meetings:
    - { id: call, title: Weekly call, when: every Monday 10:00 }
  status:
    weekly:
      when: every Friday 15:00
      contributors: [U0MIRA, U0JONAS, U0ELIF]
      questions: [carries-over, new, { id: learned, text: { ko: 우리는 무엇을 배웠나요? } }]
celebrations: { anniversaries: { contract: 2024-12-12 } }
`;

const keyOf = ({ metadata }: { metadata?: { event_payload: Record<string, unknown> } | undefined }) =>
  String(metadata?.event_payload.key ?? '');
/** What the bot said in a channel or to a person, of the keys that begin so. */
const saidIn = (channel: string, key = '') =>
  slack().look(({ messages }) =>
    (messages[channel] ?? []).filter((one) => one.user === 'U0RULES' && keyOf(one).startsWith(key)),
  );
const saidTo = (who: string, key = '') =>
  slack()
    .look(({ channels }) => Object.values(channels))
    .filter(({ kind, members }) => kind === 'im' && members.includes(who) && members.includes('U0RULES'))
    .flatMap(({ id }) => saidIn(id, key))
    .map(({ text }) => text);
const count = (key: string) =>
  Object.fromEntries(['U0MIRA', 'U0JONAS', 'U0ELIF', 'U0RUTH'].map((who) => [who, saidTo(who, key).length]));
const answers = async (who: string, values: Record<string, string>) => {
  await story.presses(who, 'status-answer');
  expect(await story.sends(who, values)).toBeNull();
};
const wins = async (by: string, what: string, who: string[] = []) => {
  const values = {
    what: { type: 'plain_text_input', value: what },
    who: { type: 'multi_users_select', selected_users: who },
    whose: { type: 'static_select', selected_option: { value: 'client' } },
    link: { type: 'plain_text_input', value: null },
  };
  await slack().send(formLetter({ by, form: 'win', subject: 'client:nova', values }));
  await story.after(1);
};

beforeAll(async () => {
  await story.begin('2026-11-30');
  await story.agree('nova', (text) => `${text}${rhythm}`);
});

describe('28 prompts', () => {
  test('28 come at each person’s local time', async () => {
    await story.until('Thu 07:59');
    expect(count('status:prompt:')).toEqual({ U0MIRA: 0, U0JONAS: 0, U0ELIF: 0, U0RUTH: 0 });
    await story.until('Thu 08:01');
    expect(count('status:prompt:')).toEqual({ U0MIRA: 0, U0JONAS: 0, U0ELIF: 1, U0RUTH: 0 });
  });

  test('28 skip their leave: who stands in is asked', async () => {
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules away now saturday');
    await story.until('Thu 10:01');
    expect(count('status:prompt:')).toMatchObject({ U0MIRA: 1, U0JONAS: 0, U0ELIF: 1 });
    expect(saidTo('U0JONAS', 'status:')).toEqual([]);
  });

  test('28 a question that nobody translated is asked in the words it has', async () => {
    await story.presses('U0MIRA', 'status-answer');
    expect(JSON.stringify(slack().as('U0MIRA').form())).toContain('우리는 무엇을 배웠나요?');
    expect(await story.sends('U0MIRA', { 'carries-over': 'The banners.' })).toBeNull();
  });

  test('28 remind only those who have not answered', async () => {
    await story.until('Fri 11:30');
    expect(count('status:reminder:')).toMatchObject({ U0MIRA: 0, U0JONAS: 0, U0ELIF: 1 });
  });

  test('28 whoever leaves the workspace is neither asked nor waited for, and the draft names whose part is missing', async () => {
    await slack().admin.changeUser('U0ELIF', { deleted: true });
    await story.until('Fri 13:01');
    expect(saidTo('U0MIRA', 'reports:draft:').at(-1)).toContain('Weekly report for Nova Bikes');
  });

  test('28 what was answered can be changed until it is sent', async () => {
    await answers('U0MIRA', { 'carries-over': 'The banners and the film.' });
    await story.after(1);
    expect(saidTo('U0MIRA', 'reports:draft:').at(-1)).toContain('The banners and the film.');
  });

  test('28 a report goes out only after somebody approved it', async () => {
    await story.until('Fri 15:01');
    expect(saidIn('C0NOVA', 'reports:')).toEqual([]);
    await story.presses('U0MIRA', 'report-send');
    await story.after(1);
    expect(saidIn('C0NOVA', 'reports:post:')).toHaveLength(1);
    await slack().admin.changeUser('U0ELIF', { deleted: false });
  });
});

describe('22 in front of the client', () => {
  test('22 the bot is quiet by default: what is asked, drafted and reminded is read by staff alone', () => {
    expect(saidIn('C0NOVA').map(keyOf)).toEqual([expect.stringMatching(/^reports:post:/)]);
    expect(saidIn('C0DEFNE')).toEqual([]);
  });

  test('22 what the client reads has no empty section, and nobody’s missing part', () => {
    const [post] = saidIn('C0NOVA', 'reports:post:');
    expect(post?.text).toContain('*Carries over to next week*\nThe banners and the film.');
    expect(post?.text).not.toMatch(/Dropped|우리는|Not answered|Jonas|Elif/);
  });

  test('22 nor another client’s data or a wrong language', async () => {
    await story.agree('defne', (text) => `${text}\nrhythm:\n  status:\n    weekly: { when: every Tuesday 16:00 }\n`);
    await story.until('Mon 10:00');
    await answers('U0ELIF', { new: 'Yeni kahve etiketleri.' });
    await story.until('Tue 12:00');
    await story.presses('U0ELIF', 'report-approve');
    await story.until('Tue 14:01');
    const [post] = saidIn('C0DEFNE', 'reports:post:');
    expect(post?.text).toMatch(/^\*Haftalık rapor/);
    expect(post?.text).toContain('Yeni kahve etiketleri.');
    expect(JSON.stringify(post)).not.toMatch(/banners|Weekly|Nova/);
  });

  test('22 a channel that is archived at its hour: nothing is lost, its owner hears so, and it is sent when it is back', async () => {
    await story.until('Thu 10:05');
    await answers('U0MIRA', { new: 'A second landing page.' });
    await story.until('Fri 13:05');
    await story.presses('U0MIRA', 'report-approve');
    await slack().admin.archive('C0NOVA', 'U0MIRA');
    await story.until('Fri 15:02');
    expect(saidTo('U0MIRA', 'reports:').join('\n')).toContain('nothing was sent yet');
    await slack().admin.unarchive('C0NOVA', 'U0MIRA');
    await slack().as('U0MIRA').invite('C0NOVA', 'U0RULES');
    await story.after(5);
    await story.presses('U0MIRA', 'report-send');
    await story.after(1);
    expect(saidIn('C0NOVA', 'reports:post:').at(-1)?.text).toContain('A second landing page.');
  });
});

describe('29 celebrations', () => {
  test('29 move off the weekend with the wording changed, with somebody of the agency behind them', async () => {
    await story.until('Mon 10:01');
    const note = saidTo('U0MIRA', 'celebrations:note:').at(-1) ?? '';
    expect(note).toContain('Sat 12 Dec');
    await story.presses('U0MIRA', 'celebration-post');
    await story.after(1);
    expect(saidIn('C0NOVA', 'celebrations:post:')).toHaveLength(1);
    expect(saidIn('C0NOVA', 'celebrations:post:')[0]?.text).toContain('12 Dec');
  });

  test('29 post once, however often the agreement is applied or the bot starts', async () => {
    await story.agree('nova', (text) => `${text}\n# the same`);
    await story.stopBot();
    await story.startBot();
    await story.after(60);
    expect(saidIn('C0NOVA', 'celebrations:')).toHaveLength(1);
  });

  test('29 honour opt-outs: whoever does not wish to be named is not', async () => {
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules celebrate me off');
    await wins('U0MIRA', 'Ten thousand views', ['U0JONAS', 'U0ANNA']);
    const [post] = saidIn('C0NOVA', 'wins:post:');
    expect(post?.text).toContain('Anna Novak');
    expect(post?.text).not.toContain('Jonas');
  });
});

describe('23 the tone guard', () => {
  const posts = () => saidIn('C0NOVA', 'wins:post:').length;

  test('23 no win is posted into a channel in which the client waits past a promised time', async () => {
    await story.says('U0ANNA', 'C0NOVA', 'Where is the invoice for November?');
    await story.until('Mon 16:30');
    const before = posts();
    await wins('U0JONAS', 'The newsletter won a prize');
    expect(posts()).toBe(before);
    expect(saidTo('U0MIRA', 'wins:').at(-1)).toContain('waits');
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    await story.presses('U0MIRA', 'win-post');
    await story.after(1);
    expect(posts()).toBe(before + 1);
  });

  test('23 nor in an emergency, nor is anybody asked for a report while it runs', async () => {
    await story.until('Thu 09:30');
    await story.says('U0ANNA', 'C0NOVA', 'Red alert: the shop is down');
    const [before, asked] = [posts(), saidTo('U0MIRA', 'status:prompt:').length];
    await wins('U0JONAS', 'The film is on the front page');
    await story.until('Thu 10:05');
    expect(posts()).toBe(before);
    expect(saidTo('U0MIRA', 'status:prompt:')).toHaveLength(asked);
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules incident resolve');
    await story.after(30);
    expect(saidTo('U0MIRA', 'status:prompt:')).toHaveLength(asked + 1);
  });
});

describe('29 and the 29th of February', () => {
  test('29 is kept on the 28th in other years, on the next business day, in the client’s language', async () => {
    await story.begin('2027-02-26');
    await story.agree('defne', (text) => {
      const permitted = text.replace('mayPost: [outOfHoursReply]', 'mayPost: [outOfHoursReply, celebrations]');
      return `${permitted}\ncelebrations: { anniversaries: { contract: 2024-02-29 } }\n`;
    });
    await story.until('Mon 08:02');
    expect(saidIn('C0DEFNE', 'celebrations:post:')).toHaveLength(1);
    expect(saidIn('C0DEFNE', 'celebrations:post:')[0]?.text).toMatch(/29 Şubat/);
  });
});

gateHolds(() => story.sandbox(), permitting);
