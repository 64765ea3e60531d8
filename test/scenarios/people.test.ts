/** Who is who, as staff see and correct it: `/rules people`, and the one question about whom nobody has named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const slack = () => story.sandbox().slack;
const question = 'Can you send us the files?';
const people = async (who: string, channel: string, words = '') => {
  await story.commands(who, channel, `/rules people${words}`);
  return story.answer(who, channel);
};
const stored = async (client = 'nova') => {
  const found = await story.sandbox().house().store.agreements.stored(client);
  if (found === null) throw new Error('There is no agreement.');
  return found;
};
const messagesTo = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ user }) => user === 'U0RULES');
const questionsTo = (who: string) =>
  messagesTo(who).filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('people:who-is'));

async function opensForm(who: string, channel: string): Promise<void> {
  await people(who, channel);
  const { ephemerals } = slack().as(who).sees(channel);
  await slack()
    .as(who)
    .press(channel, ephemerals.at(-1)?.ts ?? '', 'people-correct');
  await story.sandbox().walk.rest();
}

async function newcomer(id: string, about: { name: string; team_id?: string; is_restricted?: boolean }): Promise<void> {
  await slack().admin.addUser({ id, ...about, name: id.toLowerCase(), real_name: about.name });
  await slack().admin.enter('C0NOVA', id);
}

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH', 'U0ELIF']) await slack().as(who).openHome('messages');
});

describe('/rules people', () => {
  test('shows everybody in the channel with their side and why, and what does not fit first', async () => {
    await story.begin();
    await newcomer('U0GUEST', { name: 'Gina Marsh', is_restricted: true });
    await newcomer('U0LOU', { name: 'Lou Barnes', team_id: 'T0NOVA' });
    await newcomer('U0NORA', { name: 'Nora Quist' });
    await story.agree('nova', (text) =>
      text
        .replace('people:\n', 'people:\n  staff: [U0GUEST Gina Marsh]\n')
        .replace('U0BEN Ben Castellan', 'U0NORA Nora Quist'),
    );
    await slack().admin.changeUser('U0JONAS', { deleted: true });
    await story.sandbox().walk.rest();
    const shown = await people('U0MIRA', 'C0NOVA');
    await slack().admin.changeUser('U0JONAS', { deleted: false });
    expect(shown.split('\n')).toEqual([
      '*Nova Bikes: 9 people in #nova-bikes, as this bot sees them*',
      '*Please look at*',
      '• Jonas Weber (backup, as the agreement says): the account in Slack is closed',
      '• Gina Marsh (works for this client, as the agreement says): Slack says otherwise (a guest in our workspace)',
      '• Nora Quist (on the client’s side, as the agreement says): Slack says otherwise (a member of our workspace)',
      '*The agency*',
      '• Mira Aksoy: owner, as the agreement says',
      '• Jonas Weber: backup, as the agreement says',
      '• Ruth Okafor: manager, as the agreement says',
      '• Gina Marsh: works for this client, as the agreement says',
      '*The client’s side*',
      '• Anna Novak: on the client’s side, as the agreement says',
      '• Nora Quist: on the client’s side, as the agreement says',
      '• Ben Castellan: from another company; on no list',
      '• Lou Barnes: from another company; on no list',
      '*Neither*',
      '• Groundrules: a bot or an app',
      expect.stringMatching(/^The agreement’s list counts before/),
    ]);
  });

  test('by the client’s name, or in the internal channel, shows all of the client’s channels, to those who serve it', async () => {
    const title = /^\*Nova Bikes: \d+ people in #nova-bikes, #nova-bikes-internal, /;
    expect(await people('U0MIRA', 'C0NOVAINT')).toMatch(title);
    expect(await people('U0MIRA', 'U0RULES', ' nova')).toMatch(title);
    expect(await people('U0MIRA', 'U0RULES', ' Nova Bikes')).toMatch(title);
    expect(await people('U0MIRA', 'U0RULES')).toMatch(/^Of which client\?/);
    expect(await people('U0ELIF', 'U0RULES', ' nova')).toMatch(/^Hangi müşteri\?/);
  });

  test('says so while Slack has not said who is in the channel', async () => {
    await story.sandbox().db.query('update channels set members_read_at = null');
    await story.sandbox().db.query('delete from channel_members');
    expect(await people('U0MIRA', 'U0RULES', ' defne')).toContain('Slack has not said yet who is in there');
  });

  test('with five hundred people in the channel stays readable, and counts the rest', async () => {
    await story.begin();
    for (let index = 100; index < 600; index += 1) {
      await slack().admin.addUser({ id: `U0C${index}`, name: `c${index}`, team_id: 'T0NOVA' });
    }
    const { store } = story.sandbox().house();
    const channelId = await store.people.channelId('C0NOVA');
    const crowd = Array.from({ length: 500 }, (_, index) => `U0C${index + 100}`);
    await store.people.saveMembers(channelId, ['U0MIRA', 'U0ANNA', ...crowd], story.sandbox().time.clock());
    const shown = await people('U0MIRA', 'C0NOVA');
    expect(shown).toContain('502 people');
    expect(shown).toMatch(/…and \d+ more\./);
    expect(shown.length).toBeLessThan(8_000);
  });
});

describe('a correction', () => {
  test('changes the agreement by a form, as a new version that says who did it, and keeps the file’s comments', async () => {
    await story.begin();
    const before = await stored();
    await opensForm('U0JONAS', 'C0NOVA');
    expect(await story.sends('U0JONAS', { person: 'U0LOU', side: 'neither' })).toBeNull();
    const after = await stored();
    expect(after.agreement.version).toBe(before.agreement.version + 1);
    expect(after.appliedBy).toBe('U0JONAS, in Slack');
    expect(after.agreement.people.neither).toEqual([{ id: 'U0LOU', name: 'Lou Barnes' }]);
    expect(after.raw).toContain('# #nova-bikes');
    expect(after.raw).toContain('# Nova Bikes: shared with them by Slack Connect.');
    await opensForm('U0JONAS', 'C0NOVA');
    expect(await story.sends('U0JONAS', { person: 'U0LOU', side: 'as-slack-says' })).toBeNull();
    expect((await stored()).agreement.people.neither).toEqual([]);
    await story.agree('nova', (text) => text);
  });

  test('judges what waits again: what a colleague seemed to ask waits no more', async () => {
    await story.begin();
    await newcomer('U0FREE', { name: 'Fran Ode', is_restricted: true });
    await story.until('Mon 10:00');
    await story.says('U0FREE', 'C0NOVA', question);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await opensForm('U0MIRA', 'C0NOVA');
    expect(await story.sends('U0MIRA', { person: 'U0FREE', side: 'staff' })).toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 10:00 (withdrawn)']);
    await story.agree('nova', (text) => text);
  });

  test('takes no owner, backup, manager or admin out of their part: the form says why', async () => {
    await story.begin();
    for (const [person, why] of [
      ['U0MIRA', /owner or the backup/],
      ['U0JONAS', /owner or the backup/],
      ['U0RUTH', /manager or an admin/],
      ['U0ADMIN', /manager or an admin/],
    ] as const) {
      await opensForm('U0JONAS', 'C0NOVA');
      const errors = await story.sends('U0JONAS', { person, side: 'client' });
      expect(Object.values(errors ?? {}).join()).toMatch(why);
      await slack().as('U0JONAS').closeView(true);
    }
  });

  test('by somebody who does not serve the client, or by the client’s own people, changes nothing', async () => {
    await story.begin();
    const { version } = (await stored()).agreement;
    for (const by of ['U0ELIF', 'U0ANNA', 'U0SAM', 'U0DENIZ']) {
      const form = { by, form: 'people-correct', subject: 'client:nova' };
      const values = {
        person: { type: 'users_select', selected_user: by },
        side: { type: 'static_select', selected_option: { value: 'staff' } },
      };
      await slack().send(formLetter({ ...form, values }));
      await slack().send(pressLetter({ by, channel: 'C0NOVA', action: 'people-staff', value: `client:nova:${by}` }));
    }
    await story.sandbox().walk.rest();
    expect((await stored()).agreement.version).toBe(version);
  });
});

describe('who is somebody whom nobody named?', () => {
  test('asked of the owner once, on the first message; the answer becomes the agreement, and the question reads as answered', async () => {
    await story.begin();
    await newcomer('U0KIT', { name: 'Kit Moran', team_id: 'T0NOVA' });
    await story.until('Mon 10:00');
    const before = questionsTo('U0MIRA').length;
    await story.says('U0KIT', 'C0NOVA', question);
    await story.says('U0KIT', 'C0NOVA', 'And the logo, please?');
    const asked = questionsTo('U0MIRA').slice(before);
    expect(asked.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\*Who is Kit Moran\?\* .*\(from another company\)/),
    ]);
    await slack()
      .as('U0MIRA')
      .press('U0RULES', asked[0]?.ts ?? '', 'people-client');
    await story.sandbox().walk.rest();
    expect((await stored()).agreement.people.client).toContainEqual({ id: 'U0KIT', name: 'Kit Moran' });
    await story.after(1);
    const now = questionsTo('U0MIRA').at(-1);
    expect(now?.text).toBe('For Nova Bikes, Kit Moran is on the client’s side, as the agreement says.');
    expect(JSON.stringify(now?.blocks)).not.toContain('"button"');
  });

  test('no longer names somebody who was to be forgotten', async () => {
    await story.begin();
    await newcomer('U0TIT', { name: 'Tamsin Wheatear', team_id: 'T0NOVA' });
    await story.says('U0TIT', 'C0NOVA', question);
    expect(questionsTo('U0MIRA').at(-1)?.text).toContain('Wheatear');
    await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0TIT' });
    await story.after(1);
    expect(questionsTo('U0MIRA').at(-1)?.text).toMatch(/^\*Who is U0TIT\?\*/);
  });

  test('an old button of an answered question changes nothing', async () => {
    const { version } = (await stored()).agreement;
    const old = { by: 'U0MIRA', channel: 'D0OLD', action: 'people-neither', value: 'client:nova:U0KIT' };
    await slack().send(pressLetter(old));
    await story.sandbox().walk.rest();
    expect((await stored()).agreement.version).toBe(version);
  });

  test('not of named people, nor of colleagues of our workspace, nor of bots', async () => {
    await story.begin();
    await slack().admin.addUser({ id: 'U0ROBOT', name: 'robot', is_bot: true });
    await newcomer('U0COLL', { name: 'Col Leagh' });
    await slack().admin.enter('C0NOVA', 'U0ROBOT');
    const before = questionsTo('U0MIRA').length;
    for (const who of ['U0ANNA', 'U0JONAS', 'U0COLL', 'U0ROBOT']) await story.says(who, 'C0NOVA', question);
    expect(questionsTo('U0MIRA')).toHaveLength(before);
  });

  test('of the backup where the owner’s account is closed, and of the manager where Slack will not tell the backup', async () => {
    await story.begin();
    await newcomer('U0VAL', { name: 'Val Perry', team_id: 'T0NOVA' });
    await newcomer('U0WES', { name: 'Wes Doyle', team_id: 'T0NOVA' });
    await slack().admin.changeUser('U0MIRA', { deleted: true });
    await story.sandbox().walk.rest();
    await story.says('U0VAL', 'C0NOVA', question);
    expect(questionsTo('U0JONAS').at(-1)?.text).toContain('Val Perry');
    await slack().admin.changeUser('U0JONAS', { refuses_direct_messages: 'restricted_action' });
    await story.says('U0WES', 'C0NOVA', question);
    await story.after(1);
    expect(questionsTo('U0RUTH').at(-1)?.text).toMatch(/Wes Doyle.*\nThis comes to you because/);
    await slack().admin.changeUser('U0MIRA', { deleted: false });
    await slack().admin.changeUser('U0JONAS', { refuses_direct_messages: null });
    await story.sandbox().walk.rest();
  });
});

