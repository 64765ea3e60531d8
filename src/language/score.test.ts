import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LabelledMessage, parseLabelled, scoreReadings } from './score.ts';

const folder = new URL('./labelled/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => parseLabelled(readFileSync(new URL(file, folder), 'utf8')));
const LANGUAGES = ['en', 'ko', 'ru', 'th', 'tr', 'zh'];

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

  test.each(LANGUAGES)('is read with at least .93 precision and .97 recall in %s', (language) => {
    const score = scoreReadings(shipped).byLanguage[language];
    expect(score?.precision).toBeGreaterThanOrEqual(0.93);
    expect(score?.recall).toBeGreaterThanOrEqual(0.97);
  });
});

describe('scoreReadings', () => {
  const row = (text: string, needsReply: boolean): LabelledMessage => ({
    language: 'en',
    text,
    needsReply,
    hasFiles: false,
  });

  test('counts a missed message against recall and a false alarm against precision', () => {
    const rows = [row('can you call me?', true), row('thanks', true), row('what is it?', false), row('ok', false)];
    const report = scoreReadings(rows);
    expect(report.overall).toEqual({ messages: 4, precision: 0.5, recall: 0.5 });
    expect(report.mistakes).toEqual([
      { row: 2, kind: 'missed', reason: 'thanks' },
      { row: 3, kind: 'false alarm', reason: 'question' },
    ]);
  });

  test('holds none of the words it was given', () => {
    expect(JSON.stringify(scoreReadings([row('canary where is it?', false)]))).not.toContain('canary');
  });

  test('gives full marks where there was nothing to find', () => {
    expect(scoreReadings([]).overall).toEqual({ messages: 0, precision: 1, recall: 1 });
  });
});

describe('parseLabelled', () => {
  test('takes both ways of writing the labels and skips empty lines', () => {
    const content = '{"text":"hi","needsReply":false,"language":"en"}\n\n{"text":"?","needs_reply":true,"lang":"ko"}\n';
    expect(parseLabelled(content)).toEqual([
      { language: 'en', text: 'hi', needsReply: false, hasFiles: false },
      { language: 'ko', text: '?', needsReply: true, hasFiles: false },
    ]);
  });

  test('names the line that cannot be used', () => {
    expect(() => parseLabelled('{"text":"a","needsReply":true}\nnonsense')).toThrow('line 2: not a JSON object');
    expect(() => parseLabelled('{"needsReply":true}')).toThrow('line 1: "text" is missing');
    expect(() => parseLabelled('{"text":"a","needsReply":"yes"}')).toThrow('line 1: "needsReply"');
  });
});
