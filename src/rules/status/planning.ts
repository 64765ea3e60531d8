/** Which report of each kind is ahead, when everybody is asked for it, and what becomes of it when the agreement changes. Pure. */

import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { agreedReport, contributorsOf, nextReport, questionsOf } from '../../agreement/reports.ts';
import { REPORT_KINDS, type ReportKind } from '../../agreement/status.ts';
import type { Effect, SetDeadline } from '../../engine/effect.ts';
import { type Coming, planSeries, type Series } from '../../engine/recurring.ts';
import { type Contributor, changed, type Report, reportId } from '../../engine/report.ts';
import { businessDateFrom } from '../../time/business-date.ts';
import { subtractBusinessTime } from '../../time/business-time.ts';
import { instantOfWallTime, localDate } from '../../time/local-date.ts';
import { nextRing } from './collecting.ts';
import { redrawn } from './notices.ts';
import { type Around, hoursOf, zoneOf } from './people.ts';
import { deadlineName, type Kept, progressKey, type ReportData, seriesOf } from './record.ts';

const HOUR = 3_600_000;
/** So much open time before it goes the owner has the draft. */
const DRAFT_BEFORE = 2 * HOUR;
/** Whoever is asked has so long at least, and is asked no later than so long before it goes. */
const SHORTEST = HOUR;
const LATEST = 2 * HOUR;

/** What is ahead, with what is kept of it: the deadlines, and the reports of their ids. */
export type Ahead = { rows: readonly Kept[]; reports: readonly Report[]; channelId: string | null };

/** The reports that are agreed, as they come again and again; none any more where the agreement has ended. */
export function reportSeries(around: Pick<Around, 'agreement' | 'zones'>): Series<ReportData>[] {
  const { agreement } = around;
  if (agreement.status === 'ended') return [];
  return REPORT_KINDS.filter((kind) => agreedReport(agreement, kind) !== null).map((kind) => ({
    id: seriesOf(agreement.id, kind),
    next: (after) => comingOf(around, kind, after),
  }));
}

function comingOf(
  around: Pick<Around, 'agreement' | 'zones'>,
  kind: ReportKind,
  after: number,
): Coming<ReportData> | null {
  const { agreement } = around;
  // One that is so near that nobody could be asked any more is left to the next.
  let one = nextReport(agreement, kind, after);
  while (one !== null && draftBefore(agreement, one.at) <= after + SHORTEST) one = nextReport(agreement, kind, one.at);
  if (one === null) return null;
  const { plannedFor, at } = one;
  const ringAt = Math.min(...times(around, kind, at).map(({ askAt }) => askAt));
  return { plannedFor, dueAt: at, ringAt, data: { schema: 1, clientId: agreement.id, kind } };
}

/**
 * What is written so that of each kind the next report is planned, once: on a new version of the agreement, and when one is
 * over (`ringing`). Whoever has answered has answered: their words stay, whatever else changes.
 */
export function plannedAnew(around: Around, ahead: Ahead, now: number, ringing?: Kept): Effect[] {
  const { channelId } = ahead;
  if (channelId === null) return [];
  const ofReport = (subject: string) => ahead.reports.find(({ id }) => id === subject) ?? null;
  const planned = planSeries<ReportData>({
    name: deadlineName,
    series: reportSeries(around),
    rows: ahead.rows,
    now,
    ...(ringing === undefined ? {} : { ringing }),
    moved: (row, { dueAt, ringAt, data }) => {
      const report = ofReport(row.subject);
      if (report === null || isOver(report)) return { ringAt: report === null ? ringAt : dueAt, data };
      return { ringAt: nextRing(around, adjusted(around, report, dueAt), now), data };
    },
  });
  // Of a report that now is another day's, what was answered goes along.
  const left = planned.flatMap(({ subject, state }) => (state === 'cancelled' ? (ofReport(subject) ?? []) : []));
  const rings = (subject: string) => planned.find((one) => one.subject === subject);
  const stays = ahead.rows.filter((row) => row.state === 'pending' && row.id !== ringing?.id && row.dueAt > now);
  return [
    ...planned,
    ...planned.flatMap((one) => reportOf(around, one, ofReport(one.subject), { channelId, now, left })),
    // What keeps its hour may be asked of others, or otherwise.
    ...stays.flatMap(({ subject, dueAt }) => {
      const report = ofReport(subject);
      return report === null || rings(subject) !== undefined
        ? []
        : savedIfChanged(report, adjusted(around, report, dueAt));
    }),
  ];
}

/** What becomes of a report as its deadline is planned, moved or falls away. */
function reportOf(
  around: Around,
  { dueAt, state, data, subject }: SetDeadline,
  report: Report | null,
  { channelId, now, left }: { channelId: string; now: number; left: readonly Report[] },
): Effect[] {
  const { kind } = data as ReportData;
  if (state === 'cancelled')
    return report?.state === 'collecting' ? [changed(report, { state: 'skipped', skippedBecause: 'agreement' })] : [];
  const plannedFor = subject.slice(seriesOf(around.agreement.id, kind).length + 1);
  if (report === null)
    return [{ kind: 'save-report', report: fresh(around, { kind, plannedFor, dueAt, channelId, now, left }) }];
  return savedIfChanged(report, adjusted(around, report, dueAt));
}

/** Whether nothing is collected for it any more; what fell away with the agreement comes back with it. */
function isOver({ state, skippedBecause }: Report): boolean {
  return state !== 'collecting' && !(state === 'skipped' && skippedBecause === 'agreement');
}

