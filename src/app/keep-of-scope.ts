/**
 * Carries out what rules note down beside the scope list: what was used or given, what was offered and decided, and what staff
 * say a message is.
 */
import type { Effect, Teach } from '../engine/effect.ts';
import { placeOfExample } from '../engine/kept-place.ts';
import type { ScopeEntry } from '../engine/scope-entry.ts';
import type { Case } from './case.ts';
import { examplesKept } from './retention.ts';

type OfScope = Extract<
  Effect,
  {
    kind:
      | 'add-scope-entry'
      | 'take-back-scope-entry'
      | 'save-change-order'
      | 'drop-change-order'
      | 'log-decision'
      | 'teach'
      | 'unteach';
  }
>;
type About = Pick<Case, 'tx' | 'held' | 'event' | 'now'>;

/** An item of the scope list of which another amount is used now. */
export type CountedItem = { itemId: string };

/** Gives of which item another amount is used now. Throws where it is of no client, or nobody asked for it. */
export async function keepOfScope(about: About, effect: OfScope): Promise<CountedItem | null> {
  const { tx, held, event, now } = about;
  const { clientId } = held;
  if (effect.kind === 'take-back-scope-entry') {
    const entry = await tx.ask(null)('scopeEntry', { id: effect.id });
    if (event.actor !== null) await tx.takeBackScopeEntry(effect.id, event.actor, now);
    await redraw(about, entry?.message ?? null);
    return entry === null || entry.takenBackAt !== null ? null : countedOf(entry);
  }
  if (clientId === null) throw new Error('This is of no client.');
  const by = () => {
    if (event.actor === null) throw new Error('Nobody asked for this.');
    return event.actor;
  };
  switch (effect.kind) {
    case 'add-scope-entry':
      await tx.addScopeEntry({ ...effect.entry, clientId, by: by(), at: now });
      await redraw(about, effect.entry.message);
      return countedOf(effect.entry);
    case 'save-change-order': {
      const { channelId, messageTs } = effect.order;
      await tx.saveChangeOrder({ ...effect.order, clientId }, effect.words);
      await redraw(about, messageTs === null ? null : { channelId, ts: messageTs });
      return null;
    }
    case 'drop-change-order':
      await tx.dropChangeOrder(effect.id);
      return null;
    case 'log-decision':
      await tx.logDecision({ ...effect.decision, clientId, by: by(), at: now });
      return null;
    case 'teach':
      await teach(about, effect.correction, { clientId, by: by() });
      return null;
    case 'unteach': {
      const said = await tx.ask(null)('correctionOf', effect);
      if (said?.clientId === clientId) await tx.dropCorrection(effect.channelId, effect.ts);
      return null;
    }
  }
}

const countedOf = ({ kind, itemId }: Pick<ScopeEntry, 'kind' | 'itemId'>): CountedItem | null =>
  kind === 'used' && itemId !== null ? { itemId } : null;

/** What we said of the message that it is about shows how it stands now. */
async function redraw({ tx, now }: About, message: { channelId: string; ts: string } | null): Promise<void> {
  if (message !== null) await tx.redrawQuotes(message.channelId, message.ts, now);
}

/** Does nothing where nothing can be learnt: the words are gone, or no examples are kept. */
async function teach(
  { tx, held, event, now }: About,
  said: Teach['correction'],
  { clientId, by }: { clientId: string; by: string },
): Promise<void> {
  const { channelId, messageTs } = said;
  const ask = tx.ask(null);
  const channel = await ask('channel', { channelId });
  if (channel?.clientId !== clientId) throw new Error('This is no message of the client.');
  const message = await tx.message(channelId, messageTs);
  const kept = held.agreement === null ? 0 : examplesKept(held.agreement);
  if (message === null || message.deletedAt !== null || kept === 0) return;
  const place = placeOfExample(message.author, messageTs);
  const [own, example] = await ask('wordsOf', { places: [messageTs, place].map((ts) => ({ channelId, ts })) });
  const text = own?.text ?? example?.text ?? null;
  if (text === null) return;
  await tx.keepWords(channelId, place, text, now + kept);
  const id = `${event.id}:${channelId}:${messageTs}`;
  await tx.saveCorrection({ ...said, id, clientId, place, by, at: now });
}
