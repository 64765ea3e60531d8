/** Carries out what rules keep of emergencies, and whom they page by other ways than Slack. */
import type { Effect } from '../engine/effect.ts';
import type { Case } from './judge.ts';

type OfIncidents = Extract<Effect, { kind: 'save-incident' | 'note-incident' | 'page' | 'stop-pages' }>;

/** Throws where it is of no client, or of another one. */
export async function keepOfIncidents(
  { tx, held, event, now }: Pick<Case, 'tx' | 'held' | 'event' | 'now'>,
  effect: OfIncidents,
): Promise<void> {
  const { clientId } = held;
  if (clientId === null) throw new Error('This is of no client.');
  if (effect.kind === 'save-incident') return tx.saveIncident({ ...effect.incident, clientId });
  const incidentId =
    effect.kind === 'note-incident'
      ? effect.entry.incidentId
      : effect.kind === 'page'
        ? effect.page.incidentId
        : effect.incidentId;
  const incident = await tx.ask(null)('incident', { id: incidentId });
  if (incident?.clientId !== clientId) throw new Error('This is no emergency of the client.');
  switch (effect.kind) {
    case 'note-incident':
      return tx.noteIncident({ ...effect.entry, by: event.actor, at: now });
    case 'page':
      return tx.addPage({ ...effect.page, clientId }, now);
    case 'stop-pages':
      await tx.stopPages(incidentId);
      return tx.cancelUnsent(incidentId);
  }
}
