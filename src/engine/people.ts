/**
 * Who is who: which side a person stands on, and what they may ask of us. Pure; it deliberately does not look anybody up.
 */
import type { Agency } from '../agreement/agency.ts';
import { type Agreement, sideIn } from '../agreement/agreement.ts';
import type { Side } from './event.ts';
import type { Person } from './facts.ts';
import type { Who } from './rule.ts';

/** The workspace that installed us, and its Enterprise Grid organisation if it has one. */
export type Home = { workspaceId: string; enterpriseId: string | null };

/** What both sides agreed, as far as it is known: null before anything was applied. */
export type Lists = { agreement: Agreement | null; agency: Agency | null };

const named = (persons: readonly { id: string }[], userId: string) => persons.some((person) => person.id === userId);

/** Whether the agency's own file names this person. */
function ofTheAgency(agency: Agency | null, userId: string): boolean {
  return agency !== null && [agency.admins, agency.managers, agency.staff].some((list) => named(list, userId));
}

/** On which side the agreement's list or the agency's puts somebody, whoever they are in Slack; undefined for all others. */
export function listedSide(userId: string, { agreement, agency }: Lists): Side | undefined {
  const agreed = agreement === null ? undefined : sideIn(agreement, userId);
  return agreed ?? (ofTheAgency(agency, userId) ? 'staff' : undefined);
}

/**
 * On which side a person stands: the agreement's list beats all, then the agency's; else home workspace or Grid sibling is
 * staff, a guest of ours or somebody from elsewhere is client, a bot is neither. Null person: Slack could not be asked.
 */
export function sideOf(userId: string, person: Person | null, lists: Lists, home: Home): Side {
  const listed = listedSide(userId, lists);
  if (listed !== undefined) return listed;
  if (person === null) return 'unknown';
  if (person.isBot) return 'neither';
  const sibling = home.enterpriseId !== null && person.enterpriseId === home.enterpriseId;
  if (person.teamId !== home.workspaceId && !sibling) return 'client';
  return person.isGuest ? 'client' : 'staff';
}

/** Admins are those the agency's file names; until one is applied, Slack's workspace owners and admins. */
export function isAdmin(userId: string, person: Person | null, agency: Agency | null): boolean {
  return agency === null ? (person?.isWorkspaceAdmin ?? false) : named(agency.admins, userId);
}

/** Managers of this client or of the agency; admins count. */
export function isManager(userId: string, person: Person | null, lists: Lists): boolean {
  if (isAdmin(userId, person, lists.agency)) return true;
  if (lists.agency !== null && named(lists.agency.managers, userId)) return true;
  return lists.agreement !== null && named(lists.agreement.people.managers, userId);
}

/** Whether this person may do what a trigger allows. */
export function may(who: Who, userId: string, side: Side, person: Person | null, lists: Lists): boolean {
  switch (who) {
    case 'anyone':
      return true;
    case 'client':
      return side === 'client';
    case 'staff':
      return side === 'staff' || isManager(userId, person, lists);
    case 'manager':
      return isManager(userId, person, lists);
    case 'admin':
      return isAdmin(userId, person, lists.agency);
  }
}
