import { describe, expect, test } from 'vitest';
import { sections } from '../rules/index.ts';
import type { Agreement } from './agreement.ts';
import { loadAgreement } from './load.ts';
import { problemText } from './problem.ts';
import { agreedReport, contributorsOf, questionsOf, reportsBetween } from './reports.ts';

const agreed = (status: string, more = ''): Agreement => {
  const loaded = loadAgreement(textOf(status, more), { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const wrong = (status: string): string => {
  const loaded = loadAgreement(textOf(status), { fileName: 'nova.yml', sections, template: () => undefined });
  return loaded.ok ? '' : loaded.problems.map(problemText).join('\n');
};
const textOf = (status: string, more = '') => `schema: 1
id: nova
client: { name: Nova Bikes, language: en, timeZone: Europe/London }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  holidays: { country: DE, state: BE }
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
rhythm: { status: ${status} }
${more}`;
const weekly = (more = '') => `{ weekly: { when: every Friday 15:00${more} } }`;

describe('what a line of the agreement promises', () => {
  test('a report goes on the client’s clocks, and comes before a closed day', () => {
    const found = reportsBetween(agreed(weekly()), Date.parse('2026-12-14'), Date.parse('2027-01-05'));
    expect(found.map(({ plannedFor, date, at }) => [plannedFor, date, new Date(at).toISOString()])).toEqual([
      ['2026-12-18', '2026-12-18', '2026-12-18T15:00:00.000Z'],
      ['2026-12-25', '2026-12-24', '2026-12-24T15:00:00.000Z'],
      ['2027-01-01', '2026-12-31', '2026-12-31T15:00:00.000Z'],
    ]);
  });

  test('the owner is asked the usual four a business day before at ten, where nothing else is said', () => {
    const agreement = agreed(weekly());
    expect(contributorsOf(agreement, 'weekly')).toEqual(['U0MIRA']);
    expect(questionsOf(agreement, 'weekly').map(({ id, text }) => [id, text])).toEqual([
      ['carries-over', null],
      ['dropped', null],
      ['not-started', null],
      ['new', null],
    ]);
    expect(agreedReport(agreement, 'weekly')).toMatchObject({
      ask: { before: { days: 1 }, at: '10:00' },
      goesByItself: false,
      keep: { days: 365 },
    });
    expect(agreedReport(agreement, 'monthly')).toBeNull();
  });

  test('figures are asked for only where there are goals', () => {
    const monthly = '{ monthly: { when: first business day 10:00 } }';
    const goals = 'goals: [{ id: visits, title: Visits, target: 12000 }]';
    expect(questionsOf(agreed(monthly), 'monthly').map(({ kind }) => kind)).not.toContain('kpis');
    expect(questionsOf(agreed(monthly, goals), 'monthly').at(-1)).toEqual({ id: 'kpis', kind: 'kpis', text: null });
  });

  test('own questions keep their name wherever they stand, and may have words in several languages', () => {
    const asked = (list: string) => questionsOf(agreed(weekly(`, questions: [${list}]`)), 'weekly');
    const [first, second] = asked('What did we learn?, carries-over');
    expect(asked('carries-over, What did we learn?')).toEqual([second, first]);
    expect(first).toMatchObject({ kind: 'text', text: { en: 'What did we learn?' } });
    expect(asked('{ id: learned, text: { tr: Ne öğrendik?, en: What did we learn? } }')).toEqual([
      { id: 'learned', kind: 'text', text: { tr: 'Ne öğrendik?', en: 'What did we learn?' } },
    ]);
  });
});

describe('what is written wrongly is said in a sentence', () => {
  test.each([
    [weekly(', ask: { before: 3 days }'), '"3 days" is not a number of business days; write'],
    [weekly(', ask: { before: 30 business days }'), 'out of range; write 1 to 10 business days'],
    [weekly(', ask: { at: "25:00" }'), 'write a time such as "10:00"'],
    [weekly(', contributors: []'), 'then the owner is asked'],
    [weekly(', contributors: [U0MIRA, U0MIRA]'), 'U0MIRA is named above already'],
    [weekly(', questions: [new, new]'), 'this is asked above already'],
    [weekly(', questions: [{ id: learned, text: {} }]'), 'in one language at least'],
    ['{ weekly: { when: on Fridays } }', 'is not a time that comes again'],
  ])('%s', (status, problem) => {
    expect(wrong(status)).toContain(problem);
  });
});

test('what would go by itself and may not is said', () => {
  const warned = (more: string) => {
    const text = textOf(weekly(', goesByItself: true'), more);
    const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
    return loaded.ok ? loaded.warnings.map(problemText).join() : 'wrong';
  };
  expect(warned('')).toContain('it goes by itself only where the bot may post it; write mayPost: [report]');
  expect(warned('mayPost: [report]\n')).toBe('');
});
