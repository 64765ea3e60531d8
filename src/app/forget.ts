/** Forgetting on request: a client as a whole, or one person wherever they wrote. */
import { type Agreement, sideIn } from '../agreement/agreement.ts';
import type { Person } from '../engine/facts.ts';
import { listedSide, sideOf } from '../engine/people.ts';
import type { Forgotten, Held } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';

/** Whom to forget: a client by the id of its agreement (*everything*: also what was recorded of an ended one), or a person by Slack's id. */
export type Whom = { kind: 'client'; clientId: string; everything: boolean } | { kind: 'person'; userId: string };

/** What was forgotten, how many records, and which files in force still name those whose names went. */
export type ForgottenHere = Forgotten & { records: number; stillNamedIn: string[] };

/** Deadlines of this client still run: said to whoever asks, nothing is changed. */
export class ClientNotEndedError extends Error {
  override name = 'ClientNotEndedError';
}

/**
 * Forgets at once and for good; our messages are drawn again by whichever process says them. Null: nobody here is called so.
 * Throws {@link ClientNotEndedError}.
 */
export async function forget(shell: Shell, whom: Whom): Promise<ForgottenHere | null> {
  return whom.kind === 'client' ? forgetClient(shell, whom) : forgetPerson(shell, whom.userId);
}

async function forgetClient(
  shell: Shell,
  { clientId, everything }: Extract<Whom, { kind: 'client' }>,
): Promise<ForgottenHere | null> {
  const { store } = shell;
  const others = (await store.agreements.all()).filter(({ id }) => id !== clientId);
  return store.transaction(async (tx) => {
    const held = await tx.holdClient(clientId);
    const { agreement } = held;
    if (agreement === null) return null;
    if (everything && agreement.status !== 'ended') {
      throw new ClientNotEndedError(
        `${clientId} is ${agreement.status}: what is promised there still counts. Write status: ended into its agreement and apply it first.`,
      );
    }
    const userIds = theirPeople(shell, await tx.peopleOnlyOf(clientId), held, others);
    const stillNamed = userIds.some((userId) => sideIn(agreement, userId) !== undefined);
    const forgotten = await tx.forgetClient(clientId, userIds, shell.clock());
    const records = everything ? await tx.forgetRecords(clientId) : 0;
    return { ...forgotten, records, stillNamedIn: stillNamed ? [clientId] : [] };
  });
}

/** Those who are on the client's side here and nobody's elsewhere. */
function theirPeople(
  { home }: Shell,
  around: [userId: string, person: Person | null][],
  held: Held,
  others: readonly Agreement[],
): string[] {
  const theirs = around.filter(([userId, person]) => {
    const isElsewhere = others.some((one) => sideIn(one, userId) !== undefined);
    const isOfTheAgency = listedSide(userId, { agreement: null, agency: held.agency }) !== undefined;
    return !isElsewhere && !isOfTheAgency && sideOf(userId, person, held, home) !== 'staff';
  });
  return theirs.map(([userId]) => userId);
}

async function forgetPerson(shell: Shell, userId: string): Promise<ForgottenHere | null> {
  const { store } = shell;
  const agency = await store.ask('agency', {});
  const inAgency = listedSide(userId, { agreement: null, agency }) === undefined ? [] : ['agency'];
  const naming = (await store.agreements.all()).filter((one) => sideIn(one, userId) !== undefined).map(({ id }) => id);
  const forgotten = await store.transaction((tx) => tx.forgetPerson(userId, shell.clock()));
  return forgotten === null ? null : { ...forgotten, records: 0, stillNamedIn: [...inAgency, ...naming] };
}