describe('an owner or backup whose account is closed', () => {
  const closed = (who: string) =>
    messagesTo(who).filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('people:account-closed'));
  const close = async (who: string, deleted: boolean) => {
    await slack().admin.changeUser(who, { deleted });
    await story.sandbox().walk.rest();
    await story.after(1);
  };

  test('a manager is told at once, once for each client, and reads when it is settled', async () => {
    await story.begin();
    const before = closed('U0RUTH').length;
    await close('U0MIRA', true);
    await close('U0MIRA', true);
    const told = closed('U0RUTH').slice(before);
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\*Mira Aksoy, the backup of Defne Kahve, .* nobody stands in for Elif Kaya\.$/),
      '*Mira Aksoy, the owner of Nova Bikes, has no open account in Slack any more.* Until the agreement names somebody else, what was meant for Mira Aksoy goes to Jonas Weber.',
      expect.stringMatching(/^\*Mira Aksoy, the backup of Orchard Legal, /),
    ]);
    await close('U0MIRA', false);
    expect(
      closed('U0RUTH')
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([
      expect.stringMatching(/^Defne Kahve is looked after again/),
      expect.stringMatching(/^Nova Bikes is looked after again/),
      expect.stringMatching(/^Orchard Legal is looked after again/),
    ]);
    await close('U0MIRA', true);
    expect(closed('U0RUTH').slice(before)).toHaveLength(6);
    await close('U0MIRA', false);
  });

  test('what was meant for the owner goes to the backup without being tried first, the breach to backup and manager', async () => {
    await story.begin();
    await close('U0MIRA', true);
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    await story.until('Mon 11:00');
    const told = (who: string) => story.told(who).filter((line) => !line.includes('account'));
    expect(told('U0JONAS')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
    expect(told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    await close('U0MIRA', false);
  });

  test('is noticed by the next day’s reading where nobody heard of it, and when an agreement names somebody who is gone', async () => {
    await story.begin();
    await story.sandbox().house().sweep();
    const before = closed('U0RUTH').length;
    slack().faults.add({ kind: 'lose-delivery', event: 'user_change' });
    await close('U0JONAS', true);
    slack().faults.clear();
    expect(closed('U0RUTH')).toHaveLength(before);
    await story.after(24 * 60 + 5);
    await story.sandbox().house().sweep();
    await story.sandbox().house().sweep();
    await story.sandbox().walk.rest();
    expect(closed('U0RUTH').length).toBeGreaterThan(before);
    await close('U0JONAS', false);
    await close('U0ELIF', true);
    const after = closed('U0RUTH').length;
    await story.agree('nova', (text) => text.replace('backup: U0JONAS Jonas Weber', 'backup: U0ELIF Elif Kaya'));
    await story.after(1);
    expect(
      closed('U0RUTH')
        .slice(after)
        .map(({ text }) => text),
    ).toEqual([expect.stringMatching(/^\*Elif Kaya, the backup of Nova Bikes, .* nobody stands in for Mira Aksoy\.$/)]);
    await close('U0ELIF', false);
  });
});

afterAll(() => slack().faults.clear());
gateHolds(story.sandbox);
