/** How far each planned thing is, as the rule whose it is keeps it: read by its shape, and passed over where it has another. */
import { z } from 'zod';
import type { PlannedThing } from '../../agreement/planned.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import type { Report } from '../../engine/report.ts';

export type State =
  | { name: 'planned' }
  | { name: 'cancelled'; by: string }
  | { name: 'collecting'; answered: number; of: number }
  | { name: 'draft' | 'approved' | 'posted' | 'skipped' };

/** Of one client: by {@link keyOf}. */
export type States = ReadonlyMap<string, State>;

const meetingSchema = z.object({ meeting: z.string(), plannedFor: z.string(), cancelledBy: z.string().nullable() });
/** Of so many weeks there are no more reports than this. */
const MOST_REPORTS = 12;

/** One thing of one date. */
export function keyOf({ kind, id, plannedFor }: Pick<PlannedThing, 'kind' | 'id' | 'plannedFor'>): string {
  return `${kind}:${id}:${plannedFor}`;
}

/** Loads how far everything is that is ahead with a client. */
export async function loadStates(ask: Ask, clientId: string, now: number): Promise<States> {
  const rows = await ask('deadlinesOfClients', { rule: 'meetings', clientIds: [clientId], breachedSince: now });
  const open = await ask('openReports', { clientIds: [clientId] });
  const latest = await ask('reportsOf', { clientId, limit: MOST_REPORTS });
  return new Map([...rows.flatMap(ofMeeting), ...latest.map(ofReport), ...open.map(ofReport)]);
}

function ofMeeting({ data }: Deadline): [string, State][] {
  const read = meetingSchema.safeParse(data);
  if (!read.success || read.data.cancelledBy === null) return [];
  const { meeting, plannedFor, cancelledBy } = read.data;
  return [[keyOf({ kind: 'meeting', id: meeting, plannedFor }), { name: 'cancelled', by: cancelledBy }]];
}

function ofReport({ kind, plannedFor, state, contributors, approvedAt }: Report): [string, State] {
  return [keyOf({ kind: 'report', id: kind, plannedFor }), stateOf({ state, contributors, approvedAt })];
}

function stateOf({ state, contributors, approvedAt }: Pick<Report, 'state' | 'contributors' | 'approvedAt'>): State {
  if (state === 'draft') return { name: approvedAt === null ? 'draft' : 'approved' };
  if (state !== 'collecting') return { name: state };
  const asked = contributors.some(({ askedAt }) => askedAt !== null);
  const answered = contributors.filter(({ answeredAt }) => answeredAt !== null).length;
  return asked ? { name: 'collecting', answered, of: contributors.length } : { name: 'planned' };
}
