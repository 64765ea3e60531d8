/** A drill goes through the real chain, says everywhere that it is one, and tells what to mend; and what no drill may hide. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import type { Page, PagedPerson, PageOutcome, Pager, PageWay } from '../../src/engine/ports.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const permitting = ['C0NOVA'];
type Paged = { way: PageWay; to: string; isDrill: boolean; title: string; text: string };
const paged: Paged[] = [];
const told: string[] = [];
const outcomes = new Map<PageWay, PageOutcome>();
const pager: Pager = {
  has: () => true,
  page: async (way: PageWay, to: PagedPerson, { isDrill, title, text }: Page) => {
    paged.push({ way, to: to.id, isDrill, title, text });
    return outcomes.get(way) ?? { kind: 'sent', reference: `ref-${paged.length}` };
  },
  tell: async (way, what, { isDrill }) => {
    told.push(`${way} ${what}${isDrill ? ' of a drill' : ''}`);
    return { kind: 'sent', reference: '' };
  },
  withdraw: async (_way, reference) => {
    told.push(`hung up ${reference}`);
    return { kind: 'sent', reference };
  },
  close: () => Promise.resolve(),
};

const story = tellStories('2026-11-02', { permitting, pager });
const slack = () => story.sandbox().slack;
const db = () => story.sandbox().db;

type Row = { id: string; state: string; number: number | null; is_drill: boolean; step: number | null };
const latest = async (): Promise<Row> =>
  (await db().query('select id, state, number, is_drill, step from incidents order by raised_at desc, id')).rows[0];
const direct = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(
      ({ user, metadata }) => user === 'U0RULES' && String(metadata?.event_payload.key).startsWith('emergencies:'),
    )
    .map(({ text }) => text);
const postsToClient = () =>
  slack().look(({ messages }) => (messages.C0NOVA ?? []).filter(({ user }) => user === 'U0RULES').length);
const form = (who: string) => JSON.stringify(slack().as(who).form());
const drill = async (how: 'earnest' | 'at-once', who = 'U0MIRA') => {
  paged.length = 0;
  told.length = 0;
  await story.commands(who, 'C0NOVAINT', '/rules emergency drill');
  expect(await story.sends(who, { how })).toBeNull();
  const said = form(who);
  await slack().as(who).closeView(true);
  return said;
};
const raise = async (what: string, who = 'U0ANNA') => {
  const { rows } = await db().query("select id from channels where slack_channel_id = 'C0NOVA'");
  await slack().send(
    formLetter({
      by: who,
      form: 'emergency',
      subject: `${rows[0].id}:top`,
      values: { what: { type: 'plain_text_input', value: what } },
    }),
  );
  await story.sandbox().walk.rest();
};
const ways = () => paged.map(({ way, to }) => `${way} ${to}`).sort();

beforeAll(async () => {
  await story.begin('2026-11-02');
  await story.until('Mon 10:00');
});

describe('as in earnest', () => {
  test('the form says who would be woken and by which ways, and wakes nobody by being opened', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency drill');
    expect(form('U0MIRA')).toContain('1. At once: Mira Aksoy (Slack, text)');
    expect(form('U0MIRA')).toContain('2. After 5 min: Ruth Okafor (Slack, call) and Night desk (call)');
    expect(form('U0MIRA')).toContain('until somebody presses I have it; 15 min at most');
    await slack().as('U0MIRA').closeView(true);
    expect(await latest()).toBeUndefined();
  });

  test('pages the first step, marked as a drill, and the client sees nothing', async () => {
    const before = postsToClient();
    expect(await drill('earnest', 'U0RUTH')).toContain('The drill has begun');
    expect(await latest()).toMatchObject({ is_drill: true, number: null, state: 'triggered' });
    expect(paged).toEqual([
      {
        ...{ way: 'sms', to: 'U0MIRA', isDrill: true, title: 'Nova Bikes: can you be reached?' },
        text: expect.stringContaining('Nothing has happened. Ruth Okafor is trying'),
      },
    ]);
    expect(direct('U0MIRA').at(-1)).toMatch(/^\*Drill: Nova Bikes\*\nNothing has happened\..+press \*I have it\*/s);
    expect(postsToClient()).toBe(before);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('No emergency is running');
  });

  test('goes on when nobody answers, stops with I have it, and answers how long it took', async () => {
    await story.after(5);
    expect(ways()).toEqual(['call U0RUTH', 'call contact:night-desk', 'sms U0MIRA']);
    await story.after(2);
    await story.presses('U0RUTH', 'emergency-have');
    expect(story.answer('U0RUTH')).toBe('Thank you. You answered after 2 min, and that ends the drill.');
    expect(await latest()).toMatchObject({ state: 'resolved', is_drill: true });
    expect(direct('U0RUTH').find((text) => text.startsWith('*Drill: Nova'))).toContain('You answered after 2 min');
    expect(direct('U0MIRA').at(-1)).toContain('The drill is over.');
  });

  test('whoever began it and the managers read who was reached, when, and what to mend', async () => {
    await story.after(1);
    const report = direct('U0RUTH').at(-1) ?? '';
    expect(report.split('\n')).toEqual([
      '*Drill for Nova Bikes: how it went*',
      expect.stringMatching(/^Started by Ruth Okafor, today 10:00; as in earnest\.$/),
      'Ruth Okafor answered after 7 min, and that ended it.',
      '*Step 1*',
      '• Mira Aksoy: Slack today 10:00, text today 10:00',
      '*Step 2*',
      '• Ruth Okafor: Slack today 10:05, call today 10:05 – *answered after 2 min*',
      '• Night desk: call today 10:05',
      'Nothing to mend.',
    ]);
    await slack().send(
      pressLetter({ by: 'U0MIRA', channel: 'D0', action: 'emergency-have', value: (await latest()).id }),
    );
    expect(await latest()).toMatchObject({ state: 'resolved' });
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incidents');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('No emergency was ever raised for Nova Bikes');
  });

  test('ends by itself after one round, and the last resort is left in peace', async () => {
    outcomes.set('call', { kind: 'refused', because: 'not set up' });
    await drill('earnest');
    await story.after(16);
    outcomes.clear();
    expect(await latest()).toMatchObject({ state: 'resolved' });
    expect(ways()).toEqual(['call U0RUTH', 'call contact:night-desk', 'sms U0MIRA']);
    const report = direct('U0MIRA').at(-1) ?? '';
    expect(report).toContain('It ended by itself.');
    expect(report).toContain('• Night desk: call did not get through (not set up)');
    expect(report).toContain('• call is not set up here. `groundrules check` says what is missing.');
    expect(report).toContain('Nobody pressed *I have it*');
    expect(direct('U0RUTH').at(-1)).toBe(report);
    const { rows } = await db().query("select 1 from deadlines where rule = 'emergencies' and state = 'pending'");
    expect(rows).toEqual([]);
  });
});

