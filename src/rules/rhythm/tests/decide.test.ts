import { describe, expect, test } from 'vitest';
import type { Event } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import { decide } from '../decide.ts';
import { load } from '../load.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const served = [
  { clientId: 'nova', name: 'Nova Bikes' },
  { clientId: 'defne', name: 'Defne Kahve' },
];
const asked = async (words: string, here: string | null, mine = served) => {
  const event: Event = {
    ...{ kind: 'CommandGiven', id: 'e', workspaceId: 'T0', clientId: here, actor: 'U0MIRA', side: 'staff' },
    ...{ occurredAt: now, source: 'request', channelId: 'c', command: '/rules', words: `rhythm ${words}` },
  };
  const answers: Record<string, unknown> = {
    clientsServedBy: mine,
    channel: here === null ? null : { clientId: here },
  };
  const facts = await load((async (name: string) => answers[name]) as Ask, { event, now });
  const [effect] = decide({ event, facts }).flatMap(({ effects }) => effects);
  return effect?.kind === 'answer' && 'data' in effect ? effect.data : null;
};

describe('whose rhythm is shown', () => {
  test('that of the channel’s client, or whose name or id was written, however it was written', async () => {
    expect(await asked('', 'nova')).toMatchObject({ what: 'shown', clientIds: ['nova'] });
    expect(await asked('  DEFNE   Kahve ', 'nova')).toMatchObject({ what: 'shown', clientIds: ['defne'] });
    expect(await asked('nova', null)).toMatchObject({ what: 'shown', clientIds: ['nova'] });
  });

  test('all together where nobody is named, but of more than anybody reads none', async () => {
    expect(await asked('', null)).toMatchObject({ what: 'shown', clientIds: ['nova', 'defne'] });
    const many = Array.from({ length: 41 }, (_, index) => ({ clientId: `c${index}`, name: 'C' }));
    expect(await asked('', null, many)).toEqual({ what: 'many', count: 41, clientIds: [] });
    expect(await asked('c7', null, many)).toMatchObject({ what: 'shown', clientIds: ['c7'] });
  });

  test('nobody’s of whom the asker does not serve', async () => {
    expect(await asked('', 'orchard')).toMatchObject({ what: 'not-yours', clientIds: [] });
    expect(await asked('orchard', 'nova')).toMatchObject({ what: 'not-yours', clientIds: [] });
    expect(await asked('', null, [])).toMatchObject({ what: 'nobody', clientIds: [] });
  });
});
