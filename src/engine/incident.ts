/**
 * An emergency of a client's: how it stands, what happened in it, and who was paged. Types only; ids, instants and names of
 * ways. What people wrote about it is among the words, under the name `place`. It decides nothing and reaches nobody.
 */
import type { Policy, Way } from '../agreement/escalation.ts';
import type { IncidentState, ViewData } from './event.ts';

/** The worst first. */
export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** Instants in epoch milliseconds. */
export type Incident = {
  id: string;
  clientId: string;
  /** Counts the client's incidents from 1; drills have none. */
  number: number | null;
  state: IncidentState;
  severity: Severity;
  isDrill: boolean;
  /** Our id of the client's channel that it runs in, and the message that it began with; null: raised without one. */
  channelId: string;
  message: { ts: string; threadTs: string | null } | null;
  raisedBy: string;
  raisedAt: number;
  /** As it was when this began: a new version of the agreement changes no chain under way. */
  policy: Policy;
  /** The step that was paged last, from 0, and how often the whole chain began again. Null: none yet. */
  step: number | null;
  round: number;
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
  /** Who of ours leads it, and who of ours speaks to the client: whoever has it, where nobody else was named. */
  lead: string | null;
  clientContact: string | null;
  /** When the client hears next. */
  nextUpdateAt: number | null;
  resolvedBy: string | null;
  resolvedAt: number | null;
  how: 'resolved' | 'false-alarm' | null;
  /** Under which name what is happening stands among the words of the channel; null: nothing was said. */
  place: string | null;
  /** Counts every change of it, so that a stale button is known. */
  revision: number;
};

export type IncidentEntryKind =
  | 'raised'
  | 'joined'
  | 'paged'
  | 'not-reached'
  | 'exhausted'
  | 'acknowledged'
  | 'paged-again'
  | 'passed-on'
  | 'added'
  | 'update'
  | 'changed'
  /** Somebody is asked to take it over; it stays where it is until they do, and is then *handed*. */
  | 'handing'
  | 'handed'
  | 'resolved'
  | 'false-alarm'
  | 'reopened'
  /** Somebody of the client said how it was handled. */
  | 'answered';

const settlesHandOver: readonly IncidentEntryKind[] = [
  'acknowledged',
  'handed',
  'passed-on',
  'resolved',
  'false-alarm',
  'reopened',
];

/** A line of its time line. */
export type IncidentEntry = {
  id: string;
  incidentId: string;
  kind: IncidentEntryKind;
  at: number;
  /** Null: nobody, it happened by itself. */
  by: string | null;
  data: ViewData;
  place: string | null;
};

/** Slack's own messages go by the outbox. */
export type PageWay = Exclude<Way, 'slack'>;

/** `id` names it for good: of one incident, round, step, responder and way there is one. */
export type PageRow = {
  id: string;
  /** *page* wakes somebody; the others tell a way that keeps incidents, or take back what rings. */
  what: 'page' | 'acknowledged' | 'resolved' | 'withdrawn';
  incidentId: string;
  clientId: string;
  round: number;
  step: number;
  /** A Slack id, `contact:NAME`, or `system` for a way that has people of its own. */
  responder: string;
  way: PageWay;
  state: 'waiting' | 'sending' | 'unknown' | 'sent' | 'failed' | 'cancelled';
  tries: number;
  /** Instants in epoch milliseconds. */
  createdAt: number;
  attemptedAt: number | null;
  sentAt: number | null;
  /** The receiver's own id of it. */
  reference: string | null;
  /** A code, never anybody's words, number or address. */
  failure: string | null;
};

export type NewPage = Pick<PageRow, 'id' | 'incidentId' | 'round' | 'step' | 'responder' | 'way'> &
  Partial<Pick<PageRow, 'what' | 'reference'>>;

/**
 * By which permission the client's own message about an emergency stands before their eyes: a person raised it, so no line of
 * the agreement and no silent trial keeps it back. The gate looks whether that is so: its data names the `incident`.
 */
export const raisedByAPerson = 'raisedByAPerson';

/** The key of the message by which the client follows it. */
export function clientKey({ id }: Pick<Incident, 'id'>): string {
  return `emergencies:client:${id}`;
}

/** What messages about it quote (`${channelId}:${ts}`): what somebody wrote in the form, else the client's message. */
export function quotedBy({
  channelId,
  place,
  message,
}: Pick<Incident, 'channelId' | 'place' | 'message'>): string | null {
  const ts = place ?? message?.ts ?? null;
  return ts === null ? null : `${channelId}:${ts}`;
}

/** To whom it is being handed over, by whom and since when (epoch milliseconds). */
export type HandOver = { to: string; by: string | null; at: number };

/** The hand-over that nobody has answered yet, by its time line; null where there is none. */
export function openHandOver(entries: readonly IncidentEntry[]): HandOver | null {
  const last = entries.findLast(({ kind }) => kind === 'handing' || settlesHandOver.includes(kind));
  const to = last?.kind === 'handing' ? last.data.userId : null;
  return last === undefined || typeof to !== 'string' ? null : { to, by: last.by, at: last.at };
}

/** The view that says what somebody is paged with, in Slack and elsewhere; its data names the `incident`. */
export const pageView = 'emergency-page';

/** What a transaction may keep of incidents. */
export type IncidentsKept = {
  /** Writes it as it is now. */
  saveIncident(incident: Incident): Promise<void>;
  /** Once for each id. */
  noteIncident(entry: IncidentEntry): Promise<void>;
  /** Once for each id; due at once. */
  addPage(page: NewPage & { clientId: string }, now: number): Promise<void>;
  /** None that has not left yet leaves any more. */
  stopPages(incidentId: string): Promise<void>;
  /** What became of a page. One that was stopped while it was on its way is not tried again; a call is hung up then. */
  finishPage(page: PageRow, fate: PageFate, now: number): Promise<void>;
};

/** What became of a page; `nextTryAt` (epoch milliseconds) null: nothing more to do about it. */
export type PageFate = Pick<PageRow, 'state'> &
  Partial<Pick<PageRow, 'sentAt' | 'reference' | 'failure'>> & { nextTryAt: number | null };

/** What senders ask of pages. `now` by our Clock, `machineNow` and `until` by the machine's: a lease must end. */
export type PagesKept = {
  /** Those to be sent that no sender holds, the first ones first; what a system is told after what it is told just now. */
  due(at: { now: number; machineNow: number }, limit: number): Promise<string[]>;
  /**
   * Asks once more under the row's lock, and holds it for this sender. Null: it is not wanted any more, was sent, or another
   * sender holds it.
   */
  start(id: string, at: { now: number; machineNow: number; until: number }): Promise<PageRow | null>;
  /** As a transaction's own `finishPage`. */
  finish(page: PageRow, fate: PageFate, now: number): Promise<void>;
};
