import { describe, expect, test } from 'vitest';
import type { Agreement } from '../agreement/agreement.ts';
import type { Say } from '../engine/effect.ts';
import type { Destination, Event } from '../engine/event.ts';
import type { Ask, Channel, Person } from '../engine/facts.ts';
import type { Held } from '../engine/store-port.ts';
import { type AtTheGate, isHollow, isOutOfTune, mayStillLeave, refusal, waitsForCalm } from './gate.ts';

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
    rules: [],
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

describe('the gate, for what an agreement permits before clients', () => {
  type Permitting = { mayPost?: string[]; status?: string; language?: string };
  const agreed = ({ mayPost = ['reply'], status = 'active', language = 'tr' }: Permitting) =>
    ({ mayPost, status, client: { language } }) as unknown as Agreement;
  const rules = [
    { views: [{ name: 'reply', languages: ['en', 'tr'] }, { name: 'mute' }] },
  ] as unknown as AtTheGate['rules'];
  const channels: Record<string, Pick<Channel, 'role' | 'clientId'>> = {
    ours: { role: 'shared', clientId: 'acme' },
    theirs: { role: 'shared', clientId: 'other' },
    direct: { role: 'direct', clientId: null },
    internal: { role: 'internal', clientId: 'acme' },
  };
  const reply = (channelId: string, view = 'reply', permission: string | null = 'reply') =>
    ({ to: channel(channelId), audience: 'client', permission, view }) as Say;

  const approved = (approvedBy: string, channelId = 'ours', view = 'reply') =>
    ({ ...reply(channelId, view, null), approvedBy }) as Say;
  const colleagues: Record<string, object> = {
    U0STAFF: { standing: { side: 'staff' }, person: persons.U0STAFF },
    U0GONE: { standing: { side: 'staff' }, person: { ...persons.U0STAFF, isDeleted: true } },
    U0OTHER: { standing: { side: 'client' }, person: persons.U0OTHER },
  };

  const ask = (agreement: Agreement | null): Ask =>
    (async (name: string, given: { channelId?: string; userIds?: string[] }) => {
      if (name === 'seen') return given.userIds?.map((id) => colleagues[id] ?? { standing: { side: 'unknown' } });
      return name === 'agreement' ? agreement : (channels[given.channelId ?? ''] ?? null);
    }) as unknown as Ask;

  /** Asked when it is decided, and again when it leaves: [may, may]. */
  async function passes(agreement: Agreement | null, say: Say): Promise<[boolean, boolean]> {
    const { to, ...rest } = say;
    const about = {
      ...gate({}),
      tx: { ask: () => ask(agreement), person: async () => null },
      held: { ...held, agreement },
    };
    const destination = to.kind === 'channel' ? `channel:${to.channelId}` : '';
    const row = { say: rest, destination, clientId: 'acme' } as Parameters<typeof mayStillLeave>[1];
    return [(await refusal({ ...about, rules }, say)) === null, await mayStillLeave(ask(agreement), row, rules)];
  }

  test('it passes in a channel of this client, in words that there are', async () => {
    expect(await passes(agreed({}), reply('ours'))).toEqual([true, true]);
  });

  test('it passes without a permission where somebody of the staff approved it', async () => {
    expect(await passes(agreed({ mayPost: [] }), approved('U0STAFF'))).toEqual([true, true]);
  });

  test.each<[string, Agreement | null, Say]>([
    ['that one of the client’s approved', agreed({ mayPost: [] }), approved('U0OTHER')],
    ['that somebody approved who is not known', agreed({ mayPost: [] }), approved('U0NOBODY')],
    ['that somebody approved who has left', agreed({ mayPost: [] }), approved('U0GONE')],
    ['in another client’s channel, whoever approved it', agreed({ mayPost: [] }), approved('U0STAFF', 'theirs')],
    ['while the rules are paused, whoever approved it', agreed({ status: 'paused' }), approved('U0STAFF')],
    ['by a view that is not for clients, whoever approved it', agreed({}), approved('U0STAFF', 'ours', 'mute')],
    ['without an agreement', null, reply('ours')],
    ['that the agreement does not name', agreed({ mayPost: ['another'] }), reply('ours')],
    ['under no permission', agreed({}), reply('ours', 'reply', null)],
    ['while the rules are paused', agreed({ status: 'paused' }), reply('ours')],
    ['in another client’s channel', agreed({}), reply('theirs')],
    ['in a conversation that is nobody’s channel', agreed({}), reply('direct')],
    ['in a channel that is not known', agreed({}), reply('unheard')],
    ['in a language that it has no words for', agreed({ language: 'ko' }), reply('ours')],
    ['by a view that was never made for clients', agreed({}), reply('ours', 'mute')],
    ['by a view that is not there', agreed({}), reply('ours', 'gone')],
    ['in the agency’s own channel', agreed({}), reply('internal')],
  ])('nothing passes %s, neither when it is decided nor when it leaves', async (_, agreement, say) => {
    expect(await passes(agreement, say)).toEqual([false, false]);
  });

  test('what staff are told leaves without being asked again', async () => {
    const row = { say: { audience: 'staff' }, destination: 'person:U0STAFF', clientId: 'acme' };
    expect(await mayStillLeave(ask(null), row as Parameters<typeof mayStillLeave>[1], rules)).toBe(true);
  });

  test('what has nothing in it is hollow', () => {
    const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
    expect(isHollow({ text: 'Words', blocks: [section('Words'), { type: 'divider' }] })).toBe(false);
    expect(isHollow({ text: ' ', blocks: [] })).toBe(true);
    expect(isHollow({ text: 'Words', blocks: [section('Words'), section(' \n')] })).toBe(true);
  });
});

