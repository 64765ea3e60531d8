/**
 * Measures readings against messages that people labelled: the project's own set, or one's own channel. Pure: takes rows
 * or the text of a file, reads nothing itself, and its result holds line numbers, never words.
 */
import { type ReadingReason, readMessage } from './reading.ts';

/** One labelled message; `language` only groups the figures, the reader never sees it. */
export type LabelledMessage = {
  readonly language: string;
  readonly text: string;
  readonly needsReply: boolean;
  readonly hasFiles: boolean;
};

/** Precision: of those read as needing a reply, how many do. Recall: of those that do, how many were read so. From 0 to 1. */
export type Score = { readonly messages: number; readonly precision: number; readonly recall: number };

export type Mistake = { readonly row: number; readonly kind: 'missed' | 'false alarm'; readonly reason: ReadingReason };

export type ScoreReport = {
  readonly overall: Score;
  readonly byLanguage: Readonly<Record<string, Score>>;
  /** Where reading and label differ; `row` counts from 1, in the order of the rows. */
  readonly mistakes: readonly Mistake[];
};

type Outcome = { readonly language: string; readonly expected: boolean; readonly read: boolean };

/** Takes labelled messages, reads each, and gives precision and recall overall and per language, with the mistakes. */
export function scoreReadings(rows: readonly LabelledMessage[]): ScoreReport {
  const mistakes: Mistake[] = [];
  const outcomes = rows.map(({ language, text, needsReply, hasFiles }, index): Outcome => {
    const reading = readMessage(text, { hasFiles });
    if (reading.needsReply !== needsReply) {
      mistakes.push({ row: index + 1, kind: needsReply ? 'missed' : 'false alarm', reason: reading.reason });
    }
    return { language, expected: needsReply, read: reading.needsReply };
  });
  const languages = [...new Set(outcomes.map(({ language }) => language))];
  const byLanguage = Object.fromEntries(
    languages.map((language) => [language, scoreOf(outcomes.filter((outcome) => outcome.language === language))]),
  );
  return { overall: scoreOf(outcomes), byLanguage, mistakes };
}

function scoreOf(outcomes: readonly Outcome[]): Score {
  const read = outcomes.filter((outcome) => outcome.read);
  const expected = outcomes.filter((outcome) => outcome.expected);
  const right = read.filter((outcome) => outcome.expected).length;
  return {
    messages: outcomes.length,
    precision: read.length === 0 ? 1 : right / read.length,
    recall: expected.length === 0 ? 1 : right / expected.length,
  };
}

/**
 * Takes the text of a labelled file, one JSON object a line with `text` and `needsReply` (or `needs_reply`), and if
 * wanted `language` (or `lang`) and `hasFiles`. Throws an Error that names the line where one cannot be used.
 */
export function parseLabelled(content: string): readonly LabelledMessage[] {
  return content
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => labelledMessage(parseLine(line, number), number));
}

function parseLine(line: string, number: number): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === 'object' && row !== null) return { ...row };
  } catch {
    // Said below, with the line's number.
  }
  throw new Error(`line ${number}: not a JSON object; write {"text": "…", "needsReply": true}`);
}

function labelledMessage(row: Record<string, unknown>, number: number): LabelledMessage {
  const text = row.text;
  const needsReply = row.needsReply ?? row.needs_reply;
  const language = row.language ?? row.lang ?? 'unknown';
  if (typeof text !== 'string') throw new Error(`line ${number}: "text" is missing`);
  if (typeof needsReply !== 'boolean') throw new Error(`line ${number}: "needsReply" must be true or false`);
  return { language: String(language), text, needsReply, hasFiles: row.hasFiles === true };
}
