/** A client raises an emergency: the chain is gone through until somebody has it, and the client always knows what comes next. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import type { Page, PagedPerson, PageOutcome, Pager, PageWay } from '../../src/engine/ports.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const paged: { way: PageWay; to: string; key: string; text: string }[] = [];
const told: string[] = [];
const outcomes = new Map<PageWay, PageOutcome>();
const pager: Pager = {
  has: () => true,
  page: async (way: PageWay, to: PagedPerson, page: Page) => {
    paged.push({ way, to: to.id, key: page.key, text: `${page.title}: ${page.text}` });
    return outcomes.get(way) ?? { kind: 'sent', reference: `ref-${paged.length}` };
  },
  tell: async (way, what) => {
    told.push(`${way} ${what}`);
    return { kind: 'sent', reference: '' };
  },
  withdraw: async (_way, reference) => {
    told.push(`hung up ${reference}`);
    return { kind: 'sent', reference };
  },
  close: () => Promise.resolve(),
};

/** Notes how an emergency stood before and after every change that other rules hear of. */
const heard: string[] = [];
const listener: Rule = {
  name: 'listener',
  config: null,
  triggers: [{ on: 'IncidentChanged' }],
  load: () => Promise.resolve(null),
  decide: ({ event }) => {
    if (event.kind === 'IncidentChanged') heard.push(`${event.from ?? 'none'} → ${event.to}`);
    return [];
  },
  views: [],
};

const story = tellStories('2026-11-02', { permitting, pager, rules: [listener] });
const { slack } = { slack: () => story.sandbox().slack };

type Incident = { id: string; state: string; round: number; step: number | null; how: string | null };
const incidents = async (): Promise<Incident[]> =>
  (await story.sandbox().db.query('select id, state, round, step, how from incidents order by raised_at desc')).rows;
const latest = async () => (await incidents())[0] ?? { id: '', state: 'none', round: 0, step: null, how: null };
const kinds = async () =>
  (
    await story
      .sandbox()
      .db.query('select kind from incident_entries where incident_id = $1 order by at, sequence', [(await latest()).id])
  ).rows.map(({ kind }: { kind: string }) => kind);
const inChannel = (channel = 'C0NOVA') =>
  slack().look(({ messages }) =>
    (messages[channel] ?? []).filter(({ user }) => user === 'U0RULES').map(({ text }) => text),
  );
const direct = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(
      ({ user, metadata }) => user === 'U0RULES' && String(metadata?.event_payload.key).startsWith('emergencies:'),
    );
