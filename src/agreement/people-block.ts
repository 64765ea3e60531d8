import { stringify } from 'yaml';
import type { Person } from './slack-id.ts';

/** Someone in a channel, with the side on which they seem to be. */
export interface ChannelPerson extends Person {
  side: 'staff' | 'client' | 'neither';
}

/**
 * The lines to paste under an agreement's `people`, ids with names beside them. Owner and backup are the first two of
 * staff, for a person to put right.
 */
export function peopleBlock(persons: readonly ChannelPerson[]): string {
  const linesOf = (side: ChannelPerson['side']) =>
    persons
      .filter((person) => person.side === side)
      .map(({ id, name }) => (name === undefined ? id : `${id} ${oneLine(name)}`));
  const [owner, backup, ...staff] = linesOf('staff');
  const [client, neither] = [linesOf('client'), linesOf('neither')];
  const people = {
    ...(owner === undefined ? {} : { owner }),
    ...(backup === undefined ? {} : { backup }),
    ...(staff.length > 0 ? { staff } : {}),
    client,
    ...(neither.length > 0 ? { neither } : {}),
  };
  return stringify({ people }, { lineWidth: 0 });
}

function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