describe('every step at once', () => {
  test('everybody is paged now, each answers for themselves, and the last answer ends it', async () => {
    await drill('at-once');
    expect(ways()).toEqual(['call U0RUTH', 'call contact:night-desk', 'sms U0MIRA']);
    await story.after(1);
    await story.presses('U0RUTH', 'emergency-have');
    expect(story.answer('U0RUTH')).toContain('You answered after 1 min. The drill goes on until the others');
    expect(await latest()).toMatchObject({ state: 'triggered' });
    await story.after(1);
    await story.presses('U0MIRA', 'emergency-have');
    expect(await latest()).toMatchObject({ state: 'resolved' });
    await story.after(1);
    expect(direct('U0MIRA').at(-1)).toContain('All who were paged in Slack have answered.');
    expect(direct('U0MIRA').at(-1)).toMatch(/Ruth Okafor: .+ – \*answered after 1 min\*/);
  });

  test('somebody who works for the client ends it before, others may not', async () => {
    await drill('at-once');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency drill');
    expect(form('U0MIRA')).toContain('A drill of Nova Bikes is running: Mira Aksoy started it');
    const { id } = await latest();
    await slack().send(formLetter({ by: 'U0ELIF', form: 'emergency-drill-end', subject: id, values: {} }));
    expect(await latest()).toMatchObject({ state: 'triggered' });
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await slack().as('U0MIRA').closeView(true);
    expect(await latest()).toMatchObject({ state: 'resolved' });
    await story.after(1);
    expect(direct('U0MIRA').at(-1)).toContain('Mira Aksoy ended it.');
  });
});

