/**
 * How an emergency went, in figures: how long it took, whose sleep was for nothing, and whether the client heard in time; and a
 * month of them. It judges nobody, and drills are not its matter.
 */
import type { Agreement } from '../agreement/agreement.ts';
import { monthOf } from './allowance.ts';
import type { Ask } from './facts.ts';
import type { Incident, IncidentEntry } from './incident.ts';
import type { IncidentReview } from './incident-review.ts';

/** Milliseconds from its raising to when somebody first had it and to its (last) end; null where that never came. */
export function timesOf(
  { raisedAt, acknowledgedAt, resolvedAt }: Incident,
  entries: readonly IncidentEntry[],
): { toAcknowledge: number | null; toResolve: number | null } {
  const taken = entries.find(({ kind }) => kind === 'acknowledged')?.at ?? acknowledgedAt;
  return {
    toAcknowledge: taken === null ? null : Math.max(0, taken - raisedAt),
    toResolve: resolvedAt === null ? null : Math.max(0, resolvedAt - raisedAt),
  };
}

/** Responders of steps that nobody took, as the time line names them, each once; not who took it later all the same. */
export function pagedInVain(entries: readonly IncidentEntry[]): string[] {
  const turns = entries.filter(({ kind }) => kind === 'paged' || kind === 'acknowledged');
  const idle = turns.filter(({ kind }, index) => kind === 'paged' && turns[index + 1]?.kind === 'paged');
  const taken = entries.filter(({ kind }) => kind === 'acknowledged' || kind === 'handed');
  const takers = new Set(taken.map(({ by }) => by));
  const people = idle.flatMap(({ data }) => (Array.isArray(data.people) ? data.people : []));
  return [...new Set(people)].filter((one) => one !== 'system' && !takers.has(one));
}

/** How often somebody wrote to the client in time, and how often the message had to say by itself that it goes on. */
export function updatesOf(entries: readonly IncidentEntry[]): { kept: number; late: number } {
  const updates = entries.filter(({ kind }) => kind === 'update');
  const kept = updates.filter(({ by }) => by !== null).length;
  return { kept, late: updates.length - kept };
}

/** The middle one of some figures, or between the two in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[half - 1], sorted[half]];
  if (above === undefined) return null;
  return sorted.length % 2 === 1 || below === undefined ? above : (below + above) / 2;
}

/** An emergency with its time line and what was answered. */
export type Told = { incident: Incident; entries: readonly IncidentEntry[]; review: IncidentReview | null };

/** A month of a client in figures. Times in milliseconds; those of false alarms do not count. */
export type MonthFigures = {
  count: number;
  falseAlarms: number;
  toAcknowledge: number | null;
  toResolve: number | null;
  /** How many were answered for by *yes* alone, and how many by somebody's *not quite*. */
  well: number;
  notQuite: number;
};

/** Those of a client that were raised in a calendar month where the client is; drills left out. */
export async function loadTold(ask: Ask, agreement: Agreement, month: string): Promise<Told[]> {
  const all = await ask('incidentsOf', { clientId: agreement.id, most: 200 });
  const ofMonth = all.filter((one) => !one.isDrill && monthOf(agreement, one.raisedAt) === month);
  const told: Told[] = [];
  for (const incident of ofMonth) {
    const { id: incidentId } = incident;
    const entries = await ask('incidentEntries', { incidentId });
    told.push({ incident, entries, review: await ask('incidentReview', { incidentId }) });
  }
  return told;
}

/** The figures of those raised in a calendar month (`2026-11`) where the client is. */
export function figuresOf(told: readonly Told[], agreement: Agreement, month: string): MonthFigures {
  const all = told.filter(({ incident }) => !incident.isDrill && monthOf(agreement, incident.raisedAt) === month);
  const real = all.filter(({ incident }) => incident.how !== 'false-alarm');
  const times = real.map(({ incident, entries }) => timesOf(incident, entries));
  const answered = real.map(({ review }) => review?.answers ?? []).filter((answers) => answers.length > 0);
  const notQuite = answered.filter((answers) => answers.some(({ answer }) => answer === 'not-quite')).length;
  return {
    count: all.length,
    falseAlarms: all.length - real.length,
    toAcknowledge: median(times.flatMap(({ toAcknowledge }) => toAcknowledge ?? [])),
    toResolve: median(times.flatMap(({ toResolve }) => toResolve ?? [])),
    well: answered.length - notQuite,
    notQuite,
  };
}
