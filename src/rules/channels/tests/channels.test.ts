import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask, Channel, DeafChannel } from '../../../engine/facts.ts';
import type { DeafReason } from '../../../engine/hearing.ts';
import type { Reader } from '../../../engine/rule.ts';
import { channelsRule } from '../rule.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const nova: Channel = {
  id: 'nova-channel',
  slackChannelId: 'C0NOVA',
  clientId: 'nova',
  name: 'nova-bikes',
  role: 'shared',
  isArchived: false,
  isMember: true,
  isExternallyShared: true,
};
const agreementOf = (status: 'active' | 'paused' | 'ended') =>
  ({
    id: 'nova',
    status,
    client: { name: 'Nova Bikes' },
    people: { owner: { id: 'U0MIRA' }, backup: { id: 'U0JONAS' }, managers: [{ id: 'U0RUTH' }] },
  }) as unknown as Agreement;

type World = { channel: Channel; deaf: DeafReason | null; gone: string[]; waiting: number; slot: unknown };

/** A channel over which one event after another is judged; what was told stays. */
function worldOf(given: Partial<World> = {}) {
  const world: World = { channel: nova, deaf: null, gone: [], waiting: 0, slot: null, ...given };
  const deaf = (): DeafChannel[] =>
    world.deaf === null ? [] : [{ ...world.channel, clientId: 'nova', because: world.deaf, since: noon }];
  const answers: Record<string, (given: Record<string, unknown>) => unknown> = {
    channel: () => world.channel,
    channelsOf: () => [world.channel],
    deafChannels: deaf,
    slot: () => world.slot,
    agreement: () => agreementOf('active'),
    person: ({ userId }) => ({ name: `Name of ${userId}`, isDeleted: world.gone.includes(String(userId)) }),
    seen: ({ userIds }) =>
      (userIds as string[]).map((userId) => ({ userId, person: { isDeleted: world.gone.includes(userId) } })),
    absences: () => [],
    openConversations: () => Array.from({ length: world.waiting }, () => ({ channelId: world.channel.id })),
  };
  const ask = (async (name: string, asked: Record<string, unknown>) => answers[name]?.(asked)) as Ask;

  async function judged(event: Partial<Event> = {}, status: 'active' | 'paused' | 'ended' = 'active') {
    const about = {
      event: {
        kind: 'ChannelChanged',
        id: 'E1',
        clientId: 'nova',
        channelId: nova.id,
        change: 'checked',
        ...event,
      } as Event,
      agreement: agreementOf(status),
      agency: null,
      now: noon,
    };
    const rulings = channelsRule.decide({ ...about, facts: await channelsRule.load(ask, about) });
    const effects = rulings.flatMap((ruling) => ruling.effects);
    for (const effect of effects) if (effect.kind === 'set-slot') world.slot = effect.data;
    return {
      reasons: rulings.map(({ reason }) => reason.name),
      said: effects.filter(({ kind }) => kind !== 'set-slot'),
    };
  }

  async function drawn(view: string, language: string, data: Record<string, string | string[]> = {}) {
    const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side: 'staff', now: noon };
    const found = channelsRule.views.find(({ name }) => name === view);
    const all = { channelId: nova.id, ...data };
    return found?.render(await found.load(ask, all, reader), reader, all)?.text;
  }
  return { world, judged, drawn };
}

const toWhom = (effects: Effect[]) => effects.map((effect) => (effect.kind === 'say' ? effect.to : effect.kind));

