/** What the rule asks before it decides; the database only. */
import type { Ask, Channel, SaidMessage } from '../../engine/facts.ts';
import type { Incident, IncidentEntry } from '../../engine/incident.ts';
import type { Decision } from '../../engine/rule.ts';
import { boardKey, lineKey } from './config.ts';

/** Null: there is nothing to tell. */
export type Facts = {
  incident: Incident;
  /** What the post became; null where it was never said. */
  board: SaidMessage | null;
  /** Where it would be posted now; null where the client has no internal channel in which the bot could. */
  room: Channel | null;
  /** What the thread does not tell yet, in order. */
  untold: IncidentEntry[];
} | null;

/** Loads how the emergency stands, and what is still to be told of it. */
export async function load(ask: Ask, { event }: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  if (event.kind !== 'IncidentChanged') return null;
  const incident = await ask('incident', { id: event.incidentId });
  // Of a drill whoever asked for it and the managers read a report: nobody else need look up.
  if (incident === null || incident.isDrill) return null;
  const channels = await ask('channelsOf', { clientId: incident.clientId });
  return {
    incident,
    board: await ask('saidUnder', { key: boardKey(incident) }),
    room: channels.find(({ role, isArchived, isMember }) => role === 'internal' && !isArchived && isMember) ?? null,
    untold: await untoldOf(ask, incident),
  };
}

/** Lines are told in order, so that all before one that was told were told too. */
async function untoldOf(ask: Ask, { id }: Incident): Promise<IncidentEntry[]> {
  const entries = await ask('incidentEntries', { incidentId: id });
  for (let told = entries.length - 1; told >= 0; told -= 1) {
    const entry = entries[told];
    if (entry !== undefined && (await ask('saidUnder', { key: lineKey(entry) })) !== null)
      return entries.slice(told + 1);
  }
  return entries;
}
