/** The scope list over the real door: what is used of allowances, what is given as favours, and who hears of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { pruneOnce } from '../../src/app/keep-sweeping.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const story = tellStories('2026-06-01');
const slack = () => story.sandbox().slack;
const asks = async (who: string, words: string, channel = 'C0NOVA') => {
  await story.commands(who, channel, `/rules ${words}`);
  await story.after(1);
  return story.answer(who, channel);
};
/** What this rule told somebody directly, as it stands now. */
const toldTo = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('scope:'))
    .map(({ text }) => text);

/** The bot's newest direct message to somebody: where a form is answered. */
const wordTo = (who: string) => slack().as(who).sees('U0RULES').messages.at(-1)?.text;

async function presses(who: string, action: string, channel = 'C0NOVA'): Promise<void> {
  const { ephemerals } = slack().as(who).sees(channel);
  await slack()
    .as(who)
    .press(channel, ephemerals.at(-1)?.ts ?? '', action);
  await story.sandbox().walk.rest();
}

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH', 'U0ELIF']) await slack().as(who).openHome('messages');
});

describe('/rules scope', () => {
  test('shows staff the list of this client with its version, and refuses externals kindly', async () => {
    await story.begin();
    const shown = await asks('U0JONAS', 'scope');
    expect(shown).toMatch(/^\*Nova Bikes: what is part of the agreement\*, version \d+\n\*Part of it\*\n/);
    expect(shown).toContain('• Blog articles (`blog`): 0 of 4 articles used in June · €320 per article');
    expect(shown).toContain('*Not part of it*\n• Video (`video`) · €850 per clip');
    expect(await asks('U0ELIF', 'scope', 'C0DEFNE')).toContain('`video`');
    expect(await asks('U0RUTH', 'scope defne', 'C0NOVAINT')).toMatch(/Defne Kahve/);
    for (const words of ['scope', 'scope import', 'scope import nova', 'used 1 article', 'favour 2 hours', 'favours']) {
      expect(await asks('U0DENIZ', words, 'C0DEFNE')).toMatch(/Harbour Studio/);
    }
  });
});

describe('/rules scope edit', () => {
  const item = (id: string) => async () => {
    const found = await story.sandbox().house().store.agreements.stored('nova');
    const { items } = (found?.agreement.sections.scope ?? { items: [] }) as { items: { id: string }[] };
    return { raw: found?.raw ?? '', item: items.find((one) => one.id === id) };
  };

  test('changes one item in a new version, keeps what the form does not show, and tells the second of two editors', async () => {
    await story.begin();
    await asks('U0MIRA', 'scope edit blog');
    await asks('U0JONAS', 'scope edit website');
    const values = { title: 'Blog articles', side: 'in', allowance: '6 articles', keywords: 'blog, magazine' };
    expect(await story.sends('U0MIRA', { ...values, allowance: 'lots' })).toEqual({
      allowance: 'Write an amount with its unit, such as 4 articles or 10 hours.',
    });
    expect(await story.sends('U0MIRA', values)).toBeNull();
    const { raw, item: blog } = await item('blog')();
    expect(blog).toMatchObject({ allowance: { amount: 600, unit: 'articles' }, price: { amount: 320 } });
    expect(raw).toContain('# Nova Bikes: shared with them by Slack Connect.');
    expect(wordTo('U0MIRA')).toContain('0 of 6 articles used in June');
    expect(await story.sends('U0JONAS', { title: 'Care', side: 'in' })).toMatchObject({
      title: expect.stringMatching(/^Somebody changed the agreement meanwhile/),
    });
    await story.agree('nova', (text) => text);
  });

  test('adds and takes off an item; nothing else of the list is another', async () => {
    await story.begin();
    await asks('U0RUTH', 'scope edit', 'C0NOVAINT');
    expect(await story.sends('U0RUTH', { title: 'Menü & <!here>', side: 'out', allowance: '2 hours' })).toEqual({
      allowance: 'What is not part of it has no amount. Leave this empty, or choose the other side.',
    });
    expect(await story.sends('U0RUTH', { title: 'Menü & <!here>', side: 'out', allowance: '' })).toBeNull();
    expect(wordTo('U0RUTH')).toContain('(`menu-here`)');
    expect(wordTo('U0RUTH')).not.toContain('<!here>');
    await asks('U0RUTH', 'scope edit menu-here', 'C0NOVAINT');
    expect(await story.sends('U0RUTH', { side: 'gone' })).toBeNull();
    expect((await item('menu-here')()).item).toBeUndefined();
    expect((await item('video')()).item).toMatchObject({ kind: 'out' });
    expect(await asks('U0RUTH', 'scope edit elephants', 'C0NOVAINT')).toMatch(/^There is no such item/);
    await story.agree('nova', (text) => text);
  });
});

