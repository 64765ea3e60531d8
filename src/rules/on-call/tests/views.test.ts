import { describe, expect, test } from 'vitest';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { OnCall, Rota } from '../../../agreement/on-call.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Override } from '../../../engine/on-call.ts';
import type { Reader } from '../../../engine/rule.ts';
import { onCallRule } from '../rule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 23, 9, 20);
const hostile = `<!channel> *Mira* & <@U0EVIL> `.repeat(9);

/** As many rotas and overrides as are wanted, and whether anybody is there. */
type World = { name: string; client: string; rotas: number; overrides: number; isAway: boolean };

const rota = (count: number): Rota => ({
  timeZone: 'Europe/Istanbul',
  handOver: { weekday: 'mon', time: '09:00' },
  people: Array.from({ length: count }, (_, index) => ({ id: `U0P${index}` })),
  startsOn: '2026-11-02',
  notice: true,
});

function askOf({ name, client, rotas, overrides, isAway }: World): Ask {
  const named = Array.from({ length: rotas }, (_, index): [string, Rota] => [
    rotas > 1 ? `${'a'.repeat(36)}-${index}` : 'evenings',
    rota(isAway ? 50 : 3),
  ]);
  const page = named.map(([rotaName]) => ({ kind: 'rota' as const, name: rotaName }));
  const policy = { hours: 'always' as const, repeat: 2, steps: [{ page, by: ['slack' as const], wait: { ms: 1 } }] };
  const onCall: OnCall = { contacts: {}, rotas: Object.fromEntries(named), policies: { standard: policy } };
  const override = (index: number): Override => ({
    ...{ id: `O${index}`, rota: named[0]?.[0] ?? '', userId: 'U0P1', setBy: 'U0P0', setAt: index },
    since: now + index * HOUR,
    until: now + (index + 2) * HOUR,
    pair: index % 2 === 1 ? 'P' : null,
  });
  const all = Array.from({ length: overrides }, (_, index) => override(index));
  const away = (userId: string) => ({
    id: userId,
    userId,
    since: now - DAY,
    until: now + 90 * DAY,
    backup: null,
    setBy: userId,
  });
  const answers: Record<string, (given: { userIds: string[] }) => unknown> = {
    agency: () => ({ onCall }) as Agency,
    agreement: () =>
      ({ client: { name: client }, sections: { emergency: { policy: 'standard' } } }) as unknown as Agreement,
    persons: ({ userIds }) => userIds.map((userId) => ({ userId, name, isDeleted: false })),
    absences: ({ userIds }) => (isAway ? userIds.map(away) : []),
    overrides: () => all,
    override: () => all.slice(0, 1),
  };
  return (async (asked: string, given: never) => answers[asked]?.(given)) as unknown as Ask;
}

const short: World = { name: 'Mira', client: 'Nova', rotas: 1, overrides: 1, isAway: false };
const long: World = { name: hostile, client: hostile.slice(0, 80), rotas: 50, overrides: 200, isAway: true };
const span = { userId: 'U0P1', since: now + HOUR, until: now + DAY, rota: 'evenings' };
const swap = { ...span, otherId: 'U0P0', otherSince: now + DAY, otherUntil: now + 2 * DAY };
const cases: [string, ViewData][] = [
  ['on-call', { what: 'list', clientId: 'nova', rota: null }],
  ['on-call', { what: 'list', clientId: null, rota: null }],
  ['on-call', { what: 'none' }],
  ['on-call', { what: 'noted', override: 'O0', isAway: true, ...span }],
  ['on-call', { what: 'swapped', override: 'O0', ...swap }],
  ['on-call', { what: 'taken-back', isRunning: false, ...span }],
  ['on-call', { what: 'taken-back', isRunning: true, ...span }],
  ['on-call', { what: 'taken-back', isRunning: false, ...swap }],
  ['on-call', { what: 'no-turn', userId: 'U0P1', rota: 'evenings' }],
  ['on-call', { what: 'which-rota' }],
  ['on-call', { what: 'unreadable' }],
  ['on-call-begins', { rota: 'evenings', userId: 'U0P1', at: now }],
  [
    'on-call-absent',
    { rota: 'evenings', planned: 'U0P1', userId: 'U0P2', because: 'next-in-rota', since: now, until: now + DAY },
  ],
  [
    'on-call-absent',
    { rota: 'evenings', planned: 'U0P1', userId: 'U0P2', because: 'stands-in', since: now, until: now + DAY },
  ],
  [
    'on-call-absent',
    { rota: 'evenings', planned: 'U0P1', userId: null, because: 'nobody-there', since: now, until: now + DAY },
  ],
  ['on-call-changed', { what: 'took-over', by: 'U0P2', override: 'O0', ...span }],
  ['on-call-changed', { what: 'swapped-for', by: 'U0P2', override: 'O0', ...swap }],
  ['on-call-changed', { what: 'took-back', by: 'U0P2', override: 'O0', ...span }],
  ['on-call-changed', { what: 'took-back', by: 'U0P2', override: 'O0', ...swap }],
];

async function drawn(world: World, language: string, [view, data]: [string, ViewData]) {
  const reader: Reader = { userId: 'U0P1', language, timeZone: 'Europe/Istanbul', side: 'staff', now };
  const found = onCallRule.views.find(({ name }) => name === view);
  return found?.render(await found.load(askOf(world), data, reader), reader, data) ?? null;
}

describe.each(['en', 'tr'])('in %s', (language) => {
  test('everything people read, at its shortest', async () => {
    const texts = [];
    for (const one of cases) texts.push((await drawn(short, language, one))?.text);
    expect(texts).toMatchSnapshot();
  });

  test('at its longest fits into a message, and nobody’s markup becomes ours', async () => {
    // With everybody away nobody goes on call: that alone is drawn with people who are there.
    for (const one of cases) {
      const world = one[0] === 'on-call-begins' ? { ...long, rotas: 1, isAway: false } : long;
      const rendered = await drawn(world, language, one);
      expect(rendered, one.join()).not.toBeNull();
      expect(rendered?.blocks.length).toBeLessThanOrEqual(50);
      const texts =
        rendered?.blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : [])) ?? [];
      expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(3000);
      expect(texts.join('')).not.toMatch(/<!channel>|<@U0EVIL>/);
    }
  });

  test('nobody is told that they go on call who does not any more', async () => {
    const begins: [string, ViewData] = ['on-call-begins', { rota: 'evenings', userId: 'U0P2', at: now }];
    expect(await drawn(short, language, begins)).toBeNull();
    expect(await drawn({ ...short, isAway: true }, language, begins)).toBeNull();
  });
});
