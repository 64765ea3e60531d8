/** What the rule asks before it decides; the database only. */

import type { Agreement } from '../../agreement/agreement.ts';
import { contributorsOf } from '../../agreement/reports.ts';
import { REPORT_KINDS } from '../../agreement/status.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { plannedRows } from '../../engine/recurring.ts';
import type { Report } from '../../engine/report.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Around, loadAround } from './people.ts';
import { type Ahead, reportSeries } from './planning.ts';
import { type Kept, readKept, ruleName } from './record.ts';

/** Somebody of the agency, as whoever asks or presses names them. */
export type Named = { userId: string; isStaff: boolean };

export type RequestFacts = {
  kind: 'request';
  report: Report;
  row: Kept | null;
  serves: boolean;
  /** Whom a form or a command names; null: nobody. */
  named: Named | null;
  /** In which to word field errors. */
  language: string;
} & Around;

export type CommandFacts = {
  kind: 'command';
  asked: Asked;
  clientId: string;
  serves: boolean;
  named: Named | null;
  /** The next that is collected for, or was skipped by hand and can come back; null: there is none. */
  report: Report | null;
  row: Kept | null;
} & Around;

export type Facts =
  | ({ kind: 'planning'; ahead: Ahead } & Around)
  /** Something of it is due; or its hour has come. */
  | ({ kind: 'due'; row: Kept; report: Report | null } & Around)
  | ({ kind: 'over'; row: Kept; report: Report | null; ahead: Ahead } & Around)
  | ({ kind: 'undelivered'; report: Report | null; row: Kept | null } & Around)
  | ({ kind: 'gone-person'; userId: string; found: { report: Report; row: Kept }[] } & Around)
  | { kind: 'changed'; report: Report }
  | RequestFacts
  | CommandFacts
  | { kind: 'no-client' }
  | { kind: 'gone' }
  | { kind: 'nothing' };

export type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'CommandGiven':
      return loadCommand(ask, about, event);
    case 'ButtonPressed':
      return loadRequest(ask, about, event.value, null);
    case 'FormSubmitted': {
      const { person } = event.values;
      return loadRequest(ask, about, event.subject, typeof person === 'string' ? person : null);
    }
    case 'AgreementApplied': {
      return about.agreement === null
        ? { kind: 'nothing' }
        : { kind: 'planning', ...(await loadAhead(ask, about, about.agreement)) };
    }
    case 'DeadlineDue':
      return event.rule === ruleName ? loadDue(ask, about, event.deadlineId) : { kind: 'nothing' };
    case 'DeliveryFailed':
      return event.rule === ruleName ? loadUndelivered(ask, about, event) : { kind: 'nothing' };
    case 'PersonChanged':
      return loadPerson(ask, about, event.userId);
    case 'ReportChanged': {
      const report = await ask('report', { id: event.reportId });
      return report === null ? { kind: 'nothing' } : { kind: 'changed', report };
    }
    default:
      return { kind: 'nothing' };
  }
}

async function aroundOf(ask: Ask, { agreement, agency, now }: About, more: readonly string[]): Promise<Around | null> {
  return agreement === null ? null : loadAround(ask, { agreement, agency, now }, more);
}

/** With whoever answers for what is open, so that all their clocks are known. */
async function loadAhead(
  ask: Ask,
  { agency, now }: Pick<About, 'agency' | 'now'>,
  agreement: Agreement,
  from = now,
): Promise<{ ahead: Ahead } & Around> {
  const open = await ask('openReports', { clientIds: [agreement.id] });
  const people = open.flatMap(({ contributors }) => contributors.map(({ userId }) => userId));
  // Whom the agreement names may have no other part in it.
  const named = REPORT_KINDS.flatMap((kind) => contributorsOf(agreement, kind));
  const around = await loadAround(ask, { agreement, agency, now }, [...people, ...named]);
  const of = { rule: ruleName, clientId: agreement.id, series: reportSeries(around), now, from };
  const rows = (await plannedRows(ask, of)).map(readKept);
  const reports: Report[] = [];
  for (const { subject } of rows) {
    const report = await ask('report', { id: subject });
    if (report !== null) reports.push(report);
  }
  const channels = await ask('channelsOf', { clientId: agreement.id });
  const [shared] = await sharedChannels(ask, agreement.id);
  return { ...around, ahead: { rows, reports, channelId: (shared ?? channels[0])?.id ?? null } };
}