describe('/rules used', () => {
  test('counts an allowance down, and the owner hears once at the share and once when all of it is used', async () => {
    await story.begin();
    expect(await asks('U0JONAS', 'used 1 article about the fair')).toBe(
      'Noted: 1 article, Blog articles. 1 of 4 articles are used in June.',
    );
    await asks('U0JONAS', 'used blog 2');
    expect(toldTo('U0MIRA')).toEqual([]);
    await asks('U0JONAS', 'used 0,5 article');
    expect(toldTo('U0MIRA')).toEqual([
      '*Nova Bikes: 3.5 of 4 articles are used in June*: Blog articles. That is 87 % of it. `/rules scope` shows the list.',
    ]);
    expect(await asks('U0JONAS', 'used 1 article')).toContain(
      '4.5 of 4 articles are used in June: that is more than was agreed',
    );
    await asks('U0MIRA', 'used 1 article');
    expect(toldTo('U0MIRA')).toHaveLength(2);
    expect(toldTo('U0MIRA')[1]).toContain('That is more than was agreed.');
    const shown = await asks('U0MIRA', 'scope');
    expect(shown).toContain('5.5 of 4 articles used in June, :warning: more than was agreed');
    await presses('U0MIRA', 'scope-undo');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(/^Taken back: 1 article\. /);
    const { db } = story.sandbox();
    const { rows } = await db.query('select id from scope_entries where taken_back_at is not null');
    expect(rows).toHaveLength(1);
    const again = { by: 'U0JONAS', channel: 'C0NOVA', action: 'scope-undo', value: rows[0].id };
    await slack().send(pressLetter(again));
    const { rows: back } = await db.query('select taken_back_by from scope_entries where taken_back_at is not null');
    expect(back).toEqual([{ taken_back_by: 'U0MIRA' }]);
    await story.after(1);
    expect(toldTo('U0MIRA')[1]).toContain('4.5 of 4 articles');
    expect(toldTo('U0JONAS')).toEqual([]);
  });

  test('begins anew with the month where the client is, and carries over only what an item says', async () => {
    await story.begin('2026-07-30');
    await asks('U0JONAS', 'used website 2 hours');
    await asks('U0JONAS', 'used 3 articles');
    await story.begin('2026-08-03');
    const shown = await asks('U0JONAS', 'scope');
    expect(shown).toContain('• Blog articles (`blog`): 0 of 4 articles used in August');
    expect(await asks('U0JONAS', 'scope')).toContain('0 of 8 hours used in August, 3 of it carried over');
  });

  test('asks by a form where several items fit or none does, and keeps what was typed', async () => {
    await story.begin('2026-09-07');
    await story.agree('nova', (text) =>
      text.replace('title: Newsletter\n', 'title: Newsletter\n      allowance: 3 hours\n'),
    );
    await asks('U0JONAS', 'used 2 hours the footer');
    const form = JSON.stringify(slack().as('U0JONAS').form());
    expect(form).toContain('"initial_value":"the footer"');
    expect(form).toContain('"initial_value":"2"');
    expect(await story.sends('U0JONAS', { item: 'website', amount: 'lots', note: 'the footer' })).toEqual({
      amount: 'Write an amount above 0, such as 1 or 1.5.',
    });
    expect(await story.sends('U0JONAS', { item: 'website', amount: '2', note: 'the footer' })).toBeNull();
    expect(await asks('U0JONAS', 'scope')).toContain('Jonas Weber: 2 hours, Care of the website (the footer)');
  });

  test('tells whoever stands in where the item’s owner is away', async () => {
    await story.begin('2026-10-05');
    await asks('U0JONAS', 'away today friday');
    await asks('U0MIRA', 'used website 9 hours');
    const told = [...toldTo('U0MIRA'), ...toldTo('U0RUTH')].filter((text) => text.includes('in October'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('This comes to you in the place of Jonas Weber.');
  });
});

describe('/rules favour', () => {
  test('is noted with its hours and worth; the third in a month tells the manager once, and can be taken back', async () => {
    await story.begin('2026-11-02');
    const before = toldTo('U0RUTH').length;
    expect(await asks('U0JONAS', 'favour 1 hour resized banner')).toMatch(
      /^Noted as a favour: 1 hour. In November that makes one favour with 1 hour, worth €95/,
    );
    await asks('U0MIRA', 'favour 30 min');
    expect(toldTo('U0RUTH')).toHaveLength(before);
    await asks('U0JONAS', 'favour 1h30 Zaunkönig');
    expect(toldTo('U0RUTH').slice(before)).toEqual([
      '*Nova Bikes: 3 favours in November*, 3 hours, worth €285. Agreed among you: 2 a month, worth €380 at most. `/rules favours nova` shows them.',
    ]);
    await asks('U0JONAS', 'favour 2 hours');
    await story.after(1);
    // The budget is another limit than the number.
    expect(toldTo('U0RUTH').slice(before)).toHaveLength(2);
    await presses('U0JONAS', 'scope-undo');
    expect(story.answer('U0JONAS', 'C0NOVA')).toMatch(/^Taken back: 2 hours as a favour/);
    const shown = await asks('U0RUTH', 'favours');
    expect(shown).toContain('November: 3 favours, 3 hours, worth €285');
    expect(shown).toContain('• Jonas Weber: 2.5 hours\n• Mira Aksoy: 0.5 hours');
    expect(shown).toContain('(Zaunkönig)');
    expect(await asks('U0JONAS', 'favour banner')).toMatch(/^How long does it take/);
  });

  test('reads in Turkish for who reads Turkish', async () => {
    await story.begin('2026-11-09');
    await slack().admin.changeUser('U0ELIF', { locale: 'tr-TR' });
    await story.sandbox().walk.rest();
    expect(await asks('U0ELIF', 'favour 1,5 saat menü', 'C0DEFNE')).toMatch(
      /^(İyilik olarak kaydedildi: 1,5 saat|Noted as a favour: 1.5 hours)/,
    );
  });

  test('a month in numbers reaches the owner when the office opens first after it, and a month without any is no news', async () => {
    await story.begin('2026-11-30');
    const before = toldTo('U0MIRA').length;
    await story.until('Tue 08:59');
    expect(toldTo('U0MIRA')).toHaveLength(before);
    await story.until('Tue 10:01');
    const [recap = '', ...more] = toldTo('U0MIRA').slice(before);
    expect(more).toEqual([]);
    expect(recap).toMatch(/^\*Nova Bikes: November in numbers\*\n(• .+\n)*• Blog articles: 0 of 4 articles used\n/);
    expect(recap).toContain('Favours: 3, 3 hours, worth €285.');
    expect(recap).toContain('`/rules favours nova` has each of them');
    await asks('U0JONAS', 'favour 1 hour');
    await presses('U0JONAS', 'scope-undo');
    const { rows } = await story
      .sandbox()
      .db.query(
        "select state from deadlines where rule = 'scope' and name = 'recap' and client_id = 'nova' order by due_at",
      );
    expect(rows.slice(-2)).toEqual([{ state: 'met' }, { state: 'pending' }]);
  });
});

const typed = (value: string) => ({ type: 'plain_text_input', value });

describe('a message’s own count', () => {
  const entriesOf = async (ts: string) => {
    const { rows } = await story
      .sandbox()
      .db.query('select kind, item_id, amount from scope_entries where message_ts = $1 and taken_back_at is null', [
        ts,
      ]);
    return rows.map(({ kind, item_id, amount }) => [kind, item_id, amount].filter(Boolean).join(' '));
  };
  const shown = (who: string, channel = 'C0NOVA') => slack().as(who).sees(channel).ephemerals.at(-1)?.text ?? '';

  test('is noted from its menu, stands as a link on the list, and is not made twice without being asked', async () => {
    await story.begin('2026-12-07');
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Could you write an article about the bell?');
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'count-as-used');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'count-as-used');
    expect(await story.sends('U0JONAS', { item: 'blog', amount: '1' })).toBeNull();
    expect(await story.sends('U0MIRA', { item: 'blog', amount: '1' })).toEqual({
      item: expect.stringMatching(/^Somebody counted this message meanwhile/),
    });
    expect(wordTo('U0JONAS')).toMatch(/ It is for <https:\/\/\S+\|this message>\.$/);
    expect(await asks('U0MIRA', 'scope')).toMatch(/1 article, Blog articles · <https:\/\/\S+\|message>/);
    await slack().as('U0MIRA').closeView(true);
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'count-as-used');
    expect(shown('U0MIRA')).toMatch(
      /^\*<\S+\|This message> is counted already\*\n• .*Jonas Weber: 1 article, Blog articles/,
    );
    await presses('U0MIRA', 'scope-favour-more');
    expect(await story.sends('U0MIRA', { hours: 'soon' })).toHaveProperty('hours');
    expect(await story.sends('U0MIRA', { hours: '45 min', note: 'a second picture' })).toBeNull();
    expect(await entriesOf(ts)).toEqual(['used blog 100', 'favour 75']);
    expect(await asks('U0MIRA', 'favours')).toMatch(/0\.75 hours \(a second picture\) · <\S+\|message>/);
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'count-as-used');
    await presses('U0MIRA', 'scope-undo');
    expect(await entriesOf(ts)).toEqual(['favour 75']);
  });

  test('has the item filled in that its flag was settled as, and no other guess', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Could you paint our company van in the new colours?');
    await story.presses('U0MIRA', 'flag-in');
    expect(await story.sends('U0MIRA', { item: 'website' })).toBeNull();
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'count-as-used');
    expect(
      slack()
        .as('U0JONAS')
        .form()
        ?.blocks.map(({ element }) => element),
    ).toContainEqual(
      expect.objectContaining({ action_id: 'item', initial_option: expect.objectContaining({ value: 'website' }) }),
    );
    expect(await story.sends('U0JONAS', { amount: '0.5' })).toBeNull();
    expect(await entriesOf(ts)).toEqual(['used website 50']);
  });

  test('is asked for by a button of any rule, about a message by its subject, and by nobody of another client', async () => {
    const { db } = story.sandbox();
    const { rows } = await db.query("select id from channels where slack_channel_id = 'C0NOVA'");
    const value = `${rows[0].id}:1700000000.000100`;
    const about = { by: 'U0MIRA', channel: 'D0ANY', action: 'scope-favour', value };
    await slack().send(pressLetter(about));
    const form = { form: 'scope-favour', subject: `${value}#0` };
    for (const by of ['U0ELIF', 'U0ANNA', 'U0MIRA', 'U0JONAS'])
      await slack().send(formLetter({ ...form, by, values: { hours: typed('2') } }));
    expect(await entriesOf('1700000000.000100')).toEqual(['favour 200']);
    await story.after(1);
    await slack().send(pressLetter(about));
    await story.after(1);
    expect(wordTo('U0MIRA')).toMatch(/^\*<\S+\|This message> is counted already\*/);
  });
});

