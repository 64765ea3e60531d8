/** An agreement edited while questions wait: checked, refused where it must be, and put into force with what follows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSandbox, testSandbox } from '../../../test/support/sandbox.ts';
import { berlin, clockTime, localInstant } from '../../../test/support/story-time.ts';
import { botUserId } from '../sample/world.ts';
import { createStage } from '../scenes/stage.ts';
import { applyAgreement, checkAgreement, curtainPart } from './curtain.ts';

const told = { sandbox: null as TestSandbox | null };
const sandbox = () => {
  if (told.sandbox === null) throw new Error('The sandbox starts before the first test.');
  return told.sandbox;
};
const house = () => sandbox().house();
const mira = { by: 'Mira Aksoy', force: false };

beforeAll(async () => {
  told.sandbox = await testSandbox({ startAt: localInstant('2026-11-23T10:00') });
});
afterAll(() => told.sandbox?.drop());

async function inForce(clientId = 'nova'): Promise<string> {
  const channel = { nova: 'C0NOVA', orchard: 'C0ORCHARD' }[clientId] ?? '';
  const part = await curtainPart(house(), { channel, selected: null }, { zone: berlin });
  return part?.agreement?.text ?? '';
}

const problems = async (text: string) =>
  (await checkAgreement(house(), 'nova', text)).problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );

/** The line and column (from 1) at which a piece of a text begins. */
function whereIs(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

test('what is in force has no problems, and applying it again changes nothing', async () => {
  const text = await inForce();
  expect(await problems(text)).toEqual([]);
  expect(await applyAgreement(house(), 'nova', text, mira)).toEqual({ outcome: 'unchanged', version: 1 });
});

test('broken YAML is told with line and column, and is not applied', async () => {
  const text = (await inForce()).replace('  name: Nova Bikes', '\tname: Nova Bikes');
  const [first] = await problems(text);
  expect(first).toMatch(new RegExp(`^nova\\.yml:${whereIs(text, '\tname')} a tab stands`));
  expect(await applyAgreement(house(), 'nova', text, mira)).toMatchObject({ outcome: 'broken' });
});

test.each([
  [
    'a template that does not exist',
    'extends: standard.yml',
    'extends: ../standard.yml',
    'write the name of one template',
  ],
  ['the id of another client', 'id: nova', 'id: orchard', 'this is the agreement of nova; write id: nova'],
  ['the id of nobody', 'id: nova', 'id: new-one', 'this is the agreement of nova; write id: nova'],
  ['a channel of another client', '  - C0NOVA ', '  - C0ORCHARD ', 'C0ORCHARD is named by orchard and by nova'],
  [
    'an internal channel of another client',
    'internalChannel: C0NOVAINT',
    'internalChannel: C0DEFNEINT',
    'C0DEFNEINT is named',
  ],
  ['a word that is none', 'owner: U0MIRA', 'owner: Mira', 'has no Slack id'],
])('%s is told where it stands', async (_what, line, instead, message) => {
  const text = (await inForce()).replace(line, instead);
  expect(text).toContain(instead);
  const at = whereIs(text, instead).split(':')[0];
  const found = await problems(text);
  expect(found.map((problem) => problem.split(' ')[0]?.split(':').slice(0, 2).join(':'))).toEqual([`nova.yml:${at}`]);
  expect(found[0]).toContain(message);
  expect(await applyAgreement(house(), 'nova', text, mira)).toMatchObject({ outcome: 'broken' });
});

test('an agency’s file, nothing at all, and far too much are told, not taken', async () => {
  const agency = (await house().store.agreements.storedAgency())?.raw ?? '';
  expect(await problems(agency)).toEqual([
    `nova.yml:${whereIs(agency, 'agency:')} this is the agency’s own file; here stands what was agreed with nova`,
  ]);
  expect(await problems('')).toEqual(['nova.yml:1:1 the file is empty; begin with schema: 1']);
  expect(await problems('#'.repeat(250_000))).toEqual([expect.stringContaining('nova.yml:1:1 the file has 250000')]);
  expect(await problems('# \0')).toEqual([expect.stringContaining('nova.yml:1:3 a character stands here')]);
});

test('a longer window moves what is due and says so; what was made from the version before is refused with the difference', async () => {
  const asked = await createStage(sandbox(), { zone: berlin, bot: botUserId }).says(
    'U0ANNA',
    'C0NOVA',
    'Could you send us the new banner?',
  );
  const before = await inForce();
  const longer = `${before}\nresponseWindow:\n  priorities:\n    normal: { first: 4h, next: 4h }\n`;
  expect(await problems(longer)).toEqual([]);
  const applied = await applyAgreement(house(), 'nova', longer, mira);
  expect(applied).toMatchObject({ outcome: 'applied', version: 2, waiting: 1 });
  if (applied.outcome !== 'applied') return;
  expect(applied.changes).toEqual(['responseWindow.priorities.normal.first: 2h → 4h']);
  const due = (at: number | null) => (at === null ? null : clockTime(at, berlin));
  expect(applied.moved.map((one) => ({ ...one, before: due(one.before), after: due(one.after) }))).toEqual([
    { channel: 'C0NOVA', ts: asked, before: 'Mon 12:00', after: 'Mon 14:00' },
  ]);
  const part = await curtainPart(house(), { channel: 'C0NOVA', selected: null }, { zone: berlin });
  expect(part?.timeline.deadlines.map(({ dueAt }) => due(dueAt))).toEqual(['Mon 14:00']);
  expect(part?.agreement).toMatchObject({ version: 2, appliedBy: 'Mira Aksoy', appliedAt: sandbox().time.clock() });

  const shorter = `${before}\nresponseWindow:\n  priorities:\n    normal: { first: 2h, next: 3h }\n`;
  expect(await applyAgreement(house(), 'nova', shorter, mira)).toEqual({
    outcome: 'refused',
    message:
      'The text was made from version 1, and version 2 is in force now. ' +
      'It would undo what was agreed since then: responseWindow.priorities.normal.first: 2h → 4h.',
    difference: ['responseWindow.priorities.normal.first: 4h → 2h', 'responseWindow.priorities.normal.next: 4h → 3h'],
  });
  expect(await applyAgreement(house(), 'nova', shorter, { ...mira, force: true })).toMatchObject({
    outcome: 'applied',
    version: 3,
    waiting: 1,
  });
});

test('a change of nothing but comments says so', async () => {
  const text = `${await inForce('orchard')}# Reviewed.\n`;
  expect(await applyAgreement(house(), 'orchard', text, mira)).toEqual({
    outcome: 'applied',
    version: 2,
    changes: ['Only its comments or layout changed.'],
    waiting: 0,
    moved: [],
  });
});
