/** Who is celebrated and who is not named, as they said; and which wordings a channel has read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openFor } from '../../test/support/sandbox.ts';
import type { Say, SetDeadline } from '../engine/effect.ts';
import { plainSay } from '../engine/say.ts';
import type { Store } from '../engine/store-port.ts';
import { type Win, winsOfMonth } from '../engine/win.ts';
import { createDatabase } from './database.ts';
import { createStore } from './store.ts';
import { createWordsCipher } from './words-cipher.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

let database: TestDatabase;
let open: ReturnType<typeof openFor>;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  open = openFor(database.connection);
  const made: number[] = [];
  const context = {
    home: { workspaceId: 'T0', enterpriseId: null },
    url: 'https://x/',
    newId: () => `id${made.push(0)}`,
    cipher: createWordsCipher(null),
    template: () => undefined,
  };
  store = createStore(createDatabase(open.pool, open.reserved), context);
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

const birthday = { userId: 'U0ANNA', kind: 'birthday', day: '02-29', clientId: 'nova', channelId: 'ours' } as const;

test('a day is one of its kind, wherever it was said last, and goes when somebody takes it back', async () => {
  await store.transaction(async (tx) => {
    await tx.keepCelebrationDay(birthday, now);
    await tx.keepCelebrationDay({ ...birthday, day: '03-01' }, now);
    await tx.keepCelebrationDay({ ...birthday, kind: 'started', day: '2021-03-01' }, now);
  });
  const days = await store.ask('celebrationDays', { clientId: 'nova' });
  expect(days.map(({ kind, day }) => `${kind} ${day}`)).toEqual(['birthday 03-01', 'started 2021-03-01']);
  expect(await store.ask('celebrationDays', { userId: 'U0ANNA' })).toEqual(days);
  await store.transaction((tx) => tx.dropCelebrationDays('U0ANNA', null));
  expect(await store.ask('celebrationDays', { clientId: 'nova' })).toEqual([]);
});

test('whoever never chose is not among those who did, and the last word counts', async () => {
  await store.transaction((tx) => tx.chooseNamed('U0ANNA', false, now));
  const asked = { userIds: ['U0ANNA', 'U0BEN'] };
  expect(await store.ask('celebrationChoice', asked)).toEqual([{ userId: 'U0ANNA', isNamed: false }]);
  await store.transaction((tx) => tx.chooseNamed('U0ANNA', true, now));
  expect(await store.ask('celebrationChoice', asked)).toEqual([{ userId: 'U0ANNA', isNamed: true }]);
});

test('somebody who is forgotten takes their days along, and stays unnamed', async () => {
  await database.pool.query(`insert into persons (workspace_id, user_id, name, is_bot, is_guest, is_deleted,
    is_workspace_admin, is_introduced, introduced_at)
    values ('T0', 'U0ANNA', 'Anna', false, false, false, false, true, '2026-01-01')`);
  const row = (subject: string, about: string): SetDeadline => ({
    ...{ kind: 'set-deadline', id: null, subject, name: 'day', channelId: null, dueAt: now, ringAt: now },
    ...{ state: 'pending', settledAt: null, late: { policy: 'fire' }, data: { about, occasion: 'birthday' } },
  });
  await store.transaction(async (tx) => {
    await tx.keepCelebrationDay(birthday, now);
    await tx.setDeadline('celebrations', 'nova', row('celebration:nova:birthday:U0ANNA:2027-02-28', 'U0ANNA'));
    await tx.setDeadline('celebrations', 'nova', row('celebration:nova:birthday:U0BEN:2027-03-01', 'U0BEN'));
    await tx.chooseNamed('U0ANNA', false, now);
    await tx.forgetPerson('U0ANNA', now);
  });
  const { rows: planned } = await database.pool.query('select subject from deadlines');
  expect(planned).toEqual([{ subject: 'celebration:nova:birthday:U0BEN:2027-03-01' }]);
  expect(await store.ask('celebrationDays', { userId: 'U0ANNA' })).toEqual([]);
  expect(await store.ask('celebrationChoice', { userIds: ['U0ANNA'] })).toEqual([{ userId: 'U0ANNA', isNamed: false }]);
});

test('the wordings of a channel are its own, the newest first, without what was never said', async () => {
  const said = (key: string, channelId: string, wording: string | null): Say =>
    plainSay({
      key,
      to: { kind: 'channel', channelId, threadTs: null },
      audience: 'client',
      view: 'win',
      data: wording === null ? {} : { wording },
      wantedWhile: key,
    });
  await store.transaction(async (tx) => {
    await tx.say('wins', 'nova', said('one', 'ours', 'win.1'), now);
    await tx.say('wins', 'nova', said('two', 'theirs', 'win.2'), now);
    await tx.say('wins', 'nova', said('three', 'ours', null), now);
    await tx.say('wins', 'nova', said('four', 'ours', 'recap.4'), now);
    await tx.say('wins', 'nova', said('five', 'ours', 'win.5'), now);
    await tx.cancelUnsent('five');
  });
  expect(await store.ask('wordingsSaid', { channelId: 'ours', limit: 10 })).toEqual(['recap.4', 'win.1']);
  expect(await store.ask('wordingsSaid', { channelId: 'ours', limit: 1 })).toEqual(['recap.4']);
});

test('what was posted of their wins is drawn again when somebody no longer wishes to be named, and nothing else', async () => {
  const win: Win = {
    ...{ id: 'w1', clientId: 'nova', channelId: 'ours', place: 'win-U0MIRA-1', message: null, whose: 'ours' },
    ...{ people: ['U0ANNA'], raisedBy: 'U0MIRA', raisedFrom: 'staff', how: 'command', raisedAt: now, month: '2026-11' },
    ...{
      state: 'posted',
      wording: 'win.1',
      attempt: 1,
      approvedBy: null,
      settledBy: null,
      settledAt: null,
      revision: 1,
    },
  };
  const post = (key: string, quotes: string) =>
    plainSay({
      ...{ key, view: 'win-post', data: {}, quotes, audience: 'client' },
      to: { kind: 'channel', channelId: 'ours', threadTs: null },
    });
  await store.transaction(async (tx) => {
    await tx.saveWin(win);
    await tx.say('wins', 'nova', post('theirs', 'ours:win-U0MIRA-1'), now);
    await tx.say('wins', 'nova', post('month', winsOfMonth('nova', '2026-11')), now);
    await tx.say('wins', 'nova', post('other', 'ours:win-U0MIRA-2'), now);
  });
  await database.pool.query(
    "update outbox set state = 'sent', next_try_at = null where key in ('theirs', 'month', 'other')",
  );
  await store.transaction((tx) => tx.chooseNamed('U0ANNA', false, now));
  const { rows } = await database.pool.query("select key from outbox where state = 'sent' and wanted > 1 order by key");
  expect(rows).toEqual([{ key: 'month' }, { key: 'theirs' }]);
});
