/** A week's report: whoever knows is asked on their own clocks, reminded while they have not answered, and the draft is made. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const story = tellStories('2026-11-02', { permitting: ['C0DEFNE', 'C0NOVA'] });
const slack = () => story.sandbox().slack;
const store = () => story.sandbox().house().store;

const rhythm = `
rhythm:
  status:
    weekly: { when: every Friday 15:00, contributors: [U0MIRA, U0JONAS, U0ELIF] }
`;

/** What somebody has of the rule's in their direct messages; nothing where the bot never wrote to them. */
const from = (who: string, kind: string) =>
  slack()
    .look(({ channels, messages }) =>
      Object.values(channels)
        .filter((one) => one.kind === 'im' && one.members.includes(who) && one.members.includes('U0RULES'))
        .flatMap(({ id }) => messages[id] ?? []),
    )
    .filter(({ metadata }) => String(metadata?.event_payload.key).startsWith(`status:${kind}:`))
    .map(({ text }) => text);
const prompts = (who: string) => from(who, 'prompt');
const reminders = (who: string) => from(who, 'reminder');
const progress = (who = 'U0MIRA') => from(who, 'progress');
/** The latest that the bot wrote to somebody. */
const given = (who: string) => slack().as(who).sees('U0RULES').messages.at(-1)?.text;
const report = async (date: string) => store().ask('report', { id: `report:nova:weekly:${date}` });
const parts = async (date: string) =>
  (await report(date))?.contributors.map(({ userId, standsFor, answeredAt, place }) => [
    userId,
    standsFor,
    answeredAt === null ? 'waits' : place === null ? 'nothing' : 'answered',
  ]);
const answer = (who: string, date: string, values: Record<string, string>) =>
  slack().send(
    formLetter({
      by: who,
      form: 'status-answer',
      subject: `report:nova:weekly:${date}`,
      values: Object.fromEntries(
        Object.entries(values).map(([id, value]) => [id, { type: 'plain_text_input', value }]),
      ),
    }),
  );
const answers = async (...given: Parameters<typeof answer>) => {
  const outcome = await answer(...given);
  await story.sandbox().walk.rest();
  return outcome;
};

beforeAll(async () => {
  await story.begin('2026-11-02');
  await story.agree('nova', (text) => `${text}${rhythm}`);
});

describe('asking', () => {
  test('everybody is asked the business day before at ten on their own clocks', async () => {
    await story.until('Thu 07:59');
    expect(['U0MIRA', 'U0JONAS', 'U0ELIF'].flatMap(prompts)).toEqual([]);
    // Elif's clocks show two hours more.
    await story.until('Thu 09:59');
    expect(prompts('U0ELIF')).toHaveLength(1);
    expect(prompts('U0MIRA')).toEqual([]);
    await story.until('Thu 10:01');
    expect(prompts('U0MIRA')).toEqual([
      expect.stringContaining('*Weekly report* for Nova Bikes: what is there to say from your side?'),
    ]);
    expect(prompts('U0JONAS')).toHaveLength(1);
    expect(prompts('U0ELIF')[0]).toContain('Haftalık rapor');
    expect(progress()[0]).toContain('0 of 3 answered');
  });

  test('applied again, nobody is asked twice', async () => {
    await story.agree('nova', (text) => `${text}\n# the same`);
    await story.after(3);
    expect(prompts('U0MIRA')).toHaveLength(1);
    expect(progress()).toHaveLength(1);
  });
});

