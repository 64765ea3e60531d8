/** Carries out what rules keep of wins. */
import type { SaveWin } from '../engine/effect.ts';
import type { Case } from './case.ts';

/** Throws where it is of no client, or of another one's. */
export async function keepOfWins({ tx, held }: Pick<Case, 'tx' | 'held'>, { win }: SaveWin): Promise<void> {
  const { clientId } = held;
  if (clientId === null) throw new Error('This is of no client.');
  const known = await tx.ask(null)('win', { id: win.id });
  if (known !== null && known.clientId !== clientId) throw new Error('This is another client’s.');
  await tx.saveWin({ ...win, clientId });
}
