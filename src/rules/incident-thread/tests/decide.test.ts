import { expect, test } from 'vitest';
import type { Event } from '../../../engine/event.ts';
import type { Channel, SaidMessage } from '../../../engine/facts.ts';
import type { Incident, IncidentEntry } from '../../../engine/incident.ts';
import { boardKey, lineKey } from '../config.ts';
import { decide } from '../decide.ts';
import { type Facts, load } from '../load.ts';

const incident = {
  id: 'i1',
  clientId: 'nova',
  channelId: 'c1',
  isDrill: false,
  place: 'p1',
  message: null,
} as Incident;
const entry = (id: string, more: Partial<IncidentEntry> = {}): IncidentEntry => ({
  ...{ id, incidentId: 'i1', kind: 'paged', at: 0, by: null, data: {}, place: null },
  ...more,
});
const room = { id: 'room', role: 'internal', isArchived: false, isMember: true } as Channel;
const boardAs = (state: SaidMessage['state'], channelId = 'room') =>
  ({ key: boardKey(incident), state, to: { kind: 'channel', channelId, threadTs: null } }) as SaidMessage;
const event = { kind: 'IncidentChanged', incidentId: 'i1' } as Event;
const decided = (facts: Partial<NonNullable<Facts>>) =>
  decide({
    ...{ event, agreement: null, agency: null, now: 0 },
    facts: { incident, board: null, room, untold: [entry('e1'), entry('e2')], ...facts },
  });

test('posts how it stands once, and below it what the thread does not tell yet, in order', () => {
  const [ruling] = decided({});
  expect(ruling?.effects).toMatchObject([
    { kind: 'say', key: boardKey(incident), audience: 'staff', quotes: 'c1:p1', to: { channelId: 'room' } },
    { kind: 'say', key: lineKey({ id: 'e1' }), audience: 'staff', to: { under: boardKey(incident) } },
    { kind: 'say', key: lineKey({ id: 'e2' }), audience: 'staff', to: { under: boardKey(incident) } },
  ]);
});

test('draws the post again where it is, also where the internal channel is another one by now', () => {
  const [ruling] = decided({ board: boardAs('sent', 'former') });
  expect(ruling?.effects).toMatchObject([
    { kind: 'refresh', key: boardKey(incident) },
    { to: { channelId: 'former' } },
    { to: { channelId: 'former' } },
  ]);
});

test('says nothing where there is no internal channel, or where its post was refused', () => {
  expect(decided({ room: null })).toEqual([]);
  expect(decided({ board: boardAs('failed') })).toEqual([]);
  expect(decided({ board: boardAs('cancelled') })).toEqual([]);
});

test('a line that shows people’s words is drawn again when they go', () => {
  const [ruling] = decided({
    untold: [entry('e1', { kind: 'update', place: 'p2' }), entry('e2', { kind: 'joined', data: { ts: '1.2' } })],
  });
  expect(ruling?.effects.slice(1)).toMatchObject([{ quotes: 'c1:p2' }, { quotes: 'c1:1.2' }]);
});

/** Answers as the store would: these lines were told already. */
async function loaded(given: { told: string[]; channel?: Partial<Channel>; isDrill?: boolean }): Promise<Facts> {
  const answers: Record<string, (asked: { key?: string }) => unknown> = {
    incident: () => ({ ...incident, isDrill: given.isDrill === true }),
    channelsOf: () => [
      { id: 'shared', role: 'shared' },
      { ...room, ...given.channel },
    ],
    incidentEntries: () => ['e1', 'e2', 'e3'].map((id) => entry(id)),
    saidUnder: ({ key = '' }) => (given.told.includes(key) ? boardAs('sent') : null),
  };
  const ask = (name: string, asked: object) => Promise.resolve(answers[name]?.(asked));
  return load(ask as never, { event, agreement: null, agency: null, now: 0 });
}

test('what was not told is what comes after the last line that was', async () => {
  const after = async (told: string[]) => (await loaded({ told }))?.untold.map(({ id }) => id);
  expect(await after([])).toEqual(['e1', 'e2', 'e3']);
  expect(await after([lineKey({ id: 'e1' })])).toEqual(['e2', 'e3']);
  expect(await after(['e1', 'e2', 'e3'].map((id) => lineKey({ id })))).toEqual([]);
});

test('an internal channel that is archived, or that the bot is not in, is none; a drill has no thread', async () => {
  expect((await loaded({ told: [] }))?.room?.id).toBe('room');
  expect((await loaded({ told: [], channel: { isArchived: true } }))?.room).toBeNull();
  expect((await loaded({ told: [], channel: { isMember: false } }))?.room).toBeNull();
  expect(await loaded({ told: [], isDrill: true })).toBeNull();
});