describe('answering', () => {
  test('the form asks each question, and an empty one says what else there is', async () => {
    await story.presses('U0MIRA', 'status-answer');
    expect(await story.sends('U0MIRA', {})).toEqual({
      'carries-over': expect.stringContaining('“Nothing this time”'),
    });
    expect(
      await story.sends('U0MIRA', { 'carries-over': 'The Zilpzalp banners.', new: '<!channel> & prices' }),
    ).toBeNull();
    expect(await parts('2026-11-06')).toContainEqual(['U0MIRA', null, 'answered']);
    await story.after(1);
    expect(prompts('U0MIRA')[0]).toContain('Thank you: your answer of');
    expect(progress()[0]).toContain('1 of 3 answered');
    expect(progress()[0]).toContain('• Mira Aksoy: answered');
    expect(await tablesWith(story.sandbox().db, 'Zilpzalp')).toEqual(['public.words']);
  });

  test('it can be changed, with what was written in the form', async () => {
    await story.presses('U0MIRA', 'status-answer');
    await story.sends('U0MIRA', { new: 'Prices.' });
    const [kept] = (await store().kept('nova'))?.reports ?? [];
    expect(kept?.contributors.find(({ userId }) => userId === 'U0MIRA')?.words).toEqual({
      'carries-over': 'The Zilpzalp banners.',
      new: 'Prices.',
    });
  });

  test('somebody of the client, or who is not asked and does not work for them, changes nothing', async () => {
    const before = await parts('2026-11-06');
    for (const by of ['U0ANNA', 'U0SAM'])
      await slack().send(
        pressLetter({ by, channel: 'D0', action: 'status-nothing', value: 'report:nova:weekly:2026-11-06' }),
      );
    await answers('U0ANNA', '2026-11-06', { new: 'Hello.' });
    expect(await parts('2026-11-06')).toEqual(before);
  });

  test('somebody else answers: they are asked with the name of who named them, and who was asked reads so', async () => {
    await story.presses('U0JONAS', 'status-pass');
    expect(await story.sends('U0JONAS', { person: 'U0ANNA' })).toEqual({ person: expect.stringContaining('agency') });
    expect(await story.sends('U0JONAS', { person: 'U0ELIF' })).toEqual({ person: expect.stringContaining('already') });
    expect(await story.sends('U0JONAS', { person: 'U0RUTH' })).toBeNull();
    await story.after(1);
    expect(prompts('U0RUTH')[0]).toContain('Jonas Weber asked you to answer in place of Jonas Weber.');
    expect(prompts('U0JONAS')[0]).toContain('Ruth Okafor answers this one');
    expect(progress()[0]).toContain('• Ruth Okafor (for Jonas Weber): asked');
  });
});

describe('reminding', () => {
  test('only those who have not answered, in their hours, halfway and before the draft', async () => {
    await story.until('Fri 09:30');
    expect(reminders('U0RUTH')).toHaveLength(1);
    expect(reminders('U0ELIF')).toHaveLength(1);
    expect(['U0MIRA', 'U0JONAS'].flatMap(reminders)).toEqual([]);
  });

  test('nobody who answers in the same second, whichever comes first; and the reminder thanks them', async () => {
    await story.presses('U0ELIF', 'status-nothing');
    await story.after(1);
    expect(reminders('U0ELIF')[0]).toContain('teşekkürler');
    await story.until('Fri 12:29');
    await Promise.all([answer('U0RUTH', '2026-11-06', { dropped: 'The video.' }), story.until('Fri 12:30')]);
    await story.after(1);
    expect(reminders('U0RUTH').filter((text) => text.includes('one click'))).toEqual([]);
    expect((await report('2026-11-06'))?.state).toBe('draft');
    expect(progress()[0]).toContain('the draft is there');
  });
});

