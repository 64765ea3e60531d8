/** Whose words go when: rows as they may stand, one pruning, and what is left. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openFor } from '../../test/support/sandbox.ts';
import type { Store } from '../engine/store-port.ts';
import { createDatabase } from './database.ts';
import { createStore } from './store.ts';
import { createWordsCipher } from './words-cipher.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => now - days * DAY;
const kept = {
  records: 400 * DAY,
  words: {
    ofClients: [{ clientId: 'nova', kept: 30 * DAY, examples: 365 * DAY }],
    elsewhere: 60 * DAY,
    atMost: 180 * DAY,
  },
};

let database: TestDatabase;
let open: ReturnType<typeof openFor>;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  open = openFor(database.connection);
  const home = { workspaceId: 'T0', enterpriseId: null };
  const context = {
    home,
    url: 'https://x/',
    newId: () => 'id',
    cipher: createWordsCipher(null),
    template: () => undefined,
  };
  store = createStore(createDatabase(open.pool, open.reserved), context);
  await database.pool.query(`insert into channels (id, workspace_id, slack_channel_id, client_id,
      role, name, is_archived, is_member, is_externally_shared, is_introduced, introduced_at) values
    ('ours', 'T0', 'C0', 'nova', 'shared', '', false, true, true, true, '2026-01-01'),
    ('given-up', 'T0', 'C1', null, 'unassigned', '', false, true, true, true, '2026-01-01')`);
});
beforeEach(async () => {
  await database.pool.query('truncate words, corrections, conversations, outbox');
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

const tsOf = (at: number) => `${at / 1000}.000100`;

/** Words written so many days ago; gives the ts. */
async function written(days: number, channelId = 'ours'): Promise<string> {
  const ts = tsOf(daysAgo(days));
  await store.transaction((tx) => tx.keepWords(channelId, ts, 'Where is it?', daysAgo(days) + kept.words.atMost));
  return ts;
}

/** A conversation of these messages, settled so many days ago or still waiting; and a notice of ours about it. */
async function conversation(messages: string[], settledDaysAgo: number | null, more = ''): Promise<string> {
  const id = `ours:${messages[0]}${more}`;
  const settledAt = settledDaysAgo === null ? null : new Date(daysAgo(settledDaysAgo));
  await database.pool.query(
    `insert into conversations (id, workspace_id, client_id, channel_id, lane, turn, messages, asker, opened_by, opened_at,
       asked_at, settled_at, pauses, chosen)
     values ($1, 'T0', 'nova', 'ours', 'top', 'first', $2, 'U0ANNA', 'message', '2026-01-01', '2026-01-01', $3, '[]', '{}')`,
    [id, messages, settledAt],
  );
  await database.pool.query(
    `insert into outbox (id, workspace_id, rule, key, destination, audience, priority, view, data, wanted_while,
       unknown_outcome, created_at, state, wanted, drawn, tries)
     values ($1, 'T0', 'r', $1, 'person:U0MIRA', 'staff', 1, 'v', '{}', $1, 'drop', '2026-11-01', 'sent', 1, 1, 1)`,
    [id],
  );
  return id;
}

async function left(): Promise<string[]> {
  const { rows } = await database.pool.query('select ts from words order by ts');
  return rows.map(({ ts }) => ts);
}

async function drawnAgain(): Promise<string[]> {
  const { rows } = await database.pool.query('select id from outbox where wanted > 1 order by id');
  return rows.map(({ id }) => id);
}

test('words count from when their conversation closed, however old they are', async () => {
  const [old, older] = [await written(90), await written(91)];
  await conversation([old], 29);
  const gone = await conversation([older], 31);
  await store.prune(now, kept);
  expect(await left()).toEqual([old]);
  expect(await drawnAgain()).toEqual([gone]);
});

test('what a rule keeps of a message goes with the other records, and nothing else of what it keeps', async () => {
  const subjects = ['ours:100.1', 'ours:lane:100.1', 'ours:lane:top', 'client:nova', 'ours'];
  for (const [subject, at] of [...subjects.map((one) => [one, daysAgo(401)]), ['ours:200.1', daysAgo(399)]] as const)
    await store.transaction((tx) => tx.setSlot('r', String(subject), {}, Number(at)));
  await store.prune(now, kept);
  const { rows } = await database.pool.query('select subject from slots order by subject');
  expect(rows.map(({ subject }) => subject)).toEqual(['client:nova', 'ours', 'ours:200.1']);
  await database.pool.query('delete from slots');
});

