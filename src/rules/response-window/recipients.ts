/** Who is told what about a wait: staff and managers only, each once. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { firstThere, type Instead, isThere, type Missing, standInFor } from '../../engine/absence.ts';
import type { Audience } from '../../engine/effect.ts';
import type { Destination } from '../../engine/event.ts';
import type { ResponseWindowConfig } from './config.ts';
import type { StepName } from './escalation.ts';
import type { ReplyData } from './record.ts';

/** `standsInFor`: they are told in the place of somebody who is away. */
export type Recipient = Instead & { standsInFor?: string };

/** Those who are told of a step. Whoever took it is warned and reminded alone; its breach is still told to all. */
export function recipientsOf(
  step: StepName,
  { owner, takenBy }: Pick<ReplyData, 'owner' | 'takenBy'>,
  agreement: Agreement,
  agency: Agency | null,
  repeatTo: ResponseWindowConfig['afterBreach']['to'],
): Recipient[] {
  if (takenBy !== null && step !== 'breach') return [{ userId: takenBy, audience: 'staff' }];
  if (step === 'warning') return [{ userId: owner, audience: 'staff' }];
  const managers = managersFor(agreement, agency);
  const groups: Record<(typeof repeatTo)[number], Recipient[]> = {
    owner: [{ userId: owner, audience: 'staff' }],
    backup: [{ userId: agreement.people.backup.id, audience: 'staff' }],
    managers: managers.map((userId) => ({ userId, audience: 'manager' })),
  };
  if (step === 'repeat') return eachOnce(repeatTo.flatMap((group) => groups[group]));
  const taker: Recipient[] = takenBy === null ? [] : [{ userId: takenBy, audience: 'staff' }];
  // A breach that only its owner hears of is heard by nobody: without managers the backup hears it.
  return eachOnce([...groups.owner, ...taker, ...(managers.length > 0 ? groups.managers : groups.backup)]);
}

/** Whoever took it and is gone, or away without a stand-in of their own, has it no longer. */
export function present<Data extends Pick<ReplyData, 'owner' | 'takenBy'>>(data: Data, missing: Missing): Data {
  const { takenBy } = data;
  if (takenBy === null || isThere(takenBy, missing)) return data;
  const hasStandIn = !missing.gone.includes(takenBy) && firstThere(takenBy, [], missing) !== null;
  return hasStandIn ? data : { ...data, takenBy: null };
}

/** What a notice's data says of whom its reader stands in for. */
export function placeOfOther({ standsInFor }: Pick<Recipient, 'standsInFor'>): { standsInFor?: string } {
  return standsInFor === undefined ? {} : { standsInFor };
}

/** Under what is agreed, and who is not there to be told. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/**
 * Those of them who are there, and who stands in for the others: for the owner, and where nobody is left, the first who is
 * there; for others who are away whom they named, for a manager also another one or the backup.
 */
export function thoseThere(recipients: Recipient[], owner: string, reach: Reach): Recipient[] {
  const { missing } = reach;
  const there = recipients.filter(({ userId }) => isThere(userId, missing));
  const standIns = recipients.flatMap((one) => {
    if (isThere(one.userId, missing)) return [];
    const isNeeded = one.userId === owner || there.length === 0;
    const found = isNeeded ? standInFor(one.userId, reach) : standInOfOther(one, reach);
    if (found === null) return [];
    const isAnother = found.userId !== one.userId && !missing.gone.includes(one.userId);
    return [isAnother ? { ...found, standsInFor: one.userId } : found];
  });
  // Whoever hears of it anyway hears for whom they stand in, too.
  const known = there.map((one) => standIns.find(({ userId }) => userId === one.userId) ?? one);
  // With nobody left Slack refuses, and it goes to the operator.
  const told = eachOnce([...known, ...standIns]);
  return told.length > 0 ? told : recipients;
}

function standInOfOther({ userId, audience }: Recipient, { agreement, agency, missing }: Reach): Recipient | null {
  if (missing.gone.includes(userId)) return null;
  const others = audience === 'manager' ? [...managersFor(agreement, agency), agreement.people.backup.id] : [];
  const found = firstThere(userId, others, missing);
  return found === null ? null : { userId: found, audience };
}

/** Who hears instead of those who could not be reached; null where even the operator could not. */
export function nextInChain(
  unreached: readonly string[],
  { agreement, agency, missing }: Reach,
): { to: Destination; audience: Audience } | null {
  if (unreached.includes(operatorName)) return null;
  const passed = [...unreached, ...missing.gone];
  const next = openChain([...passed, ...missing.away.map(({ userId }) => userId)], agreement, agency);
  // Whoever is away is better than nobody of the client's own people.
  return next ?? openChain(passed, agreement, agency) ?? { to: { kind: 'operator' }, audience: 'operator' };
}

function openChain(unreached: readonly string[], agreement: Agreement, agency: Agency | null) {
  const backup = agreement.people.backup.id;
  const toPerson = (userId: string) => ({ kind: 'person' as const, userId });
  if (!unreached.includes(backup)) return { to: toPerson(backup), audience: 'staff' as const };
  const manager = managersFor(agreement, agency).find((userId) => !unreached.includes(userId));
  return manager === undefined ? null : { to: toPerson(manager), audience: 'manager' as const };
}

/** How a destination is named among those who could not be reached. */
export function nameOfDestination(to: Destination): string {
  if (to.kind === 'operator') return operatorName;
  return to.kind === 'channel' ? to.channelId : to.userId;
}

/** Everybody who serves this client and so may be handed a matter of it, owner first, each once, with the name in the file. */
export function staffOf(agreement: Agreement, agency: Agency | null): { userId: string; name: string | null }[] {
  const { owner, backup, managers, staff } = agreement.people;
  const all = [owner, backup, ...staff, ...managers, ...(agency?.managers ?? [])];
  return eachOnce(all.map(({ id, name }) => ({ userId: id, name: name ?? null })));
}

const operatorName = 'operator';

function managersFor(agreement: Agreement, agency: Agency | null): string[] {
  return managersOf(agreement, agency ?? undefined).map(({ id }) => id);
}

function eachOnce<One extends { userId: string }>(all: One[]): One[] {
  return all.filter((one, index) => all.findIndex(({ userId }) => userId === one.userId) === index);
}
