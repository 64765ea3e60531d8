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

/** People of the agency on whatever client; whoever takes turns at being on call is one of them. */
function staffOf({ staff, onCall }: Agency): readonly { id: string }[] {
  return [...staff, ...Object.values(onCall?.rotas ?? {}).flatMap(({ people }) => people)];
}

/** Whether the agency's own file names this person. */
function ofTheAgency(agency: Agency | null, userId: string): boolean {
  return agency !== null && [agency.admins, agency.managers, staffOf(agency)].some((list) => named(list, userId));
}

/** On which side the agreement's list or the agency's puts somebody, whoever they are in Slack; undefined for all others. */
export function listedSide(userId: string, { agreement, agency }: Lists): Side | undefined {
  const agreed = agreement === null ? undefined : sideIn(agreement, userId);
  return agreed ?? (ofTheAgency(agency, userId) ? 'staff' : undefined);
}

/** Why somebody stands where they stand: what names them, or else what Slack says of them. */
export type StandsBecause = ListedAs | 'bot' | 'our-workspace' | 'our-group' | 'guest' | 'other-company' | 'not-asked';

/** The lists of the agreement, then those of the agency's file. */
export type ListedAs =
  | 'owner'
  | 'backup'
  | 'manager'
  | 'staff'
  | 'client'
  | 'neither'
  | 'agency-admin'
  | 'agency-manager'
  | 'agency-staff';

export type Standing = { side: Side; because: StandsBecause };

/** Which list names somebody, the weightiest first; undefined where none does. */
export function listedAs(userId: string, { agreement, agency }: Lists): ListedAs | undefined {
  const people = agreement?.people;
  const lists: [ListedAs, readonly { id: string }[]][] = [
    ['owner', people ? [people.owner] : []],
    ['backup', people ? [people.backup] : []],
    ['manager', people?.managers ?? []],
    ['staff', people?.staff ?? []],
    ['client', people?.client ?? []],
    ['neither', people?.neither ?? []],
    ['agency-admin', agency?.admins ?? []],
    ['agency-manager', agency?.managers ?? []],
    ['agency-staff', agency === null ? [] : staffOf(agency)],
  ];
  return lists.find(([, list]) => named(list, userId))?.[0];
}

/**
 * Where somebody stands whom no list names: home workspace or Grid sibling is staff, a guest of ours or somebody from
 * elsewhere is client, a bot is neither. Null person: Slack could not be asked.
 */
export function standingInSlack(person: Person | null, home: Home): Standing {
  if (person === null) return { side: 'unknown', because: 'not-asked' };
  if (person.isBot) return { side: 'neither', because: 'bot' };
  const isSibling = home.enterpriseId !== null && person.enterpriseId === home.enterpriseId;
  const isOurs = person.teamId === home.workspaceId;
  if (!isOurs && !isSibling) return { side: 'client', because: 'other-company' };
  if (person.isGuest) return { side: 'client', because: 'guest' };
  return { side: 'staff', because: isOurs ? 'our-workspace' : 'our-group' };
}

/** On which side a person stands: the agreement's list beats all, then the agency's, then what Slack says. */
export function sideOf(userId: string, person: Person | null, lists: Lists, home: Home): Side {
  return listedSide(userId, lists) ?? standingInSlack(person, home).side;
}

/** The same with its reason. */
export function standingOf(userId: string, person: Person | null, lists: Lists, home: Home): Standing {
  const because = listedAs(userId, lists);
  const side = listedSide(userId, lists);
  return because === undefined || side === undefined ? standingInSlack(person, home) : { side, because };
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
