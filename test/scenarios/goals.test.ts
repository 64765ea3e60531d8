/** What success is: entered month by month by whoever serves the client, kept with its history, and said when it is reached. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { formLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-23', { permitting });
const slack = () => story.sandbox().slack;
const goals = `
goals:
  - { id: visits, title: Organic <visits>, unit: visits, target: 12000, by: 2026-12-31, why: more test rides booked }
  - { id: costs, title: Cost of an order, unit: EUR, start: 11.4, target: 8, direction: down }
`;
const monthly = `
rhythm: { status: { monthly: { when: 4th business day 15:00, contributors: [U0MIRA] } } }
`;
const list = async (who = 'U0MIRA') => {
  await story.commands(who, 'C0NOVAINT', '/rules goals');
  return story.answer(who, 'C0NOVAINT');
};
const enters = async (who: string, month: string) => {
  await list(who);
  const { pressables } = slack().as(who).sees('C0NOVAINT');
  const found = pressables.findLast(({ actionId, value }) => actionId === 'goals-enter' && value?.endsWith(month));
  await slack()
    .as(who)
    .press('C0NOVAINT', found?.ts ?? '', 'goals-enter', { value: found?.value ?? '' });
  await story.sandbox().walk.rest();
};
const told = () =>
  slack()
    .as('U0MIRA')
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('goals:'))
    .map(({ text }) => text);
const rows = async () =>
  (
    await story
      .sandbox()
      .db.query<{ goal_id: string; month: string; value: number | null }>(
        'select goal_id, month, value from goal_values order by sequence',
      )
  ).rows.map(({ goal_id, month, value }) => [goal_id, month, value]);

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0RUTH']) await slack().as(who).openHome('messages');
  await story.begin('2026-11-30');
  await story.agree('nova', (text) => `${text}${goals}${monthly}`);
});

describe('what a month came to', () => {
  test('is entered for each goal with a sentence on what it means, and a figure that is none is not taken', async () => {
    await story.until('Tue 10:00');
    expect(await list()).toContain(
      '*Organic &lt;visits&gt;*: nothing entered for December yet; the goal is 12,000 visits by',
    );
    await enters('U0MIRA', '202611');
    expect(await story.sends('U0MIRA', { 'value-visits': 'many', 'value-costs': '9,7' })).toEqual({
      'value-visits': expect.stringContaining('Write a number'),
    });
    await story.sends('U0MIRA', {
      ...{ 'value-visits': '9400', 'says-visits': 'Ninety <test> rides came of it.' },
      'value-costs': '9,7',
    });
    expect(await rows()).toEqual([
      ['visits', '2026-11', 9400],
      ['costs', '2026-11', 9.7],
    ]);
    expect(await list()).toContain('Before: November 9,400 visits');
    expect(told()).toEqual([]);
    expect(await tablesWith(story.sandbox().db, 'Ninety')).toEqual(['public.words']);
  });

  test('what stayed the same is not kept anew; entered again the last one counts, and its words take the place of the old', async () => {
    await enters('U0RUTH', '202611');
    await story.sends('U0RUTH', { 'value-visits': '9500', 'says-visits': 'A hundred rides.' });
    expect((await rows()).slice(2)).toEqual([['visits', '2026-11', 9500]]);
    expect(await tablesWith(story.sandbox().db, 'Ninety')).toEqual([]);
    await enters('U0RUTH', '202611');
    await story.sends('U0RUTH', {});
    expect(await rows()).toHaveLength(3);
  });

  test('a goal that is reached first is said once to the client’s owner, whoever entered it', async () => {
    await enters('U0RUTH', '202612');
    await story.sends('U0RUTH', { 'value-visits': '12300', 'says-visits': 'We are there.' });
    await story.after(1);
    expect(told()).toEqual([
      '*Organic &lt;visits&gt;* with Nova Bikes is reached: 12,300 visits in December, and the goal was 12,000 visits. That is worth a word to both sides: `/rules win` in their channel.',
    ]);
    expect(await list()).toMatch(
      /12,300 visits in December; the goal is 12,000 visits by .+ :white_check_mark: reached\n.+\n> We are there\./,
    );
    await enters('U0RUTH', '202612');
    await story.sends('U0RUTH', { 'value-visits': '12400' });
    await story.after(1);
    expect(told()).toHaveLength(1);
  });

  test('both sides see on the card what was agreed, and the client nothing of what it came to', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules card');
    const card = story.answer('U0MIRA', 'C0NOVAINT');
    expect(card).toContain('Organic &lt;visits&gt;: 12,000 visits in a month by ');
    expect(card).not.toContain('12,300');
  });

  test('a month long over, or another client’s, is not entered, nor by anybody who does not serve the client', async () => {
    const before = await rows();
    const values = { 'value-visits': { type: 'plain_text_input', value: '1' } };
    for (const [by, subject] of [
      ['U0MIRA', 'client:nova#202601'],
      ['U0MIRA', 'client:defne#202612'],
      ['U0ELIF', 'client:nova#202612'],
      ['U0ANNA', 'client:nova#202612'],
    ] as const)
      await slack().send(formLetter({ by, form: 'goals', subject, values }));
    await story.sandbox().walk.rest();
    expect(await rows()).toEqual(before);
  });
});

describe('the monthly report', () => {
  const report = () =>
    slack()
      .as('U0MIRA')
      .sees('U0RULES')
      .messages.findLast(({ metadata }) => String(metadata?.event_payload.key).startsWith('reports:draft'))?.text ?? '';
  const pressesHere = async (action: string) => {
    const { pressables } = slack().as('U0MIRA').sees('U0RULES');
    const found = pressables.findLast(({ actionId }) => actionId === action);
    await slack()
      .as('U0MIRA')
      .press('U0RULES', found?.ts ?? '', action, { value: found?.value ?? '' });
    await story.sandbox().walk.rest();
  };

  test('whoever is asked for it enters the figures of the month before from there', async () => {
    await story.until('Thu 10:01');
    await pressesHere('goals-enter');
    expect(JSON.stringify(slack().as('U0MIRA').form()?.blocks)).toContain('*Nova Bikes, November*');
    await story.sends('U0MIRA', { 'value-visits': '9600', 'says-visits': 'A hundred and ten rides.' });
    expect((await rows()).at(-1)).toEqual(['visits', '2026-11', 9600]);
  });

  test('the draft shows what is entered until it goes, and the client reads it then', async () => {
    await story.until('Fri 13:30');
    expect(report()).toContain('9,600');
    await pressesHere('goals-enter');
    await story.sends('U0MIRA', { 'value-visits': '9700' });
    await story.after(1);
    expect(report()).toContain('9,700');
    await pressesHere('report-approve');
    await enters('U0RUTH', '202611');
    await story.sends('U0RUTH', { 'value-visits': '9800' });
    await story.after(1);
    const { messages } = slack().as('U0MIRA').sees('U0RULES');
    expect(messages.at(-1)?.text).toContain('Ruth Okafor entered other figures since you approved it.');
    await pressesHere('report-approve');
    await story.until('Fri 15:01');
    const posted = slack().look(({ messages }) => (messages.C0NOVA ?? []).map(({ text }) => text));
    expect(posted.at(-1)).toContain('9,800');
    expect(posted.at(-1)).toContain('A hundred and ten rides.');
  });
});

gateHolds(() => story.sandbox(), permitting);
