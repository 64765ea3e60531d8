/** What both sides agreed, and what the agency's own file says. */
import type { Answerer } from './answerer.ts';

export const agreement: Answerer<'agreement'> = ({ session, agreements }, { clientId, version }) =>
  version === undefined ? agreements.inForce(session, clientId) : agreements.version(session, clientId, version);

export const agency: Answerer<'agency'> = ({ session, agreements }) => agreements.agency(session);

export const agreementsFact: Answerer<'agreements'> = async ({ session, agreements }, { clientIds }) => {
  const wanted = new Set(clientIds);
  return wanted.size === 0 ? [] : (await agreements.all(session)).filter(({ id }) => wanted.has(id));
};
