/** What is left of an emergency: the client is asked once, staff write what came of it, and what is to be done is not forgotten. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;
const db = () => story.sandbox().db;

const incident = async () =>
  (await db().query('select id, number, state from incidents order by raised_at desc limit 1')).rows[0] ?? {};
const review = async () =>
  (await db().query('select * from incident_reviews where incident_id = $1', [(await incident()).id])).rows[0];
const answers = async () =>
  ((await review())?.answers ?? []).map(({ by, answer }: { by: string; answer: string }) => `${by} ${answer}`);
const raise = async (what = 'The shop is down!') => {
  const { rows } = await db().query("select id from channels where slack_channel_id = 'C0NOVA'");
  const values = { what: { type: 'plain_text_input', value: what } };
  await slack().send(formLetter({ by: 'U0ANNA', form: 'emergency', subject: `${rows[0].id}:top`, values }));
  await story.sandbox().walk.rest();
};
type Keyed = {
  ts: string;
  text: string;
  thread_ts?: string | undefined;
  metadata?: { event_payload: Record<string, unknown> } | undefined;
};
const keyed = (messages: readonly Keyed[], beginning: string) =>
  messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith(beginning));
const inChannel = (beginning: string, channel = 'C0NOVA') =>
  slack().look(({ messages }) => keyed((messages[channel] ?? []) as Keyed[], beginning));
const direct = (who: string, beginning: string) =>
  keyed(slack().as(who).sees('U0RULES').messages as Keyed[], beginning);
/** As somebody ends it, and what is said of it has left at Slack's pace. */
const ends = async (how = 'resolve') => {
  await story.commands('U0MIRA', 'C0NOVAINT', `/rules incident ${how}`);
  await story.after(1);
};
/** Presses a button of the bot's newest message of this kind in Nova's channel. */
const pressThere = async (who: string, action: string) => {
  await slack()
    .as(who)
    .press('C0NOVA', inChannel('reviews:closing').at(-1)?.ts ?? '', action);
  await story.sandbox().walk.rest();
};

beforeAll(async () => {
  await story.begin('2026-11-02');
});

describe('when it is over', () => {
  test('the client reads once more in their thread that it is, how long it took, and is asked one thing', async () => {
    await story.until('Sat 02:00');
    await raise();
    await story.presses('U0MIRA', 'emergency-have');
    await story.after(50);
    await ends();

    const [closing] = inChannel('reviews:closing');
    const [client] = inChannel('emergencies:client');
    expect(closing?.thread_ts).toBe(client?.ts);
    expect(closing?.text).toMatch(/^\*It is resolved\* \(Mira Aksoy, .*02:50\), 50 min after it was reported\./);
    expect(closing?.text).toContain('Was this handled well?');
  });

  test('one press answers; staff and other people’s answers do not count', async () => {
    await pressThere('U0MIRA', 'review-yes');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('This question is for the client');
    const { id } = await incident();
    await slack().send(pressLetter({ by: 'U0DENIZ', channel: 'C0DEFNE', action: 'review-not-quite', value: id }));
    expect(await answers()).toEqual([]);
    await pressThere('U0BEN', 'review-yes');
    expect(await answers()).toEqual(['U0BEN yes']);
    expect(inChannel('reviews:closing').at(-1)?.text).toContain('Thank you for your answer; you can still change it.');
  });

  test('after “Not quite” the owner and the managers hear at once, with the words if there are any', async () => {
    await pressThere('U0ANNA', 'review-not-quite');
    expect(await answers()).toEqual(['U0BEN yes', 'U0ANNA not-quite']);
    expect(direct('U0RUTH', 'reviews:not-quite').at(-1)?.text).toContain(
      'Nova Bikes: Anna Novak says that emergency 1',
    );
    expect(JSON.stringify(slack().as('U0ANNA').form())).toContain('What should have been better?');
    expect(await story.sends('U0ANNA', { better: `Slow <!channel> & costly ${'x'.repeat(2900)}` })).toBeNull();
    await slack().as('U0ANNA').closeView(true);
    await story.after(1);
    for (const who of ['U0MIRA', 'U0RUTH']) {
      const told = direct(who, 'reviews:not-quite');
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toMatch(/> Slow @\u200Bchannel &amp; costly x{50}/);
    }
  });

  test('who answers is free to change it, and their words go with it', async () => {
    await pressThere('U0ANNA', 'review-yes');
    await story.after(1);
    expect(await answers()).toEqual(['U0BEN yes', 'U0ANNA yes']);
    expect(direct('U0RUTH', 'reviews:not-quite').at(-1)?.text).toContain('has changed it');
    const { rows } = await db().query("select 1 from words where ts like '%-better'");
    expect(rows).toEqual([]);
  });

  test('reopened it asks no more; after the next end it asks anew, and the first answers are gone', async () => {
    await ends('reopen');
    expect(inChannel('reviews:closing')).toEqual([]);
    expect(await answers()).toEqual([]);
    await ends();
    expect(inChannel('reviews:closing')).toHaveLength(1);
    expect(inChannel('reviews:closing').at(-1)?.text).toMatch(/Was this handled well\?$/);
  });

  test('after a false alarm they read a kind line and are asked nothing', async () => {
    await raise('Oh no');
    await story.presses('U0MIRA', 'emergency-have');
    await ends('false alarm');
    const closing = inChannel('reviews:closing').at(-1);
    expect(closing?.text).toMatch(/^\*It is closed\* .*Thank you for telling us; better once too often\.$/);
    expect(await review()).toBeUndefined();
  });
});