describe('do not disturb', () => {
  const at = (minutes: number) => story.sandbox().time.clock() + minutes * 60_000;

  test('the report says whose Slack was silent, asked before they were paged, and who has nothing else', async () => {
    await story.agree('nova', (text) =>
      text.replace('policy: standard', 'policy: { repeat: 0, steps: [{ page: [U0MIRA, U0JONAS], by: [slack] }] }'),
    );
    await slack().admin.setDoNotDisturb('U0MIRA', { since: at(-60), until: at(90) });
    await slack().admin.setDoNotDisturb('U0JONAS', { since: at(60), until: at(90) });
    await story.after(1);
    await drill('earnest');
    const methods = slack()
      .calls()
      .filter(({ method, given }) => method === 'dnd.info' || String(given.metadata).includes('emergencies:page'))
      .map(({ method }) => method);
    expect(methods.slice(-4).filter((method) => method === 'dnd.info')).toHaveLength(2);
    expect(methods.at(-1)).toBe('chat.postMessage');
    await story.after(6);
    const report = direct('U0MIRA').at(-1) ?? '';
    expect(report).toMatch(/• Mira Aksoy: Slack .+ – Slack in do-not-disturb until today 1\d:\d\d/);
    expect(report).toMatch(/• Jonas Weber: Slack today 1\d:\d\d$/m);
    expect(report).toContain('• Mira Aksoy has Slack only, and it was silent');
    expect(report).toContain('• Jonas Weber is reached by Slack only');
  });

  test('where Slack does not answer, the drill goes on without knowing', async () => {
    slack().faults.add({ kind: 'refuse', method: 'dnd.info', error: 'missing_scope' });
    await drill('earnest');
    expect(direct('U0MIRA').at(-1)).toContain('*Drill: Nova Bikes*');
    await story.presses('U0MIRA', 'emergency-have');
    expect(await latest()).toMatchObject({ state: 'resolved' });
    slack().faults.clear();
    await story.after(61);
  });

  test('in earnest the time line says so afterwards, and the page has not waited for it', async () => {
    await slack().admin.setDoNotDisturb('U0MIRA', { since: at(-60), until: at(90) });
    await raise('Hacked');
    await story.after(1);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/paged: .+ \(Slack silent\) and /);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
    await slack().admin.setDoNotDisturb('U0MIRA', null);
    await slack().admin.setDoNotDisturb('U0JONAS', null);
  });
});

