/** An emergency in the internal channel: one post that says how it stands, and in its thread everything that happened, once and in order. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Pager } from '../../src/engine/ports.ts';
import { gateHolds } from '../support/gate.ts';
import { formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const pager: Pager = {
  has: () => true,
  page: () => Promise.resolve({ kind: 'sent', reference: 'r' }),
  tell: () => Promise.resolve({ kind: 'sent', reference: '' }),
  withdraw: (_way, reference) => Promise.resolve({ kind: 'sent', reference }),
  close: () => Promise.resolve(),
};
const story = tellStories('2026-11-02', { permitting, pager });
const slack = () => story.sandbox().slack;
const room = 'C0NOVAINT';

const inRoom = () =>
  slack().look(({ messages }) => (messages[room] ?? []).filter(({ user, subtype }) => user === 'U0RULES' && !subtype));
const keyOf = (message: { metadata?: { event_payload: Record<string, unknown> } | null }) =>
  String(message.metadata?.event_payload.key);
const boards = () => inRoom().filter((message) => keyOf(message).startsWith('incident-thread:board:'));
const board = () => boards().at(-1) ?? { ts: '', text: '', blocks: [] };
/** What stands in the thread of the newest post, without the times. */
const lines = () =>
  inRoom()
    .filter((message) => message.thread_ts === board().ts && message.ts !== board().ts)
    .map(({ text }) => text.replace(/^\d\d:\d\d {2}/, ''));
const raise = async (what: string, who = 'U0ANNA') => {
  const { rows } = await story.sandbox().db.query("select id from channels where slack_channel_id = 'C0NOVA'");
  const values = { what: { type: 'plain_text_input', value: what } };
  await slack().send(formLetter({ by: who, form: 'emergency', subject: `${rows[0].id}:top`, values }));
  await story.sandbox().walk.rest();
};
const presses = async (who: string, action: string, option?: string) => {
  await slack()
    .as(who)
    .press(room, board().ts, action, option === undefined ? {} : { option });
  await story.sandbox().walk.rest();
};
const say = (words: string, who = 'U0MIRA') => story.commands(who, room, `/rules incident ${words}`);
const over = async () => {
  await say('resolve');
  await story.after(1);
  expect(board().text).toContain('Resolved by');
};

beforeAll(async () => {
  await story.begin('2026-11-02');
});