const board = (who = 'U0MIRA') => direct(who, 'reviews:board').at(-1)?.text ?? '';
/** A press on the newest message of this kind to one of the staff. */
const pressOn = async (who: string, beginning: string, action: string) => {
  await slack()
    .as(who)
    .press('U0RULES', direct(who, beginning).at(-1)?.ts ?? '', action);
  await story.sandbox().walk.rest();
};
const formOf = (who: string) => JSON.stringify(slack().as(who).form());
/** A press of a button in the form that somebody has open. */
const pressInForm = async (who: string, action: string) => {
  await slack().as(who).pressInView(action);
  await story.sandbox().walk.rest();
};

describe('the review', () => {
  test('whoever led it finds how it went: times, who was paged for nothing, what the client says', async () => {
    await story.until('Tue 02:00');
    await raise('Payments fail');
    await story.after(6);
    await story.presses('U0RUTH', 'emergency-have');
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules incident update The bank is slow.');
    await story.after(20);
    await story.presses('U0RUTH', 'emergency-resolve');
    await story.after(1);

    expect(board('U0RUTH')).toContain('Nova Bikes: review of emergency 3');
    expect(board('U0RUTH')).toContain('Taken after 6 min; over after 26 min.');
    expect(board('U0RUTH')).toContain('Written to the client: once.');
    expect(board('U0RUTH')).toContain('Paged without anybody taking it: Jonas Weber.');
    expect(inChannel('reviews:board', 'C0NOVAINT').at(-1)?.text).toContain('The client has not said yet');
    await pressThere('U0ANNA', 'review-yes');
    await story.after(1);
    expect(board('U0RUTH')).toContain('Handled well? Anna Novak: yes.');
  });

  test('is kept as often as one saves, and nobody saves over another', async () => {
    await pressOn('U0RUTH', 'reviews:board', 'review-write');
    expect(formOf('U0RUTH')).toContain('What went well');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules review 3');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('review of emergency 3');
    expect(
      await story.sends('U0RUTH', {
        happened: 'The canary <!here> of the bank sang.',
        well: '',
        change: '',
        forClient: '',
      }),
    ).toBeNull();
    await slack().as('U0RUTH').closeView(true);
    await slack().send(
      formLetter({
        by: 'U0MIRA',
        form: 'review-form',
        subject: `${(await incident()).id}#1`,
        values: { happened: { type: 'plain_text_input', value: 'Mine' } },
      }),
    );
    await pressOn('U0RUTH', 'reviews:board', 'review-write');
    expect(formOf('U0RUTH')).toContain('The canary <!here> of the bank sang.');
    await story.sends('U0RUTH', {
      happened: 'The canary of the bank sang.',
      well: 'Ruth woke up',
      change: 'A second bank',
      forClient: 'The bank was slow.\n<!channel> & it is not any more.',
    });
    await slack().as('U0RUTH').closeView(true);
    await story.after(1);
    expect(board('U0RUTH')).toContain('Written by Ruth Okafor');
    expect(board('U0RUTH')).not.toContain('canary');
  });

  test('reaches the client only as somebody saw it before and sent it, without what is not theirs, and can be taken back', async () => {
    expect(inChannel('reviews:post')).toEqual([]);
    await pressOn('U0RUTH', 'reviews:board', 'review-show');
    expect(formOf('U0RUTH')).toContain('The bank was slow.');
    await story.sends('U0RUTH', {});
    await slack().as('U0RUTH').closeView(true);
    await story.after(1);
    const [post] = inChannel('reviews:post');
    expect(post?.text).toMatch(/^\*What happened, and what we make of it\*/);
    expect(post?.text).toContain('&lt;!channel&gt; &amp; it is not any more.');
    expect(post?.text).toContain('• 02:00: Anna Novak reported it\n• 02:06: Ruth Okafor took it on');
    expect(post?.text).not.toMatch(/canary|second bank|Jonas/);
    expect(post?.thread_ts).toBe(inChannel('emergencies:client').at(-1)?.ts);
    await pressOn('U0RUTH', 'reviews:board', 'review-take-back');
    await story.after(1);
    expect(inChannel('reviews:post')).toEqual([]);
    expect((await db().query("select 1 from words where ts like '%-shown'")).rows).toEqual([]);
    await pressOn('U0RUTH', 'reviews:board', 'review-show');
    await story.sends('U0RUTH', {});
    await slack().as('U0RUTH').closeView(true);
    await story.after(1);
    expect(inChannel('reviews:post')).toHaveLength(1);
  });

  test('finished, the client’s answer stays as it is', async () => {
    await pressOn('U0RUTH', 'reviews:board', 'review-finish');
    await story.after(1);
    expect(board('U0RUTH')).toContain('Finished by Ruth Okafor');
    const { id } = await incident();
    await slack().send(pressLetter({ by: 'U0ANNA', channel: 'C0NOVA', action: 'review-not-quite', value: id }));
    expect(await answers()).toEqual(['U0ANNA yes']);
  });

  test('what is to be done has a name and a day; its owner is reminded on that morning, a manager once after it', async () => {
    await pressOn('U0RUTH', 'reviews:board', 'review-follow-ups');
    await pressInForm('U0RUTH', 'review-follow-up-add');
    expect(await story.sends('U0RUTH', { what: 'x', owner: 'U0ANNA', date: '2026-11-01' })).toEqual({
      owner: 'Please choose one of the agency’s people.',
      date: 'Please choose a day from today on.',
    });
    expect(
      await story.sends('U0RUTH', { what: 'Ask the *second* bank <!here>', owner: 'U0MIRA', date: '2026-11-12' }),
    ).toBeNull();
    expect(formOf('U0RUTH')).toContain('Ask the');
    await slack().as('U0RUTH').closeView(true);
    expect(direct('U0MIRA', 'reviews:follow-up')).toEqual([]);
    await story.until('Tue 10:00');
    expect(direct('U0MIRA', 'reviews:follow-up').at(-1)?.text).toContain('yours to do after emergency 3');
    await story.until('Thu 09:30');
    expect(direct('U0MIRA', 'reviews:follow-up').at(-1)?.text).toContain('due today, after emergency 3');
    await pressOn('U0MIRA', 'reviews:follow-up', 'review-follow-up-change');
    expect(
      await story.sends('U0MIRA', { what: 'Ask the second bank', owner: 'U0MIRA', date: '2026-11-13' }),
    ).toBeNull();
    await slack().as('U0MIRA').closeView(true);
    await story.until('Fri 09:30');
    expect(direct('U0MIRA', 'reviews:follow-up')).toHaveLength(3);
    expect(direct('U0RUTH', 'reviews:follow-up')).toEqual([]);
    await story.until('Mon 09:30');
    expect(direct('U0RUTH', 'reviews:follow-up').at(-1)?.text).toContain('still open after emergency 3');
    await pressOn('U0MIRA', 'reviews:follow-up', 'review-follow-up-done');
    await story.after(1);
    expect(direct('U0RUTH', 'reviews:follow-up').at(-1)?.text).toContain(':white_check_mark: Ask the second bank');
    await story.until('Wed 12:00');
    expect(direct('U0RUTH', 'reviews:follow-up')).toHaveLength(1);
  });

  test('a review that nobody writes is asked for once, and of a manager once', async () => {
    await raise('Again');
    await ends();
    const about = (who: string) => direct(who, 'reviews:reminder').filter(({ text }) => text.includes('emergency 4'));
    await story.until('Fri 13:00');
    expect(about('U0MIRA').map(({ text }) => text)).toEqual([
      expect.stringContaining('nobody has written the review of emergency 4 yet'),
    ]);
    expect(about('U0RUTH')).toEqual([]);
    await story.until('Tue 13:10');
    expect(about('U0RUTH').at(-1)?.text).toContain('Mira Aksoy led it');
    await story.until('Fri 17:00');
    expect([...about('U0MIRA'), ...about('U0RUTH')]).toHaveLength(2);
  });

  test('a month with emergencies is told in figures to the owner and the managers at the first opening after it', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incidents');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/^• 3: .+; resolved after 26 min; review written$/m);
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/^• 4: .+; no review yet$/m);
    await story.until('Tue 08:59');
    expect(direct('U0RUTH', 'reviews:month')).toEqual([]);
    await story.after(2);
    for (const who of ['U0MIRA', 'U0RUTH']) {
      expect(direct(who, 'reviews:month').map(({ text }) => text)).toEqual([
        expect.stringMatching(
          /^\*Nova Bikes: emergencies in November 2026\*\n4 emergencies \(2 a month are thought of\); false alarms: 1\.\nTypically taken after .+, over after .+\.\nHandled well, says the client: of one; not answered: 2\.$/,
        ),
      ]);
    }
  });

  test('words go with whoever wrote them, and with the client, from every table', async () => {
    const { shell } = story.sandbox().house();
    expect(await tablesWith(db(), 'canary')).toEqual(['public.words']);
    await forget(shell, { kind: 'person', userId: 'U0RUTH' });
    expect(await tablesWith(db(), 'canary')).toEqual([]);
    await story.after(5);
    expect(inChannel('reviews:post').at(-1)?.text).toContain('not kept any more');
  });
});

gateHolds(story.sandbox, permitting);
