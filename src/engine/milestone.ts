/**
 * What is to be reached by a day: when it was agreed for, when it is expected now, and that it is reached. Types and pure
 * questions. It deliberately changes no agreement: what both sides agreed stays agreed, and a day that slips is said beside it.
 */
import type { AgreedMilestone } from '../agreement/milestones.ts';

/** *dropped*: it is not agreed any more. */
export type MilestoneState = 'ahead' | 'reached' | 'dropped';

/** It was moved from one day to another (`2026-12-10`); what the client was told of it is among the words, under `place`. */
export type Slip = { from: string; to: string; by: string; at: number; place: string };

/** Instants in epoch milliseconds. */
export type Milestone = {
  id: string;
  clientId: string;
  /** Its id in the agreement. */
  milestoneId: string;
  /** The day as it was agreed; and on which it is expected now. */
  agreedFor: string;
  date: string;
  state: MilestoneState;
  slips: Slip[];
  /** Since when somebody says that it will be in time; null: nobody does since it was planned or moved. */
  onTrackAt: number | null;
  reachedBy: string | null;
  reachedAt: number | null;
  /** Our id of the channel in which the client reads of it, and under which name what they are to look at is kept. */
  channelId: string | null;
  place: string | null;
  /** Counts every change of it. */
  revision: number;
};

/** What a transaction may keep of them. */
export type MilestonesKept = { saveMilestone(milestone: Milestone): Promise<void> };

/** The id of one of a client's. */
export function milestoneId(clientId: string, id: string): string {
  return `milestone:${clientId}:${id}`;
}

/** One that nothing is known of yet. */
export function newMilestone(clientId: string, { id, date }: Pick<AgreedMilestone, 'id' | 'date'>): Milestone {
  return {
    ...{ id: milestoneId(clientId, id), clientId, milestoneId: id, agreedFor: date, date, state: 'ahead', slips: [] },
    ...{ onTrackAt: null, reachedBy: null, reachedAt: null, channelId: null, place: null, revision: 0 },
  };
}

/** The subject under which it is logged that one was moved. */
export function movedSubject(id: string, { from, to }: Pick<Slip, 'from' | 'to'>): string {
  return `${id}@${from}@${to}`;
}

/** What such a subject names; null for any other. */
export function readMoved(subject: string): { milestoneId: string; from: string; to: string } | null {
  const [, milestone = '', from = '', to = ''] =
    /^milestone:[^:@]+:([^:@]+)@(\d{4}-\d\d-\d\d)@(\d{4}-\d\d-\d\d)$/.exec(subject) ?? [];
  return milestone === '' ? null : { milestoneId: milestone, from, to };
}
