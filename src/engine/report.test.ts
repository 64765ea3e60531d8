import { expect, test } from 'vitest';
import { changed, keptAnswers, type Report, readAnswers, reportId, wordingOf } from './report.ts';

const report = { id: 'r', clientId: 'nova', revision: 4, state: 'collecting', goesAt: 1 } as Report;

test('a change is the next revision of the same report', () => {
  expect(changed(report, { state: 'draft' })).toEqual({
    kind: 'save-report',
    report: { ...report, state: 'draft', revision: 5 },
  });
});

test('nobody plans the same report twice', () => {
  const planned = { clientId: 'nova', kind: 'weekly', plannedFor: '2026-11-06' } as const;
  expect(reportId(planned)).toBe('report:nova:weekly:2026-11-06');
  expect(reportId({ ...planned, kind: 'monthly' })).not.toBe(reportId(planned));
});

test('answers are kept as one text and read again, without what was left empty', () => {
  expect(readAnswers(keptAnswers({ carries: 'The banners.', dropped: ' ' }))).toEqual({ carries: 'The banners.' });
});

test.each([[null], ['not json'], ['["a"]'], ['null'], ['3']])('what nobody wrote so is no answer: %s', (kept) => {
  expect(readAnswers(kept)).toBeNull();
});

test('a question is read in one’s own language, else in English, else in the first there is', () => {
  const question = (text: Record<string, string> | null) => ({ id: 'q', kind: 'text', text }) as const;
  expect(wordingOf(question({ tr: 'Ne bitti?', en: 'What is done?' }), 'tr-TR')).toBe('Ne bitti?');
  expect(wordingOf(question({ tr: 'Ne bitti?', en: 'What is done?' }), 'ko')).toBe('What is done?');
  expect(wordingOf(question({ tr: 'Ne bitti?' }), 'ko')).toBe('Ne bitti?');
  expect(wordingOf(question(null), 'ko')).toBeNull();
});