test('what shows one message, whatever it waits for, is drawn again when its words go', async () => {
  const [gone, kept30] = [await written(60), await written(20)];
  for (const ts of [gone, kept30]) {
    await conversation([ts], 60);
    await database.pool.query('update outbox set wanted_while = null, quotes = id where id = $1', [`ours:${ts}`]);
  }
  await store.prune(now, kept);
  expect(await drawnAgain()).toEqual([`ours:${gone}`]);
});

test('they stay while anything that they belong to waits, and count anew when it was opened once more', async () => {
  const [waiting, asked, reopened] = [await written(100), await written(70), await written(80)];
  await conversation([waiting, asked], null);
  await conversation([reopened], 60);
  await conversation([reopened], 10, ':2');
  await store.prune(now, kept);
  expect(await left()).toEqual([waiting, reopened, asked]);
  expect(await drawnAgain()).toEqual([]);
});

test('after 180 days they go, and are quoted no more, even while they wait for an answer', async () => {
  const [old, young] = [await written(181), await written(179)];
  const both = await conversation([old, young], null);
  await store.prune(now, kept);
  expect(await left()).toEqual([young]);
  expect(await drawnAgain()).toEqual([both]);
});

test('a shorter time that was promised when they were written is held, a longer one is not', async () => {
  const [short, long] = [await written(20), await written(181)];
  await database.pool.query('update words set keep_until = $2 where ts = $1', [short, new Date(daysAgo(1))]);
  await database.pool.query('update words set keep_until = $2 where ts = $1', [long, new Date(daysAgo(-900))]);
  await conversation([short, long], null);
  await store.prune(now, kept);
  expect(await left()).toEqual([]);
});

test('words of no conversation count from when they were written, also in channels that belong to nobody now', async () => {
  const [young, here] = [await written(29), await written(31, 'given-up')];
  await written(32);
  await written(61, 'given-up');
  await store.prune(now, kept);
  expect(await left()).toEqual([here, young]);
});

test('an example outlives the words it was taken from, for as long as its agreement says, and goes with its text', async () => {
  const example = async (name: string, days: number, keepUntil: number) => {
    const correction = {
      ...{ id: name, clientId: 'nova', channelId: 'ours', messageTs: name, place: `example-U0ANNA-${name}` },
      ...{ itemId: null, verdict: 'none' as const, by: 'U0MIRA', at: daysAgo(days) },
    };
    await store.transaction(async (tx) => {
      await tx.keepWords('ours', correction.place, 'Where is it?', keepUntil);
      await tx.saveCorrection(correction);
    });
  };
  await example('young', 300, daysAgo(-65));
  await example('agreed-shorter-since', 366, daysAgo(-900));
  await example('over', 20, daysAgo(1));
  await example('without-text', 20, daysAgo(-300));
  await database.pool.query("delete from words where ts like '%without-text'");
  const remaining = async () =>
    (await database.pool.query('select id from corrections order by id')).rows.map(({ id }) => id);
  await store.prune(now, kept);
  expect(await left()).toEqual(['example-U0ANNA-young']);
  expect(await remaining()).toEqual(['young']);
  const never = { ...kept.words, ofClients: [{ clientId: 'nova', kept: 30 * DAY, examples: 0 }] };
  await store.prune(now, { ...kept, words: never });
  expect([await left(), await remaining()]).toEqual([[], []]);
});

test('what somebody filled in and then left alone goes after thirty days, and no other slot', async () => {
  for (const [subject, days] of [
    ['draft:ours', 31],
    ['draft:client:nova:U1', 29],
    ['ours', 400],
  ] as const) {
    const slot = ['T0', 'setup', subject, '{}', new Date(daysAgo(days))];
    await database.pool.query(
      'insert into slots (workspace_id, rule, subject, data, changed_at) values ($1, $2, $3, $4, $5)',
      slot,
    );
  }
  await store.prune(now, kept);
  const { rows } = await database.pool.query('select subject from slots order by subject');
  expect(rows.map(({ subject }) => subject)).toEqual(['draft:client:nova:U1', 'ours']);
  await database.pool.query('delete from slots');
});

test('no words outlive the records of what they belong to', async () => {
  await conversation([await written(20)], null);
  await store.prune(now, { ...kept, records: 15 * DAY });
  expect(await left()).toEqual([]);
});

test('a message that carries others is drawn again for the words of any of them', async () => {
  const first = await conversation([await written(40)], 1);
  const second = await conversation([await written(50)], 40);
  await database.pool.query('update outbox set carried_by = $1 where id = $2', [first, second]);
  await store.prune(now, kept);
  expect(await drawnAgain()).toEqual([first]);
});
