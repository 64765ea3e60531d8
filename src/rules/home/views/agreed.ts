/** What was agreed, for the client's own people: as the rule shows it that draws the card of an agreement. */
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';

/** Another rule's view of an agreement as its client's people read it, and what that view is given for one client. */
export type Agreed = { view: View; dataOf(clientId: string): ViewData };

export type Card = { facts: unknown; data: ViewData };

/** One for every client whose agreement names the reader among the client's people. */
export async function loadCards(ask: Ask, { view, dataOf }: Agreed, reader: Reader): Promise<Card[]> {
  const named = await ask('clientsNaming', { userId: reader.userId ?? '' });
  const cards: Card[] = [];
  for (const { clientId } of named) {
    const data = dataOf(clientId);
    cards.push({ facts: await view.load(ask, data, reader), data });
  }
  return cards;
}
