import { describe, expect, test } from 'vitest';
import { labelledSet } from '../../test/score/labelled-sets.ts';
import { parseLabelled } from './labelled.ts';
import { prepareScope } from './read-request.ts';
import { scoreMessages } from './score.ts';

const shipped = labelledSet('').rows;
const requests = labelledSet('requests');
const LANGUAGES = ['en', 'ko', 'ru', 'th', 'tr', 'zh'];
const nothing = prepareScope([]);

describe('the labelled set', () => {
  test('holds at least 80 messages in each of the six languages, of both kinds, none twice', () => {
    const count = (language: string, needsReply: boolean) =>
      shipped.filter((row) => row.language === language && row.needsReply === needsReply).length;
    for (const language of LANGUAGES) {
      expect(count(language, true), language).toBeGreaterThanOrEqual(30);
      expect(count(language, false), language).toBeGreaterThanOrEqual(30);
      expect(count(language, true) + count(language, false), language).toBeGreaterThanOrEqual(80);
    }
    const keys = shipped.map((row) => `${row.language} ${row.hasFiles} ${row.text}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is read with at least .93 precision and .97 recall in each', () => {
    const { byLanguage } = scoreMessages(shipped, () => nothing);
    for (const language of LANGUAGES) {
      expect(byLanguage[language]?.needsReply?.precision, language).toBeGreaterThanOrEqual(0.93);
      expect(byLanguage[language]?.needsReply?.recall, language).toBeGreaterThanOrEqual(0.97);
    }
  });
});

describe('the labelled requests', () => {
  // What was reached when these figures were set, rounded down: a change of the lists must not undo it.
  const floor = {
    needsReply: [0.93, 0.98],
    isRequest: [0.94, 0.93],
    flag: [0.94, 0.8],
    flagOrAsk: [0.74, 0.88],
    emergency: [0.95, 0.92],
    elevated: [0.85, 0.88],
  } as const;

  test('are read no worse than they were, in each language', () => {
    const { byLanguage } = scoreMessages(requests.rows, requests.scopeOf);
    expect(Object.keys(byLanguage).sort()).toEqual(LANGUAGES);
    for (const [language, figures] of Object.entries(byLanguage)) {
      for (const [question, [precision, recall]] of Object.entries(floor)) {
        const score = figures[question as keyof typeof floor];
        expect(score?.precision, `${language} ${question} precision`).toBeGreaterThanOrEqual(precision);
        expect(score?.recall, `${language} ${question} recall`).toBeGreaterThanOrEqual(recall);
      }
      expect(figures.ranking, `${language}: work outside scores above work inside`).toBeGreaterThanOrEqual(0.97);
      expect(figures.asked, `${language}: share asked about`).toBeLessThanOrEqual(0.1);
    }
  });
});

describe('the labelled alarms', () => {
  test('are read as emergencies, and what only sounds like one is not, in each language', () => {
    const { rows, scopeOf } = labelledSet('alarms');
    for (const language of LANGUAGES) {
      const own = rows.filter((one) => one.language === language);
      expect(own.length, language).toBeGreaterThanOrEqual(40);
      const { overall } = scoreMessages(own, scopeOf);
      expect(overall.emergency?.recall, `${language} recall`).toBeGreaterThanOrEqual(0.94);
      expect(overall.emergency?.precision, `${language} precision`).toBeGreaterThanOrEqual(0.97);
    }
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
  });
});

describe('scoreMessages', () => {
  const row = (text: string, labels: object) => ({ language: 'en', text, hasFiles: false, ...labels });
  const scope = prepareScope([
    { id: 'social', kind: 'in', title: 'Instagram posts' },
    { id: 'video', kind: 'out', title: 'Video production' },
  ]);
  const score = (rows: Parameters<typeof scoreMessages>[0]) => scoreMessages(rows, () => scope);

  test('counts a missed message against recall and a false alarm against precision', () => {
    const report = score([
      row('can you call me?', { needsReply: true }),
      row('thanks', { needsReply: true }),
      row('what is it?', { needsReply: false }),
      row('ok', { needsReply: false }),
    ]);
    expect(report.overall).toEqual({ messages: 4, needsReply: { expected: 2, precision: 0.5, recall: 0.5 } });
    expect(report.mistakes).toEqual([
      { row: 2, question: 'needsReply', expected: 'true', read: 'false' },
      { row: 3, question: 'needsReply', expected: 'false', read: 'true' },
    ]);
  });

  test('gives every question that is labelled, and ranks what is outside above what is inside', () => {
    const { overall } = score([
      row('can you shoot a video of the shop', { isRequest: true, scope: 'out', item: 'video', urgency: 'normal' }),
      row('please post this on Instagram asap', { isRequest: true, scope: 'in', item: 'social', urgency: 'elevated' }),
    ]);
    const all = { expected: 1, precision: 1, recall: 1 };
    expect(overall).toMatchObject({ ranking: 1, flag: all, flagOrAsk: all, asked: 0, item: 1, elevated: all });
    expect(overall.isRequest).toEqual({ expected: 2, precision: 1, recall: 1 });
    expect(overall).not.toHaveProperty('needsReply');
  });

  test('holds none of the words it was given', () => {
    const report = score([row('canary where is it?', { needsReply: false, isRequest: true, scope: 'out' })]);
    expect(JSON.stringify(report)).not.toContain('canary');
  });

  test('gives no figure where there was nothing to find', () => {
    expect(score([]).overall).toEqual({ messages: 0 });
    expect(score([row('ok', { scope: 'none' })]).overall).toMatchObject({ ranking: null, item: null });
  });
});

describe('parseLabelled', () => {
  test('takes both ways of writing the labels and skips empty lines', () => {
    const content =
      '{"text":"hi","needsReply":false,"isRequest":false,"scope":"none","item":null,"urgency":"normal","language":"en"}\n\n' +
      '{"text":"?","needs_reply":true,"is_request":true,"scope_label":"out","scope_item":"web","client":"nova","lang":"ko"}\n';
    expect(parseLabelled(content)).toEqual([
      {
        ...{ language: 'en', text: 'hi', hasFiles: false, needsReply: false, isRequest: false },
        ...{ scope: 'none', item: null, urgency: 'normal' },
      },
      {
        ...{ language: 'ko', text: '?', hasFiles: false, client: 'nova', needsReply: true, isRequest: true },
        ...{ scope: 'out', item: 'web' },
      },
    ]);
  });

  test('names the line that cannot be used', () => {
    expect(() => parseLabelled('{"text":"a","needsReply":true}\nnonsense')).toThrow('line 2: not a JSON object');
    expect(() => parseLabelled('{"needsReply":true}')).toThrow('line 1: "text" is missing');
    expect(() => parseLabelled('{"text":"a","needsReply":"yes"}')).toThrow('line 1: "needsReply"');
    expect(() => parseLabelled('{"text":"a","scope":"outside"}')).toThrow('line 1: "scope" must be one of in, out');
    expect(() => parseLabelled('{"text":"a","item":7}')).toThrow('line 1: "item"');
  });
});
