/** Forgetting on request: a client as a whole, or one person wherever they wrote. */
import { sideIn } from '../agreement/agreement.ts';
import { listedSide, sideOf } from '../engine/people.ts';
import type { Forgotten } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';

/** Whom to forget: a client by the id of its agreement, or a person by Slack's id. */
export type Whom = { kind: 'client'; clientId: string } | { kind: 'person'; userId: string };

/** What was forgotten, and which files in force still name those whose names went. Null: nobody here is called so. */
export type ForgottenHere = Forgotten & { stillNamedIn: string[] };

/** Forgets at once and for good; our messages are drawn again by whichever process says them. */
export async function forget(shell: Shell, whom: Whom): Promise<ForgottenHere | null> {
  return whom.kind === 'client' ? forgetClient(shell, whom.clientId) : forgetPerson(shell, whom.userId);
}

async function forgetClient(shell: Shell, clientId: string): Promise<ForgottenHere | null> {
  const { store, home } = shell;
  const others = (await store.agreements.all()).filter(({ id }) => id !== clientId);
  const found = await store.transaction(async (tx) => {
    const held = await tx.holdClient(clientId);
    if (held.agreement === null) return null;
    const around = await tx.peopleOnlyOf(clientId);
    const theirs = around.filter(([userId, person]) => {
      const side = sideOf(userId, person, held, home);
      const isElsewhere = others.some((one) => sideIn(one, userId) !== undefined);
      return side !== 'staff' && !isElsewhere && listedSide(userId, { ...held, agreement: null }) === undefined;
    });
    const userIds = theirs.map(([userId]) => userId);
    const stillNamed = userIds.some(
      (userId) => held.agreement !== null && sideIn(held.agreement, userId) !== undefined,
    );
    const forgotten = await tx.forgetClient(clientId, userIds, shell.clock());
    return { ...forgotten, stillNamedIn: stillNamed ? [clientId] : [] };
  });
  return found;
}

async function forgetPerson(shell: Shell, userId: string): Promise<ForgottenHere | null> {
  const { store } = shell;
  const agency = await store.ask('agency', {});
  const inAgency = listedSide(userId, { agreement: null, agency }) === undefined ? [] : ['agency'];
  const naming = (await store.agreements.all()).filter((one) => sideIn(one, userId) !== undefined).map(({ id }) => id);
  const forgotten = await store.transaction((tx) => tx.forgetPerson(userId, shell.clock()));
  return forgotten === null ? null : { ...forgotten, stillNamedIn: [...inAgency, ...naming] };
}