describe('one emergency, as staff follow it', () => {
  test('raised: one post that says how it stands, and below it what was done', async () => {
    await story.until('Sat 02:00');
    await raise('The *shop* is <down> & out');
    await story.after(1);
    expect(boards()).toHaveLength(1);
    expect(board().text).toBe('*Nova Bikes: emergency 1*\n:rotating_light: Nobody has it yet.');
    const drawn = JSON.stringify(board().blocks);
    expect(drawn).toContain('&lt;down&gt; &amp; out');
    for (const part of ['Severity: critical', '*Lead*\\nnobody yet', 'Anna Novak, today 02:00', 'emergency-have'])
      expect(drawn).toContain(part);
    expect(lines()).toEqual(['Raised by Anna Novak.', 'Paged: Mira Aksoy by Slack and text message.']);
  });

  test('whoever takes it in the channel has it: the post says so at once, for everybody', async () => {
    await story.after(4);
    await presses('U0RUTH', 'emergency-have');
    await story.after(1);
    expect(board().text).toContain(':white_check_mark: Ruth Okafor has it since today 02:05.');
    expect(JSON.stringify(board().blocks)).toContain('*Speaks to the client*\\nRuth Okafor');
    expect(lines().slice(2)).toEqual([
      'Paged: Ruth Okafor and Night desk by Slack and phone call.',
      'Ruth Okafor has it.',
    ]);
  });

  test('severity is chosen there, and words for the client are sent from there and read there', async () => {
    const option = slack()
      .look(({ messages }) => JSON.stringify(messages[room]))
      .match(/"value":"([^"]+#1)"/)?.[1];
    await presses('U0JONAS', 'emergency-severity', option);
    await presses('U0RUTH', 'emergency-update');
    expect(await story.sends('U0RUTH', { text: 'The host restarts; orders are safe.' })).toBeNull();
    await slack().as('U0RUTH').closeView(true);
    await story.after(1);
    expect(JSON.stringify(board().blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Severity: major"',
    );
    expect(lines().slice(4)).toEqual([
      'Jonas Weber set the severity to major.',
      'Ruth Okafor to the client:\n> The host restarts; orders are safe.',
    ]);
  });

  test('what staff write in that thread is nobody’s question, and no word to the client', async () => {
    const before = await story.sandbox().db.query('select count(*) from messages');
    await story.says('U0JONAS', room, 'Can you restart the host? Answer by Thursday 15:00', { thread: board().ts });
    const after = await story.sandbox().db.query('select count(*) from messages');
    expect(after.rows).toEqual(before.rows);
    const { rows } = await story.sandbox().db.query('select 1 from conversations where settled_at is null');
    expect(rows).toEqual([]);
  });

  test('resolved and reopened: the same post goes on, and every line stands once', async () => {
    await presses('U0RUTH', 'emergency-resolve');
    await story.after(1);
    expect(board().text).toContain(':white_check_mark: Resolved by Ruth Okafor');
    expect(JSON.stringify(board().blocks)).not.toContain('emergency-have');
    await say('reopen');
    await over();
    expect(boards()).toHaveLength(1);
    expect(lines().slice(6)).toEqual([
      'Resolved by Ruth Okafor.',
      'Reopened by Mira Aksoy, who has it.',
      'Resolved by Mira Aksoy.',
    ]);
    const { rows } = await story.sandbox().db.query('select count(*)::int as count from incident_entries');
    expect(lines()).toHaveLength(rows[0].count);
  });
});

describe('whose it is', () => {
  const direct = (who: string) =>
    slack()
      .as(who)
      .sees('U0RULES')
      .messages.filter((message) => keyOf(message).startsWith('emergencies:'));
  const holder = async () =>
    (
      await story
        .sandbox()
        .db.query('select acknowledged_by, lead, client_contact from incidents order by raised_at desc')
    ).rows[0];

  test('whoever has it leads it and speaks to the client, until somebody else is named for that and hears so', async () => {
    await raise('The mails bounce');
    await story.presses('U0MIRA', 'emergency-have');
    expect(await holder()).toEqual({ acknowledged_by: 'U0MIRA', lead: 'U0MIRA', client_contact: 'U0MIRA' });
    await say('contact <@U0JONAS>', 'U0RUTH');
    await say('lead <@U0ANNA>');
    expect(story.answer('U0MIRA', room)).toContain('not one of the agency’s people');
    await story.after(1);
    expect(direct('U0JONAS').at(-1)?.text).toContain('Ruth Okafor asked you to speak to the client');
    expect(JSON.stringify(board().blocks)).toContain('*Speaks to the client*\\nJonas Weber');
    expect(lines().at(-1)).toBe('Ruth Okafor asked Jonas Weber to speak to the client.');
  });

  test('whoever speaks to the client is reminded of the next update, and their words keep whoever has it from being paged again', async () => {
    await story.after(8);
    await story.says('U0JONAS', 'C0NOVA', 'We are looking into the mails.');
    await story.after(14);
    expect(lines().some((text) => text.includes('is paged again'))).toBe(false);
    await story.says('U0JONAS', 'C0NOVA', 'Still at it.');
    await story.after(4);
    expect(direct('U0JONAS').some(({ text }) => text.includes('The client is to hear from you by'))).toBe(true);
  });

  test('handed over, it stays where it is until it is taken; left alone, whoever has it hears so', async () => {
    await say('handover <@U0RUTH>');
    expect(story.answer('U0MIRA', room)).toContain('It stays with Mira Aksoy until they press *I have it*.');
    await story.after(1);
    expect(await holder()).toMatchObject({ acknowledged_by: 'U0MIRA' });
    expect(direct('U0RUTH').at(-1)?.text).toContain('Mira Aksoy asks you to take it over');
    expect(board().text).toContain('Ruth Okafor is asked to take it over');
    await story.after(5);
    expect(direct('U0MIRA').at(-1)?.text).toContain('Ruth Okafor has not taken it over yet');
    await story.presses('U0RUTH', 'emergency-have');
    await story.after(1);
    expect(await holder()).toEqual({ acknowledged_by: 'U0RUTH', lead: 'U0RUTH', client_contact: 'U0JONAS' });
    expect(direct('U0MIRA').at(-1)?.text).toContain('Ruth Okafor has taken it over');
    expect(lines()).toContain('Mira Aksoy asked Ruth Okafor to take it over.');
    expect(lines().at(-1)).toBe('Ruth Okafor took it over from Mira Aksoy.');
    expect(board().text).toContain('Ruth Okafor has it since');
  });

  test('whoever asks for it themselves has it at once, and one who was not asked has not by pressing', async () => {
    const { rows } = await story.sandbox().db.query('select id from incidents order by raised_at desc');
    await slack().send(pressLetter({ by: 'U0MIRA', channel: room, action: 'emergency-have', value: rows[0].id }));
    expect(await holder()).toMatchObject({ acknowledged_by: 'U0RUTH' });
    await say('handover <@U0MIRA>');
    expect(await holder()).toMatchObject({ acknowledged_by: 'U0MIRA', lead: 'U0MIRA' });
    await say('');
    expect(story.answer('U0MIRA', room)).toContain('Lead: Mira Aksoy. Speaks to the client: Jonas Weber.');
    await over();
  });
});

describe('whatever keeps Slack from hearing of it', () => {
  test('lines wait for their post, and leave in order, each once, also over a restart', async () => {
    await story.until('Sun 03:00');
    const count = boards().length;
    const mend = slack().faults.add({ kind: 'down', method: 'chat.postMessage', channel: room });
    await raise('Hacked');
    await story.after(1);
    await story.presses('U0MIRA', 'emergency-have');
    await say('severity minor');
    await story.stopBot();
    await story.startBot();
    await story.after(1);
    expect(boards()).toHaveLength(count);
    mend();
    await story.after(5);
    expect(boards()).toHaveLength(count + 1);
    expect(lines()).toEqual([
      'Raised by Anna Novak.',
      'Paged: Mira Aksoy by Slack and text message.',
      'Mira Aksoy has it.',
      'Mira Aksoy set the severity to minor.',
    ]);
    await over();
  });

  test('a post of which nobody knows whether it was heard is looked for, and its lines stand below it', async () => {
    const count = boards().length;
    slack().faults.add({
      kind: 'timeout-after-success',
      method: 'chat.postMessage',
      channel: room,
      times: 2,
      cut: true,
    });
    await raise('Down', 'U0BEN');
    await story.after(2);
    expect(boards()).toHaveLength(count + 1);
    expect(lines()).toEqual(['Raised by Ben Castellan.', 'Paged: Mira Aksoy by Slack and text message.']);
    await over();
  });

  test('refused for good nothing waits for ever, and the whole time line is still at hand', async () => {
    const count = boards().length;
    slack().faults.add({ kind: 'refuse', method: 'chat.postMessage', channel: room, error: 'is_archived', times: 1 });
    await raise('Gone', 'U0BEN');
    await story.after(2);
    await say('resolve');
    await story.after(1);
    expect(boards()).toHaveLength(count);
    const { rows } = await story
      .sandbox()
      .db.query(
        "select state from outbox where key like 'incident-thread:%' and state not in ('sent', 'cancelled', 'failed')",
      );
    expect(rows).toEqual([]);
    await say('');
    expect(story.answer('U0MIRA', room)).toContain('raised by Ben Castellan');
    expect(story.answer('U0MIRA', room)).toContain('resolved by Mira Aksoy');
  });
});

test('no table holds in the clear what was written, but the words', async () => {
  expect(await tablesWith(story.sandbox().db, 'The host restarts')).toEqual(['public.words']);
});

gateHolds(story.sandbox, permitting);
