/** Forgotten on request: no table, no log and no message of ours holds the word any more, and what is recorded stays. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const logged: string[] = [];
const logger = pino(
  { level: 'trace' },
  new Writable({
    write: (line, _encoding, done) => {
      logged.push(String(line));
      done();
    },
  }),
);
const story = tellStories('2026-06-01', { logger });

const forgetNow = (whom: Parameters<typeof forget>[1]) => forget(story.sandbox().house().shell, whom);
const tablesHolding = (word: string) => tablesWith(story.sandbox().db, word);

/** Messages of ours, wherever they stand, that hold the word. */
const saying = (word: string) =>
  story
    .sandbox()
    .slack.look(({ messages }) => Object.values(messages).flat())
    .filter((message) => message.user === botUserId && JSON.stringify(message).includes(word));

async function expectGone(word: string): Promise<void> {
  expect(await tablesHolding(word)).toEqual([]);
  expect(saying(word)).toEqual([]);
  expect(logged.filter((line) => line.includes(word))).toEqual([]);
}

test('a client: words go at once, of questions that wait and of settled ones, and every notice is drawn again', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  const settled = await story.says('U0ANNA', 'C0NOVA', 'Where is the Zaunkönig file?');
  await story.says('U0DENIZ', 'C0DEFNE', 'Zilpzalp menüsü ne zaman hazır olur?');
  await story.until('Mon 12:10');
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.', { thread: settled });
  await story.says('U0BEN', 'C0NOVA', 'And is Zaunkönig street the right one?');
  await story.until('Mon 14:30');
  expect(saying('Zaunkönig').length).toBeGreaterThan(3);
  const before = await story.records('C0NOVA');
  const forgotten = await forgetNow({ kind: 'client', clientId: 'nova', everything: false });
  expect(forgotten).toMatchObject({ words: 2, names: 2, givenUp: 0, stillNamedIn: ['nova'] });
  expect(forgotten?.quotes).toBeGreaterThan(3);
  await story.after(1);
  await expectGone('Zaunkönig');
  expect(await tablesHolding('Zilpzalp')).toEqual(['public.words']);
  expect(saying('Zilpzalp')).not.toEqual([]);
  expect(await story.records('C0NOVA')).toEqual(before);
  expect(story.notices('U0RUTH').join()).toContain('Their words are not kept here');
  await story.says('U0MIRA', 'C0NOVA', 'It is.');
  await story.says('U0ELIF', 'C0DEFNE', 'Yarın.');
  expect(story.headlines('U0RUTH')).toContain('Mira Aksoy answered today 12:10, 10 min late.');
});

test('a person: their words everywhere and their name go, their colleague’s stay, and the name is not kept again', async () => {
  await story.begin();
  await story.agree('nova', (text) => text.replace(/\n {4}- U0BEN .*/, ''));
  await story.until('Mon 10:00');
  await story.says('U0BEN', 'C0NOVA', 'Is the Goldammer banner done?');
  await story.until('Mon 12:10');
  await story.says('U0MIRA', 'C0NOVA', 'It is.');
  await story.says('U0ANNA', 'C0NOVA', 'Where is the Rohrsänger file?');
  await story.until('Mon 14:30');
  expect(saying('Ben Castellan')).not.toEqual([]);
  expect(await forgetNow({ kind: 'person', userId: 'U0BEN' })).toMatchObject({ words: 1, names: 1, stillNamedIn: [] });
  await story.after(1);
  await expectGone('Goldammer');
  expect(saying('Ben Castellan')).toEqual([]);
  expect(story.notices('U0MIRA').join()).toContain('<@U0BEN>');
  expect(await tablesHolding('Rohrsänger')).toEqual(['public.words']);
  expect(saying('Rohrsänger')).not.toEqual([]);
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
  await story.after(26 * 60);
  await story.says('U0BEN', 'C0NOVA', 'Could you send the other one, too?');
  await story.after(180);
  expect(saying('Ben Castellan')).toEqual([]);
  // Agreements are the agency's own texts, and their earlier versions go on naming whom they named.
  expect(await tablesHolding('Ben Castellan')).toEqual(['public.agreements']);
});

test('what had been given up with their words in it is emptied', async () => {
  await story.begin();
  const { store, clock } = story.sandbox().house().shell;
  const channelId = await store.people.channelId('C0NOVA');
  const heard = {
    kind: 'message',
    slackChannelId: 'C0NOVA',
    ts: '1.000001',
    threadTs: null,
    author: 'U0ANNA',
  } as const;
  const more = { authorTeamId: null, isBot: false, editedTs: null, fileCount: 0, text: 'Mauersegler' };
  const payload = { ...heard, ...more } as never;
  const [claimed] = await store.inbox.claim([{ key: 'given-up', channelId, source: 'live', payload }], clock());
  await store.inbox.failed(claimed?.id ?? '', 'TypeError', null);
  expect(await tablesHolding('Mauersegler')).toEqual(['public.inbox']);
  expect(await forgetNow({ kind: 'person', userId: 'U0ANNA' })).toMatchObject({ givenUp: 1 });
  await expectGone('Mauersegler');
});

test('everything of a client that has ended: its records go, other clients’ stay, and what stands in Slack names nobody', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0SAM', 'C0ORCHARD', 'Is the Neuntöter clause in?');
  await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
  await story.until('Mon 22:00');
  await expect(forgetNow({ kind: 'client', clientId: 'orchard', everything: true })).rejects.toThrow(
    'orchard is active',
  );
  const orchard = story.notices('U0RUTH').length;
  await story.says('U0JONAS', 'C0ORCHARD', 'It is.');
  await story.agree('orchard', (text) => `${text}\nstatus: ended\n`);
  const others = await story.records('C0DEFNE');
  const forgotten = await forgetNow({ kind: 'client', clientId: 'orchard', everything: true });
  expect(forgotten?.records).toBeGreaterThan(5);
  await story.after(2);
  await expectGone('Neuntöter');
  expect(saying('Sam Whitfield')).toEqual([]);
  expect(saying('Orchard')).toEqual([]);
  expect(await story.records('C0ORCHARD')).toEqual([]);
  expect(await story.records('C0DEFNE')).toEqual(others);
  expect(story.notices('U0RUTH')).toHaveLength(orchard);
  const { db } = story.sandbox();
  for (const table of ['conversations', 'deadlines', 'rulings']) {
    const { rows } = await db.query(`select 1 from ${table} where client_id = 'orchard'`);
    expect(rows, table).toEqual([]);
  }
  await story.says('U0ELIF', 'C0DEFNE', 'Yarın.');
});

test('what nobody here knows is not forgotten', async () => {
  expect(await forgetNow({ kind: 'person', userId: 'U0NOBODY' })).toBeNull();
  expect(await forgetNow({ kind: 'client', clientId: 'nobody', everything: false })).toBeNull();
});

test('old messages of ours are drawn again one after the other, so that what is news does not wait for them', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0SAM', 'C0ORCHARD', 'Could you look at clause four?');
  await story.until('Mon 22:00');
  await forgetNow({ kind: 'client', clientId: 'orchard', everything: false });
  const { rows } = await story
    .sandbox()
    .db.query<{ at: Date }>(
      "select next_try_at as at from outbox where client_id = 'orchard' and next_try_at is not null and destination = 'person:U0JONAS' order by 1",
    );
  expect(rows.length).toBeGreaterThan(1);
  const gaps = rows.slice(1).map(({ at }, index) => at.getTime() - (rows[index]?.at.getTime() ?? 0));
  expect(new Set(gaps)).toEqual(new Set([2000]));
  await story.after(1);
});
