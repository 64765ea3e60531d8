/** What went well: raised by either side, posted once, taken back, and never said into trouble. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { localInstant } from '../support/story-time.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;
const keyOf = ({ metadata }: { metadata?: { event_payload: { key?: unknown } } | undefined }) =>
  String(metadata?.event_payload.key ?? '');

const posts = (channel = 'C0NOVA') =>
  slack().look(({ messages }) => (messages[channel] ?? []).filter((one) => keyOf(one).startsWith('wins:post:')));
const notes = (who = 'U0MIRA') =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter((one) => keyOf(one).startsWith('wins:'))
    .map(({ text }) => text);
const shownThere = () => slack().as('U0JONAS').sees('C0NOVAINT').ephemerals.at(-1)?.ts ?? '';
const pressesThere = async (action: string, on: string) => {
  await slack().as('U0JONAS').press('C0NOVAINT', on, action);
  await story.sandbox().walk.rest();
};
const writes = (what: string, who: string[] = [], more: Record<string, string> = {}) => ({ what, who, ...more });
const form = (by: string, values: { what: string; link?: string; whose?: string }, subject = 'client:nova') =>
  slack().send(
    formLetter({
      by,
      form: 'win',
      subject,
      values: {
        what: { type: 'plain_text_input', value: values.what },
        who: { type: 'multi_users_select', selected_users: ['U0JONAS', 'U0ANNA'] },
        whose: { type: 'static_select', selected_option: { value: values.whose ?? 'client' } },
        link: { type: 'plain_text_input', value: values.link ?? null },
      },
    }),
  );

beforeAll(async () => {
  await story.begin('2026-11-03');
});

describe('what staff raise', () => {
  test('is posted once with who and what, in a wording of its own, safe from markup', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules win Ten thousand <!channel> views & counting');
    await story.sends('U0MIRA', writes('Ten thousand <!channel> views & counting', ['U0JONAS', 'U0ANNA']));
    await story.after(1);
    expect(posts()).toHaveLength(1);
    const text = posts()[0]?.text ?? '';
    expect(text).toMatch(
      /^:tada: \*A win for Nova Bikes\*\n.+\n> Ten thousand &lt;!channel&gt; views &amp; counting\n/,
    );
    expect(text).toContain('Thanks to Jonas Weber and Anna Novak.');
    expect(await tablesWith(story.sandbox().db, 'counting')).toEqual(['public.words']);
  });

  test('the same words within a day are one win, and nothing is lost of a form that was wrong', async () => {
    await form('U0JONAS', { what: 'ten thousand channel views, COUNTING!' });
    await form('U0JONAS', { what: ' ' });
    await form('U0JONAS', { what: 'A link', link: 'javascript:alert(1)' });
    await story.after(1);
    expect(posts()).toHaveLength(1);
    await story.commands('U0MIRA', 'C0NOVA', '/rules win');
    expect(await story.sends('U0MIRA', writes('The film', [], { link: 'not a link' }))).toEqual({
      link: expect.stringContaining('https://'),
    });
  });

  test('a message is celebrated once, whoever chooses it', async () => {
    const ts = await story.says('U0ANNA', 'C0NOVA', 'The *film* is on the front page of the trade paper');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'celebrate');
    await story.sends('U0MIRA', {});
    await story.after(1);
    expect(posts()).toHaveLength(2);
    expect(posts()[1]?.text).toContain('> The *film* is on the front page of the trade paper');
    expect(posts()[1]?.text).toContain('Thanks to Anna Novak.');
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'celebrate');
    expect(story.answer('U0JONAS', 'C0NOVA')).toContain('That is celebrated already');
    expect(posts()).toHaveLength(2);
  });

  test('taken back it goes, twice is once, and it can be posted again', async () => {
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules wins');
    expect(story.answer('U0JONAS', 'C0NOVAINT')).toMatch(/^\*Wins with Nova Bikes\*, November 2026: 2\n/);
    const shown = shownThere();
    await pressesThere('win-take-back', shown);
    expect(story.answer('U0JONAS', 'C0NOVAINT')).toContain('Taken back');
    await pressesThere('win-take-back', shown);
    expect(posts()).toHaveLength(1);
    expect(story.answer('U0JONAS', 'C0NOVAINT')).toContain('settled already');
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules wins');
    await pressesThere('win-post', shownThere());
    await story.after(1);
    expect(posts()).toHaveLength(2);
  });

  test('nothing is said where the client waits past a promised time; the owner posts it later', async () => {
    await story.says('U0BEN', 'C0NOVA', 'Could you send us the new logo?');
    await story.until('Wed 16:00');
    await form('U0JONAS', { what: 'The newsletter won a prize', whose: 'ours' });
    await story.after(1);
    expect(posts()).toHaveLength(2);
    expect(notes().at(-1)).toContain('*A win of Nova Bikes waits.*');
    await story.presses('U0MIRA', 'win-post');
    await story.after(1);
    expect(posts()).toHaveLength(2);
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    await story.presses('U0MIRA', 'win-post');
    await story.after(1);
    expect(posts()).toHaveLength(3);
    expect(posts()[2]?.text).toMatch(/^:tada: \*A win of the team at Harbour Studio\*/);
    expect(notes().at(-1)).toContain('Mira Aksoy posted it.');
  });
});

