/**
 * Who is away, who stands in for them, and who is told instead. Everything that is decided for a person asks here whether
 * they are there. It deliberately knows nothing of what is told, and takes nobody's part in an agreement from them.
 */
import { type Agency, managersOf } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Conversation } from './conversation.ts';
import type { Audience, EndAbsence, SetAbsence } from './effect.ts';
import type { Ask } from './facts.ts';

/** Instants in epoch milliseconds, fixed when it was noted down; `until` is exclusive. */
export type Absence = {
  id: string;
  userId: string;
  since: number;
  until: number;
  /** Who stands in by this person's own choice; null: whoever each agreement names. */
  backup: string | null;
  setBy: string;
};

/** What a transaction may note down of absences. */
export type AbsencesKept = {
  setAbsence(absence: Omit<SetAbsence, 'kind'>, setBy: string, now: number): Promise<void>;
  endAbsence(end: Omit<EndAbsence, 'kind'>): Promise<void>;
};

/** Who cannot be told: accounts that were closed, and those who are away now. */
export type Missing = { gone: readonly string[]; away: readonly Absence[] };

/** Somebody who is told, and for whom where that is somebody else. */
export type Instead = { userId: string; audience: Extract<Audience, 'staff' | 'manager'> };

/** Everybody of the agency who has a part with this client or may be handed something of theirs, the owner first. */
export function partakersOf(agreement: Agreement, agency: Agency | null): string[] {
  const { owner, backup, managers, staff } = agreement.people;
  return [...new Set([owner, backup, ...staff, ...managers, ...(agency?.managers ?? [])].map(({ id }) => id))];
}

/** Who of these, and of those they named themselves, is not there at an instant (epoch milliseconds). */
export async function missingAmong(
  ask: Ask,
  clientId: string,
  userIds: readonly string[],
  at: number,
): Promise<Missing> {
  const gone: string[] = [];
  const away: Absence[] = [];
  const known = new Set<string>();
  for (let asked = [...new Set(userIds)]; asked.length > 0; ) {
    for (const userId of asked) known.add(userId);
    const seen = await ask('seen', { clientId, userIds: asked });
    gone.push(...seen.filter(({ person }) => person?.isDeleted === true).map(({ userId }) => userId));
    const found = await ask('absences', { userIds: asked, from: at, until: at + 1 });
    away.push(...found);
    asked = [...new Set(found.flatMap(({ backup }) => backup ?? []))].filter((userId) => !known.has(userId));
  }
  return { gone, away };
}

/** Whether somebody can be told. */
export function isThere(userId: string, { gone, away }: Missing): boolean {
  return !gone.includes(userId) && !away.some((one) => one.userId === userId);
}

/**
 * The first who is there: whom they named themselves, then these others; each of them who is away passes on to whom they
 * named in turn. Null: nobody. Two who named each other end nowhere.
 */
export function firstThere(userId: string, others: readonly string[], missing: Missing): string | null {
  const named = (one: string) => missing.away.find((absence) => absence.userId === one)?.backup ?? null;
  const passed = new Set([userId]);
  const waiting = [named(userId), ...others];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === null || passed.has(next)) continue;
    if (isThere(next, missing)) return next;
    passed.add(next);
    waiting.unshift(named(next));
  }
  return null;
}

/**
 * Who is told in somebody's place about this client: whom they named, the agreement's backup, a manager. With all of them
 * away, a manager all the same, or whoever else has an open account: what concerns a client is never told to nobody. Null
 * where not even that is left.
 */
export function standInFor(
  userId: string,
  { agreement, agency, missing }: { agreement: Agreement; agency: Agency | null; missing: Missing },
): Instead | null {
  const backup = agreement.people.backup.id;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  const chain = [backup, ...managers];
  const there = firstThere(userId, chain, missing);
  const open = [...managers, backup, agreement.people.owner.id].filter((one) => !missing.gone.includes(one));
  const found = there ?? open.find((one) => one !== userId) ?? open[0];
  if (found === undefined) return null;
  return { userId: found, audience: managers.includes(found) && found !== backup ? 'manager' : 'staff' };
}

/** Somebody themselves where they are there, else whoever is told in their place. */
export function thereOrInstead(userId: string, reach: Parameters<typeof standInFor>[1]): Instead | null {
  return isThere(userId, reach.missing) ? { userId, audience: 'staff' } : standInFor(userId, reach);
}

/** Whose matter a conversation is: whoever it was handed to or given by hand, else the agreement's owner. */
export function ownerOf(
  { handedTo, chosen }: Pick<Conversation, 'handedTo' | 'chosen'>,
  { people }: Agreement,
): string {
  return handedTo ?? chosen.owner ?? people.owner.id;
}
