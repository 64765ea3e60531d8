/** Two anniversaries: moved off a weekend with a word about it, kept quiet while somebody waits, once, and never too late. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;

const celebrations = (more = '') => `
mayPost: [celebrations]
celebrations:
  anniversaries: { contract: 2024-11-07, goLive: 2025-11-12${more} }
`;
const keyOf = ({ metadata }: { metadata?: { event_payload: Record<string, unknown> } | undefined }) =>
  String(metadata?.event_payload.key);
const posted = (channel = 'C0NOVA') =>
  slack()
    .look(({ messages }) => (messages[channel] ?? []).filter((one) => keyOf(one).startsWith('celebrations:post:')))
    .map(({ text }) => text);
const notes = (who = 'U0MIRA') =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter((one) => keyOf(one).startsWith('celebrations:note:'))
    .map(({ text }) => text);
const skipped = () =>
  slack()
    .as('U0MIRA')
    .sees('U0RULES')
    .messages.filter((one) => keyOf(one).startsWith('rhythm:skipped:'))
    .map(({ text }) => text);
const rows = async (state = 'pending') =>
  (
    await story.sandbox().db.query(
      `select id, subject, data ->> 'stage' as stage from deadlines where rule = 'celebrations' and state = $1
         order by due_at`,
      [state],
    )
  ).rows as { id: string; subject: string; stage: string }[];

beforeAll(async () => {
  await story.begin('2026-11-05');
  await story.agree('nova', (text) => `${text}${celebrations()}`);
});

describe('an anniversary', () => {
  test('that falls on a Saturday is celebrated on Monday at ten, with a word about Saturday', async () => {
    await story.until('Mon 09:59');
    expect(posted()).toEqual([]);
    await story.until('Mon 10:01');
    expect(posted()).toEqual([expect.stringMatching(/2 years/)]);
    expect(posted()[0]).toContain('Sat 7 Nov');
    expect((await rows('met')).map(({ stage }) => stage)).toEqual(['posted']);
  });

  test('is celebrated once, however often the agreement is applied, and next year’s is planned', async () => {
    await story.agree('nova', (text) => `${text}\n# the same`);
    await story.after(60);
    expect(posted()).toHaveLength(1);
    expect((await rows()).map(({ subject }) => subject)).toEqual([
      'celebration:nova:go-live:2026-11-12',
      'celebration:nova:contract:2027-11-07',
    ]);
  });

  test('can be taken back by whoever works for the client, and by nobody else', async () => {
    const [row] = await rows('met');
    const press = (by: string) =>
      slack().send(pressLetter({ by, channel: 'D0', action: 'celebration-take-back', value: row?.id ?? '' }));
    await press('U0BEN');
    await story.sandbox().walk.rest();
    expect(posted()).toHaveLength(1);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/a year since the launch with Nova Bikes/);
    await press('U0MIRA');
    await story.sandbox().walk.rest();
    await story.after(1);
    expect(posted()).toEqual([]);
  });
});

describe('a moment that does not suit', () => {
  test('while the client waits past a promised time the owner has a note, and nothing can be posted', async () => {
    await story.says('U0ANNA', 'C0NOVA', 'Where is the invoice for October?');
    await story.until('Thu 10:01');
    expect(posted()).toEqual([]);
    expect(notes()).toEqual([expect.stringContaining('They wait for an answer past the promised time')]);
    expect(notes()[0]).toContain('year');
    await story.presses('U0MIRA', 'celebration-post');
    expect(story.answer('U0MIRA')).toContain('Answer them first, then press again');
    expect(posted()).toEqual([]);
  });

  test('answered, it is posted with one press, and a second press posts nothing more', async () => {
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    const [row] = await rows();
    await story.presses('U0MIRA', 'celebration-post');
    await story.after(1);
    expect(posted()).toHaveLength(1);
    await slack().send(pressLetter({ by: 'U0JONAS', channel: 'D0', action: 'celebration-post', value: row?.id ?? '' }));
    await story.after(1);
    expect(posted()).toHaveLength(1);
    expect(notes()[0]).toContain('Posted by Mira Aksoy');
  });
});

describe('without permission', () => {
  test('the owner is asked each time, and what nobody posts lapses after five business days', async () => {
    await story.agree('nova', (text) =>
      text.replace('mayPost: [celebrations]\n', '').replace('2025-11-12', '2025-11-16'),
    );
    await story.until('Mon 10:01');
    expect(notes().at(-1)).toContain('does not let me post this by myself');
    expect(posted()).toHaveLength(1);
    await story.until('Fri 12:00');
    await story.until('Mon 10:05');
    expect(notes().at(-1)).toContain('Its time has passed');
    expect(posted()).toHaveLength(1);
  });
});

describe('what was missed', () => {
  test('by more than two business days is left out, and its owner is told', async () => {
    await story.agree('nova', (text) =>
      text.replace('2025-11-16', '2025-11-24').replace('\ncelebrations:', '\nmayPost: [celebrations]\ncelebrations:'),
    );
    await story.stopBot();
    await story.until('Fri 11:00');
    await story.startBot();
    await story.after(2);
    expect(posted()).toHaveLength(1);
    expect(skipped()).toEqual([expect.stringContaining('Nova Bikes')]);
  });
});

describe('somebody’s own day', () => {
  const own = async () => (await rows()).map(({ subject }) => subject).filter((subject) => subject.includes(':U0'));

  test('is kept as they say it, shown to themselves alone, and nobody else can say it for them', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate me birthday 31 november');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('I did not understand that');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate me birthday 5.12.1990');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('your birthday, 5 December, celebrated in <#C0NOVAINT>');
    expect(await own()).toEqual(['celebration:nova:birthday:U0MIRA:2026-12-05']);
    expect(await tablesWith(story.sandbox().db, '1990')).toEqual([]);
  });

  test('of a client’s person is given by the button under a celebration, and read again in their channel', async () => {
    const shown = slack().look(({ messages }) => (messages.C0NOVA ?? []).find((one) => keyOf(one).includes(':post:')));
    await slack()
      .as('U0BEN')
      .press('C0NOVA', shown?.ts ?? '', 'celebrate-me');
    expect(await story.sends('U0BEN', { day: '31', month: '02', named: 'yes' })).toEqual({
      day: 'There is no such date.',
    });
    expect(await story.sends('U0BEN', { day: '12', month: null, named: 'yes' })).toEqual({
      month: 'Choose day and month, or neither.',
    });
    expect(await story.sends('U0BEN', { day: '12', month: '12', named: 'yes' })).toBeNull();
    expect(await own()).toContain('celebration:nova:birthday:U0BEN:2026-12-12');
  });

  test('is found again where a client’s person writes to the bot itself, as they gave it', async () => {
    const planned = await rows();
    await story.says('U0BEN', 'U0RULES', 'hello');
    await story.presses('U0BEN', 'celebrate-me');
    expect(await story.sends('U0BEN', {})).toBeNull();
    expect(await rows()).toEqual(planned);
  });

  test('of staff is celebrated among colleagues, on the next business day, and of a client’s person before both', async () => {
    const before = posted().length;
    while (story.date() < '2026-12-07') await story.after(24 * 60);
    await story.after(120);
    expect(posted('C0NOVAINT')).toEqual([expect.stringMatching(/<@U0MIRA>.*\n.*Sat 5 Dec/s)]);
    expect(posted()).toHaveLength(before);
    await story.until('Tue 09:00');
    await story.until('Mon 10:01');
    expect(posted().slice(before)).toEqual([expect.stringMatching(/<@U0BEN>.*\n.*Sat 12 Dec/s)]);
    expect(new Set(posted().map((text) => text.split('\n')[0])).size).toBe(posted().length);
  });

  test('is forgotten at once wherever it was kept, when they say so', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate me started 2021-03-01');
    expect(await own()).toHaveLength(3);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate me off');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('no day of yours');
    expect(await own()).toEqual(['celebration:nova:birthday:U0BEN:2027-12-12']);
    expect(await tablesWith(story.sandbox().db, '2021-03-01')).toEqual([]);
  });

  test('of somebody who has left the channel is not celebrated any more', async () => {
    await story.sandbox().db.query("update channel_members set is_in = false where user_id = 'U0BEN'");
    await story
      .sandbox()
      .db.query("update deadlines set due_at = $1, ring_at = $1 where subject like '%U0BEN%'", [
        new Date(story.sandbox().time.clock() + 60_000),
      ]);
    const before = posted().length;
    await story.after(5);
    expect(posted()).toHaveLength(before);
  });
});

describe('a round number', () => {
  const used = async (words: string) => story.commands('U0MIRA', 'C0NOVAINT', `/rules used ${words}`);

  test('that was there before it was agreed to count is nobody’s news', async () => {
    await used('7 articles');
    await story.agree('nova', (text) =>
      text.replace(
        '\ncelebrations:',
        '\ncelebrations:\n  counts: [{ id: articles, item: blog, title: Blog <articles>, every: 5, start: 3 }]',
      ),
    );
    expect((await rows()).filter(({ subject }) => subject.includes(':count:'))).toEqual([]);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules celebrate');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain(
      'Blog &lt;articles&gt;: 10 so far, the next to celebrate is 15',
    );
  });

  test('is celebrated at the next ten o’clock, once, and not where it was counted wrongly', async () => {
    const before = posted().length;
    await used('5 articles');
    const { rows: entries } = await story.sandbox().db.query('select id from scope_entries where amount = 500');
    const value = (entries as { id: string }[])[0]?.id ?? '';
    await slack().send(pressLetter({ by: 'U0MIRA', channel: 'C0NOVAINT', action: 'scope-undo', value }));
    await story.sandbox().walk.rest();
    await used('4 articles');
    await story.until('Tue 10:01');
    expect(posted()).toHaveLength(before);
    await used('1 article');
    await used('1 article');
    await story.until('Wed 10:01');
    expect(posted().slice(before)).toEqual([
      expect.stringMatching(/15.*Blog &lt;articles&gt;|Blog &lt;articles&gt;.*15/),
    ]);
    await story.until('Thu 10:01');
    expect(posted()).toHaveLength(before + 1);
  });
});

describe('in a silent trial', () => {
  test('the client reads nothing, and the staff see what would have been said', async () => {
    const before = posted().length;
    const date = new Date(story.sandbox().time.clock() + 24 * 3_600_000).toISOString().slice(5, 10);
    await story.agree('nova', (text) => `${text.replace(/goLive: [-0-9]+/, `goLive: 2025-${date}`)}\ntrial: true\n`);
    await story.until('Mon 10:01');
    expect(posted()).toHaveLength(before);
    expect(posted('C0NOVAINT').at(-1)).toMatch(/a year|one year/i);
  });
});

gateHolds(() => story.sandbox(), permitting);
