import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Agreement, coreShape } from '../../../agreement/agreement.ts';
import type { Missing } from '../../../engine/absence.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { SetDeadline } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { decide } from '../decide.ts';
import type { Running } from '../load.ts';
import { endings, type Kept, type PromiseData } from '../record.ts';
import { views } from '../views.ts';

const zone = 'Europe/Berlin';
/** `mon 10:00` in the week of 2 March 2026. */
function at(text: string): number {
  const [day = '', clock = ''] = text.split(' ');
  const date = String(2 + ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day)).padStart(2, '0');
  return DateTime.fromISO(`2026-03-${date}T${clock}`, { zone }).toMillis();
}

const open = '09:00-18:00';
const read = z.strictObject(coreShape).parse({
  schema: 1,
  id: 'nova',
  client: { name: 'Nova Bikes', language: 'en' },
  channels: ['C0NOVA'],
  officeHours: { timeZone: zone, weekly: { mon: open, tue: open, wed: open, thu: open, fri: open } },
  people: { owner: 'U0MIRA Mira Aksoy', backup: 'U0JONAS Jonas Weber', client: ['U0ANNA Anna Novak'] },
});
const agreement: Agreement = { ...read, version: 1, sections: {} };

const conversation: Conversation = {
  id: 'channel:100.1',
  channelId: 'channel',
  lane: 'top',
  turn: 'first',
  messages: ['100.1'],
  asker: 'U0ANNA',
  askedAt: at('mon 10:00'),
  openedBy: 'message',
  settled: { at: at('mon 10:10'), how: 'replied', by: 'U0MIRA' },
  pauses: [],
  takenBy: null,
  handedTo: null,
  chosen: { priority: null, owner: null, dueAt: null },
};

function promise(changed: Partial<Kept> = {}, data: Partial<PromiseData> = {}): Kept {
  return {
    id: 'P1',
    clientId: 'nova',
    channelId: 'channel',
    rule: 'promises',
    subject: conversation.id,
    name: 'promise:200.1:U0MIRA',
    dueAt: at('thu 15:00'),
    ringAt: at('thu 14:30'),
    revision: 1,
    state: 'pending',
    settledAt: null,
    ...changed,
    data: {
      schema: 1,
      by: 'U0MIRA',
      replies: ['200.1'],
      lane: 'top',
      promisedAt: at('mon 10:10'),
      warned: false,
      told: [],
      how: null,
      answerTs: null,
      answeredAt: null,
      ...data,
    },
  };
}

type Heard = { kind: Event['kind'] } & Record<string, unknown>;

function running(event: Heard, when: string, one: Partial<Running> = {}) {
  const occurredAt = at(when);
  const message = { channelId: 'channel', ts: '300.1', threadTs: null };
  const whole = { id: 'E1', side: 'staff', actor: 'U0JONAS', occurredAt, message, ...event } as unknown as Event;
  const facts = { kind: 'running' as const, offer: null, running: [{ row: promise(), conversation, ...one }] };
  return deadlineOf(decide({ event: whole, facts, agreement, agency: null, now: occurredAt }));
}

function deadlineOf(rulings: ReturnType<typeof decide>) {
  const set = rulings.flatMap(({ effects }) => effects).find((one): one is SetDeadline => one.kind === 'set-deadline');
  return set === undefined ? null : { state: set.state, ringAt: set.ringAt, how: (set.data as PromiseData).how };
}