describe('the tone guard', () => {
  const rules = [{ views: [{ name: 'cheer', mood: 'light' }, { name: 'reply' }] }] as unknown as AtTheGate['rules'];
  const ask = (async (_: string, { channelIds }: { channelIds: string[] }) =>
    channelIds.filter((id) => id === 'late')) as unknown as Ask;
  const asks = (view: string, channelId: string, audience: Say['audience'] = 'client') =>
    isOutOfTune(ask, { audience, to: channel(channelId), view }, rules, 0);

  test('keeps what is light from where a client waits too long, and from nowhere else', async () => {
    expect(await asks('cheer', 'late')).toBe(true);
    expect(await asks('cheer', 'calm')).toBe(false);
    expect(await asks('reply', 'late')).toBe(false);
    expect(await asks('cheer', 'late', 'staff')).toBe(false);
  });

  test('keeps what is festive back while an offer to that client is undecided as well, and a reminder not', async () => {
    const festive = [
      {
        views: [
          { name: 'party', mood: 'festive' },
          { name: 'reminder', mood: 'light' },
        ],
      },
    ] as unknown as AtTheGate['rules'];
    const during = (state: string, view: string) => {
      const answers: Record<string, unknown> = {
        troubledChannels: [],
        channel: { clientId: 'acme' },
        changeOrdersOf: [{ state }],
      };
      const asking = (async (name: string) => answers[name]) as unknown as Ask;
      return isOutOfTune(asking, { audience: 'client', to: channel('calm'), view }, festive, 0);
    };
    expect(await during('sent', 'party')).toBe(true);
    expect(await during('accepted', 'party')).toBe(false);
    expect(await during('sent', 'reminder')).toBe(false);
  });

  test('lets what is light for the staff wait while an emergency of that client runs; a drill is none', async () => {
    const waits = (
      view: string,
      more: { audience?: string; state?: string; isDrill?: boolean; clientId?: null } = {},
    ) => {
      const { audience = 'staff', state = 'waiting', isDrill = false } = more;
      const asking = (async () => [{ isDrill }]) as unknown as Ask;
      const row = { say: { audience, view }, clientId: 'clientId' in more ? null : 'acme', state };
      return waitsForCalm(asking, row as Parameters<typeof waitsForCalm>[1], rules);
    };
    expect(await waits('cheer')).toBe(true);
    expect(await waits('reply')).toBe(false);
    for (const more of [{ audience: 'client' }, { state: 'sent' }, { isDrill: true }, { clientId: null }])
      expect(await waits('cheer', more)).toBe(false);
  });
});
