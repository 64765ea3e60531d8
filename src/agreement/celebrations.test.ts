import { describe, expect, test } from 'vitest';
import { sections } from '../rules/index.ts';
import type { Agreement } from './agreement.ts';
import { anniversariesBetween, celebrationsOf, nextYearly } from './celebrations.ts';
import { loadAgreement } from './load.ts';
import { problemText } from './problem.ts';

const load = (celebrations: string) =>
  loadAgreement(
    `schema: 1
id: nova
client: { name: Nova Bikes, language: en, timeZone: Europe/London }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  holidays: { country: DE, state: BE }
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
emergency: { emoji: rotating_light }
scope: { items: [{ id: blog, kind: in, title: Blog articles, allowance: 4 articles a month }] }
${celebrations}`,
    { fileName: 'nova.yml', sections, template: () => undefined },
  );
const agreed = (celebrations: string): Agreement => {
  const loaded = load(`celebrations: ${celebrations}`);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const wrong = (celebrations: string): string => {
  const loaded = load(`celebrations: ${celebrations}`);
  return loaded.ok ? '' : loaded.problems.map(problemText).join('\n');
};
const days = (agreement: Agreement, from: string, until: string) =>
  anniversariesBetween(agreement, Date.parse(from), Date.parse(until)).map(
    ({ of, date, plannedFor, years, at }) => `${of} ${plannedFor} ${date} ${years} ${new Date(at).toISOString()}`,
  );

describe('anniversaries', () => {
  test('come every year on the client’s clocks, from the first year after it began on', () => {
    const agreement = agreed('{ anniversaries: { contract: 2024-11-30, goLive: 2025-05-06 } }');
    expect(days(agreement, '2024-01-01', '2026-12-31')).toEqual([
      'contract 2025-11-30 2025-12-01 1 2025-12-01T10:00:00.000Z',
      'go-live 2026-05-06 2026-05-06 1 2026-05-06T09:00:00.000Z',
      'contract 2026-11-30 2026-11-30 2 2026-11-30T10:00:00.000Z',
    ]);
  });

  test('are the business day after a weekend and holidays, or before, or left out', () => {
    const christmas = (move: string) =>
      days(agreed(`{ onClosedDays: ${move}, anniversaries: { contract: 2020-12-25 } }`), '2026-12-01', '2027-01-31');
    expect(christmas('after')).toEqual(['contract 2026-12-25 2026-12-28 6 2026-12-28T10:00:00.000Z']);
    expect(christmas('before')).toEqual(['contract 2026-12-25 2026-12-24 6 2026-12-24T10:00:00.000Z']);
    expect(christmas('skip')).toEqual([]);
  });

  test('of the 29th of February are on the 28th in other years, and moved from there', () => {
    const agreement = agreed('{ anniversaries: { contract: 2024-02-29 } }');
    expect(days(agreement, '2025-01-01', '2028-12-31').map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
      '2025-02-28 2025-02-28 1',
      '2026-02-28 2026-03-02 2',
      '2027-02-28 2027-03-01 3',
      '2028-02-29 2028-02-29 4',
    ]);
  });

  test('of a date far ahead come a year after it', () => {
    expect(nextYearly(agreed('{}'), '2040-03-01', Date.parse('2026-01-01'))).toMatchObject({
      plannedFor: '2041-03-01',
      years: 1,
    });
  });
});

describe('what is agreed', () => {
  test('is nothing where nothing is said, and an emoji as soon as anything is', () => {
    const silent = load('');
    expect(silent.ok && celebrationsOf(silent.agreement)).toBeNull();
    expect(celebrationsOf(agreed('{}'))).toMatchObject({ emoji: ['tada'], at: '10:00', onClosedDays: 'after' });
    expect(celebrationsOf(agreed('{ emoji: [":clap:"] }'))?.emoji).toEqual(['clap']);
  });

  test.each([
    ['{ emoji: [eyes] }', 'eyes says how a question stands'],
    ['{ emoji: [rotating_light] }', 'rotating_light raises an emergency'],
    ['{ emoji: [tada, tada] }', 'stands above already'],
    ['{ at: "9:00" }', 'write a time from 00:00 to 23:59'],
    ['{ anniversaries: { contract: 2023-02-29 } }', 'is not in any calendar'],
    ['{ counts: [{ id: blog, title: A, every: 1 }] }', 'write 2 or more'],
    ['{ counts: [{ id: blog, title: A }, { id: blog, title: B }] }', 'blog is a count above already'],
  ])('%s is refused with what to write', (celebrations, problem) => {
    expect(wrong(celebrations)).toContain(problem);
  });

  test('a count of what is not on the list works, and says that nothing is counted', () => {
    const loaded = load('celebrations: { counts: [{ id: articles, title: Blog articles }] }');
    expect(loaded.ok && loaded.warnings.map(problemText).join('\n')).toContain(
      'no scope item with an allowance is called articles, so nothing is counted; write one of these as its item: blog',
    );
    const item = load('celebrations: { counts: [{ id: articles, item: blog, title: Blog articles }] }');
    expect(item.ok && item.warnings).toEqual([]);
  });
});
