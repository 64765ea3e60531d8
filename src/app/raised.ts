/** What follows from effects beside what their rule knew: events of the house's own, each told once. */
import type { Say } from '../engine/effect.ts';
import type { Event, MessagePlace } from '../engine/event.ts';
import type { HeldMeeting } from '../engine/meeting-recap.ts';
import type { NewVersion } from './change-agreement.ts';
import type { NotedGoal } from './keep-of-goals.ts';
import type { ChangedIncident } from './keep-of-incidents.ts';
import type { ChangedMilestone } from './keep-of-milestones.ts';
import type { ChangedReport } from './keep-of-reports.ts';
import type { CountedItem } from './keep-of-scope.ts';

/** Something of the client's that every rule hears of. */
export type Changed =
  | { kind: 'incident'; changed: ChangedIncident }
  | { kind: 'report'; changed: ChangedReport }
  | { kind: 'milestone'; changed: ChangedMilestone }
  | { kind: 'goal'; changed: NotedGoal }
  | { kind: 'scope'; changed: CountedItem }
  | { kind: 'meeting'; changed: HeldMeeting };

export type Raised =
  | { kind: 'marked'; message: MessagePlace }
  | { kind: 'refused'; rule: string; say: Say; because: string }
  | { kind: 'agreed'; version: NewVersion }
  | Changed;

/** What was done with one emergency, report, goal, scope item or meeting is one change of it; these come last. */
export function foldedChanges(raised: readonly Raised[]): Raised[] {
  const others = raised.filter((one) => !isChanged(one));
  const folded = new Map<string, Changed>();
  for (const one of raised) {
    if (!isChanged(one)) continue;
    const key = keyOf(one);
    folded.set(key, since(one, folded.get(key)));
  }
  return [...others, ...folded.values()];
}

/** The event by which every rule hears of it, raised by another. */
export function eventOfChange(event: Event, one: Changed): Event {
  const { id, workspaceId, clientId, actor, side, occurredAt, source } = event;
  const base = { workspaceId, clientId, actor, side, occurredAt, source };
  const named = { ...base, id: `${keyOf(one)}:${id}` };
  switch (one.kind) {
    case 'incident':
      return { kind: 'IncidentChanged', ...named, ...one.changed };
    case 'report':
      return { kind: 'ReportChanged', ...named, ...one.changed };
    case 'milestone':
      return { kind: 'MilestoneChanged', ...named, ...one.changed };
    case 'goal':
      return { kind: 'GoalNoted', ...named, ...one.changed };
    case 'scope':
      return { kind: 'ScopeCounted', ...named, ...one.changed };
    case 'meeting':
      return { kind: 'MeetingHeld', ...named, meeting: one.changed };
  }
}

/** How it stood before it was changed at all is how it stood before the first change. */
function since(one: Changed, first: Changed | undefined): Changed {
  if (first === undefined || !('from' in one.changed) || !('from' in first.changed)) return one;
  return { kind: one.kind, changed: { ...one.changed, from: first.changed.from } } as Changed;
}

function keyOf(one: Changed): string {
  switch (one.kind) {
    case 'incident':
      return `incident:${one.changed.incidentId}`;
    case 'report':
      return `report:${one.changed.reportId}`;
    case 'milestone':
      return one.changed.milestoneId;
    case 'goal':
      return `goal:${one.changed.goalId}:${one.changed.month}`;
    case 'scope':
      return `scope:${one.changed.itemId}`;
    case 'meeting':
      return `meeting:${one.changed.meeting}:${one.changed.plannedFor}`;
  }
}

function isChanged(one: Raised): one is Changed {
  return ['incident', 'report', 'milestone', 'goal', 'scope', 'meeting'].includes(one.kind);
}
