/** The days that both sides set: their owner is asked ahead, the client reads what became of one, and none passes in silence. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-23', { permitting });
const slack = () => story.sandbox().slack;

const milestones = `
rhythm:
  milestones:
    - { id: launch, title: New <shop> goes live, date: 2026-12-10, look: "https://shop.example.com, the checkout" }
    - { id: texts, title: Texts are there, date: 2026-12-05, remindBefore: 1 business day }
    - { id: old, title: Kick-off, date: 2026-11-02 }
`;
const told = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('milestones:'))
    .map(({ text }) => text);
const posted = () =>
  slack().look(({ messages }) =>
    (messages.C0NOVA ?? [])
      .filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('milestones:'))
      .map(({ text }) => text),
  );
const list = async (who = 'U0MIRA') => {
  await story.commands(who, 'C0NOVAINT', '/rules milestones');
  return story.answer(who, 'C0NOVAINT');
};
const kept = async (id: string) =>
  (
    await story
      .sandbox()
      .db.query<{ date: string; state: string; agreed_for: string; revision: number }>(
        'select date, state, agreed_for, revision from milestones where milestone_id = $1',
        [id],
      )
  ).rows[0];
/** The newest such button that stands before somebody in a channel. */
const presses = async (who: string, action: string, id: string, channel = 'U0RULES') => {
  const { pressables } = slack().as(who).sees(channel);
  const button = pressables.findLast(({ actionId, value }) => actionId === action && value?.includes(`:${id}`));
  if (button === undefined) throw new Error(`Nobody offers ${action}.`);
  await slack()
    .as(who)
    .press(channel, button.ts, action, { value: button.value ?? '' });
  await story.sandbox().walk.rest();
};

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH']) await slack().as(who).openHome('messages');
  await story.begin('2026-11-30');
  await story.agree('nova', (text) => `${text}${milestones}`);
});

describe('ahead of its day', () => {
  test('its owner is asked at ten on their own clock, as many business days before as was agreed, and once', async () => {
    await story.until('Thu 09:59');
    expect(told('U0MIRA')).toEqual([]);
    await story.until('Thu 10:01');
    expect(told('U0MIRA')).toEqual([
      expect.stringMatching(
        /^\*New &lt;shop&gt; goes live\*, a milestone with Nova Bikes\nDue Thu 10 Dec\.\nWill it be there by then\?/,
      ),
    ]);
    await story.agree('nova', (text) => `${text}\n# the same`);
    await story.after(5);
    expect(told('U0MIRA')).toHaveLength(1);
  });

  test('on track, what they read says so, and nobody asks again the day before', async () => {
    await presses('U0MIRA', 'milestone-on-track', 'launch');
    await story.after(1);
    expect(told('U0MIRA')[0]).toContain('On track for Thu 10 Dec.');
    expect(told('U0MIRA')[0]).not.toContain('Will it be there');
  });

  test('of one on a closed day they are asked on the business day before, and who stands in where they are away', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules away 4 Dec 6 Dec');
    await story.until('Fri 10:01');
    expect(told('U0JONAS').at(-1)).toContain('*Texts are there*');
    expect(told('U0JONAS').at(-1)).toContain('in the place of Mira Aksoy');
    expect(told('U0MIRA')).toHaveLength(1);
  });

  test('what was over before it was agreed here is asked of nobody, and the list shows all of them', async () => {
    expect(await list()).toMatch(
      /^\*Milestones with Nova Bikes\*\n\*Kick-off\*\nWas due Mon 2 Nov.+\n\*Texts are there\*\nDue .+\n\*New &lt;shop&gt; goes live\*\nOn track for .+10 Dec\.$/,
    );
  });
});

