/** The names under which this rule says things. */
import type { Incident, IncidentEntry } from '../../engine/incident.ts';

export const ruleName = 'incident-thread';

/** The key of the post by which staff follow an emergency. */
export function boardKey({ id }: Pick<Incident, 'id'>): string {
  return `${ruleName}:board:${id}`;
}

/** The key of one line of its time line. */
export function lineKey({ id }: Pick<IncidentEntry, 'id'>): string {
  return `${ruleName}:line:${id}`;
}
