import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { Win } from '../../../engine/win.ts';
import { sections } from '../../index.ts';
import type { RecapFacts } from '../load-months.ts';
import { monthOver } from '../recap.ts';
import { plannedAnew, type Recap, readRecap, recapOf } from '../recap-record.ts';
import { channel, win } from './facts.ts';

const file = (more: string) => `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  holidays: { country: DE, state: BE }
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
${more}
`;
const read = (more = '') => loadAgreement(file(more), { fileName: 'nova.yml', sections, template: () => undefined });
const agreed = (more = ''): Agreement => {
  const loaded = read(more);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const at = (local: string, offset = '+01:00') => Date.parse(`${local}${offset}`);
const planned = (agreement: Agreement, month: string, data: Partial<Recap['data']> = {}): Recap => {
  const { kind: _kind, late: _late, ...row } = recapOf(agreement, month);
  const recap = readRecap({ ...row, id: 'recap-1', clientId: 'nova', rule: 'wins', revision: 1 });
  if (recap === null) throw new Error('It is none.');
  return { ...recap, data: { ...recap.data, ...data } };
};

describe('the card of a month comes', () => {
  test.each([
    ['2026-11', '', at('2026-12-01T10:00')],
    // New Year's Day is a Friday, and the office opens on Monday.
    ['2026-12', '', at('2027-01-04T10:00')],
    ['2026-10', 'wins: { recap: first Monday 11:30 }', at('2026-11-02T11:30')],
    ['2026-04', 'wins: { recap: 1st 09:00 }', at('2026-05-04T09:00', '+02:00')],
  ])('of %s, where %s is agreed, when it is to', (month, more, instant) => {
    expect(recapOf(agreed(more), month).dueAt).toBe(instant);
  });

  test('never once a year', () => {
    expect(read('wins: { recap: every year on 1 March 10:00 }').ok).toBe(false);
  });

  test('at another hour when that is agreed, once, and never again for a month that is told', () => {
    const before = planned(agreed(), '2026-11');
    const now = at('2026-11-20T12:00');
    const moved = plannedAnew(agreed('wins: { recap: first Monday 11:30 }'), [before], now);
    expect(moved.map(({ id, dueAt }) => [id, dueAt])).toEqual([['recap-1', at('2026-12-07T11:30')]]);
    expect(plannedAnew(agreed(), [before], now)).toEqual([]);
    expect(plannedAnew(agreed(), [], now).map(({ subject }) => subject)).toEqual(['wins:nova:2026-11']);
  });
});

describe('when the month is over', () => {
  const permitted = 'mayPost: [winsRecap]';
  const facts = (more: string, wins: Win[], changes: Partial<RecapFacts> = {}): RecapFacts => {
    const agreement = agreed(more);
    return {
      ...{ kind: 'recap', recap: planned(agreement, '2026-11'), wins, all: wins, together: 0, channel, wordings: [] },
      ...{ agreement, agency: null, missing: { gone: [], away: [] } },
      ...changes,
    };
  };
  const due = at('2026-12-01T10:00');
  const told = (given: RecapFacts, now = due) => {
    const { reason, effects } = monthOver(given, now);
    return [
      reason.name,
      ...effects.flatMap((one) => (one.kind === 'say' ? [one.view, one.permission, one.to.kind] : [])),
    ];
  };

  test('it is the owner’s to post, unless the agreement lets it go by itself', () => {
    expect(told(facts('', [win()]))).toEqual(['recap-asked', 'wins-draft', null, 'person']);
    expect(told(facts(permitted, [win()]))).toEqual(['recap-posted', 'wins-card', 'winsRecap', 'channel']);
  });

  test('after a long downtime, or without a channel, it is the owner’s in any case', () => {
    expect(told(facts(permitted, [win()]), at('2026-12-09T10:00'))[1]).toBe('wins-draft');
    expect(told(facts(permitted, [win()], { channel: null }))[1]).toBe('wins-draft');
  });

  test('nothing went well: nothing is said; what was only reached together is', () => {
    expect(told(facts(permitted, []))).toEqual(['no-recap']);
    expect(told(facts(permitted, [], { together: 1 }))[1]).toBe('wins-card');
  });

  test('the next one is planned', () => {
    const next = monthOver(facts('', [win()]), due).effects.filter((one) => one.kind === 'set-deadline');
    expect(next.map(({ subject, state }) => [subject, state])).toEqual([
      ['wins:nova:2026-11', 'met'],
      ['wins:nova:2026-12', 'pending'],
    ]);
  });
});
