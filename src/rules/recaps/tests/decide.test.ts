import { describe, expect, test } from 'vitest';
import type { SetDeadline } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import { decide } from '../decide.ts';
import type { Facts, RecapFacts } from '../load.ts';
import type { Action, RecapData } from '../record.ts';
import { agreed, now, recap, shown } from './facts.ts';

const around = {
  ...{
    agreement: agreed(),
    agency: null,
    missing: { gone: [], away: [] },
    serves: true,
    isTheirs: false,
    language: 'en',
  },
  zones: new Map([
    ['U0MIRA', 'Europe/Berlin'],
    ['U0JONAS', 'Europe/Istanbul'],
  ]),
};
const facts = (data: Partial<RecapData> = {}, more: Partial<RecapFacts> = {}): RecapFacts => ({
  ...{ kind: 'recap', recap: recap(data), draft: null, sent: shown().sent, actions: [], action: null, goneKey: null },
  ...{ channel: shown().channel, sides: new Map([['U0JONAS', 'staff']]), ...around, ...more },
});
const decided = (event: Partial<Event>, given: Facts, at = now) =>
  decide({ event: event as Event, facts: given, agreement: agreed(), agency: null, now: at });
const set = (rulings: ReturnType<typeof decided>) =>
  rulings.flatMap(({ effects }) => effects).filter((one): one is SetDeadline => one.kind === 'set-deadline');
const says = (rulings: ReturnType<typeof decided>) =>
  rulings.flatMap(({ effects }) => effects).flatMap((one) => (one.kind === 'say' ? [[one.view, one.to]] : []));
const local = (text: string) => Date.parse(`${text}+01:00`);

describe('after a meeting', () => {
  const held = (until: string) => ({
    kind: 'MeetingHeld' as const,
    meeting: { meeting: 'call', plannedFor: '2026-11-09', at: local('2026-11-09T16:00:00'), until: local(until) },
  });
  const begun = { kind: 'begun' as const, recap: null, ...around };

  test('it is asked for a quarter of an hour later, within the owner’s hours', () => {
    const askedAt = (until: string) => set(decided(held(until), begun, local('2026-11-09T16:00:00')))[0]?.ringAt;
    expect(askedAt('2026-11-09T16:30:00')).toBe(local('2026-11-09T16:45:00'));
    expect(askedAt('2026-11-09T16:50:00')).toBe(local('2026-11-10T09:00:00'));
  });

  test('heard of once more, nobody is asked; days later its owner only hears that it was left out', () => {
    expect(decided(held('2026-11-09T16:30:00'), { ...begun, recap: recap() })).toEqual([]);
    const late = decided(held('2026-11-09T16:30:00'), begun, local('2026-11-12T16:31:00'));
    expect(says(late)).toEqual([['rhythm-skipped', { kind: 'person', userId: 'U0MIRA' }]]);
    expect(set(late)).toEqual([]);
  });

  test('nobody there hears nothing, and it is asked for all the same', () => {
    const nobody = { gone: ['U0MIRA', 'U0JONAS'], away: [] };
    const rulings = decided({ kind: 'DeadlineDue' }, facts({ stage: 'ahead', sent: null }, { missing: nobody }));
    expect(says(rulings)).toEqual([]);
    expect(set(rulings)[0]).toMatchObject({ state: 'pending', data: { stage: 'asked' } });
  });

  test('what nobody writes is left, and nobody is told off', () => {
    const rulings = decided({ kind: 'DeadlineDue' }, facts({ stage: 'asked', sent: null }));
    expect(says(rulings)).toEqual([]);
    expect(set(rulings)[0]).toMatchObject({ state: 'cancelled', data: { outcome: 'unwritten' } });
  });
});

describe('nobody confirms it', () => {
  test('one kind word, then its owner, then it is left', () => {
    const reminded = decided({ kind: 'DeadlineDue' }, facts());
    expect(says(reminded)).toEqual([
      [
        'recap-reminder',
        { kind: 'channel', channelId: 'c-nova', threadTs: null, under: expect.stringContaining(':1') },
      ],
    ]);
    const left = decided({ kind: 'DeadlineDue' }, facts({ stage: 'reminded' }));
    expect(says(left)).toEqual([['recap-waits', { kind: 'person', userId: 'U0MIRA' }]]);
    const over = decided({ kind: 'DeadlineDue' }, facts({ stage: 'left' }));
    expect(says(over)).toEqual([]);
    expect(set(over)[0]).toMatchObject({ state: 'breached', data: { outcome: 'unconfirmed' } });
  });

  test('a kind word that was out of tune is its owner’s matter at once, and only once', () => {
    const failed = { kind: 'DeliveryFailed', view: 'recap-reminder', because: 'not_now' } as const;
    expect(says(decided(failed, facts({ stage: 'reminded' })))).toEqual([
      ['recap-waits', { kind: 'person', userId: 'U0MIRA' }],
    ]);
    expect(decided(failed, facts({ stage: 'left' }))).toEqual([]);
  });
});

describe('who does what', () => {
  const action: Action = {
    ...recap(),
    ...{ id: 'd2', name: 'action', subject: 'recap:nova:call:2026-11-09:does:a-1' },
    data: {
      ...{ schema: 1, clientId: 'nova', recap: 'd1', action: 'a-1', owner: 'U0JONAS', isStaff: true },
      ...{ dueOn: '2026-11-12', doneBy: null },
    },
  };

  test('somebody who left the workspace is not told, whoever stands in is', () => {
    const there = { gone: ['U0JONAS'], away: [] };
    expect(says(decided({ kind: 'DeadlineDue' }, facts({}, { action, missing: there })))).toEqual([
      ['recap-action', { kind: 'person', userId: 'U0MIRA' }],
    ]);
  });

  test('its owner may say that it is done, also where they do not work for the client', () => {
    const pressed = { kind: 'ButtonPressed', action: 'recap-done', actor: 'U0JONAS', source: 'request' } as const;
    const done = decided(pressed, facts({}, { action, serves: false }));
    expect(set(done)[0]).toMatchObject({ state: 'met', data: { doneBy: 'U0JONAS' } });
    const other = decided({ ...pressed, actor: 'U0ELIF' }, facts({}, { action, serves: false }));
    expect(set(other)).toEqual([]);
  });

  test('begins in the owner’s own hours, on their own clock; the client’s people are reminded of nothing', () => {
    const words = {
      ...{ decided: [], next: '' },
      actions: [
        { id: 'a-1', what: 'Book', owner: 'U0JONAS', dueOn: '2026-11-12' },
        { id: 'a-2', what: 'Send', owner: 'U0ANNA', dueOn: '2026-11-12' },
        { id: 'a-3', what: 'Think', owner: 'U0JONAS', dueOn: null },
      ],
    };
    const event = { kind: 'FormSubmitted', form: 'recap-preview', subject: 'd1#2', actor: 'U0MIRA', id: 'e' } as const;
    const draft = { by: 'U0MIRA', place: 'note-U0MIRA-1' };
    const rulings = decided({ ...event, source: 'request' }, facts({ draft }, { draft: words }));
    const rings = set(rulings).filter(({ name }) => name === 'action');
    expect(rings.map(({ ringAt }) => ringAt)).toEqual([Date.parse('2026-11-12T09:00:00+03:00'), null, null]);
  });
});