describe('/rules scope import', () => {
  const listOf = async () => {
    const found = await story.sandbox().house().store.agreements.stored('nova');
    const { items } = (found?.agreement.sections.scope ?? { items: [] }) as { items: { id: string; kind: string }[] };
    return items.map(({ id, kind }) => `${id} ${kind}`);
  };
  const statement = [
    'Included',
    '- 2 podcast episodes a month',
    '- Video',
    'Not included',
    '- Photo, €500 per day',
    '- Paid advertising on trains',
    '- 4',
    'Kestrelword is a bird of prey, and this is a sentence.',
  ];

  test('shows what a pasted text holds, puts what is confirmed on the list, and takes it back in one', async () => {
    await story.begin();
    const before = await listOf();
    await asks('U0MIRA', 'scope import');
    expect(await story.sends('U0MIRA', { part1: 'Thank you. It was a pleasure to meet you all yesterday!' })).toEqual({
      part1: expect.stringMatching(/^Nothing in this reads as an item/),
    });
    expect(
      await story.sends('U0MIRA', { part1: statement.slice(0, 3).join('\n'), part2: statement.slice(3).join('\n') }),
    ).toBeNull();
    const form = JSON.stringify(slack().as('U0MIRA').form());
    expect(form).toContain('4 items found*, 2 part of it, 2 not');
    expect(form).toContain('Podcast episodes · 2 podcast episodes a month');
    expect(form).toContain('Photo · €500 per day');
    expect(form).toContain('On the list already as video, not part of it; choosing a side changes it.');
    expect(form).toContain('Named like ads on the list, which is not part of it.');
    expect(form).toMatch(/Not read, or not wholly\*: 2 lines, with their numbers/);
    expect(await tablesWith(story.sandbox().db, 'Kestrelword')).toEqual(['public.words']);
    expect(await story.sends('U0MIRA', {})).toBeNull();
    expect(await listOf()).toEqual([...before, 'podcast-episodes in', 'photo out', 'paid-advertising-on-trains out']);
    expect(wordTo('U0MIRA')).toMatch(/^3 items were put on the list of \*Nova Bikes\*, as version \d+/);
    expect(await tablesWith(story.sandbox().db, 'Kestrelword')).toEqual([]);
    await story.presses('U0MIRA', 'scope-import-undo');
    expect(await listOf()).toEqual(before);
    await story.agree('nova', (text) => text);
  });

  test('changes what is on the list already only where a side is chosen, and overwrites nobody', async () => {
    await story.begin();
    await asks('U0RUTH', 'scope import nova', 'C0DEFNEINT');
    expect(
      await story.sends('U0RUTH', { part1: 'title,kind,allowance\nVideo,in,2 clips\nBlog articles,out,' }),
    ).toBeNull();
    await asks('U0MIRA', 'scope edit newsletter');
    expect(await story.sends('U0MIRA', { allowance: '3 issues' })).toBeNull();
    const choice = { 'item-0': 'in', 'item-1': 'skip' };
    expect(await story.sends('U0RUTH', choice)).toBeNull();
    expect(JSON.stringify(slack().as('U0RUTH').form())).toContain('Somebody changed the agreement meanwhile');
    expect(await listOf()).toEqual(expect.arrayContaining(['video out', 'blog in']));
    expect(await story.sends('U0RUTH', { 'item-0': 'skip', 'item-1': 'skip' })).toEqual({
      'item-0': 'Choose a side for at least one.',
    });
    expect(await story.sends('U0RUTH', choice)).toBeNull();
    expect(await listOf()).toEqual(expect.arrayContaining(['video in', 'blog in']));
    expect(await asks('U0RUTH', 'scope')).toContain('0 of 2 clips used');
    await asks('U0MIRA', 'scope edit video');
    expect(await story.sends('U0MIRA', { title: 'Film' })).toBeNull();
    await story.presses('U0RUTH', 'scope-import-undo');
    expect(story.answer('U0RUTH')).toMatch(/^The agreement was changed since/);
    await story.agree('nova', (text) => text);
  });

  test('keeps what was pasted for a day at most, among the words', async () => {
    await story.begin();
    await asks('U0JONAS', 'scope import');
    expect(await story.sends('U0JONAS', { part1: '- Wagtailword' })).toBeNull();
    const kept = await story.sandbox().house().store.kept('nova');
    expect(kept?.pasted).toMatchObject([{ userId: 'U0JONAS', words: '- Wagtailword' }]);
    await story.until('Wed 09:00');
    await pruneOnce(story.sandbox().house().shell);
    expect(await tablesWith(story.sandbox().db, 'Wagtailword')).toEqual([]);
    expect(await story.sends('U0JONAS', {})).toBeNull();
    expect(wordTo('U0JONAS')).toMatch(/^What you pasted is not kept any more/);
  });
});

test('a note lives among the words only, goes with what is forgotten, and the record stays until it is asked for', async () => {
  const { db } = story.sandbox();
  expect(await tablesWith(db, 'Zaunkönig')).toEqual(['public.words']);
  const kept = await story.sandbox().house().store.kept('nova');
  expect(kept?.scopeEntries.filter(({ words }) => words === 'Zaunkönig')).toHaveLength(1);
  await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0JONAS' });
  expect(await tablesWith(db, 'Zaunkönig')).toEqual([]);
  expect((await story.sandbox().house().store.kept('nova'))?.scopeEntries.length).toBeGreaterThan(8);
  await story.agree('nova', (text) => text.replace(/^id: nova$/m, 'id: nova\nstatus: ended'));
  await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: true });
  const { rows } = await db.query("select 1 from scope_entries where client_id = 'nova'");
  expect(rows).toEqual([]);
});

gateHolds(story.sandbox);