describe('a real emergency', () => {
  test('ends a drill at once, begins, and refuses another drill', async () => {
    await story.agree('nova', (text) => text.replace(/policy: \{.+/, 'policy: standard'));
    await drill('earnest');
    const { id } = await latest();
    await story.after(1);
    paged.length = 0;
    await raise('The shop is down');
    expect((await db().query('select state from incidents where id = $1', [id])).rows).toEqual([{ state: 'resolved' }]);
    expect(await latest()).toMatchObject({ is_drill: false, number: 2, state: 'triggered' });
    expect(paged).toEqual([expect.objectContaining({ way: 'sms', to: 'U0MIRA', isDrill: false })]);
    expect(direct('U0MIRA').some((text) => text.startsWith('*Nova Bikes: emergency 2*'))).toBe(true);
    await story.after(1);
    expect(direct('U0MIRA').some((text) => text.includes('The drill is over: a real emergency came up.'))).toBe(true);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency drill');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('nobody is disturbed with a drill now');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
  });
});

describe('whoever is woken', () => {
  const clientsMessage = () =>
    slack().look(
      ({ messages }) =>
        (messages.C0NOVA ?? []).findLast(
          ({ user, text }) => user === 'U0RULES' && text.startsWith('*We have your emergency*'),
        )?.text ?? '',
    );
  const resolve = () => story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');

  test('where no policy is agreed: the owner by every way there is, then the backup too, then the managers', async () => {
    await story.agree('nova', (text) => text.replace(/^ {2}policy: .+\n/m, ''));
    paged.length = 0;
    await raise('Nobody can pay');
    expect(ways()).toEqual(['call U0MIRA', 'email U0MIRA', 'sms U0MIRA']);
    await story.after(5);
    expect(ways().filter((one) => one.endsWith('U0JONAS'))).toEqual(['call U0JONAS', 'email U0JONAS', 'sms U0JONAS']);
    expect(ways().filter((one) => one === 'call U0MIRA')).toHaveLength(2);
    await story.after(5);
    expect(ways()).toContain('call U0RUTH');
    await story.presses('U0RUTH', 'emergency-have');
    expect(clientsMessage()).toContain('Ruth Okafor is looking after it');
    await resolve();
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency drill');
    expect(form('U0MIRA')).toContain('No chain is agreed with this client, so it is the usual one');
    await slack().as('U0MIRA').closeView(true);
  });

  test('the shortcut on a message asks what is happening, and takes the message itself for an answer', async () => {
    const ts = await story.says('U0ANNA', 'C0NOVA', 'The checkout shows an error to everybody');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'raise-emergency');
    expect(form('U0MIRA')).toContain('What is happening?');
    paged.length = 0;
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await slack().as('U0MIRA').closeView(true);
    expect(paged.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('The checkout shows an error to everybody'),
    );
    const thread = slack().look(({ messages }) => (messages.C0NOVA ?? []).filter(({ thread_ts }) => thread_ts === ts));
    expect(thread.map(({ text }) => text)).toContainEqual(expect.stringContaining('*We have your emergency*'));
    await resolve();
  });

  test('somebody who is away is left in peace, and who stands in is paged in their place', async () => {
    await story.agree('nova', (text) =>
      text.replace(
        /^emergency:$/m,
        'emergency:\n  policy: { repeat: 0, steps: [{ page: [U0MIRA], by: [slack, sms] }] }',
      ),
    );
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules away now friday <@U0ELIF>');
    paged.length = 0;
    await raise('Hacked again');
    expect(ways()).toEqual(['sms U0ELIF']);
    expect(direct('U0ELIF').at(-1)).toContain('> Hacked again');
    await story.presses('U0ELIF', 'emergency-have');
    await resolve();
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules away off');
  });

  test('in office hours only: on a closed Saturday nobody is, the client reads when, and the opening wakes them', async () => {
    await story.agree('nova', (text) => text.replace('repeat: 0, steps: [{ page: [U0MIRA]', 'hours: office, $&'));
    await story.until('Sat 12:00');
    paged.length = 0;
    const before = direct('U0MIRA').length;
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules emergency drill');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/in office hours only, .+ from (Monday|Mon) .*09:00 on/);
    await raise('The banner is wrong');
    expect(clientsMessage()).toMatch(/The team is reached when the office opens: .*09:00/);
    expect(clientsMessage()).toMatch(/You hear from us again by .*09:30/);
    await story.until('Mon 08:59');
    expect(paged).toEqual([]);
    expect(direct('U0MIRA')).toHaveLength(before);
    await story.until('Mon 09:00');
    await story.after(1);
    expect(ways()).toEqual(['sms U0MIRA']);
    expect(clientsMessage()).toContain('We are reaching the team now');
    await story.presses('U0MIRA', 'emergency-have');
    await resolve();
  });
});

test('nothing is kept of the silent hours of somebody who is forgotten', async () => {
  const hours = async () =>
    (await db().query("select silent_until from persons where user_id = 'U0MIRA'")).rows.map((row) => row.silent_until);
  await story.after(1);
  const now = story.sandbox().time.clock();
  await slack().admin.setDoNotDisturb('U0MIRA', { since: now, until: now + 3_600_000 });
  await drill('earnest', 'U0RUTH');
  expect(await hours()).toEqual([new Date(now + 3_600_000)]);
  await story.presses('U0MIRA', 'emergency-have');
  await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0MIRA' });
  expect(await hours()).toEqual([null]);
});

gateHolds(story.sandbox, permitting);