describe('what keeps a promise', () => {
  const posted = (more: Record<string, unknown> = {}): Heard => ({ kind: 'MessagePosted', ...more });
  const inThread = (threadTs: string) => posted({ message: { channelId: 'channel', ts: '300.1', threadTs } });
  const kept = { state: 'met', ringAt: null, how: 'replied' };

  test.each([
    ['a colleague’s post where the client asked', posted(), kept],
    ['a reply in the thread of the client’s message', inThread('100.1'), kept],
    ['a reply in the thread of the promise', inThread('200.1'), kept],
    ['a reply in another thread', inThread('150.1'), null],
    ['what the client writes', posted({ side: 'client', actor: 'U0ANNA' }), null],
    ['a bot', posted({ side: 'neither' }), null],
  ])('%s: as it should be', (_what, event, expected) => {
    expect(running(event, 'tue 10:00')).toEqual(expected);
  });

  test('what the promiser adds at once belongs to the promise, a colleague’s word does not', () => {
    expect(running(posted({ actor: 'U0MIRA' }), 'mon 10:12')).toBeNull();
    expect(running(posted({ actor: 'U0MIRA' }), 'mon 10:16')).toEqual(kept);
    expect(running(posted(), 'mon 10:12')).toEqual(kept);
    expect(running(posted(), 'mon 10:10')).toBeNull();
  });

  test('a broken one is mended by what was written in time and heard of late, and by nothing later', () => {
    const over = promise({ state: 'breached', ringAt: null }, { told: ['U0MIRA'] });
    expect(running(posted(), 'thu 14:59', { row: over })).toEqual(kept);
    expect(running(posted(), 'thu 15:01', { row: over })).toMatchObject({ state: 'breached', how: 'replied' });
  });

  test('a check mark on the question or the promise keeps it, taken off it is open again', () => {
    const mark = (ts: string, on = true): Heard => ({
      kind: 'ReactionChanged',
      name: 'white_check_mark',
      on,
      message: { channelId: 'channel', ts, threadTs: null },
    });
    expect(running(mark('100.1'), 'tue 10:00')).toMatchObject({ state: 'met', how: 'done' });
    expect(running(mark('200.1'), 'tue 10:00')).toMatchObject({ state: 'met', how: 'done' });
    expect(running(mark('999.1'), 'tue 10:00')).toBeNull();
    expect(running({ ...mark('100.1'), name: 'eyes' }, 'tue 10:00')).toBeNull();
    const done = promise({ state: 'met' }, { how: 'done' });
    expect(running(mark('100.1', false), 'tue 11:00', { row: done })).toMatchObject({ state: 'pending', how: null });
  });

  test('the answer deleted before its time opens it again; a question that is gone cancels it', () => {
    const answered = promise({ state: 'met' }, { how: 'replied', answerTs: '300.1' });
    expect(running({ kind: 'MessageDeleted' }, 'tue 11:00', { row: answered })).toMatchObject({ state: 'pending' });
    expect(running({ kind: 'MessageDeleted' }, 'fri 11:00', { row: answered })).toBeNull();
    const gone = { ...conversation, settled: { at: at('tue 10:00'), how: 'answered-elsewhere' as const, by: null } };
    expect(running({ kind: 'ConversationMarked' }, 'tue 11:00', { conversation: gone })).toMatchObject({
      state: 'cancelled',
      how: 'otherwise',
    });
  });
});

describe('its alarm', () => {
  const due = (row: Kept, when: string, missing: Missing = { gone: [], away: [] }, hasEmergency = false) => {
    const event = { kind: 'DeadlineDue', id: 'E1', actor: null, occurredAt: at(when) } as unknown as Event;
    const rulings = decide({
      event,
      facts: { kind: 'due', row, missing, hasEmergency },
      agreement,
      agency: null,
      now: at(when),
    });
    const to = rulings.flatMap(({ effects }) => effects).flatMap((one) => (one.kind === 'say' ? [one.to] : []));
    return {
      reason: rulings[0]?.reason.name,
      to: to.map((one) => 'userId' in one && one.userId),
      set: deadlineOf(rulings),
    };
  };

  test('warns whoever promised, then tells them and the backup that its time has passed, each once', () => {
    expect(due(promise(), 'thu 14:30')).toMatchObject({
      reason: 'warned',
      to: ['U0MIRA'],
      set: { ringAt: at('thu 15:00') },
    });
    expect(due(promise(), 'thu 15:00')).toMatchObject({ reason: 'broken', to: ['U0MIRA', 'U0JONAS'] });
    const told = promise({ state: 'breached' }, { told: ['U0MIRA'] });
    expect(due(told, 'fri 15:00')).toMatchObject({ reason: 'let-go', to: [], set: { ringAt: null } });
  });

  test('goes to whoever stands in for those who are away or have left', () => {
    const away = { id: 'A1', userId: 'U0MIRA', since: 0, until: at('sun 10:00'), backup: 'U0ELIF', setBy: 'U0MIRA' };
    const missing = { gone: [], away: [away] };
    expect(due(promise(), 'thu 14:30', missing).to).toEqual(['U0ELIF']);
    expect(due(promise(), 'thu 15:00', missing).to).toEqual(['U0ELIF', 'U0JONAS']);
    expect(due(promise(), 'thu 15:00', { gone: ['U0MIRA'], away: [] }).to).toEqual(['U0JONAS']);
  });

  test('while an emergency of the client runs nobody is told: it waits until that is over, and then comes once', () => {
    const during = (row: Kept, when: string) => due(row, when, { gone: [], away: [] }, true);
    const waits = { reason: 'waits-for-emergency', to: [] };
    expect(during(promise(), 'thu 14:30')).toMatchObject({ ...waits, set: { ringAt: at('thu 14:45') } });
    expect(during(promise(), 'thu 14:50')).toMatchObject({ ...waits, set: { ringAt: at('thu 15:00') } });
    const passed = during(promise(), 'thu 15:00');
    expect(passed).toMatchObject({ ...waits, set: { state: 'breached', ringAt: at('thu 15:15') } });
    const late = promise({ state: 'breached' });
    expect(during(late, 'thu 15:15')).toMatchObject({ ...waits, set: { ringAt: at('thu 15:30') } });
    expect(due(late, 'thu 15:30')).toMatchObject({ reason: 'broken', to: ['U0MIRA', 'U0JONAS'] });
    const answered = promise({ state: 'breached' }, { answeredAt: at('thu 15:20') });
    expect(during(answered, 'fri 15:00')).toMatchObject({ reason: 'let-go', to: [] });
  });

  test('at night tells nobody until the next opening', () => {
    const night = promise({ dueAt: at('thu 22:00') });
    expect(due(night, 'thu 22:00')).toMatchObject({
      reason: 'waits-for-opening',
      to: [],
      set: { ringAt: at('fri 09:00') },
    });
    const morning = promise({ dueAt: at('thu 22:00'), state: 'breached' });
    expect(due(morning, 'fri 09:00')).toMatchObject({ reason: 'broken', to: ['U0MIRA', 'U0JONAS'] });
    const answered = promise({ dueAt: at('thu 22:00'), state: 'breached' }, { answeredAt: at('thu 22:30') });
    expect(due(answered, 'fri 09:00')).toMatchObject({ reason: 'let-go', to: [] });
  });
});