describe('a channel', () => {
  test('that is met for the first time, and is heard, is noted and not spoken of', async () => {
    const { judged } = worldOf();
    expect(await judged()).toEqual({ reasons: ['first-met'], said: [] });
    expect(await judged()).toEqual({ reasons: [], said: [] });
  });

  test('that Slack was never asked about is not noted as nameless', async () => {
    expect(await worldOf({ channel: { ...nova, name: '' } }).judged({ kind: 'AgreementApplied' })).toEqual({
      reasons: [],
      said: [],
    });
  });

  test('that is not heard from the beginning is told at once', async () => {
    const { judged } = worldOf({ deaf: 'left', channel: { ...nova, isMember: false } });
    expect((await judged({ kind: 'AgreementApplied' })).reasons).toEqual(['deaf']);
  });

  test('that is no longer heard is told once, and the same notice says when it is heard again', async () => {
    const { world, judged } = worldOf();
    await judged();
    world.deaf = 'left';
    const { said } = await judged();
    expect(said).toMatchObject([{ kind: 'say', key: `channels:deaf:${nova.id}:${noon}`, to: { userId: 'U0MIRA' } }]);
    expect(await judged({ id: 'E2' })).toEqual({ reasons: [], said: [] });
    world.deaf = 'archived';
    expect(await judged()).toMatchObject({ reasons: ['deaf-otherwise'], said: [{ kind: 'refresh' }] });
    world.deaf = null;
    expect(await judged()).toMatchObject({
      reasons: ['heard-again'],
      said: [{ kind: 'refresh', key: `channels:deaf:${nova.id}:${noon}` }],
    });
    expect(await judged()).toEqual({ reasons: [], said: [] });
  });

  test('of which the token is worth nothing is not spoken of in Slack, neither then nor after', async () => {
    const { world, judged } = worldOf();
    await judged();
    world.deaf = 'token';
    expect((await judged()).said).toEqual([]);
    world.deaf = null;
    expect((await judged()).said).toEqual([]);
  });

  test('that changed in two ways at once is told of both', async () => {
    const { world, judged } = worldOf();
    await judged();
    world.channel = { ...nova, name: 'nova-cycles', isExternallyShared: false };
    expect((await judged({ id: 'E7' })).reasons).toEqual(['renamed', 'unshared']);
    expect((await judged({ id: 'E8' })).reasons).toEqual([]);
  });

  test.each(['paused', 'ended'] as const)('of an agreement that is %s is not spoken of', async (status) => {
    expect(await worldOf({ deaf: 'left' }).judged({}, status)).toEqual({ reasons: [], said: [] });
  });
});

describe('whom it is told', () => {
  test('the backup where the owner has left, a manager where both have', async () => {
    expect(toWhom((await worldOf({ deaf: 'left', gone: ['U0MIRA'] }).judged()).said)).toMatchObject([
      { userId: 'U0JONAS' },
    ]);
    expect(toWhom((await worldOf({ deaf: 'left', gone: ['U0MIRA', 'U0JONAS'] }).judged()).said)).toMatchObject([
      { userId: 'U0RUTH' },
    ]);
  });

  test('the next one where Slack does not deliver, each once, the operator last, and then nobody', async () => {
    const { judged } = worldOf({ deaf: 'left' });
    let [last] = (await judged()).said;
    const reached = [];
    for (;;) {
      if (last?.kind !== 'say') break;
      reached.push(last.to.kind === 'person' ? last.to.userId : last.to.kind);
      const { key, view, data, to } = last;
      [last] = (await judged({ kind: 'DeliveryFailed', rule: 'channels', key, view, data, to, because: 'no' })).said;
    }
    expect(reached).toEqual(['U0MIRA', 'U0JONAS', 'U0RUTH', 'operator']);
  });
});

describe.each(['en', 'tr'])('its words (%s)', (language) => {
  test.each(['left', 'archived', 'not-found', 'no-scope', 'token', null] as const)(
    'nothing is heard: %s',
    async (deaf) => {
      const { drawn } = worldOf({ deaf, waiting: 2 });
      expect(await drawn('channel-deaf', language)).toMatchSnapshot();
    },
  );

  test.each(['renamed', 'shared', 'unshared', 'id-changed'])('%s', async (what) => {
    const { drawn } = worldOf();
    const data = { what, before: 'nova <&> before', id: 'C0NEW', unreached: ['U0MIRA'] };
    expect(await drawn('channel-changed', language, data)).toMatchSnapshot();
  });
});
