/** What is left of an emergency: the client is asked once, staff write what came of it, and what is to be done is not forgotten. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

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

gateHolds(story.sandbox, permitting);
