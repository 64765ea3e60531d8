/** Changing what both sides agreed from within Slack: a new version, in the transaction of whoever asked for it. */
import { type Agreed, changedAgreement } from '../agreement/change.ts';
import type { LoadedAgreement } from '../agreement/load.ts';
import { planApply } from '../agreement/version.ts';
import type { Event } from '../engine/event.ts';
import type { Tx } from '../engine/store-port.ts';
import type { Case } from './case.ts';
import { refold } from './fold.ts';
import type { Shell } from './shell.ts';

/** A version that came into force, and the one it replaces. */
export type NewVersion = { clientId: string; version: number; before: number | null };

/** Whose channels these are is settled where all agreements are looked at together. */
const elsewhere = ['schema', 'id', 'version', 'channels', 'internalChannel'];

/**
 * Puts these values into force for the client that is held. Null: they are so already. Throws where they cannot stand in
 * an agreement: a rule asks for nothing else.
 */
export async function changeAgreement(
  shell: Shell,
  { tx, held, event, now }: Case,
  values: readonly Agreed[],
): Promise<NewVersion | null> {
  const { clientId } = held;
  const inForce = clientId === null ? null : await tx.storedAgreement(clientId);
  if (clientId === null || inForce === null) throw new Error('There is no agreement to change.');
  if (values.some(({ path }) => elsewhere.includes(path[0]))) throw new Error('A rule may not change this.');
  const before = inForce.agreement.version;
  const texts = { version: before, raw: inForce.raw, resolvedText: inForce.resolvedText };
  const changed = changedAgreement(texts, values, shell.sections);
  if (!changed.ok) throw new Error('A rule asked for what cannot stand in an agreement.');
  const plan = planApply(changed, texts);
  if (plan.kind !== 'next') return null;
  const { version, raw, resolvedText } = plan;
  const agreement = { ...changed.agreement, version };
  const stored = { agreement, raw, resolvedText, appliedAt: now, appliedBy: by(event) };
  await tx.saveAgreement(stored, await channelsNow(tx, clientId));
  return { clientId, version, before };
}

/**
 * Puts a new client's first version into force. Throws where its id is taken or another agreement names its channels: a rule
 * looks before it asks for this.
 */
export async function beginAgreement({ tx, event, now }: Case, file: LoadedAgreement): Promise<NewVersion> {
  const { id: clientId, channels, internalChannel } = file.agreement;
  const named = [...channels, ...(internalChannel === undefined ? [] : [internalChannel])];
  const claims = await tx.ask(null)('claims', { slackChannelIds: named });
  const inForce = await tx.storedAgreement(clientId);
  if (claims.length > 0 || inForce !== null) throw new Error('There is such an agreement already.');
  const plan = planApply(file, undefined);
  if (plan.kind !== 'first') throw new Error('A new agreement begins with its first version.');
  const { version, raw, resolvedText } = plan;
  const shared: string[] = [];
  for (const one of channels) shared.push(await tx.channelId(one));
  const internal = internalChannel === undefined ? null : await tx.channelId(internalChannel);
  const stored = { agreement: { ...file.agreement, version }, raw, resolvedText, appliedAt: now, appliedBy: by(event) };
  await tx.saveAgreement(stored, { shared, internal });
  return { clientId, version, before: null };
}

const by = ({ actor }: Event) => (actor === null ? 'the bot' : `${actor}, in Slack`);

async function channelsNow(tx: Tx, clientId: string): Promise<{ shared: string[]; internal: string | null }> {
  const channels = await tx.ask(null)('channelsOf', { clientId });
  const ids = (role: string) => channels.filter((one) => one.role === role).map(({ id }) => id);
  return { shared: ids('shared'), internal: ids('internal')[0] ?? null };
}

/** What is to be judged once a version is in force: every channel in which somebody waits, folded under it. */
export async function caseOfVersion(
  shell: Shell,
  { tx, now, aftermath }: Pick<Case, 'tx' | 'now' | 'aftermath'>,
  { clientId, version, before }: NewVersion,
): Promise<Case> {
  const held = await tx.holdClient(clientId);
  const waiting = await tx.waitingChannels(clientId);
  const folded = [];
  for (const { channelId, since } of waiting) folded.push(...(await refold({ tx, held }, channelId, since)));
  const event: Event = {
    kind: 'AgreementApplied',
    id: `agreement:${clientId}:${version}`,
    workspaceId: shell.home.workspaceId,
    clientId: held.clientId,
    actor: null,
    side: 'neither',
    occurredAt: now,
    source: 'live',
    version,
    before,
    channelIds: waiting.map(({ channelId }) => channelId),
  };
  return { tx, held, now, event, folded, messageTs: null, aftermath };
}