const presses = (who: string, action: string) => story.presses(who, action);
const raise = async (who = 'U0ANNA', what = 'The shop is down!') => {
  const { rows } = await story.sandbox().db.query("select id from channels where slack_channel_id = 'C0NOVA'");
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
const over = async () => {
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
  expect((await latest()).state).toBe('resolved');
};

beforeAll(async () => {
  await story.begin('2026-11-02');
});

describe('from the press to the end', () => {
  test('whoever is on call is paged at once by every way, and the client reads that it was received', async () => {
    await story.until('Sat 02:00');
    await raise();

    expect(direct('U0MIRA').at(-1)?.text).toContain('Nova Bikes: emergency 1');
    expect(direct('U0MIRA').at(-1)?.text).toContain('> The shop is down!');
    expect(paged).toEqual([
      { way: 'sms', to: 'U0MIRA', key: expect.any(String), text: expect.stringContaining('The shop is down!') },
    ]);
    expect(inChannel().at(-1)).toMatch(
      /^\*We have your emergency\* \(Anna Novak, .+\)\.\nWe are reaching the team now\..+\nYou hear from us again by/s,
    );
    expect(await latest()).toMatchObject({ state: 'triggered', round: 0, step: 0 });
  });

  test('nobody takes it: after five minutes the next step is paged, and no step twice', async () => {
    await story.after(4);
    expect(paged).toHaveLength(1);
    await story.after(1);
    expect(
      paged
        .slice(1)
        .map(({ way, to }) => `${way} ${to}`)
        .sort(),
    ).toEqual(['call U0RUTH', 'call contact:night-desk']);
    expect(direct('U0RUTH').at(-1)?.text).toContain('Nobody has it yet');
  });

  test('one takes it: nothing more leaves, phones stop ringing, and everybody sees who has it', async () => {
    const before = paged.length;
    await presses('U0RUTH', 'emergency-have');
    expect(await latest()).toMatchObject({ state: 'acknowledged', step: 1 });
    expect(told.filter((one) => one.startsWith('hung up'))).toHaveLength(2);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Ruth Okafor has it');
    expect(inChannel().at(-1)).toContain('Ruth Okafor is looking after it');
    await story.after(10);
    expect(paged).toHaveLength(before);
    expect(await kinds()).toEqual(['raised', 'paged', 'paged', 'acknowledged']);
  });

  test('silent after taking it: paged again, put off by a word to the client, at most three times, then the chain goes on', async () => {
    await story.after(4);
    expect((await kinds()).filter((kind) => kind === 'paged-again')).toHaveLength(0);
    await story.says('U0RUTH', 'C0NOVA', 'We are looking into it.');
    await story.after(14);
    expect((await kinds()).filter((kind) => kind === 'paged-again')).toHaveLength(0);
    await story.after(2);
    expect((await kinds()).filter((kind) => kind === 'paged-again')).toHaveLength(1);
    await story.after(46);
    expect((await kinds()).filter((kind) => kind === 'paged-again')).toHaveLength(3);
    expect((await latest()).state).toBe('triggered');
    expect(await latest()).toMatchObject({ round: 1, step: 0 });
    expect(direct('U0MIRA').at(-1)?.text).toContain('Nobody has it yet');
    await presses('U0MIRA', 'emergency-have');
  });

  test('words of staff reach the client in the message and beside it, and left alone the message stays current', async () => {
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident update The host restarts; <orders> are safe & sound.');
    await story.sandbox().walk.rest();
    const said = inChannel();
    expect(said.find((text) => text.startsWith('*We have your emergency*'))).toContain(
      '> The host restarts; &lt;orders&gt; are safe &amp; sound.',
    );
    expect(said.at(-1)).toMatch(/^\*News\* from Mira Aksoy:\n> The host restarts/);
    await story.after(26);
    expect(direct('U0MIRA').some(({ text }) => text.includes('The client is to hear from you by'))).toBe(true);
    await story.says('U0MIRA', 'C0NOVA', 'Still on it.');
    await story.after(5);
    expect(inChannel().find((text) => text.startsWith('*We have your emergency*'))).toContain(
      'it is still being looked after',
    );
  });

  test('resolved: the client reads so, and who takes it afterwards changes nothing', async () => {
    const [{ id } = { id: '' }] = await incidents();
    await presses('U0MIRA', 'emergency-resolve');
    expect(await latest()).toMatchObject({ state: 'resolved', how: 'resolved' });
    expect(inChannel().find((text) => text.startsWith('*We have your emergency*'))).toContain(
      '*It is resolved.* (Mira Aksoy',
    );
    await slack().send(pressLetter({ by: 'U0RUTH', channel: 'D0', action: 'emergency-have', value: id }));
    expect(await latest()).toMatchObject({ state: 'resolved' });
    await story.after(120);
    expect(paged.length).toBeGreaterThan(0);
    const { rows } = await story
      .sandbox()
      .db.query("select 1 from deadlines where rule = 'emergencies' and state = 'pending'");
    expect(rows).toEqual([]);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incidents');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(
      /^\*Emergencies of Nova Bikes\*\nThis month: 1 \(2 a month are thought of\)\.\nTypically taken after .+, over after .+\n• 1: today 02:00, raised by Anna Novak; Mira Aksoy had it after .+; resolved after/,
    );
  });
});

test('every other rule heard of each change once, in the transaction that made it', () => {
  expect(heard[0]).toBe('none → triggered');
  expect(heard.filter((one) => one === 'none → triggered')).toHaveLength(1);
  expect(heard).toContain('triggered → acknowledged');
  expect(heard).toContain('acknowledged → triggered');
  expect(heard.at(-1)).toBe('acknowledged → resolved');
});

describe('when nobody can be reached', () => {
  test('a direct message that Slack refuses and a phone that fails bring the next step at once', async () => {
    outcomes.set('sms', { kind: 'refused', because: 'no such number' });
    slack().faults.add({ kind: 'refuse', method: 'chat.postMessage', error: 'user_not_found', times: 1 } as never);
    await raise('U0BEN', 'Hacked');
    await story.after(1);
    expect(await kinds()).toContain('not-reached');
    outcomes.clear();
    slack().faults.clear();
    await over();
  });

  test('the chain at its end pages everybody there is, and the operator hears', async () => {
    await raise('U0BEN', 'Hacked');
    await story.after(60);
    expect(await kinds()).toContain('exhausted');
    const people = paged.filter(({ key }) => key.startsWith('incident-')).map(({ to }) => to);
    expect(people).toContain('U0JONAS');
    await over();
  });

  test('with Slack down the phone still rings', async () => {
    const before = paged.length;
    slack().faults.add({ kind: 'refuse', method: 'chat.postMessage', error: 'service_unavailable' } as never);
    await raise('U0BEN', 'Down');
    expect(paged.length).toBeGreaterThan(before);
    slack().faults.clear();
    await story.after(3);
    await over();
  });
});

