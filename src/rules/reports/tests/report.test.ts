import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { HOUSE_QUESTIONS } from '../../../agreement/status.ts';
import type { Rendered } from '../../../engine/rule.ts';
import { checkBlocks } from '../../../sandbox/slack/validation/blocks.ts';
import { checkView } from '../../../sandbox/slack/validation/views.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { assemble } from '../assemble.ts';
import { fieldTexts } from '../editing.ts';
import { documentOf } from '../export/document.ts';
import { asMarkdown } from '../export/markdown.ts';
import { asPage } from '../export/page.ts';
import { headingOf } from '../headings.ts';
import { hourCame } from '../hour.ts';
import type { ReportFacts } from '../load.ts';
import { pagesOf } from '../pages.ts';
import { keptPosted, readPosted } from '../posted.ts';
import { more, post } from '../views/client.ts';
import { type Draft, draft } from '../views/draft.ts';
import { editForm, skipForm } from '../views/forms.ts';
import { figures, late, said, twice, undelivered } from '../views/notices.ts';
import { markdown, page, shown } from '../views/shown.ts';
import { figure, goesAt, longest, longestAnswers, nova, now, reader, report, whole } from './facts.ts';

const faultsOfMessage = ({ text, blocks }: Pick<Rendered, 'text' | 'blocks'>) => [
  ...(text.length > 4000 ? ['text is too long'] : []),
  ...checkBlocks(blocks, 'message'),
];
const faultsOfForm = (view: ModalView) => checkView({ ...view });

const nameOf = (userId: string) => (userId === 'U0MIRA' ? 'Mira' : 'Jonas');
const posted = { state: 'posted', postedAt: now, postedPlace: 'posted-1', approvedBy: 'U0MIRA' } as const;

describe('answers put together', () => {
  const answers = new Map([
    ['U0MIRA', { new: 'A second page', dropped: '  ' }],
    ['U0JONAS', { new: 'A shop\r\nin Delft' }],
  ]);
  const textOf = (id: string, all = assemble(report('weekly'), { answers, edited: null, nameOf })) =>
    all.sections.find(({ question }) => question.id === id)?.text;

  test('say who said what only where several said something', () => {
    expect(textOf('new')).toBe('Mira: A second page\n\nJonas:\nA shop\nin Delft');
    expect(textOf('dropped')).toBe('');
    const one = assemble(report('weekly'), {
      answers: new Map([['U0JONAS', { new: 'A shop' }]]),
      edited: null,
      nameOf,
    });
    expect(textOf('new', one)).toBe('A shop');
  });

  test('are what was made of them by hand, and what came later is beside it', () => {
    const at = report('weekly', { edited: { place: 'x', by: 'U0MIRA', at: 0 } });
    const all = assemble(at, { answers, edited: { new: 'Two pages' }, nameOf });
    expect(textOf('new', all)).toBe('Two pages');
    expect(all.later.map(({ parts }) => parts.length)).toEqual([2]);
  });

  test('are quiet where everybody said there is nothing, and empty where somebody is missing', () => {
    const none = report('weekly').contributors.map((one) => ({ ...one, place: null }));
    const quiet = assemble(report('weekly', { contributors: none }), { answers: new Map(), edited: null, nameOf });
    expect([quiet.isEmpty, quiet.isQuiet]).toEqual([true, true]);
    const missing = none.map((one) => ({ ...one, answeredAt: null }));
    const empty = assemble(report('weekly', { contributors: missing }), { answers: new Map(), edited: null, nameOf });
    expect([empty.isQuiet, empty.missing.length]).toEqual([false, 2]);
    const lost = assemble(report('weekly'), { answers: new Map(), edited: null, nameOf });
    expect([lost.isQuiet, lost.lost.length]).toEqual([false, 2]);
  });
});

describe('a long report', () => {
  const sections = HOUSE_QUESTIONS.weekly.map((id) => ({
    question: { id, kind: 'text' as const, text: null },
    text: Array.from({ length: 20 }, (_, index) => `${index} ${longest}`).join('\n'),
  }));

  test('is cut into messages without losing a letter', () => {
    const pages = pagesOf({ sections, figures: [] });
    const letters = pages.flat().map(({ text }) => text.replaceAll(/\s/g, '').replaceAll('&amp;', '&'));
    expect(letters.join('')).toBe(sections.map(({ text }) => text.replaceAll(/\s/g, '')).join(''));
    expect(pages.flat().every(({ text }) => text.length <= 2840)).toBe(true);
  });

  test('stays in one message where it fits, and in fields of forms as it was', () => {
    expect(
      pagesOf({ sections: [{ question: { id: 'new', kind: 'text', text: null }, text: 'short' }], figures: [] }),
    ).toHaveLength(1);
    const text = `${'a'.repeat(2999)}\n${'b'.repeat(3001)}`;
    const fields = fieldTexts(text);
    expect(fields.every((one) => one.length <= 3000)).toBe(true);
    expect(fields.join('').length).toBe(6000);
    expect(fieldTexts('')).toEqual(['']);
  });
});

