/** What both sides agreed, and what the agency's own file says. */
import { storedIn } from '../agreements.ts';
import type { Answerer } from './answerer.ts';

export const agreement: Answerer<'agreement'> = ({ session, agreements }, { clientId, version }) =>
  version === undefined ? agreements.inForce(session, clientId) : agreements.version(session, clientId, version);

export const agreementText: Answerer<'agreementText'> = async ({ session, workspaceId }, { clientId, version }) => {
  const stored = await storedIn(session, workspaceId, clientId, version);
  if (stored === null) return null;
  const { agreement: of, raw, resolvedText, appliedAt, appliedBy } = stored;
  return { version: of.version, raw, resolvedText, appliedAt, appliedBy };
};

export const claims: Answerer<'claims'> = async ({ session, agreements }, { slackChannelIds }) => {
  const all = (await agreements.all(session)).filter(({ status }) => status !== 'ended');
  return all.flatMap(({ id: clientId, channels, internalChannel }) =>
    slackChannelIds
      .filter((one) => channels.includes(one) || internalChannel === one)
      .map((slackChannelId) => ({ slackChannelId, clientId })),
  );
};

export const template: Answerer<'template'> = ({ context }, { name }) =>
  Promise.resolve(context.template(name) ?? null);

export const agency: Answerer<'agency'> = ({ session, agreements }) => agreements.agency(session);

export const agreementsFact: Answerer<'agreements'> = async ({ session, agreements }, { clientIds }) => {
  const wanted = new Set(clientIds);
  return wanted.size === 0 ? [] : (await agreements.all(session)).filter(({ id }) => wanted.has(id));
};
