import { describe, expect, test } from 'vitest';
import type { Event, Side } from '../../../engine/event.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { type Reader, triggeredBy } from '../../../engine/rule.ts';
import { faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { help } from '../rule.ts';

const unassigned: Channel = {
  id: 'new-channel',
  slackChannelId: 'C0NEW',
  clientId: null,
  name: 'new-client',
  role: 'unassigned',
  isArchived: false,
  isMember: true,
  isExternallyShared: true,
};

const askOf = (channel: Channel | null): Ask =>
  (async (name: string) => {
    if (name === 'channel') return channel;
    if (name === 'agency') return null;
    if (name === 'clientsNaming' || name === 'clientsMeeting' || name === 'agreements') return [];
    throw new Error(`nobody answers ${name}`);
  }) as Ask;

async function decided(event: Partial<Event>, channel: Channel | null = unassigned) {
  const about = {
    event: { id: 'E1', actor: 'U0MIRA', side: 'staff', ...event } as Event,
    agreement: null,
    agency: null,
    now: 0,
  };
  return help.decide({ ...about, facts: await help.load(askOf(channel), about) }).flatMap(({ effects }) => effects);
}

async function drawn(view: string, side: Reader['side'], language: string, data = {}) {
  const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'UTC', side, now: 0 };
  const found = help.views.find(({ name }) => name === view);
  return found?.render(await found.load(askOf(unassigned), data, reader), reader, data)?.text;
}

describe('help', () => {
  test.each(['help', '', 'nonsense'])('/rules %s gets usage, privately', async (words) => {
    const [answer] = await decided({ kind: 'CommandGiven', words });
    expect(answer).toMatchObject({ kind: 'answer', how: 'privately', view: 'help' });
  });

  test('what was not understood says so before the usage', async () => {
    const [answer] = await decided({ kind: 'CommandGiven', words: 'nonsense' });
    expect(answer).toMatchObject({ data: { isKnown: false } });
    expect(await drawn('help', 'staff', 'en', { isKnown: false })).toMatch(/^That is not something/);
  });

  test('listens to its own word and to the bare command', () => {
    const heard = (words: string) =>
      help.triggers.some((one) => triggeredBy(one, { kind: 'CommandGiven', words } as Event));
    expect([heard('help'), heard('')]).toEqual([true, true]);
  });

  test.each(['staff', 'client', 'unknown'] satisfies Side[])(
    'a direct message or mention by %s is never met with silence',
    async (side) => {
      for (const where of ['direct', 'mention'] as const) {
        const [say] = await decided({ kind: 'BotAddressed', where, side });
        expect(say).toMatchObject({
          kind: 'say',
          to: { kind: 'person', userId: 'U0MIRA' },
          view: 'help',
          permission: null,
        });
      }
    },
  );

  test('bots are not answered', async () => {
    expect(await decided({ kind: 'BotAddressed', where: 'direct', side: 'neither' })).toEqual([]);
  });

  test.each(['en', 'tr'])('speaks to staff and to clients, each of their own matters (%s)', async (language) => {
    for (const view of ['help', 'joined', 'refused', 'noted', 'try-again', 'nothing-to-do']) {
      for (const side of ['staff', 'client'] as const)
        expect(await drawn(view, side, language)).toMatchSnapshot(`${view} ${side}`);
    }
    for (const view of ['help', 'joined', 'nothing-to-do']) {
      expect(await drawn(view, 'client', language)).not.toMatch(/\/rules|groundrules|manager|yönetici/);
    }
  });

  test.each(['en', 'tr'])('all that can be asked fits into Slack’s blocks (%s)', async (language) => {
    const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'UTC', side: 'staff', now: 0 };
    const found = help.views.find(({ name }) => name === 'help');
    const told = found?.render(await found.load(askOf(null), {}, reader), reader, {});
    expect(told && faultsOfMessage(told)).toEqual([]);
    expect(JSON.stringify(told?.blocks)).toContain(language === 'en' ? 'it is done' : 'tamamland');
  });
});

describe('an invitation', () => {
  const joined = { kind: 'ChannelChanged', channelId: 'new-channel', change: 'bot-joined' } as const;

  test('to a channel without an agreement tells the inviter once what to do, and keeps nothing', async () => {
    const effects = await decided(joined);
    expect(effects).toMatchObject([
      { kind: 'say', key: 'help:joined:new-channel', to: { userId: 'U0MIRA' }, view: 'joined' },
    ]);
    expect(await drawn('joined', 'staff', 'en', { channelId: 'new-channel' })).toContain('`C0NEW`');
  });

  test.each([
    ['to a channel with an agreement', joined, { ...unassigned, clientId: 'nova', role: 'shared' as const }],
    ['to a direct message', joined, { ...unassigned, role: 'direct' as const }],
    ['that nobody is named for', { ...joined, actor: null }, unassigned],
    ['taken back', { ...joined, change: 'bot-left' as const }, unassigned],
  ])('%s says nothing', async (_what, event, channel) => {
    expect(await decided(event, channel)).toEqual([]);
  });

  test('a client with whom emergencies are agreed finds the button, one for each client where they are of several', async () => {
    const agreed = (id: string) => ({
      ...{ id, status: 'active', client: { name: id.toUpperCase() }, sections: { emergency: {} } },
    });
    const drawnFor = async (agreements: object[], language = 'en') => {
      const ask = (async (name: string) => {
        if (name === 'agency') return null;
        if (name === 'agreements') return agreements;
        return agreements.map((one) => ({ clientId: (one as { id: string }).id }));
      }) as Ask;
      const reader: Reader = { userId: 'U0ANNA', language, timeZone: 'UTC', side: 'client', now: 0 };
      const view = help.views.find(({ name }) => name === 'help');
      return view?.render(await view.load(ask, {}, reader), reader, {});
    };
    const one = await drawnFor([agreed('nova')]);
    expect(one?.text).toContain('what you write to this bot alone reaches nobody');
    expect(one?.blocks.at(-1)).toMatchObject({ elements: [{ action_id: 'raise-emergency', value: 'client:nova' }] });
    const two = await drawnFor([agreed('nova'), agreed('defne')], 'ru');
    expect(JSON.stringify(two?.blocks)).toMatch(/Авария: NOVA.+Авария: DEFNE/);
    expect((await drawnFor([{ ...agreed('nova'), sections: {} }]))?.blocks).toHaveLength(1);
    expect((await drawnFor([{ ...agreed('nova'), status: 'paused' }]))?.blocks).toHaveLength(1);
  });
});
