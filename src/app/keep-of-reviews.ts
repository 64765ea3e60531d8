/** Carries out what rules keep of what is left of an emergency. */
import type { Effect } from '../engine/effect.ts';
import type { Case } from './case.ts';

type OfReviews = Extract<Effect, { kind: 'save-review' | 'save-follow-up' }>;

/** Throws where it is of no client, or of another one's emergency. */
export async function keepOfReviews({ tx, held }: Pick<Case, 'tx' | 'held'>, effect: OfReviews): Promise<void> {
  const { clientId } = held;
  if (clientId === null) throw new Error('This is of no client.');
  const { incidentId } = effect.kind === 'save-review' ? effect.review : effect.followUp;
  const incident = await tx.ask(null)('incident', { id: incidentId });
  if (incident?.clientId !== clientId) throw new Error('This is no emergency of the client.');
  if (effect.kind === 'save-review') return tx.saveReview({ ...effect.review, clientId });
  return tx.saveFollowUp({ ...effect.followUp, clientId });
}
