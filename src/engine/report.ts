/**
 * A report that a client gets on its agreed rhythm: what is asked for it, who answers, and how far it is. Types and pure
 * questions; what people wrote is among the words, under the names kept here. It decides nothing and draws nothing.
 */
import type { ReportKind, ReportQuestion } from '../agreement/status.ts';
import { monthBefore } from './allowance.ts';
import type { SaveReport } from './effect.ts';

export type { ReportKind, ReportQuestion } from '../agreement/status.ts';

/** *Collecting* is the rule `status`'s matter; from *draft* on a report is the rule `reports`'s. */
export type ReportState = 'collecting' | 'draft' | 'posted' | 'skipped';

/** Whoever answers a part of it. Instants in epoch milliseconds. */
export type Contributor = {
  userId: string;
  /** In whose place, where the agreement names somebody else. */
  standsFor: string | null;
  /** Whoever of the staff asked them, beside what the agreement says. */
  askedBy?: string;
  askAt: number;
  askedAt: number | null;
  remindedAt: number | null;
  /** Said they have nothing to add, or answered: `place` tells which. */
  answeredAt: number | null;
  /** Where their words are; null: they wrote none. */
  place: string | null;
};

/** Instants in epoch milliseconds. */
export type Report = {
  id: string;
  clientId: string;
  kind: ReportKind;
  /** Its local date if no date were closed (`YYYY-MM-DD`): with client and kind its name for good. */
  plannedFor: string;
  goesAt: number;
  /** When its owner gets what there is, answered or not. */
  draftAt: number;
  state: ReportState;
  agreementVersion: number;
  /** As they were when it was planned. */
  questions: ReportQuestion[];
  contributors: Contributor[];
  /** Our id of the channel among whose words its own stand. */
  channelId: string;
  /** What its owner made of it; null: as it is assembled from the answers. */
  edited: { place: string; by: string; at: number } | null;
  /** Null and posted: it went by itself. */
  approvedBy: string | null;
  approvedAt: number | null;
  postedAt: number | null;
  /** Where its words are as they were posted. */
  postedPlace: string | null;
  skippedBecause: string | null;
  /** Counts every change of it, so that a stale form and a second approval are known. */
  revision: number;
};

/** What one person answered: by question id. */
export type Answers = Record<string, string>;

/** What a transaction may keep of reports. */
export type ReportsKept = {
  /** Writes it as it is now. Throws where it has changed since this change of it was made (`revision`). */
  saveReport(report: Report): Promise<void>;
};

/** The id of a client's report of a kind and a planned date: nobody plans it twice. */
export function reportId({ clientId, kind, plannedFor }: Pick<Report, 'clientId' | 'kind' | 'plannedFor'>): string {
  return `report:${clientId}:${kind}:${plannedFor}`;
}

/** Keeps a report with what is changed of it, as its next revision. */
export function changed(report: Report, changes: Partial<Omit<Report, 'id' | 'clientId' | 'revision'>>): SaveReport {
  return { kind: 'save-report', report: { ...report, ...changes, revision: report.revision + 1 } };
}

/** Answers as they are kept: one text. Empty ones are left out. */
export function keptAnswers(answers: Answers): string {
  return JSON.stringify(Object.fromEntries(Object.entries(answers).filter(([, text]) => text.trim() !== '')));
}

/** Takes them apart again; null for what is gone or nobody wrote so. */
export function readAnswers(kept: string | null): Answers | null {
  if (kept === null) return null;
  try {
    const read: unknown = JSON.parse(kept);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    return Object.fromEntries(
      Object.entries(read).filter((one): one is [string, string] => typeof one[1] === 'string'),
    );
  } catch {
    return null;
  }
}

/** A question in this language, else in English, else in the first that the agreement gives; null: the house has words for it. */
export function wordingOf({ text }: ReportQuestion, language: string): string | null {
  if (text === null) return null;
  return text[language] ?? text[language.split('-')[0] ?? ''] ?? text.en ?? Object.values(text)[0] ?? null;
}

/** Until this day of a month a report looks back on the month before. */
const MIDDLE = 15;

/** The month (`2026-11`) whose figures a report has: the one that has just ended, or is about to. */
export function monthOfFigures({ plannedFor }: Pick<Report, 'plannedFor'>): string {
  const month = plannedFor.slice(0, 7);
  return Number(plannedFor.slice(8)) <= MIDDLE ? monthBefore(month) : month;
}
