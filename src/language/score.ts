/**
 * Measures readings against messages that people labelled: the project's own set, or one's own channel. Pure: takes rows,
 * reads nothing itself, and its result holds row numbers, never words.
 */
import type { LabelledMessage } from './labelled.ts';
import { type PreparedScope, type RequestReading, readRequest } from './read-request.ts';

/**
 * Precision: of those read so, how many are so. Recall: of those that are so, how many were read so. From 0 to 1; null
 * where there was nothing to find, or nothing was found.
 */
export type Score = { readonly expected: number; readonly precision: number | null; readonly recall: number | null };

/** The figures of some messages. A question without a label in any of them is left out. */
export type Figures = {
  readonly messages: number;
  readonly needsReply?: Score;
  readonly isRequest?: Score;
  /** Of requests labelled in or out: how often one outside has the higher score than one inside, from 0 to 1. */
  readonly ranking?: number | null;
  /** Flagged, among those labelled out. */
  readonly flag?: Score;
  /** Flagged or asked about, of those labelled out. */
  readonly flagOrAsk?: Score;
  /** Share of all messages about which somebody is asked. */
  readonly asked?: number;
  /** Of the requests found, how many got the labelled item. */
  readonly item?: number | null;
  readonly emergency?: Score;
  readonly elevated?: Score;
};

export type Mistake = {
  /** Counts from 1, in the order of the rows. */
  readonly row: number;
  readonly question: 'needsReply' | 'isRequest' | 'scope' | 'urgency';
  readonly expected: string;
  readonly read: string;
};

export type ScoreReport = {
  readonly overall: Figures;
  readonly byLanguage: Readonly<Record<string, Figures>>;
  readonly mistakes: readonly Mistake[];
};

type Outcome = { readonly row: LabelledMessage; readonly reading: RequestReading };

/** Takes labelled messages and the scope list of each one's client, reads each, and gives the figures and the mistakes. */
export function scoreMessages(
  rows: readonly LabelledMessage[],
  scopeOf: (client: string | undefined) => PreparedScope,
): ScoreReport {
  const outcomes = rows.map(
    (row): Outcome => ({
      row,
      reading: readRequest(row.text, scopeOf(row.client), { hasFiles: row.hasFiles }),
    }),
  );
  const languages = [...new Set(rows.map(({ language }) => language))];
  const of = (language: string) => outcomes.filter(({ row }) => row.language === language);
  return {
    overall: figuresOf(outcomes),
    byLanguage: Object.fromEntries(languages.map((language) => [language, figuresOf(of(language))])),
    mistakes: outcomes.flatMap(mistakesIn),
  };
}

function figuresOf(outcomes: readonly Outcome[]): Figures {
  const labelled = (name: 'needsReply' | 'isRequest' | 'scope' | 'urgency') =>
    outcomes.filter(({ row }) => row[name] !== undefined);
  const replies = labelled('needsReply');
  const requests = labelled('isRequest');
  const scopes = labelled('scope');
  const urgencies = labelled('urgency');
  const asked = outcomes.filter(({ reading }) => reading.verdict === 'ask').length;
  const isOut = ({ row }: Outcome) => row.scope === 'out';
  return {
    messages: outcomes.length,
    ...(replies.length > 0 && {
      needsReply: scoreOf(
        replies,
        ({ row }) => row.needsReply === true,
        ({ reading }) => reading.needsReply,
      ),
    }),
    ...(requests.length > 0 && {
      isRequest: scoreOf(
        requests,
        ({ row }) => row.isRequest === true,
        ({ reading }) => reading.isRequest,
      ),
    }),
    ...(scopes.length > 0 && {
      ranking: rankingOf(scopes),
      flag: scoreOf(scopes, isOut, ({ reading }) => reading.verdict === 'flag'),
      flagOrAsk: scoreOf(scopes, isOut, ({ reading }) => reading.verdict !== 'none'),
      asked: asked / outcomes.length,
      item: itemsOf(scopes),
    }),
    ...(urgencies.length > 0 && {
      emergency: urgencyScore(urgencies, 'emergency'),
      elevated: urgencyScore(urgencies, 'elevated'),
    }),
  };
}

function urgencyScore(outcomes: readonly Outcome[], urgency: 'emergency' | 'elevated'): Score {
  return scoreOf(
    outcomes,
    ({ row }) => row.urgency === urgency,
    ({ reading }) => reading.urgency === urgency,
  );
}

type Test = (outcome: Outcome) => boolean;

function scoreOf(outcomes: readonly Outcome[], isSo: Test, isRead: Test): Score {
  const read = outcomes.filter(isRead);
  const expected = outcomes.filter(isSo);
  const right = read.filter(isSo).length;
  return {
    expected: expected.length,
    precision: read.length === 0 ? null : right / read.length,
    recall: expected.length === 0 ? null : right / expected.length,
  };
}

function rankingOf(outcomes: readonly Outcome[]): number | null {
  const scores = (scope: 'in' | 'out') =>
    outcomes.filter(({ row }) => row.scope === scope && row.isRequest !== false).map(({ reading }) => reading.score);
  const inside = scores('in');
  const outside = scores('out');
  if (inside.length === 0 || outside.length === 0) return null;
  const won = (out: number) => inside.reduce((sum, one) => sum + (out > one ? 1 : out === one ? 0.5 : 0), 0);
  return outside.reduce((sum, out) => sum + won(out), 0) / (inside.length * outside.length);
}

function itemsOf(outcomes: readonly Outcome[]): number | null {
  const named = outcomes.filter(({ row, reading }) => typeof row.item === 'string' && reading.isRequest);
  return named.length === 0
    ? null
    : named.filter(({ row, reading }) => reading.item === row.item).length / named.length;
}

function mistakesIn({ row, reading }: Outcome, index: number): Mistake[] {
  const bothRequests = row.isRequest !== false && reading.isRequest;
  const compared: [Mistake['question'], unknown, unknown][] = [
    ['needsReply', row.needsReply, reading.needsReply],
    ['isRequest', row.isRequest, reading.isRequest],
    ['scope', bothRequests ? row.scope : undefined, reading.scope],
    ['urgency', row.urgency, reading.urgency],
  ];
  return compared
    .filter(([, expected, read]) => expected !== undefined && expected !== read)
    .map(([question, expected, read]) => ({
      row: index + 1,
      question,
      expected: String(expected),
      read: String(read),
    }));
}