describe('a day that slips', () => {
  test('needs another day that is still to come, and why', async () => {
    await presses('U0MIRA', 'milestone-slip', 'launch');
    expect(await story.sends('U0MIRA', { date: '2026-12-01', text: ' ' })).toEqual({
      date: 'Choose a day after today.',
      text: 'Write why, in a sentence at least.',
    });
    expect(await story.sends('U0MIRA', { date: '2026-12-10', text: 'x' })).toEqual({
      date: 'That is the day it is due already. Choose another one.',
    });
    expect(posted()).toEqual([]);
  });

  test('is read through first, as the client would read it, and what was written is kept where somebody else was faster', async () => {
    expect(await story.sends('U0MIRA', { date: '2026-12-17', text: 'The bank <!here> needs a week.' })).toBeNull();
    const preview = JSON.stringify(slack().as('U0MIRA').form()?.blocks);
    expect(preview).toContain('*New &lt;shop&gt; goes live* moves from Thu 10 Dec to Thu 17 Dec.');
    expect(preview).toContain('The bank &lt;!here&gt; needs a week.');
    expect(posted()).toEqual([]);
    await list('U0JONAS');
    await presses('U0JONAS', 'milestone-on-track', 'texts', 'C0NOVAINT');
    await presses('U0JONAS', 'milestone-slip', 'launch', 'C0NOVAINT');
    await story.sends('U0JONAS', { date: '2026-12-18', text: 'Two days more.' });
    await story.sends('U0JONAS', {});
    expect(posted()).toHaveLength(1);
    await story.sends('U0MIRA', {});
    expect(JSON.stringify(slack().as('U0MIRA').form()?.blocks)).toContain('What you wrote is kept for a day');
    expect(posted()).toHaveLength(1);
  });

  test('is put there with the name of whoever wrote it, once, and list, card and log of decisions show both days', async () => {
    await presses('U0MIRA', 'milestone-slip', 'launch');
    expect(JSON.stringify(slack().as('U0MIRA').form()?.blocks)).toContain('The bank <!here> needs a week.');
    await story.sends('U0MIRA', { date: '2026-12-17' });
    const before = posted().length;
    const subject = `milestone:nova:launch#${(await kept('launch'))?.revision}`;
    const again = formLetter({ by: 'U0MIRA', form: 'milestone-preview', subject, values: {} });
    await Promise.all([story.sends('U0MIRA', {}), slack().send(again)]);
    await story.after(1);
    expect(posted()).toHaveLength(before + 1);
    expect(posted().at(-1)).toBe(
      '*New &lt;shop&gt; goes live* moves from Fri 18 Dec to Thu 17 Dec.\nThe bank &lt;!here&gt; needs a week.\nMira Aksoy. Questions are welcome in this thread.',
    );
    expect(await kept('launch')).toMatchObject({ agreed_for: '2026-12-10', date: '2026-12-17', state: 'ahead' });
    expect(await list()).toContain('Due Thu 17 Dec (agreed for Thu 10 Dec).');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules card');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain(
      'Thu 17 Dec (agreed for Thu 10 Dec): New &lt;shop&gt; goes live',
    );
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules decisions');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain(
      'Mira Aksoy moved the milestone *New &lt;shop&gt; goes live* from Fri 18 Dec to Thu 17 Dec',
    );
    expect(await tablesWith(story.sandbox().db, 'needs a week')).toEqual(['public.words']);
    const all = await story.sandbox().house().store.kept('nova');
    expect(all?.milestones.find(({ milestoneId }) => milestoneId === 'launch')?.slips.at(-1)).toMatchObject({
      ...{ from: '2026-12-18', to: '2026-12-17', by: 'U0MIRA', words: 'The bank <!here> needs a week.' },
    });
  });
});

