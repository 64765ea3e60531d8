/** A channel set up in Slack, from nothing to a working agreement, and changed there later; over the real door. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFile } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import { sections } from '../../src/rules/index.ts';
import { templateText } from '../../src/sandbox/sample/files.ts';
import { filling } from '../support/filling.ts';
import { formLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const slack = () => story.sandbox().slack;
const stored = (client: string) => story.sandbox().house().store.agreements.stored(client);

let channels = 0;
/** A channel shared with a company of its own, the bot in it, and nothing agreed. */
async function newChannel(name: string, more: string[] = []): Promise<string> {
  channels += 1;
  const id = `C0NEW${channels}`;
  await slack().admin.addChannel({
    id,
    name,
    members: ['U0RUTH', 'U0JONAS', 'U0IDA', 'U0RULES', ...more],
    shared: ['T0FERN'],
  });
  return id;
}
const sets = (who: string, channel: string) => story.commands(who, channel, '/rules setup');
const { sends, open, shown, field, presses, errorsOf } = filling(story);

beforeAll(async () => {
  await slack().admin.addTeam({ id: 'T0FERN', name: 'Fern & Co', domain: 'fern' });
  await slack().admin.addUser({
    id: 'U0IDA',
    name: 'ida',
    real_name: 'Ida Fern',
    team_id: 'T0FERN',
    tz: 'Europe/Lisbon',
  });
});
afterAll(async () => {
  for (const who of ['U0RUTH', 'U0JONAS'])
    await slack()
      .as(who)
      .closeView(true)
      .catch(() => undefined);
});

