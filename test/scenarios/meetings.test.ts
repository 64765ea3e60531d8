/** A weekly call: its owner has an agenda the day before, shares it, leaves one out, and downtime costs at most one. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { eventLetter, formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;

const rhythm = `
rhythm:
  meetings:
    - { id: call, title: Weekly call, when: every Monday 10:00, place: "https://meet.example.com/<nova>" }
    - { id: review, kind: visit, title: Review, when: last Thursday 14:00, place: Lübeck }
`;
const agendas = (who = 'U0MIRA') =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('meetings:'))
    .map(({ text }) => text);
const posted = () =>
  slack().look(({ messages }) =>
    (messages.C0NOVA ?? []).filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('meetings:')),
  );
const ahead = async () =>
  (
    await story
      .sandbox()
      .db.query(
        "select id, subject, state from deadlines where rule = 'meetings' and state = 'pending' order by due_at",
      )
  ).rows as { id: string; subject: string; state: string }[];
const waiting = async (lane: string) =>
  (
    await story
      .sandbox()
      .db.query<{ state: string }>(
        `select d.state from deadlines d join conversations c on c.id = d.subject where c.lane = $1 and d.name = 'reply' order by c.asked_at`,
        [lane],
      )
  ).rows.map(({ state }) => state);
const linkOf = async (ts: string) => {
  const { store } = story.sandbox().house();
  return store.ask('link', { channelId: await store.people.channelId('C0NOVA'), ts });
};
const nextCall = async () => (await ahead()).find(({ subject }) => subject.includes(':call:'))?.id ?? '';
const shares = async (who: string, agenda: string) => {
  await slack().send(
    formLetter({
      by: who,
      form: 'meeting',
      subject: await nextCall(),
      values: { agenda: { type: 'plain_text_input', value: agenda } },
    }),
  );
  await story.sandbox().walk.rest();
};

beforeAll(async () => {
  await story.begin('2026-11-05');
  await story.agree('nova', (text) => `${text}${rhythm}`);
});

describe('the agenda', () => {
  test('comes on the business day before at ten on the owner’s clock, with what is open', async () => {
    await story.says('U0ANNA', 'C0NOVA', 'Could you send me the invoice for October?');
    await story.until('Fri 09:59');
    expect(agendas()).toEqual([]);
  });

  test('and nothing of it is said twice when the agreement is applied again', async () => {
    await story.until('Fri 10:01');
    expect(agendas()).toHaveLength(1);
    expect(agendas()[0]).toMatch(/^\*Weekly call\* with Nova Bikes: Mon/);
    expect(agendas()[0]).toContain('Where: https://meet.example.com/&lt;nova&gt;');
    expect(agendas()[0]).toContain('|a question> of Anna Novak');
    await story.agree('nova', (text) => `${text}\n# the same`);
    await story.after(5);
    expect(agendas()).toHaveLength(1);
  });

  test('is shared with the name of whoever wrote it, once, and written anew it reads otherwise', async () => {
    await story.presses('U0MIRA', 'meeting-share');
    expect(await story.sends('U0MIRA', { agenda: '   ' })).toEqual({
      agenda: expect.stringContaining('at least one point'),
    });
    await shares('U0MIRA', '1. Which photos for spring?\n2. <!channel> budget & dates');
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text).toMatch(/^\*Weekly call\*, /);
    expect(posted()[0]?.text).toContain('2. &lt;!channel&gt; budget &amp; dates');
    expect(posted()[0]?.text).toContain('Is anything missing? Write it in this thread.');
    await shares('U0MIRA', '1. Which photos for spring?');
    await story.after(1);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text).not.toContain('budget');
    expect(await tablesWith(story.sandbox().db, 'Which photos')).toEqual(['public.words']);
  });

  test('what the client adds in its thread waits for no answer, and stands in the agenda as they wrote it', async () => {
    const thread = posted()[0]?.ts ?? '';
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Could we talk about the <https://nova.example|Bremen shop>?', {
      thread,
    });
    await story.after(1);
    expect(agendas()[0]).toContain('*Added by the client*\n• Anna Novak: <https://');
    expect(agendas()[0]).toContain('Could we talk about the Bremen shop');
    await story.commands('U0MIRA', 'C0NOVAINT', `/rules why ${await linkOf(ts)}`);
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('it is a point for the meeting that is ahead there');
    expect(await tablesWith(story.sandbox().db, 'Bremen')).toEqual(['public.words']);
    await story.edits('U0ANNA', 'C0NOVA', ts, 'Could we talk about the Hamburg shop?');
    await story.after(1);
    expect(agendas()[0]).toContain('Could we talk about the Hamburg shop');
    await story.deletes('U0ANNA', 'C0NOVA', ts);
    await story.after(1);
    expect(agendas()[0]).not.toContain('Added by the client');
    await story.says('U0ANNA', 'C0NOVA', 'And the prices for spring, please.', { thread });
    await story.says('U0ANNA', 'C0NOVA', 'Thanks!', { thread });
    await story.after(1);
    expect(agendas()[0]).toContain('And the prices for spring, please.');
    expect(await waiting(thread)).toEqual([]);
  });

  test('what presses is no point, but a question', async () => {
    const thread = posted()[0]?.ts ?? '';
    await story.says('U0ANNA', 'C0NOVA', 'The checkout is down, nobody can pay!', { thread });
    expect(await waiting(thread)).toEqual(['pending']);
    await story.says('U0MIRA', 'C0NOVA', 'It is up again.', { thread });
  });

  test('left out, the client reads so; and it takes place after all', async () => {
    await story.presses('U0MIRA', 'meeting-cancel');
    await story.after(1);
    expect(posted()[0]?.text).toContain('*it does not take place.*');
    expect(agendas()[0]).toContain('*It does not take place*, as Mira Aksoy said. The one after it: ');
    expect(agendas()[0]).toContain('this waits for an answer in the thread');
    await story.presses('U0MIRA', 'meeting-restore');
    await story.after(1);
    expect(posted()[0]?.text).toContain('Which photos for spring?');
  });

  test('somebody who does not work for this client changes nothing', async () => {
    await slack().send(pressLetter({ by: 'U0BEN', channel: 'D0', action: 'meeting-cancel', value: await nextCall() }));
    await story.sandbox().walk.rest();
    expect(posted()[0]?.text).toContain('Which photos for spring?');
  });
});

describe('the rhythm', () => {
  test('the next one is planned when one begins', async () => {
    await story.until('Mon 10:01');
    const thread = posted()[0]?.ts ?? '';
    await story.says('U0ANNA', 'C0NOVA', 'Could you send me the link?', { thread });
    expect((await waiting(thread)).at(-1)).toBe('pending');
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.', { thread });
    expect((await ahead()).map(({ subject }) => subject)).toEqual([
      'meeting:nova:call:2026-11-16',
      'meeting:nova:review:2026-11-26',
    ]);
  });

  test('nothing is open: the agenda suggests to leave it out', async () => {
    await story.says('U0MIRA', 'C0NOVA', 'The invoice is on its way.');
    await story.until('Fri 11:00');
    expect(agendas().at(-1)).toContain('an hour given back is worth more');
  });

  test('what was missed while nothing ran is left out, and the next one is planned', async () => {
    await story.stopBot();
    await story.until('Wed 12:00');
    await story.startBot();
    await story.after(2);
    expect((await ahead()).map(({ subject }) => subject)).toContain('meeting:nova:call:2026-11-23');
    expect(agendas()).toHaveLength(2);
  });

  test('an agenda that could not be posted is kept, whoever shared it hears, and it can be shared again', async () => {
    await story.until('Fri 10:01');
    const before = posted().length;
    const refusal = { kind: 'refuse', method: 'chat.postMessage', channel: 'C0NOVA', error: 'is_archived' } as const;
    const mend = slack().faults.add(refusal);
    await shares('U0JONAS', 'Zaunkönig');
    mend();
    await story.after(1);
    expect(posted()).toHaveLength(before);
    expect(agendas('U0JONAS').at(-1)).toContain('does not stand in their channel');
    expect(agendas().at(-1)).toContain('Jonas Weber shared it, but it does not stand');
    await story.presses('U0JONAS', 'meeting-share');
    expect(await story.sends('U0JONAS', {})).toBeNull();
    await story.after(1);
    expect(posted().at(-1)?.text).toContain('\nZaunkönig\n');
    expect(agendas().at(-1)).toContain('Shared with the client by Jonas Weber.');
    const message = posted().at(-1);
    const event = { type: 'message', subtype: 'message_deleted', channel: 'C0NOVA', deleted_ts: message?.ts ?? '' };
    const later = (Number(message?.ts) + 60).toFixed(6);
    await slack().send(eventLetter({ ...event, event_ts: later, previous_message: message }, 'Ev0AGENDA'));
    await story.after(1);
    expect(agendas().at(-1)).toContain('Jonas Weber shared it, but it does not stand');
    await shares('U0JONAS', 'Zaunkönig');
    await story.after(1);
    expect(posted().at(-1)?.ts).not.toBe(message?.ts);
  });

  test('what the client added is gone from the agenda once they are forgotten', async () => {
    await story.says('U0ANNA', 'C0NOVA', 'The Kranich bags, please.', { thread: posted().at(-1)?.ts ?? '' });
    await story.after(1);
    expect(agendas().at(-1)).toContain('The Kranich bags, please.');
    await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0ANNA' });
    await story.after(30);
    expect(agendas().at(-1)).not.toContain('Kranich');
    expect(agendas().at(-1)).toContain('|a point> of <@U0ANNA>');
    expect(await tablesWith(story.sandbox().db, 'Kranich')).toEqual([]);
  });

  test('of a visit there is one more reminder in the morning', async () => {
    await story.until('Wed 10:01');
    expect(agendas().at(-1)).toContain('Where: Lübeck\nIt is a visit: plan the way');
    const before = agendas().length;
    await story.until('Thu 07:59');
    expect(agendas()).toHaveLength(before);
    await story.until('Thu 08:01');
    expect(agendas()).toHaveLength(before + 1);
    expect(agendas().at(-1)).toContain('Leave in time.');
    await story.until('Thu 14:01');
    expect(agendas()).toHaveLength(before + 1);
  });

  test('what is not agreed any more comes no more', async () => {
    await story.agree('nova', (text) => text.replace(rhythm, ''));
    expect(await ahead()).toEqual([]);
  });
});

gateHolds(() => story.sandbox(), permitting);
