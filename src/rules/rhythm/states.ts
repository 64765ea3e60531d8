/** How far each planned thing is, as the rule whose it is keeps it: read by its shape, and passed over where it has another. */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { milestoneOn, type PlannedThing, plannedBetween } from '../../agreement/planned.ts';
import { milestonesOf } from '../../agreement/rhythm.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import type { Milestone } from '../../engine/milestone.ts';
import type { Report } from '../../engine/report.ts';

export type State =
  | { name: 'planned' }
  | { name: 'cancelled'; by: string }
  | { name: 'collecting'; answered: number; of: number }
  | { name: 'slipped'; date: string }
  | { name: 'draft' | 'approved' | 'posted' | 'skipped' | 'reached' | 'on-track' };

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
  const milestones = await ask('milestonesOf', { clientId });
  const reports = [...latest, ...open].map(ofReport);
  return new Map([...rows.flatMap(ofMeeting), ...reports, ...milestones.flatMap(ofMilestone)]);
}

/** What is planned in [from, until), both epoch milliseconds, with a milestone that has slipped into it on its new day. */
export function thingsBetween(agreement: Agreement, states: States, from: number, until: number): PlannedThing[] {
  const slipped = milestonesOf(agreement).flatMap((agreed) => {
    const state = states.get(keyOf({ kind: 'milestone', id: agreed.id, plannedFor: agreed.date }));
    return state?.name === 'slipped' ? [milestoneOn(agreement, agreed, state.date)] : [];
  });
  const ahead = slipped.filter(({ at }) => at >= from && at < until);
  const moved = (thing: PlannedThing) => ahead.some((one) => keyOf(one) === keyOf(thing));
  const planned = plannedBetween(agreement, from, until).filter((thing) => !moved(thing));
  return [...planned, ...ahead].toSorted((one, other) => one.at - other.at);
}

function ofMeeting({ data }: Deadline): [string, State][] {
  const read = meetingSchema.safeParse(data);
  if (!read.success || read.data.cancelledBy === null) return [];
  const { meeting, plannedFor, cancelledBy } = read.data;
  return [[keyOf({ kind: 'meeting', id: meeting, plannedFor }), { name: 'cancelled', by: cancelledBy }]];
}

function ofMilestone({ milestoneId, agreedFor, date, state, onTrackAt }: Milestone): [string, State][] {
  if (state === 'dropped') return [];
  const key = keyOf({ kind: 'milestone', id: milestoneId, plannedFor: agreedFor });
  if (state === 'reached') return [[key, { name: 'reached' }]];
  if (date !== agreedFor) return [[key, { name: 'slipped', date }]];
  return onTrackAt === null ? [] : [[key, { name: 'on-track' }]];
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