test('what was posted is read again as it was, and nothing else is', () => {
  const one = { sections: whole('en', { answers: { U0MIRA: { new: 'x' } } }).current.sections, figures: [figure()] };
  expect(readPosted(keptPosted(one))).toMatchObject(one);
  expect([readPosted(null), readPosted('{'), readPosted('{"schema":1}')]).toEqual([null, null, null]);
});

const short = (language: string) =>
  whole(language, {
    report: report('monthly', posted),
    answers: { U0MIRA: { plan: 'The spring shop', results: '<b> & *more* orders' }, U0JONAS: { plan: 'Photos' } },
    figures: [figure(), figure({ title: 'Cost of an order', unit: 'EUR', now: null, share: null, meaning: null })],
  });
const long = (language: string, more = '') =>
  whole(language, {
    report: report('monthly', posted),
    answers: { U0MIRA: longestAnswers('monthly'), U0JONAS: longestAnswers('monthly') },
    figures: Array.from({ length: 12 }, (_, index) =>
      figure({ title: `${index} ${'x'.repeat(55)}`, meaning: longest.slice(0, 400) }),
    ),
    more,
  });

describe.each(LANGUAGES)('what the client reads (%s)', (language) => {
  test('has headings and figures in their language, and fits', () => {
    const client = reader(language, 'client');
    const drawn = post.render({ ...short(language), newer: null }, client, {});
    expect(drawn && faultsOfMessage(drawn)).toEqual([]);
    expect(drawn?.text).toMatchSnapshot();
    const largest = { ...long(language), newer: { link: `https://x.slack.com/${'y'.repeat(100)}` } };
    const root = post.render(largest, client, {});
    const pages = pagesOf(largest.posted ?? { sections: [], figures: [] });
    const rest = pages.slice(1).map((_, index) => more.render(largest, client, { page: index + 1 }));
    for (const one of [root, ...rest]) {
      expect(one && faultsOfMessage(one)).toEqual([]);
      // Nothing is left to be cut by whoever sends it.
      expect(one && withinLimits(one)).toEqual(one && { text: one.text, blocks: one.blocks });
    }
    expect(more.render(largest, client, { page: pages.length })).toBeNull();
  });

  test('as a chart has the table in its place where Slack refuses it', () => {
    const facts = { ...short(language), agreement: withChart(language), newer: null };
    const drawn = post.render(facts, reader(language, 'client'), {});
    expect(drawn?.blocks.some(({ type }) => String(type) === 'data_visualization')).toBe(true);
    expect(drawn?.plainer?.some(({ type }) => type === 'table')).toBe(true);
    expect(drawn && faultsOfMessage({ text: drawn.text, blocks: drawn.plainer ?? [] })).toEqual([]);
  });
});

function withChart(language: string) {
  const { agreement } = short(language);
  const rhythm = { ...(agreement.sections.rhythm as object), status: { chart: true } };
  return { ...agreement, sections: { ...agreement.sections, rhythm } };
}

test.each(['en', 'tr'])('staff read what is missing and what to do, however long it is (%s)', (language) => {
  const states = [
    report('weekly'),
    report('weekly', { approvedBy: 'U0MIRA', approvedAt: now }),
    report('weekly', { goesAt: now - 1 }),
    report('weekly', posted),
    ...['by:U0JONAS', 'not-approved', 'too-late', 'trial', 'something'].map((skippedBecause) =>
      report('weekly', { state: 'skipped', skippedBecause }),
    ),
    report('weekly', { state: 'collecting' }),
  ];
  const facts = states.map((one) => whole(language, { report: one, answers: { U0MIRA: { new: 'x' } } }));
  const drawn = facts.map((one) => draft.render(one, reader(language), {}));
  expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual(states.map(() => []));
  expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
  const largest = long('tr');
  const open = { ...largest, report: { ...largest.report, state: 'draft' as const, postedPlace: null } };
  const others = [
    draft.render(open, reader(language), {}),
    late.render(open, reader(language), {}),
    undelivered.render(open, reader(language), { because: 'is_archived' }),
    figures.render({ draft: open, by: 'Ruth Okafor' }, reader(language), {}),
    undelivered.render(open, reader(language), { because: 'nobody_knows' }),
    twice.render({ draft: open, before: report('weekly') }, reader(language), {}),
  ];
  expect(others.map((one) => one && faultsOfMessage(one))).toEqual(others.map(() => []));
  const form = [editForm, skipForm].map((view) => view.form?.(open, reader(language), {}));
  expect(form.map((one) => one && faultsOfForm(one))).toEqual([[], []]);
  const opened = [shown, markdown, page].map((view) => view.form?.(open, reader(language), {}));
  expect(opened.map((one) => one && faultsOfForm(one))).toEqual([[], [], []]);
});

