/** Reports as they are kept: found, changed one after the other, exported, and gone with their words. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openFor } from '../../test/support/sandbox.ts';
import { tablesWith } from '../../test/support/tables-with.ts';
import { placeOfPosted, placeOfReport } from '../engine/kept-place.ts';
import { changed, keptAnswers, type Report, reportId } from '../engine/report.ts';
import type { Store } from '../engine/store-port.ts';
import { createDatabase } from './database.ts';
import { createStore } from './store.ts';
import { createWordsCipher } from './words-cipher.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00Z');
const place = placeOfReport('U0MIRA', 'weekly');

let database: TestDatabase;
let open: ReturnType<typeof openFor>;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  open = openFor(database.connection);
  const context = {
    home: { workspaceId: 'T0', enterpriseId: null },
    url: 'https://x/',
    newId: () => 'id',
    cipher: createWordsCipher(null),
    template: () => undefined,
  };
  store = createStore(createDatabase(open.pool, open.reserved), context);
  await database.pool.query(`insert into clients (id, workspace_id, name, status, agreement_version)
    values ('nova', 'T0', 'Nova Bikes', 'active', 1)`);
  await database.pool.query(`insert into channels (id, workspace_id, slack_channel_id, client_id,
      role, name, is_archived, is_member, is_externally_shared, is_introduced, introduced_at)
    values ('ours', 'T0', 'C0', 'nova', 'shared', '', false, true, true, true, '2026-01-01')`);
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

function reportFor(plannedFor: string, more: Partial<Report> = {}): Report {
  const goesAt = Date.parse(`${plannedFor}T14:00:00Z`);
  const of = { clientId: 'nova', kind: 'weekly', plannedFor, ...more } as const;
  const asked = { askAt: goesAt - DAY, askedAt: null, remindedAt: null, answeredAt: null, standsFor: null };
  return {
    ...{ ...of, id: reportId(of), goesAt, draftAt: goesAt - 7_200_000, state: 'collecting', agreementVersion: 1 },
    ...{
      questions: [{ id: 'carries', kind: 'text', text: null }],
      contributors: [{ userId: 'U0MIRA', ...asked, place }],
    },
    ...{ channelId: 'ours', edited: null, approvedBy: null, approvedAt: null, postedAt: null, postedPlace: null },
    ...{ skippedBecause: null, revision: 1, ...more },
  };
}

const save = (report: Report) => store.transaction((tx) => tx.saveReport(report));

test('what is kept is found again, and a change of what has changed meanwhile is refused', async () => {
  const report = reportFor('2026-11-20');
  await save(report);
  expect(await store.ask('report', { id: report.id })).toEqual(report);
  await expect(save(report)).rejects.toThrow('changed meanwhile');
  const drafted = changed(report, { state: 'draft' }).report;
  await save(drafted);
  await expect(save(changed(report, { state: 'skipped' }).report)).rejects.toThrow('changed meanwhile');
  expect(await store.ask('report', { id: report.id })).toEqual(drafted);
});

test('a client’s are listed with the latest first, what is open with the next first', async () => {
  await save(reportFor('2026-11-13', { state: 'posted' }));
  await save(reportFor('2026-11-27'));
  await save(reportFor('2026-11-30', { kind: 'monthly' }));
  const dates = (found: Report[]) => found.map(({ plannedFor }) => plannedFor);
  expect(dates(await store.ask('reportsOf', { clientId: 'nova', limit: 2 }))).toEqual(['2026-11-30', '2026-11-27']);
  const weekly = { clientId: 'nova', kind: 'weekly', before: now + DAY, limit: 9 } as const;
  expect(dates(await store.ask('reportsOf', weekly))).toEqual(['2026-11-20', '2026-11-13']);
  expect(dates(await store.ask('openReports', { clientIds: ['nova'] }))).toEqual([
    '2026-11-20',
    '2026-11-27',
    '2026-11-30',
  ]);
  expect(await store.ask('openReports', { clientIds: [] })).toEqual([]);
});

test('its words are in the export, go with whoever wrote them, and all of it goes after its time', async () => {
  const posted = placeOfPosted('weekly');
  await store.transaction(async (tx) => {
    await tx.keepWords('ours', place, keptAnswers({ carries: 'Zilpzalp banners' }), now + 365 * DAY);
    await tx.keepWords('ours', posted, 'Zilpzalp in words', now + 365 * DAY);
    await tx.saveReport(reportFor('2026-12-04', { postedPlace: posted }));
  });
  const of = async () => (await store.kept('nova'))?.reports.find(({ plannedFor }) => plannedFor === '2026-12-04');
  expect(await of()).toMatchObject({
    contributors: [{ words: { carries: 'Zilpzalp banners' } }],
    editedWords: null,
    postedWords: 'Zilpzalp in words',
  });
  await database.pool.query(`insert into persons (workspace_id, user_id, name, is_bot, is_guest, is_deleted,
      is_workspace_admin, is_introduced, introduced_at)
    values ('T0', 'U0MIRA', 'Mira', false, false, false, false, true, '2026-01-01')`);
  await database.pool.query(`insert into messages (channel_id, ts, workspace_id, author, is_bot, occurred_at, changed_at,
      file_count, readings, marks) values ('ours', '1.1', 'T0', 'U0MIRA', false, '2026-01-01', '2026-11-01', 0, '[]', '[]')`);
  await store.transaction((tx) => tx.forgetPerson('U0MIRA', now));
  expect(await of()).toMatchObject({ contributors: [{ words: null }], postedWords: 'Zilpzalp in words' });
  const kept = { records: 30 * DAY, words: { ofClients: [], elsewhere: 60 * DAY, atMost: 180 * DAY } };
  await store.prune(Date.parse('2027-01-04T00:00:00Z'), kept);
  expect(await store.ask('reportsOf', { clientId: 'nova', limit: 9 })).toEqual([]);
  expect(await tablesWith(database.pool, 'Zilpzalp')).toEqual([]);
});
