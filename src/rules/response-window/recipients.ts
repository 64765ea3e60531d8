/** Who is told what about a wait: staff and managers only, each once. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Audience } from '../../engine/effect.ts';
import type { Destination } from '../../engine/event.ts';
import type { ResponseWindowConfig } from './config.ts';
import type { StepName } from './escalation.ts';
import type { ReplyData } from './record.ts';

export type Recipient = { userId: string; audience: Extract<Audience, 'staff' | 'manager'> };

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

/** Whoever took it and is gone has it no longer. */
export function present<Data extends Pick<ReplyData, 'owner' | 'takenBy'>>(data: Data, gone: readonly string[]): Data {
  return data.takenBy !== null && gone.includes(data.takenBy) ? { ...data, takenBy: null } : data;
}

/** Those of them whose account is open; for the owner, or where nobody is left, the first who is of backup and managers. */
export function thoseThere(
  recipients: Recipient[],
  owner: string,
  { agreement, agency, gone }: { agreement: Agreement; agency: Agency | null; gone: readonly string[] },
): Recipient[] {
  const there = recipients.filter(({ userId }) => !gone.includes(userId));
  const isOwnerMissed = gone.includes(owner) && recipients.some(({ userId }) => userId === owner);
  if (there.length > 0 && !isOwnerMissed) return there;
  const standIns: Recipient[] = [
    { userId: agreement.people.backup.id, audience: 'staff' },
    ...managersFor(agreement, agency).map((userId): Recipient => ({ userId, audience: 'manager' })),
  ];
  const standIn = standIns.find(({ userId }) => !gone.includes(userId));
  // With nobody left Slack refuses, and it goes to the operator.
  return standIn === undefined ? recipients : eachOnce([...there, standIn]);
}

/** Who hears instead of those who could not be reached; null where even the operator could not. */
export function nextInChain(
  unreached: readonly string[],
  agreement: Agreement,
  agency: Agency | null,
): { to: Destination; audience: Audience } | null {
  if (unreached.includes(operatorName)) return null;
  const backup = agreement.people.backup.id;
  if (!unreached.includes(backup)) return { to: { kind: 'person', userId: backup }, audience: 'staff' };
  const manager = managersFor(agreement, agency).find((userId) => !unreached.includes(userId));
  if (manager !== undefined) return { to: { kind: 'person', userId: manager }, audience: 'manager' };
  return { to: { kind: 'operator' }, audience: 'operator' };
}

/** How a destination is named among those who could not be reached. */
export function nameOfDestination(to: Destination): string {
  if (to.kind === 'operator') return operatorName;
  return to.kind === 'person' ? to.userId : to.channelId;
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