async function loadDue(ask: Ask, about: About, deadlineId: string): Promise<Facts> {
  const found = await ask('deadline', { id: deadlineId });
  if (found === null || about.agreement === null) return { kind: 'nothing' };
  const row = readKept(found);
  const report = await ask('report', { id: found.subject });
  if (about.now >= row.dueAt)
    return { kind: 'over', row, report, ...(await loadAhead(ask, about, about.agreement, row.dueAt)) };
  const all = await aroundOf(ask, about, contributorsIn(report));
  return all === null ? { kind: 'nothing' } : { kind: 'due', row, report, ...all };
}

async function rowOf(ask: Ask, reportId: string): Promise<Kept | null> {
  const rows = await ask('deadlines', { rule: ruleName, subjects: [reportId], channelIds: [] });
  const [row] = rows.filter(({ subject }) => subject === reportId);
  return row === undefined ? null : readKept(row);
}

async function loadUndelivered(ask: Ask, about: About, event: EventOf<'DeliveryFailed'>): Promise<Facts> {
  const report = await ask('report', { id: String(event.data.report) });
  const around = await aroundOf(ask, about, contributorsIn(report));
  if (around === null) return { kind: 'nothing' };
  return { kind: 'undelivered', report, row: report === null ? null : await rowOf(ask, report.id), ...around };
}

/** Of somebody who has left, what they were still asked for; else their clocks may be others. */
async function loadPerson(ask: Ask, about: About, userId: string): Promise<Facts> {
  const { agreement } = about;
  const person = await ask('person', { userId });
  if (agreement === null || person === null) return { kind: 'nothing' };
  if (!person.isDeleted) {
    return { kind: 'planning', ...(await loadAhead(ask, about, agreement)) };
  }
  const found = [];
  for (const report of await ask('openReports', { clientIds: [agreement.id] })) {
    const row = await rowOf(ask, report.id);
    if (row !== null && report.state === 'collecting' && contributorsIn(report).includes(userId))
      found.push({ report, row });
  }
  const around = await aroundOf(
    ask,
    about,
    found.flatMap(({ report }) => contributorsIn(report)),
  );
  return around === null || found.length === 0
    ? { kind: 'nothing' }
    : { kind: 'gone-person', userId, found, ...around };
}

async function loadRequest(ask: Ask, about: About, subject: string, person: string | null): Promise<Facts> {
  const { agreement, event } = about;
  const report = await ask('report', { id: readFormSubject(subject).about });
  if (report === null || agreement === null || report.clientId !== agreement.id) return { kind: 'gone' };
  const around = await aroundOf(ask, about, [...contributorsIn(report), ...(person === null ? [] : [person])]);
  if (around === null) return { kind: 'gone' };
  return {
    kind: 'request',
    report,
    row: await rowOf(ask, report.id),
    serves: await actorServes(ask, about, agreement),
    named: await namedPerson(ask, agreement.id, person),
    language: (await ask('person', { userId: event.actor ?? '' }))?.language ?? 'en',
    ...around,
  };
}

async function namedPerson(ask: Ask, clientId: string, userId: string | null): Promise<Named | null> {
  if (userId === null) return null;
  const [seen] = await ask('seen', { clientId, userIds: [userId] });
  const isStaff = seen?.standing.side === 'staff' && seen.person?.isDeleted !== true && seen.person?.isBot !== true;
  return { userId, isStaff };
}

async function loadCommand(ask: Ask, about: About, { words }: EventOf<'CommandGiven'>): Promise<Facts> {
  const asked = readAsked(words);
  const { agreement, now } = about;
  if (agreement === null) return { kind: 'no-client' };
  const latest = await ask('reportsOf', { clientId: agreement.id, limit: 10 });
  const isWanted = ({ state, skippedBecause }: Report) =>
    asked.what === 'back' ? state === 'skipped' && skippedBecause === 'by-hand' : state === 'collecting';
  const ahead = latest.filter((one) => isWanted(one) && one.goesAt > now && isOfKind(one, asked));
  const report = ahead.toSorted((one, other) => one.goesAt - other.goesAt)[0] ?? null;
  const person = 'userId' in asked ? asked.userId : null;
  const around = await aroundOf(ask, about, [...contributorsIn(report), ...(person === null ? [] : [person])]);
  if (around === null) return { kind: 'no-client' };
  return {
    ...{ kind: 'command', asked, clientId: agreement.id, serves: await actorServes(ask, about, agreement) },
    ...{ report, row: report === null ? null : await rowOf(ask, report.id) },
    named: await namedPerson(ask, agreement.id, person),
    ...around,
  };
}

const isOfKind = ({ kind }: Report, asked: Asked) => asked.kind === null || asked.kind === kind;

const contributorsIn = (report: Report | null) => report?.contributors.map(({ userId }) => userId) ?? [];