describe('setting up a channel', () => {
  test('takes five steps filled in beforehand, and then a question there has its deadline', async () => {
    await story.begin();
    const channel = await newChannel('ext-fern-and-co');
    await sets('U0RUTH', channel);
    expect(field('U0RUTH', 'name')).toMatchObject({ initial_value: 'Fern And Co' });
    expect(field('U0RUTH', 'clientZone')).toMatchObject({ initial_value: 'Europe/Lisbon' });
    expect(await sends('U0RUTH', { name: 'Fern & Co: "green"' })).toBeNull();
    expect(field('U0RUTH', 'mon')).toMatchObject({ initial_value: '09:00-17:00' });
    expect(await sends('U0RUTH', { fri: '9-13', country: 'Germany', state: 'Berlin' })).toBeNull();
    expect(await sends('U0RUTH', { normalFirst: '1 hour' })).toBeNull();
    expect(field('U0RUTH', 'owner')).toMatchObject({ initial_user: 'U0RUTH' });
    expect(field('U0RUTH', 'client')).toMatchObject({ initial_options: [{ value: 'U0IDA' }] });
    expect(await sends('U0RUTH', { owner: 'U0JONAS', backup: 'U0RUTH' })).toBeNull();
    expect(await sends('U0RUTH', { mayPost: [] })).toBeNull();
    expect(shown('U0RUTH')).toContain('Fern &amp; Co: \\"green\\"');
    expect(await stored('fern-co-green')).toBeNull();
    expect(await sends('U0RUTH')).toBeNull();
    expect(shown('U0RUTH')).toContain('version 1 with Fern &amp; Co');
    const agreed = await stored('fern-co-green');
    expect(agreed?.appliedBy).toBe('U0RUTH, in Slack');
    expect(agreed?.agreement).toMatchObject({
      version: 1,
      channels: [channel],
      client: { name: 'Fern & Co: "green"', language: 'en', timeZone: 'Europe/Lisbon' },
      people: { owner: { id: 'U0JONAS', name: 'Jonas Weber' }, client: [{ id: 'U0IDA', name: 'Ida Fern' }] },
      officeHours: { weekly: { fri: [['09:00', '13:00']], sat: [] }, holidays: { country: 'DE', state: 'BE' } },
    });
    await story.until('Mon 10:00');
    await story.says('U0IDA', channel, 'Can you send us the files?');
    expect(await story.records(channel)).toEqual(['due Mon 11:00, alarm Mon 10:45']);
    await story.says('U0JONAS', channel, 'Here they are.');
  });

  test('makes the file that `groundrules check` takes', async () => {
    const agreed = await stored('fern-co-green');
    const text = agreed?.raw ?? '';
    const file = loadFile(text, { fileName: 'fern.yml', sections, template: templateText });
    expect(file.ok ? [] : file.problems.map(problemText)).toEqual([]);
    expect(text).toMatch(/^# Set up in Slack\.\nschema: 1\nversion: 1\nextends: standard\.yml\nid: fern-co-green\n/);
  });

  test('is continued where it was left, by somebody else too, and after a restart between two steps', async () => {
    const channel = await newChannel('willow');
    await sets('U0RUTH', channel);
    await sends('U0RUTH', { name: 'Willow' });
    await story.stopBot();
    await story.startBot();
    expect(await sends('U0RUTH', { zone: 'istanbul' })).toBeNull();
    await slack().as('U0RUTH').closeView(true);
    await story.stopBot();
    await story.startBot();
    await slack().admin.enter(channel, 'U0ADMIN');
    await sets('U0ADMIN', channel);
    expect(shown('U0ADMIN')).toContain('This was begun before');
    expect(field('U0ADMIN', 'normalFirst')).toMatchObject({ initial_value: '2h' });
    await presses('U0ADMIN', 'setup-to-hours');
    expect(field('U0ADMIN', 'zone')).toMatchObject({ initial_value: 'Europe/Istanbul' });
  });

  test('keeps what was typed when somebody goes back', async () => {
    const channel = await newChannel('rowan');
    await sets('U0RUTH', channel);
    await sends('U0RUTH', {});
    await slack().as('U0RUTH').enter({ mon: '10:00-12:00', country: 'nowhere at all' });
    await presses('U0RUTH', 'setup-to-client');
    expect(field('U0RUTH', 'name')).toMatchObject({ initial_value: 'Rowan' });
    await sends('U0RUTH', { name: 'Rowan Ltd' });
    expect(field('U0RUTH', 'mon')).toMatchObject({ initial_value: '10:00-12:00' });
    expect(field('U0RUTH', 'country')).toMatchObject({ initial_value: 'nowhere at all' });
    await presses('U0RUTH', 'setup-to-client');
    expect(field('U0RUTH', 'name')).toMatchObject({ initial_value: 'Rowan Ltd' });
    await presses('U0RUTH', 'setup-throw-away');
    expect(shown('U0RUTH')).toContain('Thrown away');
    await sets('U0RUTH', channel);
    expect(field('U0RUTH', 'name')).toMatchObject({ initial_value: 'Rowan' });
    await presses('U0RUTH', 'setup-throw-away');
  });

  test('by two people at once: the second is told who was first, and overwrites nothing', async () => {
    const channel = await newChannel('hazel');
    await slack().admin.enter(channel, 'U0ADMIN');
    await sets('U0RUTH', channel);
    await sets('U0ADMIN', channel);
    await sends('U0RUTH', { name: 'Hazel of Ruth' });
    await sends('U0ADMIN', { name: 'Hazel of Tess' });
    expect(shown('U0ADMIN')).toContain('Ruth Okafor has gone on with this meanwhile');
    await presses('U0ADMIN', 'setup-anew');
    await presses('U0ADMIN', 'setup-to-client');
    expect(field('U0ADMIN', 'name')).toMatchObject({ initial_value: 'Hazel of Ruth' });
    await presses('U0ADMIN', 'setup-throw-away');
  });

  test('says at its field what cannot be, in the reader’s language, and loses nothing', async () => {
    const channel = await newChannel('alder');
    await slack().admin.changeUser('U0RUTH', { locale: 'tr-TR' });
    await story.sandbox().walk.rest();
    await sets('U0RUTH', channel);
    const long = 'x'.repeat(3000);
    expect(await errorsOf('U0RUTH', { id: 'Nova Bikes!', clientZone: 'Istanbull' })).toEqual({
      id: expect.stringContaining('küçük harf'),
      clientZone: expect.stringContaining('Europe/Istanbul mi demek istediniz'),
    });
    expect(await errorsOf('U0RUTH', { id: 'nova', clientZone: '' })).toEqual({
      id: 'nova başka bir anlaşmaya ait. nova-2 boşta.',
    });
    expect(await errorsOf('U0RUTH', { id: '', internal: 'C0NOVAINT' })).toEqual({
      internal: expect.stringContaining('başka bir müşterinin'),
    });
    expect(await sends('U0RUTH', { internal: null, name: 'Nova' })).toBeNull();
    await presses('U0RUTH', 'setup-to-client');
    expect(field('U0RUTH', 'id')).toMatchObject({ initial_value: 'nova-2' });
    expect(await sends('U0RUTH')).toBeNull();
    await slack().admin.changeUser('U0RUTH', { locale: 'en-GB' });
    await story.sandbox().walk.rest();
    const wrong = { mon: '9 to 5', tue: '25:00-26:00', country: 'Atlantis', zone: long.slice(0, 60) };
    expect(await errorsOf('U0RUTH', wrong)).toEqual({
      mon: expect.stringContaining('no hours we understand'),
      tue: expect.stringContaining('no hours we understand'),
      country: expect.stringContaining('do not know this country'),
      zone: expect.stringContaining('no time zone we know'),
    });
    const closed = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, '']));
    const hours = { zone: 'Berlin', country: '' };
    expect(await errorsOf('U0RUTH', { ...hours, ...closed })).toEqual({
      mon: expect.stringContaining('never be there'),
    });
    const germany = { country: 'Deutschland', state: 'Bern', mon: '09:00-17:00', tue: '', zone: 'Berlin' };
    await slack().as('U0RUTH').enter(germany);
    expect(await errorsOf('U0RUTH', germany)).toMatchObject({ state: expect.stringContaining('BE (Berlin)') });
    expect(await sends('U0RUTH', { country: '', state: '' })).toBeNull();
    expect(await errorsOf('U0RUTH', { normalFirst: 'soon', urgentFirst: '90 business days' })).toEqual({
      normalFirst: expect.stringContaining('Write 30m'),
      urgentFirst: expect.stringContaining('Write 30m'),
    });
    expect(await sends('U0RUTH', { normalFirst: '2 saat', urgentFirst: '' })).toBeNull();
    expect(await errorsOf('U0RUTH', { owner: 'U0IDA', backup: 'U0RUTH' })).toMatchObject({
      owner: expect.stringContaining('Ida Fern'),
    });
    expect(await errorsOf('U0RUTH', { owner: 'U0RUTH', backup: 'U0RUTH' })).toEqual({
      backup: expect.stringContaining('two people'),
    });
    expect(await errorsOf('U0RUTH', { owner: 'U0RUTH', backup: 'U0JONAS', client: ['U0JONAS'] })).toEqual({
      client: 'Jonas Weber cannot be on both sides. Take them off one of the lists.',
    });
    await slack().as('U0RUTH').closeView(true);
  });

  test('answers three thousand characters in every field with an error at it', async () => {
    const channel = await newChannel('linden');
    const channelId = await story.sandbox().house().store.people.channelId(channel);
    await sets('U0RUTH', channel);
    const words = { type: 'plain_text_input', value: 'ş'.repeat(3000) };
    const names = ['name', 'id', 'clientZone'];
    const letter = formLetter({
      by: 'U0RUTH',
      form: 'setup-client',
      subject: `channel:${channelId}#0`,
      values: {
        ...Object.fromEntries(names.map((name) => [name, words])),
        language: { type: 'static_select', selected_option: { value: 'en' } },
      },
    });
    const { body } = (await slack().send(letter)) as { body: string };
    expect(Object.keys(JSON.parse(body).errors)).toEqual(names);
    await presses('U0RUTH', 'setup-throw-away');
  });

  test('with five hundred people names some, offers a hundred, and says that the rest can follow', async () => {
    const crowd = Array.from({ length: 500 }, (_, index) => `U0F${index + 100}`);
    for (const id of crowd) await slack().admin.addUser({ id, name: id.toLowerCase(), team_id: 'T0FERN' });
    const channel = await newChannel('forest', crowd);
    await sets('U0RUTH', channel);
    for (let step = 0; step < 3; step += 1) expect(await sends('U0RUTH')).toBeNull();
    const element = field('U0RUTH', 'client') as { options: unknown[]; initial_options: unknown[] };
    expect(element.options.length).toBeLessThanOrEqual(100);
    expect(element.options.length).toBeGreaterThan(10);
    expect(element.initial_options.length).toBeLessThanOrEqual(30);
    expect(shown('U0RUTH')).toMatch(/4\d\d more people/);
    expect(await sends('U0RUTH', { backup: 'U0JONAS' })).toBeNull();
    expect(await sends('U0RUTH')).toBeNull();
    expect(await sends('U0RUTH')).toBeNull();
    expect((await stored('forest'))?.agreement.version).toBe(1);
  });

  test('is for managers and admins, in a channel without an agreement; an expired trigger is said kindly', async () => {
    const channel = await newChannel('maple');
    await sets('U0JONAS', channel);
    expect(story.answer('U0JONAS', channel)).toContain('This is for managers and admins');
    await sets('U0RUTH', 'C0NOVA');
    expect(story.answer('U0RUTH', 'C0NOVA')).toContain('has an agreement already');
    await slack().as('U0RUTH').openHome('messages');
    await sets('U0RUTH', 'U0RULES');
    expect(story.answer('U0RUTH')).toContain('in the channel that you share');
    await slack().as('U0RUTH').closeView(true);
    slack().faults.add({ kind: 'refuse', method: 'views.open', error: 'expired_trigger_id' });
    await sets('U0RUTH', channel);
    slack().faults.clear();
    expect(open('U0RUTH')).toBeNull();
    expect(story.answer('U0RUTH', channel)).toContain('Please try again');
  });
});

