/** Who is who: which side somebody stands on decides whether they ask, answer, or are none of our business. */
import { expect, test } from 'vitest';
import type { Person } from '../../src/engine/facts.ts';
import { sideOf } from '../../src/engine/people.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const question = 'Can you send us the files?';
const stranger: Person = {
  userId: 'U0LEA',
  teamId: null,
  enterpriseId: null,
  name: 'Lea',
  language: null,
  timeZone: null,
  isBot: false,
  isGuest: false,
  isDeleted: false,
  isWorkspaceAdmin: false,
};

test('16 the agreement’s people list beats what Slack says: staff, client, neither', async () => {
  await story.agree('nova', (text) =>
    text
      .replace('    - U0BEN Ben Castellan\n', '    - U0ELIF Elif Kaya\n')
      .replace('people:\n', 'people:\n  staff: [U0BEN Ben Castellan]\n  neither: [U0ADMIN Tess Lindqvist]\n'),
  );
  await story.sandbox().slack.admin.enter('C0NOVA', 'U0ELIF');
  await story.sandbox().slack.admin.enter('C0NOVA', 'U0ADMIN');
  await story.until('Mon 10:00');
  await story.says('U0ADMIN', 'C0NOVA', question);
  expect(await story.records('C0NOVA')).toEqual([]);
  await story.says('U0ELIF', 'C0NOVA', question);
  expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  await story.until('Mon 10:10');
  await story.says('U0ADMIN', 'C0NOVA', 'Here they are.');
  expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  await story.says('U0BEN', 'C0NOVA', 'Here they are.');
  expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 10:10 (replied)']);
});

test('16 whom no list names: home workspace is staff, a guest and another workspace are client, a bot is neither', async () => {
  await story.begin();
  const { admin } = story.sandbox().slack;
  await admin.addUser({ id: 'U0NEW', name: 'new', real_name: 'Nora New' });
  await admin.addUser({ id: 'U0GUEST', name: 'guest', is_restricted: true });
  await admin.addUser({ id: 'U0THEIRS', name: 'theirs', team_id: 'T0NOVA' });
  await admin.addUser({ id: 'U0ROBOT', name: 'robot', is_bot: true });
  for (const id of ['U0NEW', 'U0GUEST', 'U0THEIRS', 'U0ROBOT']) await admin.enter('C0NOVA', id);
  await story.until('Mon 10:00');
  await story.says('U0ROBOT', 'C0NOVA', question);
  await story.says('U0NEW', 'C0NOVA', 'Does anybody need anything?');
  expect(await story.records('C0NOVA')).toEqual([]);
  await story.says('U0GUEST', 'C0NOVA', question);
  await story.says('U0THEIRS', 'C0NOVA', question);
  expect(await story.records('C0NOVA')).toHaveLength(2);
  await story.until('Mon 10:10');
  await story.says('U0NEW', 'C0NOVA', 'Here they are.');
  expect(await story.records('C0NOVA')).toEqual([
    'due Mon 12:00, met Mon 10:10 (replied)',
    'due Mon 12:00, met Mon 10:10 (replied)',
  ]);
});

test('16 somebody of a sibling workspace in our Grid is staff, a guest from there is client', () => {
  // The stand-in Slack has no Grid, so this is asked of the one function that decides.
  const home = { workspaceId: 'T0HARBOUR', enterpriseId: 'E0GROUP' };
  const sibling = { ...stranger, teamId: 'T0LIGHTHOUSE', enterpriseId: 'E0GROUP' };
  const nothing = { agreement: null, agency: null };
  expect(sideOf(sibling.userId, sibling, nothing, home)).toBe('staff');
  expect(sideOf(sibling.userId, { ...sibling, isGuest: true }, nothing, home)).toBe('client');
  expect(sideOf(sibling.userId, { ...sibling, enterpriseId: 'E0OTHERS' }, nothing, home)).toBe('client');
  expect(sideOf(sibling.userId, sibling, nothing, { ...home, enterpriseId: null })).toBe('client');
});

test('16 whom Slack cannot name is treated as client, and the owner is told', async () => {
  await story.begin();
  const { admin, faults } = story.sandbox().slack;
  await admin.addUser({ id: 'U0STRANGER', name: 'stranger', team_id: 'T0NOVA' });
  await story.until('Mon 10:00');
  faults.add({ kind: 'status', method: 'users.info', status: 500 });
  await admin.enter('C0NOVA', 'U0STRANGER');
  await story.says('U0STRANGER', 'C0NOVA', question);
  faults.clear();
  await story.after(1);
  expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  const words = story.sandbox().slack.as('U0MIRA').sees('U0RULES').messages.at(-1)?.text;
  expect(words).toContain('U0STRANGER');
});

test('16 whom Slack could not name is asked about again: what a colleague wrote warns nobody, and what they answered counts', async () => {
  await story.begin();
  const { admin, faults } = story.sandbox().slack;
  await story.until('Mon 09:30');
  faults.add({ kind: 'status', method: 'users.info', status: 500 });
  for (const id of ['U0LATE', 'U0LATER']) {
    await admin.addUser({ id, name: id.toLowerCase() });
    await admin.enter('C0NOVA', id);
  }
  await story.says('U0LATE', 'C0NOVA', 'Who has the files of the shooting?');
  await story.until('Mon 10:00');
  const asked = await story.says('U0ANNA', 'C0NOVA', question);
  await story.until('Mon 10:30');
  await story.says('U0LATER', 'C0NOVA', 'Here they are.', { thread: asked });
  expect((await story.records('C0NOVA')).map((line) => line.split(', ')[1])).toEqual(['alarm Mon 11:00', 'silent']);
  faults.clear();
  await story.until('Mon 13:00');
  expect(story.told('U0MIRA').filter((line) => !line.endsWith('who-is'))).toEqual([]);
  expect(story.told('U0RUTH')).toEqual([]);
  expect(await story.records('C0NOVA')).toEqual([
    'due Mon 11:30, cancelled Mon 11:00 (withdrawn)',
    'due Mon 12:00, met Mon 10:30 (replied)',
  ]);
});
