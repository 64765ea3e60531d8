import { describe, expect, test } from 'vitest';
import type { Say } from '../engine/effect.ts';
import type { Destination, Event } from '../engine/event.ts';
import type { Channel, Person } from '../engine/facts.ts';
import type { Held } from '../engine/store-port.ts';
import { type AtTheGate, refusal } from './gate.ts';

const somebody: Omit<Person, 'userId'> = {
  teamId: 'T0HOME',
  enterpriseId: null,
  name: 'Somebody',
  language: null,
  timeZone: null,
  isBot: false,
  isGuest: false,
  isDeleted: false,
  isWorkspaceAdmin: false,
};
const persons: Record<string, Person> = {
  U0STAFF: { ...somebody, userId: 'U0STAFF' },
  U0GUEST: { ...somebody, userId: 'U0GUEST', isGuest: true },
  U0OTHER: { ...somebody, userId: 'U0OTHER', teamId: 'T0CLIENT' },
  U0SIBLING: { ...somebody, userId: 'U0SIBLING', teamId: 'T0SIBLING', enterpriseId: 'E0GRID' },
};
const held: Held = { clientId: 'acme', agreement: null, agency: null };
const roles: Record<string, Channel['role']> = { shared: 'shared', internal: 'internal' };

function gate(event: Partial<Event>): AtTheGate {
  const ask = async (_: string, { channelId }: { channelId: string }) => ({ role: roles[channelId] ?? 'unassigned' });
  return {
    tx: { ask: () => ask, person: async (userId) => persons[userId] ?? null } as AtTheGate['tx'],
    held,
    event: { kind: 'MessagePosted', actor: null, source: 'live', ...event } as Event,
    home: { workspaceId: 'T0HOME', enterpriseId: 'E0GRID' },
  };
}

const say = (to: Destination, audience: Say['audience']) => ({ to, audience, permission: null }) as Say;
const person = (userId: string): Destination => ({ kind: 'person', userId });
const channel = (channelId: string): Destination => ({ kind: 'channel', channelId, threadTs: null });

describe('the gate', () => {
  test.each(['U0STAFF', 'U0SIBLING'])('lets staff’s matters through to %s, who is staff', async (userId) => {
    expect(await refusal(gate({}), say(person(userId), 'staff'))).toBeNull();
  });

  test.each(['U0GUEST', 'U0OTHER', 'U0NOBODY'])('never lets staff’s matters through to %s', async (userId) => {
    expect(await refusal(gate({}), say(person(userId), 'staff'))).not.toBeNull();
    expect(await refusal(gate({}), say(person(userId), 'manager'))).not.toBeNull();
  });

  test('nor to a client because the client did something, not even when asked directly', async () => {
    for (const source of ['live', 'request'] as const) {
      expect(await refusal(gate({ actor: 'U0GUEST', source }), say(person('U0GUEST'), 'staff'))).not.toBeNull();
    }
  });

  test('words for clients go to the client who asked or invited, and to nobody else', async () => {
    const words = say(person('U0GUEST'), 'client');
    expect(await refusal(gate({ actor: 'U0GUEST', source: 'request' }), words)).toBeNull();
    expect(await refusal(gate({ actor: 'U0GUEST', kind: 'ChannelChanged' }), words)).toBeNull();
    expect(await refusal(gate({ actor: 'U0GUEST', source: 'live' }), words)).not.toBeNull();
    expect(await refusal(gate({ actor: 'U0OTHER', source: 'request' }), words)).not.toBeNull();
  });

  test('nothing goes into a channel where clients read, or may read, without a permission', async () => {
    for (const id of ['shared', 'unassigned']) {
      for (const audience of ['client', 'staff', 'manager'] as const) {
        expect(await refusal(gate({}), say(channel(id), audience))).not.toBeNull();
      }
    }
    expect(await refusal(gate({}), say(channel('internal'), 'staff'))).toBeNull();
  });

  test('the operator is told only what is the operator’s', async () => {
    expect(await refusal(gate({}), say({ kind: 'operator' }, 'operator'))).toBeNull();
    expect(await refusal(gate({}), say({ kind: 'operator' }, 'staff'))).not.toBeNull();
  });
});
