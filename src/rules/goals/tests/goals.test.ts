import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { goalsOf } from '../../../agreement/goals.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { type GoalValue, kpiRows } from '../../../engine/goal.ts';
import { goalMonthSubject, readGoalMonth } from '../../../engine/goal-entry.ts';
import type { Reader } from '../../../engine/rule.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { sections } from '../../index.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { card } from '../card.ts';
import { LONGEST_SENTENCE } from '../decide.ts';
import { figureText, readFigure } from '../figure.ts';
import { form, over } from '../views/form.ts';
import { list, said } from '../views/list.ts';
import { reached } from '../views/reached.ts';

const now = Date.parse('2026-12-01T09:00:00Z');
const reader = (language: string, side: Reader['side'] = 'staff'): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now },
});
const short = [
  '{ id: visits, title: Organic <visits>, unit: visits, target: 12000, by: 2026-12-31, why: more test rides }',
  '{ id: costs, title: Cost of an order, unit: EUR, start: 11.4, target: 8, direction: down }',
  '{ id: rate, title: Conversion, unit: "%", target: 3.5 }',
];
const long = Array.from(
  { length: 12 },
  (_, index) =>
    `{ id: g${index}, title: "${'<&>'.repeat(20)}", unit: "${'<'.repeat(20)}", target: 999999999999.99, by: 2027-12-31, why: "${'<'.repeat(200)}" }`,
);
function agreed(goals: readonly string[], language = 'en') {
  const text = `schema: 1
id: nova
client: { name: "${'N<>'.repeat(26)}", language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
goals: [${goals.join(', ')}]
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return { ...loaded.agreement, version: 1 };
}
const value = (goalId: string, month: string, figure: number): GoalValue => ({
  ...{ id: `${goalId}-${month}`, clientId: 'nova', goalId, month, value: figure, by: 'U0MIRA', at: 1 },
  ...{ note: null, agreementVersion: 1 },
});
const months = ['2026-12', '2026-11'];
const past = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'];

test.each(LANGUAGES)('the card names what was agreed, and no figure that it came to (%s)', (language) => {
  const lines = card.lines(agreed(short, language), reader(language, 'client'), null);
  expect([card.title(language), ...lines].join('\n')).toMatchSnapshot();
});

describe.each(['en', 'tr'])('what staff read (%s)', (language) => {
  test('this month beside its goal, how far it is, and the months before', () => {
    const agreement = agreed(short);
    const values = [
      value('visits', '2026-10', 8_000),
      value('visits', '2026-11', 9_400.5),
      value('visits', '2026-12', 12_300),
      value('costs', '2026-12', 9.7),
    ];
    const sentences = { visits: '140 test rides <!here>' };
    const drawn = list.render({ agreement, months, values, sentences }, reader(language), {});
    expect(drawn && faultsOfMessage(drawn)).toEqual([]);
    const none = list.render({ agreement: agreed([]), months, values: [], sentences: {} }, reader(language), {});
    const row = kpiRows(goalsOf(agreement), values, '2026-12')[0];
    const told = row === undefined ? null : reached.render({ agreement, row }, reader(language), {});
    const texts = [drawn?.text, none?.text, told?.text].map((one) => one?.replaceAll(/(N&lt;&gt;)+/g, 'N'));
    expect(texts.join('\n---\n')).toMatchSnapshot();
  });

  test('as many goals as there may be fit, with the longest figures and sentences', () => {
    const agreement = agreed(long);
    const values = past.flatMap((month) => goalsOf(agreement).map(({ id }) => value(id, month, 999_999_999_999.99)));
    const sentences = Object.fromEntries(goalsOf(agreement).map(({ id }) => [id, '<'.repeat(LONGEST_SENTENCE)]));
    const drawn = list.render({ agreement, months, values, sentences }, reader(language), {});
    expect(drawn && faultsOfMessage(withinLimits(drawn))).toEqual([]);
    const opened = form.form?.({ agreement, month: '2026-12', values, sentences }, reader(language), {
      subject: goalMonthSubject('nova', '2026-12'),
    });
    expect(opened && faultsOfForm(opened)).toEqual([]);
    const whats = ['which', 'not-yours', 'gone', 'no-month'].map((what) =>
      said.render(null, reader(language), { what }),
    );
    expect(whats.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], []]);
    const kept = over.form?.(null, reader(language), { count: 2 });
    expect(kept && faultsOfForm(kept)).toEqual(['empty submit']);
  });
});

describe('figures', () => {
  test.each([
    ['12000', 12_000],
    [' 3.25 ', 3.25],
    ['3,5', 3.5],
    ['-4', -4],
    ['0', 0],
    ['', null],
    [null, null],
    ['12.345', undefined],
    ['1e9', undefined],
    ['much', undefined],
    ['9'.repeat(20), undefined],
  ])('%j is %j', (text, figure) => {
    expect(readFigure(text)).toBe(figure);
  });

  test('are written as the reader’s language writes them', () => {
    expect([
      figureText(12_300.5, 'visits', 'en'),
      figureText(3.5, '%', 'en'),
      figureText(1.5, undefined, 'tr'),
    ]).toEqual(['12,300.5 visits', '3.5%', '1,5']);
  });
});

test('what a form carries names a client and a month, and nothing else is read as one', () => {
  expect(readGoalMonth(goalMonthSubject('nova', '2026-01'))).toEqual({ clientId: 'nova', month: '2026-01' });
  for (const subject of ['client:nova', 'client:nova#202613', 'nova#202601', 'client:nova#20261'])
    expect(readGoalMonth(subject)).toBeNull();
});
