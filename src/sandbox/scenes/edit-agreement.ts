import { type Document, parseDocument } from 'yaml';
import { applyAgreement } from '../curtain/curtain.ts';
import { obstacle } from './obstacle.ts';
import type { Stage } from './stage.ts';

/** Puts a client's agreement into force as `edit` leaves its file. Throws what keeps it from that. */
export async function editAgreement(
  { sandbox }: Stage,
  clientId: string,
  edit: (file: Document) => void,
): Promise<void> {
  const house = sandbox.house();
  const stored = await house.store.agreements.stored(clientId);
  if (stored === null) throw obstacle('its client has no agreement any more.');
  const file = parseDocument(stored.raw);
  edit(file);
  const applied = await applyAgreement(house, clientId, String(file), { by: 'Ruth Okafor', force: true });
  if (applied.outcome === 'broken' || applied.outcome === 'refused')
    throw obstacle('its client’s agreement cannot be changed any more.');
  await sandbox.walk.rest();
}
