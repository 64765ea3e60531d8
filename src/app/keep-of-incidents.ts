/** Carries out what rules keep of emergencies, and whom they page by other ways than Slack. */
import type { Effect } from '../engine/effect.ts';
import type { IncidentState } from '../engine/event.ts';
import type { Case } from './case.ts';

type OfIncidents = Extract<Effect, { kind: 'save-incident' | 'note-incident' | 'page' | 'stop-pages' }>;

/** What became of an emergency: how it stood before and how it stands now. */
export type ChangedIncident = { incidentId: string; from: IncidentState | null; to: IncidentState };

/** Gives what changed of it; null where only its pages did. Throws where it is of no client, or of another one. */
export async function keepOfIncidents(
  { tx, held, event, now }: Pick<Case, 'tx' | 'held' | 'event' | 'now'>,
  effect: OfIncidents,
): Promise<ChangedIncident | null> {
  const { clientId } = held;
  if (clientId === null) throw new Error('This is of no client.');
  const incidentId = idOf(effect);
  const known = await tx.ask(null)('incident', { id: incidentId });
  const isNew = known === null && effect.kind === 'save-incident';
  if (!isNew && known?.clientId !== clientId) throw new Error('This is no emergency of the client.');
  const from = known?.state ?? null;
  switch (effect.kind) {
    case 'save-incident':
      await tx.saveIncident({ ...effect.incident, clientId });
      return { incidentId, from, to: effect.incident.state };
    case 'note-incident':
      await tx.noteIncident({ ...effect.entry, by: event.actor, at: now });
      return from === null ? null : { incidentId, from, to: from };
    case 'page':
      await tx.addPage({ ...effect.page, clientId }, now);
      return null;
    case 'stop-pages':
      await tx.stopPages(incidentId);
      await tx.cancelUnsent(incidentId);
      return null;
  }
}

function idOf(effect: OfIncidents): string {
  switch (effect.kind) {
    case 'save-incident':
      return effect.incident.id;
    case 'note-incident':
      return effect.entry.incidentId;
    case 'page':
      return effect.page.incidentId;
    case 'stop-pages':
      return effect.incidentId;
  }
}
