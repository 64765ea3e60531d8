/** What follows from effects beside what their rule knew: events of the house's own, each told once. */
import type { Say } from '../engine/effect.ts';
import type { Event, MessagePlace } from '../engine/event.ts';
import type { NewVersion } from './change-agreement.ts';
import type { ChangedIncident } from './keep-of-incidents.ts';
import type { ChangedReport } from './keep-of-reports.ts';

/** Something of the client's that every rule hears of. */
export type Changed = { kind: 'incident'; changed: ChangedIncident } | { kind: 'report'; changed: ChangedReport };

export type Raised =
  | { kind: 'marked'; message: MessagePlace }
  | { kind: 'refused'; rule: string; say: Say; because: string }
  | { kind: 'agreed'; version: NewVersion }
  | Changed;

/** What was done with one emergency or one report is one change of it; these come last. */
export function foldedChanges(raised: readonly Raised[]): Raised[] {
  const others = raised.filter((one) => !isChanged(one));
  const folded = new Map<string, Changed>();
  for (const one of raised) {
    if (!isChanged(one)) continue;
    const { kind, changed } = one;
    const id = kind === 'incident' ? changed.incidentId : changed.reportId;
    const first = folded.get(`${kind}:${id}`) ?? one;
    folded.set(`${kind}:${id}`, { kind, changed: { ...changed, from: first.changed.from } } as Changed);
  }
  return [...others, ...folded.values()];
}

/** The event by which every rule hears of it, raised by another. */
export function eventOfChange(event: Event, one: Changed): Event {
  const { id, workspaceId, clientId, actor, side, occurredAt, source } = event;
  const base = { workspaceId, clientId, actor, side, occurredAt, source };
  return one.kind === 'incident'
    ? { kind: 'IncidentChanged', ...base, id: `incident:${one.changed.incidentId}:${id}`, ...one.changed }
    : { kind: 'ReportChanged', ...base, id: `report:${one.changed.reportId}:${id}`, ...one.changed };
}

function isChanged(one: Raised): one is Changed {
  return one.kind === 'incident' || one.kind === 'report';
}
