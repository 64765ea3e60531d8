import { closest } from '../agreement/closest.ts';
import type { Office } from '../main.ts';
import { Refusal } from './refusal.ts';

/** Says that no agreement has this id, and which one was probably meant. `also`: other words that would have been right. */
export async function unknownClient(office: Office, name: string, also: readonly string[] = []): Promise<Refusal> {
  const ids = (await office.store.agreements.all()).map(({ id }) => id);
  if (ids.length === 0)
    return new Refusal('No agreement is in force yet. Write one and apply it: groundrules apply FILE');
  const near = closest(name, [...ids, ...also]);
  const hint = near === undefined ? `There are ${[...ids, ...also].join(', ')}.` : `Did you mean ${near}?`;
  return new Refusal(`No agreement has the id ${name}. ${hint}`);
}
