/** A report that was collected: its draft, approval, hour and post, and what can go wrong with each. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../src/engine/report.ts';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { draftingRule } from '../support/drafts.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { berlin, nextTime } from '../support/story-time.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const drafting = draftingRule();
const story = tellStories('2026-11-02', { permitting, rules: [drafting.rule] });
const slack = () => story.sandbox().slack;

const keyOf = ({ metadata }: Message) => String(metadata?.event_payload.key ?? '');
const ours = (messages: readonly Message[]) => messages.filter((message) => keyOf(message).startsWith('reports:'));
const drafts = (who = 'U0MIRA') => {
  const im = slack().look(({ channels }) =>
    Object.values(channels).find(
      ({ kind, members }) => kind === 'im' && members.includes(who) && members.includes('U0RULES'),
    ),
  );
  return im === undefined ? [] : ours(slack().as(who).sees('U0RULES').messages);
};
const draft = (who = 'U0MIRA') => drafts(who).findLast((message) => keyOf(message).startsWith('reports:draft:'));
const posted = () => slack().look(({ messages }) => ours(messages.C0NOVA ?? []));
const pinned = () => slack().look(({ pins }) => (pins.C0NOVA ?? []).map(({ ts }) => ts));
const reports = async () =>
  (
    await story
      .sandbox()
      .db.query(
        'select id, state, revision, approved_by as by, skipped_because as why from reports order by goes_at, id',
      )
  ).rows as { id: string; state: string; revision: number; by: string | null; why: string | null }[];
const latest = async () => (await reports()).at(-1) ?? { id: '', state: '', revision: 0, by: null, why: null };

/** Until what stands in Slack is drawn again. */
const settled = () => story.after(0.1);

/** Puts a draft there that goes at such a time. */
const collected = async (
  when: string,
  answers: Record<string, Answers | null>,
  kind: 'weekly' | 'monthly' = 'weekly',
) => {
  const goesAt = nextTime(story.sandbox().time.clock(), when, berlin);
  const { rows } = await story
    .sandbox()
    .db.query<{ id: string }>("select id from channels where slack_channel_id = 'C0NOVA'");
  const plannedFor = new Date(goesAt).toISOString().slice(0, 10);
  drafting.next.answer = null;
  drafting.next.report = { kind, plannedFor, goesAt, channelId: rows[0]?.id ?? '', answers };
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules draft');
  await settled();
};
const answers = async (by: string, given: Answers) => {
  drafting.next.answer = { id: (await latest()).id, by, answers: given };
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules draft');
  await settled();
};
const press = async (by: string, action: string, value?: string, channel = 'D0') => {
  const { id, revision } = await latest();
  await slack().send(pressLetter({ by, channel, action, value: value ?? `${id}#${revision}` }));
  await settled();
};
const typed = (texts: string[]) =>
  Object.fromEntries(texts.map((value, index) => [`section-${index}-0`, { type: 'plain_text_input', value }]));
const edits = async (by: string, texts: string[], revision?: number) => {
  const now = await latest();
  const subject = `${now.id}#${revision ?? now.revision}`;
  await slack().send(formLetter({ by, form: 'report-edit', subject, values: typed(texts) }));
  await settled();
};

beforeAll(async () => {
  await story.begin('2026-11-05');
});

describe('the draft', () => {
  test('comes to its owner as the client would read it, with whose part is missing', async () => {
    await collected('Fri 15:00', {
      U0MIRA: {
        'carries-over': 'Photos for spring\n- <!channel> & <https://x.example|two>',
        new: 'A second landing page',
      },
      U0JONAS: null,
    });
    expect(drafts()).toHaveLength(1);
    expect(draft()?.text).toMatch(/^\*Weekly report for Nova Bikes\*: please look it over\./);
    expect(draft()?.text).toContain('Not answered yet: Jonas Weber.');
    expect(draft()?.text).toContain(
      '*Carries over to next week*\nPhotos for spring\n- &lt;!channel&gt; &amp; &lt;https',
    );
    expect(draft()?.text).not.toContain('Dropped');
  });

  test('is drawn anew when somebody answers, and says who said what', async () => {
    await answers('U0JONAS', { new: 'A shop in Delft' });
    expect(drafts()).toHaveLength(1);
    expect(draft()?.text).not.toContain('Not answered yet');
    expect(draft()?.text).toContain('Mira Aksoy: A second landing page\n\nJonas Weber: A shop in Delft');
  });

  test('approved twice in the same second it is approved once', async () => {
    const before = await latest();
    const value = `${before.id}#${before.revision}`;
    await Promise.all([
      slack().send(pressLetter({ by: 'U0MIRA', channel: 'D0', action: 'report-approve', value })),
      slack().send(pressLetter({ by: 'U0JONAS', channel: 'D0', action: 'report-approve', value })),
    ]);
    await settled();
    const after = await latest();
    expect(after).toMatchObject({ state: 'draft', revision: before.revision + 1 });
    expect(draft()?.text).toMatch(/(Mira Aksoy|Jonas Weber) approved it\. It goes Fri/);
  });

  test('what is answered after the approval is not in it until somebody takes it in', async () => {
    await answers('U0JONAS', { new: 'A shop in Leiden' });
    expect(draft()?.text).toContain('*Answered after the text was settled*');
    expect(draft()?.text).toContain('> Jonas Weber, _New, and why it is needed_: A shop in Leiden');
    await press('U0MIRA', 'report-unapprove');
    expect((await latest()).by).toBeNull();
    expect(draft()?.text).toContain('Jonas Weber: A shop in Leiden');
    expect(draft()?.text).not.toContain('settled');
  });

  test('of two who change it at once the second keeps their text and sees the other’s', async () => {
    await story.presses('U0MIRA', 'report-edit');
    await edits('U0JONAS', ['Photos', '', '', 'One landing page']);
    expect(draft()?.text).toContain('*New, and why it is needed*\nOne landing page');
    await story.sends('U0MIRA', { 'section-0-0': 'Photos for the spring' });
    const form = JSON.stringify(slack().as('U0MIRA').form());
    expect(form).toContain('Jonas Weber saved it while you were writing.');
    expect(form).toContain('One landing page');
    expect(form).toContain('"initial_value":"Photos for the spring"');
    expect(draft()?.text).not.toContain('Photos for the spring');
    await story.sends('U0MIRA', { 'section-3-0': 'One landing page' });
    await settled();
    expect(draft()?.text).toContain('Photos for the spring');
  });

  test('of people who do not work for the client nobody changes anything', async () => {
    const before = await latest();
    for (const by of ['U0ELIF', 'U0BEN', 'U0DENIZ']) {
      await press(by, 'report-approve');
      await press(by, 'report-send');
      await edits(by, ['Nonsense']);
    }
    expect(await latest()).toEqual(before);
    expect(posted()).toEqual([]);
  });
});