describe('what became of it', () => {
  test('an answer can be changed in the draft too, and the next report is planned when this one goes', async () => {
    await answers('U0RUTH', '2026-11-06', { dropped: 'The video: no budget.' });
    expect((await report('2026-11-06'))?.state).toBe('draft');
    await story.until('Fri 15:01');
    expect((await report('2026-11-13'))?.state).toBe('collecting');
  });

  test('last week’s answer stands in the next form', async () => {
    await story.until('Thu 10:02');
    expect(prompts('U0MIRA')).toHaveLength(2);
    await story.presses('U0MIRA', 'status-answer');
    await story.sends('U0MIRA', {});
    const report = (await store().kept('nova'))?.reports.find(({ plannedFor }) => plannedFor === '2026-11-13');
    expect(report?.contributors[0]?.words).toEqual({ 'carries-over': 'The Zilpzalp banners.' });
  });

  test('left out and back again, and what is written for what is left out is given back', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules report skip');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('left out this time');
    await story.after(1);
    expect(prompts('U0JONAS').at(-1)).toContain('left out this time');
    await answers('U0JONAS', '2026-11-13', { new: 'A longer text.' });
    expect(given('U0JONAS')).toContain('A longer text.');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules report back');
    await story.after(1);
    expect((await report('2026-11-13'))?.state).toBe('collecting');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules status');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('Nova Bikes, weekly report: 1 of 3 answered');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules report');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('1 of 3 answered');
  });

  test('whoever has left is not waited for: who stands in is asked, and reads for whom', async () => {
    await slack().admin.changeUser('U0ELIF', { deleted: true });
    await story.after(2);
    expect(await parts('2026-11-13')).toContainEqual(['U0RUTH', 'U0ELIF', 'waits']);
    expect(prompts('U0RUTH').at(-1)).toContain('Elif Kaya cannot be reached; you stand in.');
    await slack().admin.changeUser('U0ELIF', { deleted: false });
    await story.after(2);
  });

  test('one more is asked by name', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules report ask <@U0ADMIN>');
    await story.after(1);
    expect(prompts('U0ADMIN').at(-1)).toContain('Mira Aksoy asked you too.');
  });

  test('nobody answers: it is a draft when it is time, and not before', async () => {
    await story.until('Fri 12:59');
    expect((await report('2026-11-13'))?.state).toBe('collecting');
    await story.until('Fri 13:01');
    expect((await report('2026-11-13'))?.state).toBe('draft');
  });

  test('what nobody could be asked for, as nothing ran, is left out and said', async () => {
    await story.until('Wed 12:00');
    await story.stopBot();
    await story.until('Fri 15:30');
    await story.startBot();
    await story.after(2);
    expect(await report('2026-11-20')).toMatchObject({ state: 'skipped', skippedBecause: 'missed' });
    expect((await report('2026-11-27'))?.state).toBe('collecting');
    expect(given('U0MIRA')).toMatch(/report.*Nova Bikes|Nova Bikes.*report/s);
  });

  test('who is on leave is left in peace, and who cannot be written to does not hold it up', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules away 2026-11-25 2026-12-01');
    await slack().admin.changeUser('U0JONAS', { refuses_direct_messages: 'restricted_action' });
    const before = prompts('U0MIRA').length;
    await story.until('Thu 10:05');
    expect(prompts('U0MIRA')).toHaveLength(before);
    expect(prompts('U0RUTH').at(-1)).toContain('Mira Aksoy is away; you stand in.');
    expect((await parts('2026-11-27'))?.map(([userId, standsFor]) => [userId, standsFor])).toEqual([
      ['U0RUTH', 'U0MIRA'],
      // Nobody is left who does not answer for it already: his part stays missing by name.
      ['U0JONAS', null],
      ['U0ELIF', null],
    ]);
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules report');
    expect(story.answer('U0RUTH', 'C0NOVAINT')).toContain('• Jonas Weber: could not be asked');
    await slack().admin.changeUser('U0JONAS', { refuses_direct_messages: null });
  });

  test('forgotten, what somebody wrote is gone, and what is left says who was asked when', async () => {
    expect(await tablesWith(story.sandbox().db, 'Zilpzalp')).not.toEqual([]);
    await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0MIRA' });
    await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0RUTH' });
    const kept = (await store().kept('nova'))?.reports.flatMap(({ contributors }) => contributors) ?? [];
    expect(kept.filter(({ userId }) => userId === 'U0MIRA').map(({ words }) => words)).toEqual(
      expect.arrayContaining([null]),
    );
    expect(kept.some(({ words }) => words !== null && JSON.stringify(words).includes('Zilpzalp'))).toBe(false);
  });

  test('what is not agreed any more is left out', async () => {
    await story.agree('nova', (text) => text.replace(rhythm, ''));
    expect(await report('2026-11-27')).toMatchObject({ state: 'skipped', skippedBecause: 'agreement' });
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules report ask <@U0RUTH>');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('Nothing is being collected for Nova Bikes now.');
  });
});

describe('a month', () => {
  const monthly = `
rhythm:
  status:
    monthly:
      when: first business day 10:00
      contributors: [U0JONAS]
      questions: [results, { id: learned, text: { ko: 무엇을 배웠나요? } }, kpis]
goals: [{ id: visits, title: Visits, target: 12000 }]
`;

  test('asks for the figures where they are entered, and a question without words in one’s language as it stands', async () => {
    await story.agree('nova', (text) => `${text.replace(/^goals:\n(?: .*\n)+/m, '')}${monthly}`);
    await story.says('U0ANNA', 'C0NOVA', 'Could you send me the Zaunkönig invoice?');
    await story.says('U0JONAS', 'C0NOVA', 'Here it is.');
    await story.until('Mon 10:01');
    expect(prompts('U0JONAS').at(-1)).toContain('*Monthly report* for Nova Bikes');
    expect(prompts('U0JONAS').at(-1)).toContain('2 questions');
    await story.presses('U0JONAS', 'status-answer');
    const form = JSON.stringify(slack().as('U0JONAS').form());
    expect(form).toContain('무엇을 배웠나요?');
    expect(form).toContain('One question of yours answered');
    expect(form).not.toContain('Zaunkönig');
    await story.sends('U0JONAS', { learned: 'Patience.' });
    await story.presses('U0JONAS', 'goals-enter');
    expect(JSON.stringify(slack().as('U0JONAS').form())).toContain('Visits');
  });
});