/** Whoever reads of it reads it as it is now. */
function savedIfChanged(report: Report, now: Report): Effect[] {
  if (JSON.stringify(report) === JSON.stringify(now)) return [];
  const told = report.contributors.filter(({ askedAt }) => askedAt !== null);
  const drawn = told.flatMap(({ userId }) => redrawn(report, userId));
  return [changed(report, now), ...drawn, { kind: 'refresh', key: progressKey(report.id) }];
}

type New = {
  kind: ReportKind;
  plannedFor: string;
  dueAt: number;
  channelId: string;
  now: number;
  left: readonly Report[];
};

/** A report that nobody knows of yet. */
function fresh(around: Around, { kind, plannedFor, dueAt, channelId, now, left }: New): Report {
  const { agreement } = around;
  const asked = times(around, kind, dueAt);
  const of = { clientId: agreement.id, kind, plannedFor };
  return {
    ...{ ...of, id: reportId(of), goesAt: dueAt, draftAt: draftOf(agreement, dueAt, asked, now), state: 'collecting' },
    ...{ agreementVersion: agreement.version, questions: questionsOf(agreement, kind) },
    contributors: withAnswersOf(
      left.filter((one) => one.kind === kind),
      asked,
    ),
    ...{ channelId, edited: null, approvedBy: null, approvedAt: null, postedAt: null, postedPlace: null },
    ...{ skippedBecause: null, revision: 1 },
  };
}

/** Those whom the agreement names, and whoever has answered already: they read that it can still be changed. */
function withAnswersOf(left: readonly Report[], asked: readonly { userId: string; askAt: number }[]): Contributor[] {
  const answered = left
    .flatMap(({ state, contributors }) => (state === 'collecting' ? contributors : []))
    .filter(({ answeredAt }) => answeredAt !== null);
  const isFor = ({ userId, standsFor }: Contributor, one: string) => userId === one || standsFor === one;
  const open = asked.filter(({ userId }) => !answered.some((one) => isFor(one, userId)));
  return [
    ...answered.map((one) => {
      const askAt = asked.find(({ userId }) => isFor(one, userId))?.askAt ?? one.askAt;
      return { ...one, askAt, askedAt: null, remindedAt: null };
    }),
    ...open.map(({ userId, askAt }) => contributor(userId, askAt)),
  ];
}

/** Somebody who has not been asked yet. */
export function contributor(userId: string, askAt: number, standsFor: string | null = null): Contributor {
  return { userId, standsFor, askAt, askedAt: null, remindedAt: null, answeredAt: null, place: null };
}

/** A report that is still collected for, as the agreement wants it now; others are left as they are. */
function adjusted(around: Around, report: Report, goesAt: number): Report {
  if (isOver(report)) return report;
  const { agreement } = around;
  const { kind, contributors } = report;
  const wanted = times(around, kind, goesAt);
  const hasBegun = contributors.some(({ askedAt }) => askedAt !== null);
  const isFor = ({ userId, standsFor }: Contributor, one: string) => userId === one || standsFor === one;
  const stay = contributors.filter(
    (one) => one.answeredAt !== null || one.askedBy !== undefined || wanted.some(({ userId }) => isFor(one, userId)),
  );
  const joined = wanted.filter(({ userId }) => !stay.some((one) => isFor(one, userId)));
  const all = [
    ...stay.map((one) => {
      const askAt = wanted.find(({ userId }) => userId === one.userId)?.askAt;
      return one.askedAt !== null || askAt === undefined ? one : { ...one, askAt };
    }),
    ...joined.map(({ userId, askAt }) => contributor(userId, askAt)),
  ];
  return {
    ...report,
    ...{
      state: 'collecting' as const,
      skippedBecause: null,
      goesAt,
      contributors: all,
      agreementVersion: agreement.version,
    },
    draftAt: draftOf(agreement, goesAt, all, 0),
    // Whoever answers reads the same questions as whoever has answered.
    questions: hasBegun ? report.questions : questionsOf(agreement, kind),
  };
}

/** When everybody whom the agreement names is asked, each on their own clocks. */
function times(
  around: Pick<Around, 'agreement' | 'zones'>,
  kind: ReportKind,
  goesAt: number,
): { userId: string; askAt: number }[] {
  const { agreement } = around;
  const ask = agreedReport(agreement, kind)?.ask;
  return contributorsOf(agreement, kind).map((userId) => {
    const zone = zoneOf(around, userId);
    const day = localDate(zone, goesAt);
    const date = businessDateFrom(hoursOf(around, userId, goesAt), day, -(ask?.before.days ?? 1)) ?? day;
    return { userId, askAt: Math.min(instantOfWallTime(zone, date, ask?.at ?? '10:00'), goesAt - LATEST) };
  });
}

const draftBefore = (agreement: Agreement, goesAt: number) =>
  subtractBusinessTime(calendarOf(agreement, goesAt), goesAt, DRAFT_BEFORE);

/** When the owner has it: some open time before, and never before the last one has had time to answer. */
function draftOf(agreement: Agreement, goesAt: number, asked: readonly { askAt: number }[], now: number): number {
  const last = Math.max(...asked.map(({ askAt }) => Math.max(askAt, now)));
  return Math.min(goesAt, Math.max(draftBefore(agreement, goesAt), last + SHORTEST));
}