describe('what either side raises by a sign', () => {
  const celebrations = 'celebrations: { emoji: [tada] }\n';

  test('the agreed emoji posts once, whoever puts it there, when nobody took it off for three minutes', async () => {
    await story.agree('nova', (text) => `${text}\n${celebrations}mayPost: [wins]\n`);
    const ts = await story.says('U0MIRA', 'C0NOVA', 'The autumn campaign sold *412* bikes, says <@U0BEN>.');
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'tada');
    await story.reacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(2);
    expect(posts()).toHaveLength(3);
    await story.unreacts('U0ANNA', 'C0NOVA', ts, 'tada');
    await story.after(2);
    expect(posts()).toHaveLength(4);
    expect(posts()[3]?.text).toMatch(/> The autumn campaign sold \*412\* bikes, says @.Ben Castellan\./);
    expect(posts()[3]?.text).toContain('Thanks to Mira Aksoy.');
    await story.unreacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'tada');
    await story.reacts('U0ANNA', 'C0NOVA', posts()[3]?.ts ?? '', 'tada');
    await story.after(10);
    expect(posts()).toHaveLength(4);
  });

  test('a slip of the finger is read by nobody; who raised it takes it back by taking it off, and put there again it counts', async () => {
    const ts = await story.says('U0MIRA', 'C0NOVA', 'The new landing page is online.');
    await story.reacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(1);
    await story.unreacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(10);
    expect(posts()).toHaveLength(4);
    await story.reacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(5);
    expect(posts()).toHaveLength(5);
    await story.unreacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(1);
    expect(posts()).toHaveLength(4);
    await story.reacts('U0BEN', 'C0NOVA', ts, 'tada');
    await story.after(5);
    expect(posts()).toHaveLength(5);
  });

  test('rewritten the post follows, and deleted it goes', async () => {
    const before = posts().length;
    const ts = await story.says('U0MIRA', 'C0NOVA', 'Our film won silver.');
    await story.reacts('U0MIRA', 'C0NOVA', ts, 'tada');
    await story.after(4);
    await story.edits('U0MIRA', 'C0NOVA', ts, 'Our film won gold.');
    await story.after(1);
    expect(posts().at(-1)?.text).toContain('> Our film won gold.');
    await story.deletes('U0MIRA', 'C0NOVA', ts);
    await story.after(1);
    expect(posts()).toHaveLength(before);
    expect(await tablesWith(story.sandbox().db, 'Our film won')).toEqual([]);
  });

  test('a client who calls the bot and names a win is posted, is answered no help, and waits for nothing', async () => {
    const before = posts().length;
    await story.says('U0BEN', 'C0NOVA', '<@U0RULES> win: the shop has <@U0JONAS> to thank for 5,000 orders');
    await story.after(5);
    expect(posts()).toHaveLength(before + 1);
    expect(posts().at(-1)?.text).toMatch(/> the shop has @.Jonas Weber to thank for 5,000 orders/);
    expect(await story.records('C0NOVA')).not.toContainEqual(expect.stringContaining('alarm'));
  });

  test('where the agreement does not permit it the owner is asked, and posts it with one click', async () => {
    await story.agree('nova', (text) => text.replace('mayPost: [wins]\n', ''));
    const before = posts().length;
    const ts = await story.says('U0JONAS', 'C0NOVA', 'The photo shoot is done, two days early.');
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'tada');
    await story.after(5);
    expect(posts()).toHaveLength(before);
    expect(notes().at(-1)).toMatch(/^\*Anna Novak of Nova Bikes celebrates something\.\*/);
    await story.presses('U0MIRA', 'win-post');
    await story.after(1);
    expect(posts()).toHaveLength(before + 1);
    expect(notes().at(-1)).toContain('Mira Aksoy posted it.');
  });

  test('what was said in the form within a day is not said once more by an emoji on the same words', async () => {
    const before = posts().length;
    await form('U0MIRA', { what: 'Two hundred test rides this week.' });
    const ts = await story.says('U0JONAS', 'C0NOVA', 'Two hundred test rides, this week!');
    await story.reacts('U0MIRA', 'C0NOVA', ts, 'tada');
    await story.after(5);
    expect(posts()).toHaveLength(before + 1);
  });

  test('why a message is celebrated is told to whoever asks', async () => {
    const ts = await story.says('U0JONAS', 'C0NOVA', 'The brochure is printed.');
    await story.reacts('U0MIRA', 'C0NOVA', ts, 'tada');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(
      /Mira Aksoy marked it “celebrates it”[\s\S]+somebody celebrated it: it is a win/,
    );
    await story.deletes('U0JONAS', 'C0NOVA', ts);
    await story.after(5);
  });

  test('an emoji that was not agreed, and one on what a bot said, celebrate nothing', async () => {
    const before = posts().length;
    const ts = await story.says('U0JONAS', 'C0NOVA', 'Lunch is at noon.');
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'heart');
    await story.after(5);
    expect(posts()).toHaveLength(before);
  });
});

