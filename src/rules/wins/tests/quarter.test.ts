import { describe, expect, test } from 'vitest';
import type { Agency } from '../../../agreement/agency.ts';
import { faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { monthsOf, quarterAt, quarterDue, quarterOf, quarterOver } from '../quarter.ts';
import { quarter } from '../views/quarter.ts';
import { reader } from './facts.ts';

const agency = { defaults: { timeZone: 'Europe/Istanbul' } } as Agency;
const at = (local: string) => Date.parse(`${local}+03:00`);
const rowOf = (due: ReturnType<typeof quarterDue>) => {
  const { kind: _kind, late: _late, isOfNoClient: _none, ...row } = due;
  return { ...row, id: 'd1', clientId: null, rule: 'wins', revision: 1 };
};

describe('a quarter', () => {
  test.each([
    ['2026-Q1', '2026-01', '2026-03', '2026-04-06T10:00'],
    ['2026-Q2', '2026-04', '2026-06', '2026-07-06T10:00'],
    ['2026-Q3', '2026-07', '2026-09', '2026-10-05T10:00'],
    ['2026-Q4', '2026-10', '2026-12', '2027-01-04T10:00'],
  ])('%s has its months, and is told on the first Monday of the next one', (name, from, until, told) => {
    expect(monthsOf(name)).toEqual({ from, until });
    expect(quarterDue(agency, name).dueAt).toBe(at(told));
    expect(quarterOf(rowOf(quarterDue(agency, name)))).toBe(name);
  });

  test('begins and ends where the agency is', () => {
    expect(
      [at('2026-03-31T23:59'), at('2026-04-01T00:00'), at('2026-12-31T23:59')].map((one) => quarterAt(agency, one)),
    ).toEqual(['2026-Q1', '2026-Q2', '2026-Q4']);
  });

  test('is told once to each, and of long ago it is told to nobody', () => {
    const facts = {
      kind: 'quarter' as const,
      row: rowOf(quarterDue(agency, '2026-Q3')),
      quarter: '2026-Q3',
      told: ['U0RUTH'],
    };
    const inTime = quarterOver(facts, at('2026-10-05T10:00'));
    expect(inTime.effects.map((one) => one.kind)).toEqual(['set-deadline', 'say']);
    const late = quarterOver(facts, at('2026-11-05T10:00'));
    expect(late.effects.map((one) => one.kind)).toEqual(['set-deadline']);
    expect(late.reason.name).toBe('quarter-too-late');
  });
});

test.each(['en', 'tr'])('a manager reads client by client, and with whom nothing was celebrated (%s)', (language) => {
  const clients = [
    { name: 'Orchard Legal', theirs: 0, ours: 0, byThem: 0 },
    { name: 'Defne *Kahve*', theirs: 0, ours: 1, byThem: 0 },
    { name: 'Nova Bikes', theirs: 3, ours: 1, byThem: 2 },
  ];
  const many = Array.from({ length: 300 }, (_, index) => ({
    ...{ name: `${'C'.repeat(79)}${index}`, theirs: index % 2, ours: 0, byThem: 0 },
  }));
  const data = { quarter: '2026-Q4', for: 'U0RUTH' };
  const drawn = [clients, many].map((one) => quarter.render(one, reader(language), data));
  expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual([[], []]);
  expect(drawn[0]?.text).toMatchSnapshot();
  const none = clients.slice(0, 1);
  expect([quarter.render(none, reader(language), data), quarter.pointless?.(none, reader(language), data)]).toEqual([
    null,
    'nothing',
  ]);
});