describe('raising', () => {
  test('a second report joins, and whoever has it hears of it once', async () => {
    await raise('U0ANNA', 'Hacked');
    await presses('U0MIRA', 'emergency-have');
    const count = direct('U0MIRA').length;
    await story.after(2);
    await raise('U0BEN', 'Mail is gone too');
    await raise('U0BEN', 'And the blog');
    await story.after(1);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Mail is gone too');
    expect(direct('U0MIRA')).toHaveLength(count + 1);
    expect((await kinds()).filter((kind) => kind === 'joined')).toHaveLength(2);
    await over();
  });

  test('another client’s people raise nothing here, and a forged form neither', async () => {
    const before = (await incidents()).length;
    await raise('U0DENIZ', 'mine');
    await slack().send(
      formLetter({
        by: 'U0ANNA',
        form: 'emergency',
        subject: 'nonesuch:top',
        values: { what: { type: 'plain_text_input', value: 'x' } },
      }),
    );
    expect(await incidents()).toHaveLength(before);
  });

  test('an agreed word or emoji on a message of the client raises one, once', async () => {
    const ts = await story.says('U0ANNA', 'C0NOVA', 'RED ALERT, the shop is gone');
    expect(await latest()).toMatchObject({ state: 'triggered' });
    const { id } = await latest();
    expect(inChannel().at(-1)).toContain('Please leave everything as it is');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident false alarm');
    await story.edits('U0ANNA', 'C0NOVA', ts, 'red alert, the shop was gone');
    expect((await latest()).id).toBe(id);
    await story.after(1);
    const other = await story.says('U0ANNA', 'C0NOVA', 'Could you have a look?');
    await story.reacts('U0ANNA', 'C0NOVA', other, 'rotating_light');
    expect((await latest()).id).not.toBe(id);
    await over();
  });

  test('the button in the out-of-hours reply asks one question, and what is answered reaches whoever is on call', async () => {
    await story.agree('nova', (text) => text.replace(/^emergency:$/m, 'mayPost: [outOfHoursReply]\nemergency:'));
    await story.until('Tue 22:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could you look at the checkout, please?');
    await story.after(1);
    const reply = slack().look(({ messages }) =>
      (messages.C0NOVA ?? []).findLast(
        ({ user, text }) => user === 'U0RULES' && text.startsWith('Thank you for your message'),
      ),
    );
    await slack()
      .as('U0ANNA')
      .press('C0NOVA', reply?.ts ?? '', 'raise-emergency');
    const form = JSON.stringify(slack().as('U0ANNA').form());
    expect(form).toContain('The shop takes no orders');
    expect(form).toContain('This month: ');
    expect(await story.sends('U0ANNA', { what: 'Nobody can pay' })).toBeNull();
    expect(JSON.stringify(slack().as('U0ANNA').form())).toContain('The team is being reached now');
    await slack().as('U0ANNA').closeView(true);
    expect(direct('U0JONAS').at(-1)?.text).toContain('> Nobody can pay');
  });

  test('whoever has it writes to the client and adds somebody by the buttons', async () => {
    await presses('U0JONAS', 'emergency-have');
    await story.after(1);
    await presses('U0JONAS', 'emergency-update');
    expect(await story.sends('U0JONAS', { text: 'The card terminal is back.' })).toBeNull();
    await slack().as('U0JONAS').closeView(true);
    await story.after(1);
    expect(inChannel().some((text) => text.includes('> The card terminal is back.'))).toBe(true);
    await presses('U0JONAS', 'emergency-add');
    expect(await story.sends('U0JONAS', { person: 'U0ANNA' })).toBeNull();
    expect(JSON.stringify(slack().as('U0JONAS').form())).toContain('not one of the agency');
    await slack().as('U0JONAS').closeView(true);
    await presses('U0JONAS', 'emergency-add');
    expect(await story.sends('U0JONAS', { person: 'U0MIRA' })).toBeNull();
    await slack().as('U0JONAS').closeView(true);
    await story.after(1);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Jonas Weber has it');
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules incident handover <@U0MIRA>');
    await story.after(1);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Ruth Okafor asks you to take it over');
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules incident');
    expect(story.answer('U0RUTH', 'C0NOVAINT')).toContain('raised by Anna Novak');
    await over();
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules incident reopen');
    expect((await latest()).state).toBe('acknowledged');
    await over();
  });

  test('a silent trial keeps nothing of it back', async () => {
    await story.agree('nova', (text) => text.replace(/^emergency:$/m, 'trial: true\nemergency:'));
    const before = inChannel().length;
    await raise('U0ANNA', 'Zaunkönig');
    expect(inChannel().length).toBe(before + 1);
    await over();
  });
});

test('what was written lives among the words only, and goes with the client', async () => {
  const { db } = story.sandbox();
  expect(await tablesWith(db, 'Zaunkönig')).toEqual(['public.words']);
  const kept = await story.sandbox().house().store.kept('nova');
  const written = kept?.incidents.flatMap(({ entries }) => entries.flatMap(({ words }) => words ?? []));
  expect(written).toContain('Zaunkönig');
  await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: false });
  await story.sandbox().walk.rest();
  expect(await tablesWith(db, 'Zaunkönig')).toEqual([]);
});

gateHolds(story.sandbox, permitting);
