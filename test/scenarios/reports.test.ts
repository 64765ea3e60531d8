/** A report that was collected: its draft, approval, hour and post, and what can go wrong with each. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import type { Answers } from '../../src/engine/report.ts';
import { writtenReport } from '../../src/rules/index.ts';
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
const latest = async () =>
  (await reports()).filter(({ state }) => state !== 'collecting').at(-1) ?? {
    id: '',
    state: '',
    revision: 0,
    by: null,
    why: null,
  };

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

const byItself = `
rhythm:
  status:
    weekly: { when: every year on 29 February 10:00, goesByItself: true }
    chart: true
mayPost: [report]
`;
const agreed = (more: string) => story.agree('nova', (text) => `${text.split('\nrhythm:')[0]}${more}`);
/** A report that needs nobody's approval, on a Friday. */
const friday = async (answer: Answers | null) => {
  await story.until('Thu 12:00');
  await collected('Fri 15:00', { U0MIRA: answer });
};
const refusal = { kind: 'refuse', method: 'chat.postMessage', channel: 'C0NOVA' } as const;
/** What somebody was shown last in a channel, and can press there. */
const shown = (who: string, channel: string) => slack().as(who).sees(channel).ephemerals.at(-1);

describe('by itself', () => {
  test('it goes unapproved where the agreement says so, but not empty and not in an emergency', async () => {
    await agreed(byItself);
    const before = posted().length;
    await friday({ new: 'A shop in Delft' });
    expect(draft()?.text).toContain('it goes by itself Fri 15:00');
    await story.until('Fri 15:01');
    expect(posted()).toHaveLength(before + 1);
    expect(posted().at(-1)?.text).toContain('From Harbour Studio');
    await friday(null);
    expect(draft()?.text).toContain('Nobody has written anything yet.');
    await story.until('Fri 15:01');
    expect(posted()).toHaveLength(before + 1);
    await press('U0MIRA', 'report-approve');
    expect((await latest()).state).toBe('draft');
  });

  test('in a silent trial the staff read it, and the client has none', async () => {
    await agreed(`${byItself}trial: true\n`);
    const before = posted().length;
    await friday({ new: 'A shop in Gouda' });
    await story.until('Fri 15:01');
    expect(posted()).toHaveLength(before);
    expect(await latest()).toMatchObject({ state: 'skipped', why: 'trial' });
    const internal = slack().look(({ messages }) => messages.C0NOVAINT ?? []);
    expect(internal.map(({ text }) => text).join()).toContain('A shop in Gouda');
    await agreed(byItself);
  });
});

