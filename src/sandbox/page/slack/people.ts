/** Who is who, in the words and order in which the page shows people. */
import type { PersonCard } from '../../contract.ts';

/** How many colours there are for people: `--person-1` and on. */
const colours = 8;

/** The number of a person's colour, the same wherever they appear. */
export function colourOf(id: string): number {
  let sum = 0x811c9dc5;
  for (const letter of id) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return ((sum >>> 3) % colours) + 1;
}

/** At most two letters for a face. */
export function initialsOf(realName: string): string {
  const words = realName.split(/\s+/).filter((word) => word !== '');
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** Whether somebody is there to be talked to or looked through: nobody who left, and not Slack's own voice. */
export function isPresent(person: PersonCard): boolean {
  return !person.isDeleted && person.id !== 'USLACKBOT';
}

/** What somebody is, where it is more than being of the agency; null otherwise. */
export function badgeOf(person: PersonCard): string | null {
  if (person.side === 'bot') return 'App';
  if (person.side === 'guest') return 'Guest';
  return person.side === 'external' ? (person.company ?? 'Other company') : null;
}

const sideWords: Record<PersonCard['side'], string> = {
  admin: 'Admin',
  staff: 'Agency',
  guest: 'Guest',
  external: 'Slack Connect',
  bot: 'App',
};

/** In a word or two, how somebody is in this workspace. */
export function sideOf(person: PersonCard): string {
  return sideWords[person.side];
}

export type PeopleGroup = { title: string; people: PersonCard[] };

const agencyOrder: PersonCard['side'][] = ['staff', 'admin'];

function byRealName(one: PersonCard, other: PersonCard): number {
  return one.realName.localeCompare(other.realName);
}

/** Everybody one can be, the clients' people first; apps and people who left are nobody's eyes. */
export function groupsOf(people: PersonCard[], agency: string): PeopleGroup[] {
  const present = people.filter((person) => isPresent(person) && person.side !== 'bot');
  const isClient = ({ side }: PersonCard) => side === 'guest' || side === 'external';
  const company = (person: PersonCard) => (person.side === 'external' ? `0${person.company ?? ''}` : '1');
  const clients = present
    .filter(isClient)
    .sort((one, other) => company(one).localeCompare(company(other)) || byRealName(one, other));
  const own = present
    .filter((person) => !isClient(person))
    .sort((one, other) => agencyOrder.indexOf(one.side) - agencyOrder.indexOf(other.side) || byRealName(one, other));
  return [
    { title: 'Clients’ people', people: clients },
    { title: agency, people: own },
  ].filter((group) => group.people.length > 0);
}

/** Whether Slack lets somebody bring people into channels and put them out. */
export function mayInvite(person: PersonCard): boolean {
  return person.side === 'admin' || person.side === 'staff';
}

/** Who could still be brought into a channel: everybody of the agency, guests, apps, and companies it is shared with. */
export function invitable(people: PersonCard[], members: string[], sharedWith: string[]): PersonCard[] {
  return people
    .filter((person) => isPresent(person) && !members.includes(person.id))
    .filter((person) => person.side !== 'external' || sharedWith.includes(person.company ?? ''))
    .sort(byRealName);
}