describe('its day', () => {
  test('passes without a word: a manager hears on the business day after it, and the client nothing', async () => {
    const before = posted().length;
    await story.until('Mon 09:59');
    expect(told('U0RUTH')).toEqual([]);
    await story.until('Mon 10:01');
    expect(told('U0RUTH')).toEqual([expect.stringContaining('Mira Aksoy was asked; perhaps they need a hand.')]);
    await story.until('Tue 10:01');
    expect(told('U0RUTH')).toHaveLength(1);
    expect(posted()).toHaveLength(before);
  });

  test('reached: the client reads what to look at, and what staff read of it says so', async () => {
    await presses('U0RUTH', 'milestone-reached', 'texts');
    expect(await story.sends('U0RUTH', { text: 'All forty texts: https://texts.example.com' })).toBeNull();
    await story.sends('U0RUTH', {});
    await story.after(1);
    expect(posted().at(-1)).toMatch(
      /^\*Texts are there\*: we are there\. Please have a look:\nAll forty texts: .+\nRuth /,
    );
    expect(told('U0RUTH')[0]).toContain('Reached, as Ruth Okafor told the client');
    const bodies = [
      formLetter({ by: 'U0RUTH', form: 'milestone-preview', subject: 'milestone:nova:texts#3', values: {} }),
    ];
    for (const body of bodies) await slack().send(body);
    await story.sandbox().walk.rest();
    expect(posted().filter((text) => text.startsWith('*Texts'))).toHaveLength(1);
  });

  test('can be taken back for a quarter of an hour: what the client was told goes, and it is asked about again', async () => {
    await presses('U0RUTH', 'milestone-undo', 'texts');
    await story.after(1);
    expect(posted().filter((text) => text.startsWith('*Texts'))).toEqual([]);
    expect(await kept('texts')).toMatchObject({ state: 'ahead' });
    await presses('U0RUTH', 'milestone-reached', 'texts');
    await story.sends('U0RUTH', { text: 'Here: https://texts.example.com' });
    await story.sends('U0RUTH', {});
    await story.after(20);
    expect(posted().filter((text) => text.startsWith('*Texts'))).toHaveLength(1);
    const standing = slack().as('U0RUTH').sees('U0RULES').pressables;
    expect(
      standing.filter(({ actionId, value }) => actionId === 'milestone-undo' && value?.includes(':texts')),
    ).toEqual([]);
    await slack().send(
      pressLetter({ by: 'U0RUTH', channel: 'D0', action: 'milestone-undo', value: 'milestone:nova:texts' }),
    );
    await story.after(1);
    expect(posted().filter((text) => text.startsWith('*Texts'))).toHaveLength(1);
  });

  test('what was missed while nothing ran is asked once, as it stands when we are back', async () => {
    const before = told('U0MIRA').length;
    await story.stopBot();
    await story.until('Fri 12:00');
    await story.startBot();
    await story.after(2);
    expect(told('U0MIRA').length - before).toBe(1);
    expect(told('U0MIRA').at(-1)).toContain('Due Thu 17 Dec (agreed for Thu 10 Dec).');
  });

  test('the form has what the agreement says of it; where the channel is gone, whoever wrote it hears so and can put it there again', async () => {
    await story.until('Thu 10:01');
    expect(told('U0MIRA').at(-1)).toContain('Due today');
    await presses('U0MIRA', 'milestone-reached', 'launch');
    expect(JSON.stringify(slack().as('U0MIRA').form()?.blocks)).toContain('https://shop.example.com, the checkout');
    await story.sends('U0MIRA', {});
    // Archived at this moment: nobody has heard of it yet.
    const archived = { kind: 'refuse', method: 'chat.postMessage', channel: 'C0NOVA', error: 'is_archived' } as const;
    const unarchive = slack().faults.add(archived);
    await story.sends('U0MIRA', {});
    await story.after(2);
    expect(told('U0MIRA').at(-1)).toContain('does not stand in their channel');
    unarchive();
    await presses('U0MIRA', 'milestone-again', 'launch');
    await story.after(2);
    expect(posted().filter((text) => text.includes('goes live*: we are there'))).toHaveLength(1);
  });
});

describe('what is agreed', () => {
  test('another day beats what slipped, and what is taken out falls away', async () => {
    await story.agree('nova', (text) => text.replace('date: 2026-11-02', 'date: 2027-01-20'));
    expect(await kept('old')).toMatchObject({ agreed_for: '2027-01-20', date: '2027-01-20', state: 'ahead' });
    await story.agree('nova', (text) => text.replace(/\nrhythm:[\s\S]*$/, '\n'));
    expect(await kept('old')).toMatchObject({ state: 'dropped' });
    expect(await kept('launch')).toMatchObject({ state: 'reached' });
    expect(await list()).toContain('No milestones are agreed with Nova Bikes.');
    await story.after(20);
    const { rows } = await story
      .sandbox()
      .db.query("select 1 from deadlines where rule = 'milestones' and state = 'pending' and ring_at is not null");
    expect(rows).toEqual([]);
  });

  test('somebody who does not work for this client changes nothing', async () => {
    const before = await kept('old');
    for (const by of ['U0ELIF', 'U0BEN', 'U0ANNA'])
      await slack().send(pressLetter({ by, channel: 'D0', action: 'milestone-reached', value: 'milestone:nova:old' }));
    await story.sandbox().walk.rest();
    expect(await kept('old')).toEqual(before);
  });

  test('forgotten with the client, rows and words', async () => {
    await story.agree('nova', (text) => `${text}\nstatus: ended\n`);
    await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: true });
    expect(await kept('launch')).toBeUndefined();
    expect(await tablesWith(story.sandbox().db, 'needs a week')).toEqual([]);
  });
});

gateHolds(() => story.sandbox(), permitting);