test.each(['en', 'tr'])('whoever presses reads what came of it (%s)', (language) => {
  const what = [
    ...['approved', 'approved-already', 'unapproved', 'not-approved-yet', 'sent', 'sent-already', 'skipped-already'],
    ...['not-skipped', 'taken-up', 'too-late', 'collecting', 'changed', 'empty', 'not-active', 'no-channel'],
    ...['not-yours', 'gone', 'which'],
  ];
  const facts = whole(language, { report: report('weekly', { approvedBy: 'U0MIRA' }) });
  const told = what.map((one) => said.render(facts, reader(language), { what: one })?.text);
  expect(told.join('\n')).toMatchSnapshot();
});

describe('written down', () => {
  const facts = { ...short('en'), current: short('en').current };
  const hostile = whole('en', {
    report: report('monthly', { ...posted, goesAt }),
    answers: {
      U0MIRA: {
        plan: '# no heading\n- <script>alert(1)</script>\n- [a](https://x.example)\n1. one\n\n| a | b |\n`code` ~~x~~',
        results: '"quoted" & <img src=x onerror=y>',
      },
    },
    figures: [figure({ title: 'A | B', meaning: '<b>' })],
  });

  test('as Markdown nothing that people wrote becomes markup', () => {
    const text = asMarkdown(documentOf(hostile.current, hostile, 'en'));
    expect(text).toMatchSnapshot();
    expect(text).not.toMatch(/^# no|[^\\]<script|[^\\]\]\(https|^1\. one/m);
  });

  test('as a page it needs nothing from outside, and nothing that people wrote becomes markup', () => {
    const page = asPage(documentOf(hostile.current, hostile, 'en'));
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|<img|<link|(src|href)=["']|url\(/);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page.match(/<h2>/g)).toHaveLength(3);
  });

  test('a short one reads well', () => {
    expect(asMarkdown(documentOf(facts.current, facts, 'en'))).toMatchSnapshot();
  });
});

describe('the hour', () => {
  const hour = (changes: Partial<ReportFacts>, of: Partial<Draft['report']> = {}, more: object = {}) => {
    const facts = whole('en', { report: report('weekly', of), answers: { U0MIRA: { new: 'x' } } });
    const agreement = { ...facts.agreement, ...more };
    const reach = { agreement, agency: null, missing: { gone: [], away: [] } };
    const all: ReportFacts = {
      ...{ kind: 'report', whole: { ...facts, agreement, channel: nova }, kept: null, serves: true, language: 'en' },
      ...{ pinned: null, before: null, isInEmergency: false, stands: false, choices: [], ...reach, ...changes },
    };
    return hourCame(all, goesAt);
  };
  const wanted = (...given: Parameters<typeof hour>) => hour(...given).map(({ reason }) => reason.name);
  const status = { weekly: { goesByItself: true, keep: { days: 1 } } };
  const byItself = { mayPost: ['report'], sections: { rhythm: { meetings: [], status } } };

  test('sends what was approved, and by itself only what may and while no emergency runs', () => {
    expect(wanted({}, { approvedBy: 'U0MIRA' })).toEqual(['sent']);
    expect(wanted({})).toEqual(['late']);
    expect(wanted({}, {}, byItself)).toEqual(['sent']);
    expect(wanted({}, {}, { ...byItself, mayPost: [] })).toEqual(['late']);
    expect(wanted({ isInEmergency: true }, {}, byItself)).toEqual(['late']);
    expect(wanted({ isInEmergency: true }, { approvedBy: 'U0MIRA' })).toEqual(['sent']);
    expect(wanted({}, {}, { ...byItself, trial: true })).toEqual(['held-back']);
  });

  test('finds no channel for what was approved: its owner hears why, and sends it once there is one', () => {
    const facts = whole('en', {
      report: report('weekly', { approvedBy: 'U0MIRA' }),
      answers: { U0MIRA: { new: 'x' } },
    });
    const [ruling] = hour({ whole: { ...facts, channel: null } }, { approvedBy: 'U0MIRA' });
    const says = ruling?.effects.filter((one) => one.kind === 'say') ?? [];
    expect(says.map(({ view, data }) => [view, data.because])).toEqual([['report-undelivered', 'nowhere']]);
  });

  test('was missed while nothing ran: it still goes within a day, and is left out after', () => {
    expect(wanted({}, { approvedBy: 'U0MIRA', goesAt: goesAt - 3_600_000 })).toEqual(['sent']);
    expect(wanted({}, { approvedBy: 'U0MIRA', goesAt: goesAt - 5 * 86_400_000 })).toEqual(['too-late']);
    expect(wanted({}, { goesAt: goesAt + 1, approvedBy: 'U0MIRA' })).toEqual(['moved']);
  });
});

test('a question of the agreement’s own is a heading in whatever language it has', () => {
  const own = { id: 'learned', kind: 'text' as const, text: { tr: 'Ne *öğrendik*?' } };
  expect(LANGUAGES.map((language) => headingOf(own, language))).toEqual(LANGUAGES.map(() => 'Ne *öğrendik*?'));
  expect(headingOf({ ...own, text: { en: 'Learned', tr: 'Ne öğrendik?' } }, 'ko')).toBe('Learned');
  expect(headingOf({ id: 'of-a-newer-house', kind: 'text', text: null }, 'en')).toBe('Also');
});