describe('the hour', () => {
  test('an approved report is posted once, pinned, in the client’s channel', async () => {
    await press('U0MIRA', 'report-approve');
    await story.until('Fri 14:59');
    expect(posted()).toEqual([]);
    await story.until('Fri 15:01');
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text).toMatch(
      /^\*Weekly report, .*Nov.*\*\n\*Carries over to next week\*\nPhotos for the spring\n/,
    );
    expect(posted()[0]?.text).toContain(
      'Latest weekly report · From Mira Aksoy · Questions? Just reply in this thread.',
    );
    expect(pinned()).toContain(posted()[0]?.ts);
    expect((await latest()).state).toBe('posted');
    expect(draft()?.text).toMatch(/it is with the client, approved by Mira Aksoy\. <https/);
    expect(await tablesWith(story.sandbox().db, 'One landing page')).toEqual(['public.words']);
  });

  test('sent already it is not sent, changed or left out any more', async () => {
    await press('U0MIRA', 'report-send');
    await edits('U0MIRA', ['Something else']);
    await story.after(1);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text).not.toContain('Something else');
  });

  test('a question in its thread waits like any other', async () => {
    const ts = posted()[0]?.ts ?? '';
    await story.says('U0ANNA', 'C0NOVA', 'Which photos do you still need from us?', { thread: ts });
    expect(await story.records('C0NOVA')).toHaveLength(1);
    await story.says('U0MIRA', 'C0NOVA', 'Those of the cargo bikes.', { thread: ts });
  });

  test('nobody approved it: nothing is sent, its owner hears so, and sends it late', async () => {
    await story.until('Thu 12:00');
    await collected('Fri 15:00', { U0MIRA: { dropped: 'The blog about helmets' } });
    await story.until('Fri 15:01');
    expect(posted()).toHaveLength(1);
    expect(drafts().at(-1)?.text).toMatch(
      /it was to go today 15:00, and nothing was sent yet\. It can still be sent until Mon/,
    );
    await press('U0RUTH', 'report-send');
    await story.after(1);
    expect(posted()).toHaveLength(2);
    expect(posted()[1]?.text).toContain('From Ruth Okafor');
  });

  test('the newer one is pinned, and the older one says where it is', () => {
    expect(pinned()).toContain(posted()[1]?.ts);
    expect(pinned()).not.toContain(posted()[0]?.ts);
    expect(posted()[0]?.text).toMatch(/<https:\/\/[^|]+\|There is a newer report>/);
  });

  test('left out with a reason, taken up again, and left out for good when nobody sends it', async () => {
    await story.until('Thu 12:00');
    await collected('Fri 15:00', { U0MIRA: { dropped: 'The spring fair' } });
    const { id, revision } = await latest();
    const reason = { type: 'plain_text_input', value: 'They are all at the fair' };
    await slack().send(
      formLetter({ by: 'U0MIRA', form: 'report-skip', subject: `${id}#${revision}`, values: { reason } }),
    );
    await settled();
    expect(draft()?.text).toContain('left out this time. Mira Aksoy said so.\n> They are all at the fair');
    expect(await tablesWith(story.sandbox().db, 'They are all at the fair')).toEqual(['public.words']);
    await press('U0MIRA', 'report-take-up');
    expect((await latest()).state).toBe('draft');
    await story.until('Mon 15:01');
    expect(await latest()).toMatchObject({ state: 'skipped', why: 'not-approved' });
    expect(posted()).toHaveLength(2);
    expect(drafts('U0RUTH')).toEqual([]);
  });

  test('two in a row that nobody sent are told to a manager', async () => {
    await collected('Fri 15:00', { U0MIRA: { dropped: 'The autumn fair' } });
    await story.until('Mon 15:01');
    expect(drafts('U0RUTH').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\*Nova Bikes\* has not had a weekly report twice in a row: neither Fri.* nor Fri/),
    ]);
  });
});

gateHolds(() => story.sandbox(), permitting);