describe('changing what was agreed', () => {
  const edits = (who: string, channel: string, words = '') => story.commands(who, channel, `/rules edit${words}`);

  test('shows the whole, changes what is another, and makes a version that keeps the file’s comments', async () => {
    await story.begin();
    const before = await stored('nova');
    await edits('U0JONAS', 'C0NOVA');
    expect(shown('U0JONAS')).toContain('Version ');
    await presses('U0JONAS', 'setup-to-people');
    expect(await sends('U0JONAS', { owner: 'U0JONAS', backup: 'U0MIRA' })).toBeNull();
    expect(shown('U0JONAS')).toContain('Owner: answers this client and is warned: <@U0MIRA> → <@U0JONAS>');
    await presses('U0JONAS', 'setup-to-windows');
    expect(await sends('U0JONAS', { normalFirst: '3h' })).toBeNull();
    expect(await sends('U0JONAS')).toBeNull();
    const after = await stored('nova');
    expect(after?.agreement.version).toBe((before?.agreement.version ?? 0) + 1);
    expect(after?.agreement.people).toMatchObject({
      owner: { id: 'U0JONAS', name: 'Jonas Weber' },
      backup: { id: 'U0MIRA' },
    });
    expect(after?.raw).toContain('# Nova Bikes: shared with them by Slack Connect.');
    const lines = (text = '') =>
      text
        .split('\n')
        .filter((line) => !line.startsWith('version:'))
        .map((line) => line.replace(/ +#/, ' #'));
    const added = lines(after?.raw).filter((line) => !lines(before?.raw).includes(line));
    expect(added).toEqual([
      '  owner: U0JONAS Jonas Weber',
      '  backup: U0MIRA Mira Aksoy',
      'responseWindow:',
      '  priorities:',
      '    normal:',
      '      first: 3h',
    ]);
    await story.agree('nova', (text) => text);
  });

  test('of nothing makes no version, however often one looks', async () => {
    const before = await stored('nova');
    await edits('U0JONAS', 'C0NOVA');
    for (const step of ['client', 'hours', 'windows', 'people', 'posts']) {
      await presses('U0JONAS', `setup-to-${step}`);
      expect(await sends('U0JONAS')).toBeNull();
    }
    expect(await sends('U0JONAS')).toBeNull();
    expect(shown('U0JONAS')).toContain('Nothing was changed');
    expect((await stored('nova'))?.agreement.version).toBe(before?.agreement.version);
  });

  test('by two people at once: the second reads who changed what, keeps sight of their own, and overwrites nothing', async () => {
    await story.begin();
    await edits('U0JONAS', 'C0NOVA');
    await edits('U0RUTH', 'C0NOVA');
    await presses('U0JONAS', 'setup-to-windows');
    await sends('U0JONAS', { normalFirst: '4h' });
    await presses('U0RUTH', 'setup-to-hours');
    await sends('U0RUTH', { fri: '10-12' });
    await sends('U0JONAS');
    await sends('U0RUTH');
    expect(shown('U0RUTH')).toMatch(/by Jonas Weber, .*First reply: 2 h → 4 h/);
    expect(shown('U0RUTH')).toMatch(/What you had entered:.*Friday: 09:00-17:00 → 10:00-12:00/);
    expect((await stored('nova'))?.agreement.officeHours.weekly.fri).toEqual([['09:00', '17:00']]);
    await presses('U0RUTH', 'setup-anew');
    expect(shown('U0RUTH')).toContain('First reply: 4 h');
    await presses('U0RUTH', 'setup-to-hours');
    expect(await sends('U0RUTH', { fri: '10-12' })).toBeNull();
    expect(await sends('U0RUTH')).toBeNull();
    const { officeHours, sections: rules } = (await stored('nova'))?.agreement ?? {};
    expect(officeHours?.weekly.fri).toEqual([['10:00', '12:00']]);
    expect(rules).toMatchObject({ responseWindow: { priorities: { normal: { first: { ms: 4 * 3_600_000 } } } } });
    await story.agree('nova', (text) => text);
  });

  test('and a file exported, edited by hand and applied go into each other', async () => {
    await story.begin();
    await edits('U0JONAS', 'C0NOVA');
    await presses('U0JONAS', 'setup-to-posts');
    await story.agree('nova', (text) => text.replace('name: Nova Bikes', 'name: Nova Bicycles'));
    await sends('U0JONAS', { emergency: 'Call Mira: +49 30 1' });
    expect(shown('U0JONAS')).toContain('Nova Bikes → Nova Bicycles');
    await presses('U0JONAS', 'setup-anew');
    await presses('U0JONAS', 'setup-to-posts');
    await sends('U0JONAS', { emergency: 'Call Mira: +49 30 1', mayPost: ['outOfHoursReply'] });
    expect(await sends('U0JONAS')).toBeNull();
    await story.commands('U0JONAS', 'C0NOVA', '/rules export');
    const blocks = JSON.stringify(slack().as('U0JONAS').sees('C0NOVA').ephemerals.at(-1)?.blocks);
    expect(blocks).toContain('name: Nova Bicycles');
    expect(blocks).toContain('Call Mira: +49 30 1');
    await edits('U0JONAS', 'C0NOVA');
    await presses('U0JONAS', 'setup-to-posts');
    await sends('U0JONAS', { emergency: '', mayPost: [] });
    expect(await sends('U0JONAS')).toBeNull();
    expect((await stored('nova'))?.raw).not.toContain('Call Mira');
    await story.agree('nova', (text) => text);
  });

  test('is shown to staff who serve the client, and to nobody else', async () => {
    await story.begin();
    await story.agree('nova', (text) => text.replace('people:\n', 'people:\n  staff: [U0ELIF Elif Kaya]\n'));
    await slack().as('U0ELIF').openHome('messages');
    await edits('U0ELIF', 'U0RULES', ' nova');
    expect(open('U0ELIF')).toBeNull();
    expect(story.answer('U0ELIF')).toContain('Nova Bikes ile kararlaştırılanlar');
    await edits('U0ELIF', 'U0RULES', ' orchard');
    expect(story.answer('U0ELIF')).toContain('Hangi müşteri?');
    const { version } = (await stored('nova'))?.agreement ?? { version: 0 };
    const subject = `client:nova#${version}`;
    await slack().send(formLetter({ by: 'U0ELIF', form: 'setup-summary', subject, values: {} }));
    await slack().send(formLetter({ by: 'U0ANNA', form: 'setup-summary', subject, values: {} }));
    expect((await stored('nova'))?.agreement.version).toBe(version);
    await story.agree('nova', (text) => text);
  });
});

describe('where no agency’s file was ever applied', () => {
  test('Slack’s workspace admin sets up from nothing, and is the manager', async () => {
    await story.sandbox().db.query('create table kept_agencies as select * from agencies');
    await story.sandbox().db.query('delete from agencies');
    await story.stopBot();
    await story.startBot();
    const channel = await newChannel('cedar');
    await slack().admin.enter(channel, 'U0ADMIN');
    await sets('U0RUTH', channel);
    expect(story.answer('U0RUTH', channel)).toContain('This is for managers and admins');
    await sets('U0ADMIN', channel);
    for (let step = 0; step < 3; step += 1) expect(await sends('U0ADMIN')).toBeNull();
    expect(await sends('U0ADMIN', { backup: 'U0JONAS' })).toBeNull();
    expect(await sends('U0ADMIN')).toBeNull();
    expect(await sends('U0ADMIN')).toBeNull();
    expect((await stored('cedar'))?.agreement.people).toMatchObject({
      owner: { id: 'U0ADMIN' },
      managers: [{ id: 'U0ADMIN', name: 'Tess Lindqvist' }],
    });
    await story.sandbox().db.query('insert into agencies select * from kept_agencies');
    await story.sandbox().db.query('drop table kept_agencies');
    await story.stopBot();
    await story.startBot();
  });
});