describe('what can go wrong', () => {
  test('an archived channel keeps it, and it is sent when the channel is back', async () => {
    await friday({ new: 'A shop in Utrecht' });
    const before = posted().length;
    slack().faults.add({ ...refusal, error: 'is_archived' });
    await story.until('Fri 15:02');
    expect(posted()).toHaveLength(before);
    expect(await latest()).toMatchObject({ state: 'draft' });
    expect(drafts().at(-1)?.text).toContain('could not be posted: its channel is archived. Nothing is lost');
    slack().faults.clear();
    await story.until('Tue 09:00');
    await press('U0MIRA', 'report-send');
    expect(posted()).toHaveLength(before + 1);
    expect(posted().at(-1)?.text).toContain('A shop in Utrecht');
  });

  test('a chart that Slack does not take is a table', async () => {
    const goal = '\ngoals: [{ id: visits, title: Organic visits, target: 12000 }]\n';
    await agreed(`${byItself}${goal}`);
    const { db, time } = story.sandbox();
    await db.query(
      `insert into goal_values (id, workspace_id, client_id, goal_id, month, value, by, at, agreement_version)
       select 'v1', workspace_id, 'nova', 'visits', '2026-12', 9300, 'U0MIRA', $1, 1 from clients limit 1`,
      [new Date(time.clock())],
    );
    slack().faults.add({ ...refusal, error: 'invalid_blocks', times: 1 });
    await collected('Wed 10:00', { U0MIRA: { results: 'More orders' } }, 'monthly');
    expect(draft()?.text).toContain('Organic visits: *9,300* (78% of the way)');
    await press('U0MIRA', 'report-approve');
    await story.until('Wed 10:01');
    expect(posted().at(-1)?.text).toContain('Organic visits: *9,300* (78% of the way); goal 12,000.');
    expect(JSON.stringify(posted().at(-1)?.blocks)).toContain('"type":"table"');
  });

  test('what does not fit into a message goes on in its thread, whole', async () => {
    await friday({ new: Array.from({ length: 40 }, (_, index) => `${index} ${'&'.repeat(70)}`).join('\n') });
    await answers('U0JONAS', { dropped: '<'.repeat(2900) });
    await answers('U0RUTH', { 'carries-over': '>'.repeat(2900) });
    await press('U0MIRA', 'report-send');
    await story.after(1);
    const root = posted().findLast(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
    const all = posted().filter(({ ts, thread_ts }) => ts === root?.ts || thread_ts === root?.ts);
    expect(all.length).toBeGreaterThan(2);
    const letters = JSON.stringify(all.map(({ blocks }) => blocks));
    expect(letters).toContain('The rest of it stands in this thread.');
    expect([...letters.matchAll(/&gt;/g)]).toHaveLength(2900);
    expect([...letters.matchAll(/&lt;/g)]).toHaveLength(2900);
    expect(letters).toContain('39 &amp;');
  });
});

describe('what went before', () => {
  test('is listed for staff with what was left out, opened, and copied as Markdown', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules reports weekly');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(
      /^\*Reports to Nova Bikes\*, the latest first\n\*Weekly report, /,
    );
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('left out, ');
    await slack()
      .as('U0MIRA')
      .press('C0NOVAINT', shown('U0MIRA', 'C0NOVAINT')?.ts ?? '', 'report-read');
    await story.sandbox().walk.rest();
    expect(JSON.stringify(slack().as('U0MIRA').form())).toContain('Carries over to next week');
    await slack().as('U0MIRA').pressInView('report-markdown');
    await story.sandbox().walk.rest();
    expect(JSON.stringify(slack().as('U0MIRA').form())).toContain('## Carries over to next week');
    const { ask } = story.sandbox().house().store;
    expect(await writtenReport(ask, (await latest()).id, 'html')).toContain('<h2>Carries over to next week</h2>');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules reports monthly');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).not.toContain('Weekly report');
  });

  test('is at the client’s hand below each report, and at nobody else’s', async () => {
    await press('U0ANNA', 'report-earlier', (await latest()).id, 'C0NOVA');
    const seen = shown('U0ANNA', 'C0NOVA');
    expect(seen?.text).toMatch(/^\*Earlier reports\*, the latest first\n• <https:\/\/[^|]+\|Weekly report, /);
    expect(seen?.text).not.toContain('left out');
    const before = slack().as('U0DENIZ').sees('C0DEFNE').ephemerals.length;
    await press('U0DENIZ', 'report-earlier', (await latest()).id, 'C0DEFNE');
    expect(
      slack()
        .as('U0DENIZ')
        .sees('C0DEFNE')
        .ephemerals.slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Weekly');
  });

  test('in the client’s new language, with headings of the house in it and questions of their own as they are', async () => {
    await friday({ new: 'Delft’te bir mağaza' });
    await story.agree('nova', (text) => text.replace('language: en', 'language: tr'));
    await settled();
    expect(draft()?.text).toContain('*Yeni olanlar ve neden gerekli oldukları*');
    await press('U0MIRA', 'report-send');
    expect(posted().at(-1)?.text).toContain('*Yeni olanlar ve neden gerekli oldukları*\nDelft’te bir mağaza');
  });

  test('when a client is forgotten the words go from channel, messages and records', async () => {
    await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: false });
    await story.after(10);
    expect(await tablesWith(story.sandbox().db, 'mağaza')).toEqual([]);
    const standing = slack().look(({ messages }) => Object.values(messages).flat());
    expect(standing.filter((one) => one.user === 'U0RULES' && JSON.stringify(one).includes('mağaza'))).toEqual([]);
  });
});

gateHolds(() => story.sandbox(), permitting);