describe('what people read', () => {
  const name = '<!channel> & '.repeat(6);
  const reader = (language: string): Reader => ({
    userId: 'U0MIRA',
    language,
    timeZone: zone,
    side: 'staff',
    now: at('mon 10:10'),
  });
  const offer = {
    schema: 1,
    key: 'K',
    about: conversation.id,
    by: 'U0MIRA',
    at: at('thu 15:00'),
    lane: 'top',
    promisedAt: 0,
  };

  const askOf = (rows: Kept[]): Ask =>
    (async (question: string) => {
      const answers: Record<string, unknown> = {
        slot: offer,
        deadlines: rows,
        deadline: rows[0] ?? null,
        channel: { clientId: 'nova', name: 'nova' },
        agreement: {
          ...agreement,
          client: { ...agreement.client, name },
          people: { ...agreement.people, managers: [{ id: 'U0MIRA' }] },
        },
        agency: null,
        link: 'https://harbour.slack.com/archives/C0NOVA/p1780906200000100?thread_ts=1780906200.000100&cid=C0NOVA',
        person: null,
        clientsServedBy: Array.from({ length: 30 }, (_, index) => ({ clientId: `c${index}`, name })),
        deadlinesOfClients: Array.from({ length: 40 }, () => promise()),
        countOf: Array.from({ length: 30 }, (_, index) => ({
          clientId: `c${index}`,
          by: 'U0MIRA',
          state: 'met',
          count: 1000,
        })),
      };
      return answers[question] ?? null;
    }) as Ask;

  const rows = [
    [],
    [promise()],
    [promise({ state: 'met' }, { answeredAt: at('tue 10:00') })],
    [promise({ state: 'breached' })],
    [promise({ state: 'breached' }, { answeredAt: at('fri 10:00') })],
    [promise({ state: 'cancelled' })],
  ];
  const drawnOf = async (view: View, kept: Kept[], language: string): Promise<Rendered[]> => {
    const data = { subject: 'channel:200.1', id: 'P1' };
    const drawn = view.render(await view.load(askOf(kept), data, reader(language)), reader(language), data);
    return drawn === null ? [] : [drawn];
  };
  const lengths = ({ blocks }: Rendered) => ({
    sections: blocks.flatMap((one) => (one.type === 'section' ? (one.text?.text.length ?? 0) : [])),
    buttons: blocks.flatMap((one) =>
      one.type === 'actions'
        ? one.elements.flatMap((each) => (each.type === 'button' ? each.text.text.length : []))
        : [],
    ),
  });

  test.each(['en', 'tr'])('in %s fits into Slack’s blocks, calls nobody, and says how it stands', async (language) => {
    const messages = views.filter((one) => one.form === undefined && one.name !== 'promise-answer');
    for (const view of messages) {
      const all = (await Promise.all(rows.map((kept) => drawnOf(view, kept, language)))).flat();
      const first = all.map(({ text }) => text.split('\n')[0]?.replaceAll('&lt;!channel&gt; &amp;', ''));
      expect([...new Set(first)]).toMatchSnapshot(view.name);
      for (const drawn of all) {
        expect(drawn.text).not.toContain('<!channel>');
        expect(Math.max(...lengths(drawn).sections)).toBeLessThanOrEqual(3_000);
        expect(Math.max(0, ...lengths(drawn).buttons)).toBeLessThanOrEqual(75);
      }
    }
  });

  test('the record knows every ending by a name of its own', () => {
    expect(new Set(endings).size).toBe(endings.length);
  });
});
