/**
 * Putting files into force: what both sides agreed, and what the agency's clients share. A file is in force with
 * everything that follows from it, or not at all.
 */
import { conflicts } from '../agreement/conflicts.ts';
import type { LoadedAgency, LoadedAgreement } from '../agreement/load.ts';
import { type ApplyPlan, planApply } from '../agreement/version.ts';
import type { Tx } from '../engine/store-port.ts';
import { type Aftermath, nothingAfter } from './case.ts';
import { walkAgency, walkAgreement } from './corridor.ts';
import type { Shell } from './shell.ts';

/** Two agreements claim one channel: said to whoever applies, nothing is changed. */
export class ChannelConflictError extends Error {
  override name = 'ChannelConflictError';
}

export type Applied = { plan: ApplyPlan; aftermath: Aftermath };

/**
 * Applies a file that was read without problems. `by` is who did it, as is recorded. Throws {@link ChannelConflictError};
 * an outdated file is refused in the plan unless forced.
 */
export async function apply(
  shell: Shell,
  file: LoadedAgreement | LoadedAgency,
  options: { by: string; force: boolean },
): Promise<Applied> {
  return file.kind === 'agreement' ? applyAgreement(shell, file, options) : applyAgency(shell, file, options);
}

async function applyAgreement(
  shell: Shell,
  file: LoadedAgreement,
  { by, force }: { by: string; force: boolean },
): Promise<Applied> {
  const { store } = shell;
  const { agreement } = file;
  const others = (await store.agreements.all()).filter((one) => one.id !== agreement.id);
  const [conflict] = conflicts([...others, agreement]);
  if (conflict !== undefined) throw new ChannelConflictError(conflict.message);
  const shared = await Promise.all(agreement.channels.map((id) => store.people.channelId(id)));
  const internal =
    agreement.internalChannel === undefined ? null : await store.people.channelId(agreement.internalChannel);
  return store.transaction(async (tx) => {
    await tx.holdClient(agreement.id);
    const inForce = await store.agreements.stored(agreement.id);
    const base = await storedBase(file, (version) => store.agreements.stored(agreement.id, version));
    const plan = planApply(file, inForce === null ? undefined : version(inForce, inForce.agreement.version), {
      base,
      force,
    });
    if (plan.kind !== 'first' && plan.kind !== 'next') return { plan, aftermath: nothingAfter() };
    const stored = {
      agreement: { ...agreement, version: plan.version },
      raw: plan.raw,
      resolvedText: plan.resolvedText,
    };
    await tx.saveAgreement({ ...stored, appliedAt: shell.clock(), appliedBy: by }, { shared, internal });
    return { plan, aftermath: await judged(shell, tx, agreement.id, plan.version) };
  });
}

function judged(shell: Shell, tx: Tx, clientId: string, version: number): Promise<Aftermath> {
  return walkAgreement(shell, tx, { clientId, version, before: version === 1 ? null : version - 1 });
}

async function applyAgency(
  shell: Shell,
  file: LoadedAgency,
  { by, force }: { by: string; force: boolean },
): Promise<Applied> {
  const { store } = shell;
  return store.transaction(async (tx) => {
    const inForce = await store.agreements.storedAgency();
    const base = await storedBase(file, (number) => store.agreements.storedAgency(number));
    const plan = planApply(file, inForce === null ? undefined : version(inForce, inForce.agency.version), {
      base,
      force,
    });
    if (plan.kind === 'first' || plan.kind === 'next') {
      const agency = { ...file.agency, version: plan.version };
      const texts = { raw: plan.raw, resolvedText: plan.resolvedText };
      await tx.saveAgency({ agency, ...texts, appliedAt: shell.clock(), appliedBy: by });
      return { plan, aftermath: await walkAgency(shell, tx, agency) };
    }
    return { plan, aftermath: nothingAfter() };
  });
}

const version = (texts: { raw: string; resolvedText: string }, number: number) => ({ ...texts, version: number });

/** The version a file says it was made from, so that what it would undo can be named exactly. */
async function storedBase(
  { fileVersion }: { fileVersion: number | undefined },
  stored: (version: number) => Promise<{ raw: string; resolvedText: string } | null>,
) {
  const found = fileVersion === undefined ? null : await stored(fileVersion);
  return found === null || fileVersion === undefined ? undefined : version(found, fileVersion);
}
