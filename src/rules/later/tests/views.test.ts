import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { explain } from '../explain.ts';
import { refusals } from '../requests.ts';
import { languages } from '../words.ts';
import { agreement, drawn, type Known, keptDeadline, monday, readerOf, subject, tuesday } from './story.ts';

const spoken = ['en', 'tr'];
type Block = { type: string; text?: { text: string }; elements?: unknown[] };

/** What Slack takes: 50 blocks, 3,000 characters each, 25 elements in a row of buttons. */
function fits(blocks: readonly unknown[] = []): boolean {
  const all = blocks as Block[];
  return (
    all.length <= 50 &&
    all.every(
      ({ text, elements }) =>
        (text?.text.length ?? 1) <= 3000 && (text?.text.length ?? 1) > 0 && (elements?.length ?? 0) <= 25,
    )
  );
}

describe('the posted message', () => {
  test.each(LANGUAGES)('in %s', async (language) => {
    const { message } = await drawn('later-post', { subject }, readerOf(language));
    expect(message?.text).toMatchSnapshot();
    expect((await drawn('later-post', { subject, atOnce: true }, readerOf(language))).message?.text).toMatchSnapshot();
  });

  test('comes in every language in which clients are understood, and at its longest', async () => {
    expect([...languages].sort()).toEqual([...LANGUAGES].sort());
    const { message } = await drawn('later-post', { subject }, readerOf(), { words: () => 'w'.repeat(3000) });
    expect(fits(message?.blocks)).toBe(true);
    expect(message?.text.length).toBeLessThan(4000);
  });

  test('does not leave while the office is closed, unless it is to go at once, and never without its words', async () => {
    const pointless = async (now: number, data = {}, known: Known = {}) =>
      (await drawn('later-post', { subject, ...data }, readerOf('en', { now }), known)).pointless;
    expect(await pointless(monday)).toBe('closed_again');
    expect(await pointless(monday, { atOnce: true })).toBeNull();
    expect(await pointless(tuesday)).toBeNull();
    expect(await pointless(tuesday, {}, { words: () => null })).toBe('words_gone');
  });
});

describe.each(spoken)('in %s', (language) => {
  const reader = readerOf(language);
  const text = async (view: string, data: Record<string, string> = {}, known: Known = {}) => {
    const { message } = await drawn(view, data, reader, known);
    expect(fits(message?.blocks)).toBe(true);
    return message?.text;
  };

  test('answers', async () => {
    expect(await text('later-kept', { subject })).toMatchSnapshot();
    for (const what of ['cancelled', 'sending']) expect(await text('later-told', { what, subject })).toMatchSnapshot();
    expect(await text('later-told', { what: 'gone' })).toMatchSnapshot();
    for (const because of refusals) expect(await text('later-back', { because })).toMatchSnapshot();
    const words = 'Ünlü '.repeat(2500);
    expect((await text('later-back', { because: 'too-long', words }))?.length).toBeGreaterThan(words.length);
  });

  test('the list, empty, and as long as it may be', async () => {
    expect(await text('later-list')).toMatchSnapshot();
    const many = Array.from({ length: 30 }, (_, index) => keptDeadline({ subject: `${subject}.${index}` }));
    const theirs = many.map((one) => ({ ...one, subject: one.subject.replace('U0MIRA', 'U0JONAS') }));
    const failed = keptDeadline({ state: 'breached', because: 'is_archived', settledAt: monday });
    const manager = { ...agreement, people: { ...agreement.people, managers: [{ id: 'U0MIRA' }] } };
    const known: Known = {
      agreement: () => manager,
      deadlinesOfClients: () => [failed, ...many, ...theirs],
      words: () => '<&>'.repeat(1000),
      voices: () => [{ userId: 'U0JONAS', side: 'staff', lastAt: monday }],
      person: () => ({ name: '*'.repeat(200) }),
    };
    expect(await text('later-list', {}, known)).toContain('#nova-bikes');
    expect(
      await text('later-list', {}, { ...known, deadlinesOfClients: () => [failed, keptDeadline()], words: () => 'W' }),
    ).toMatchSnapshot();
  });

  test('forms', async () => {
    const quoted: Known = { words: () => '<!channel> & you'.repeat(100), message: () => ({ author: 'U0MIRA' }) };
    const { form } = await drawn('later-form', { subject: 'ours:1.2@3.4' }, reader, quoted);
    expect(form?.callback_id).toBe('send-at-opening');
    expect(JSON.stringify(form)).not.toContain('<!');
    const { form: edited } = await drawn('later-form', { subject: `${subject}@1` }, reader);
    expect(edited).toMatchSnapshot();
    for (const one of [form, edited]) {
      expect([one?.title.text, one?.submit?.text, one?.close?.text].every((part) => (part?.length ?? 99) <= 24)).toBe(
        true,
      );
      expect(fits(one?.blocks)).toBe(true);
    }
  });

  test('notices', async () => {
    const nudge = { channelId: 'ours' };
    expect(await text('later-nudge', nudge)).toMatchSnapshot();
    const off: Known = { slot: () => ({ schema: 1, off: true, nudgedAt: null }) };
    expect(await text('later-nudge', nudge, off)).toMatchSnapshot();
    for (const known of [{}, off]) expect(await text('later-nudges', {}, known)).toMatchSnapshot();
    for (const because of ['not_permitted', 'is_archived', 'some_other'])
      expect(
        await text('later-not-sent', { subject }, { deadlines: () => [keptDeadline({ because })] }),
      ).toMatchSnapshot();
    expect(await text('later-held', { subject })).toMatchSnapshot();
    const paused: Known = { agreement: () => ({ ...agreement, status: 'paused' }) };
    expect(await text('later-held', { subject }, paused)).toMatchSnapshot();
  });

  test('evenings', async () => {
    expect(await text('later-evenings')).toMatchSnapshot();
    const manager = { ...agreement, people: { ...agreement.people, managers: [{ id: 'U0MIRA' }] } };
    const counts: Known = { agreement: () => manager, afterHours: ({ userId }) => (userId === null ? 12 : 1) };
    expect(await text('later-evenings', {}, counts)).toMatchSnapshot();
  });

  test('reasons', () => {
    const names = ['kept', 'edited', 'cancelled', 'kept-again', 'sent-now', 'posted', 'moved', 'held', 'not-sent'];
    const data = { dueAt: tuesday, because: 'is_archived' };
    const said = [...names, 'told-instead', 'nudged'].map((name) => explain({ name, data }, reader));
    expect(said.every((one) => one !== null)).toBe(true);
    expect(said).toMatchSnapshot();
    expect(explain({ name: 'asked', data: {} }, reader)).toBeNull();
  });
});