describe('who wishes otherwise', () => {
  test('who does not wish to be named is not, from then on', async () => {
    await form('U0MIRA', { what: 'The mountain bike film is nominated' });
    await story.after(1);
    expect(posts().at(-1)?.text).toContain('Thanks to Jonas Weber and Anna Novak.');
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules celebrate me off');
    await form('U0MIRA', { what: 'The mountain bike film is awarded' });
    await story.after(1);
    expect(posts().at(-1)?.text).toContain('Thanks to Anna Novak.');
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules celebrate me on');
  });

  test('in a silent trial the staff read what the client’s emoji would have posted', async () => {
    await story.agree('nova', (text) => `${text}\nmayPost: [wins]\ntrial: true\n`);
    const before = posts().length;
    const ts = await story.says('U0MIRA', 'C0NOVA', 'The spring catalogue is at the printer.');
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'tada');
    await story.after(5);
    expect(posts()).toHaveLength(before);
    expect(posts('C0NOVAINT').at(-1)?.text).toContain('The spring catalogue is at the printer.');
    await story.agree('nova', (text) => text.replace('\nmayPost: [wins]\ntrial: true\n', ''));
  });
});

describe('a month', () => {
  const cards = () =>
    slack().look(({ messages }) => (messages.C0NOVA ?? []).filter((one) => keyOf(one).startsWith('wins:card:')));
  const drafts = () =>
    slack()
      .as('U0MIRA')
      .sees('U0RULES')
      .messages.filter((one) => keyOf(one).startsWith('wins:draft:'));
  const walkTo = (local: string) => story.sandbox().walk.to(localInstant(local));
  const blocksOf = (one: { blocks?: unknown } | undefined) => JSON.stringify(one?.blocks ?? []);

  test('comes to the owner as one card on the first business day after it, and is posted by a click, once', async () => {
    await story.reacts('U0ANNA', 'C0NOVA', posts()[0]?.ts ?? '', 'heart');
    await walkTo('2026-12-01T09:59');
    expect(drafts()).toEqual([]);
    await story.after(2);
    expect(drafts()).toHaveLength(1);
    expect(blocksOf(drafts()[0])).toContain(
      'Ten thousand &lt;!channel&gt; views &amp; counting · Jonas Weber and Anna Novak',
    );
    expect(blocksOf(drafts()[0])).toContain(':heart: 1');
    expect(cards()).toEqual([]);
    const [, chosen = ''] = /"value":"([^"]+#0)"/.exec(blocksOf(drafts()[0])) ?? [];
    await slack().send(pressLetter({ by: 'U0MIRA', channel: 'D0', action: 'wins-card-leave', value: chosen }));
    await story.after(1);
    expect(blocksOf(drafts()[0])).toContain('One is left out.');
    await story.presses('U0MIRA', 'wins-card-post');
    await story.after(1);
    expect(cards()).toHaveLength(1);
    expect(blocksOf(cards()[0])).toContain('Wins of November 2026');
    expect(blocksOf(cards()[0])).not.toContain('counting');
    expect(blocksOf(cards()[0])).toContain('The newsletter won a prize');
    expect(drafts()[0]?.text).toContain('Mira Aksoy posted it.');
  });

  test('taken back it goes, and a month without any says nothing', async () => {
    await story.presses('U0MIRA', 'wins-card-take-back');
    await story.after(1);
    expect(cards()).toEqual([]);
    await walkTo('2027-01-04T12:00');
    expect(notes('U0RUTH').at(-1)).toMatch(
      /^\*Wins of quarter 4, 2026\*: \d+\n• \*Nova Bikes\*: .+\n\*Nothing was celebrated with\*: /,
    );
    expect(drafts()).toHaveLength(1);
    expect(cards()).toEqual([]);
  });

  test('where the agreement permits it, it goes by itself, and the owner is not bothered', async () => {
    await story.agree('nova', (text) => `${text}\nmayPost: [winsRecap]\n`);
    await form('U0JONAS', { what: 'The new year began with a signed contract' });
    await walkTo('2027-02-01T12:00');
    expect(cards()).toHaveLength(1);
    expect(drafts()).toHaveLength(1);
  });

  test('it waits with the owner while the client waits past a promised time', async () => {
    await form('U0JONAS', { what: 'The fair went better than hoped' });
    await walkTo('2027-02-26T10:00');
    await story.says('U0BEN', 'C0NOVA', 'Could you send us the invoice for February?');
    await walkTo('2027-03-01T10:05');
    expect(cards()).toHaveLength(1);
    expect(drafts()).toHaveLength(2);
    expect(drafts()[1]?.text).toContain('It is not the moment');
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    await story.presses('U0MIRA', 'wins-card-post');
    await story.after(1);
    expect(cards()).toHaveLength(2);
  });

  test('what somebody wrote goes with them, from posts and cards alike', async () => {
    expect(blocksOf(cards()[1])).toContain('The fair went better than hoped');
    await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0JONAS' });
    await story.after(2);
    expect(await tablesWith(story.sandbox().db, 'The fair went')).toEqual([]);
    expect(blocksOf(cards()[1])).not.toContain('The fair went');
    expect(posts().filter(({ text }) => text.includes('The fair went'))).toEqual([]);
    expect(posts().at(-1)?.text).toContain('The words of this win are not kept any more.');
  });
});

gateHolds(() => story.sandbox(), permitting);
