/** Who has an emergency, and with it leads it and speaks to the client, where nobody else was named for that. Pure. */
import type { Incident } from '../../engine/incident.ts';

/** Somebody has it from an instant on (epoch milliseconds); what whoever had it before did besides goes along. */
export function heldBy(incident: Incident, userId: string | null, at: number): Incident {
  return {
    ...incident,
    state: 'acknowledged',
    acknowledgedBy: userId,
    acknowledgedAt: incident.acknowledgedBy === userId ? incident.acknowledgedAt : at,
    ...rolesAfter(incident, userId),
  };
}

/** Nobody has it any more. */
export function heldByNobody(incident: Incident): Incident {
  return {
    ...incident,
    ...{ state: 'triggered', acknowledgedBy: null, acknowledgedAt: null },
    ...rolesAfter(incident, null),
  };
}

function rolesAfter({ lead, clientContact, acknowledgedBy }: Incident, next: string | null) {
  const after = (role: string | null) => (role === null || role === acknowledgedBy ? next : role);
  return { lead: after(lead), clientContact: after(clientContact) };
}
