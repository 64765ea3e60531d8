import type { Agreement, Person } from '../../agreement/agreement.ts';
import type { AgreedValue } from '../../agreement/change.ts';

/** The lists on which staff can put somebody, as the agreement calls them. */
export const sides = ['client', 'staff', 'neither'] as const;
export type NamedSide = (typeof sides)[number];

/** Taken off the lists: Slack decides. */
export const asSlackSays = 'as-slack-says';
export const choices = [...sides, asSlackSays] as const;

/** What to change in the agreement so that it puts somebody on this side, or on none; empty where it does already. */
export function putOn(
  { people }: Pick<Agreement, 'people'>,
  { userId, name }: { userId: string; name: string | null },
  side: (typeof choices)[number],
): AgreedValue[] {
  return sides.flatMap((list) => {
    const now = people[list];
    const isThere = now.some(({ id }) => id === userId);
    if (isThere === (list === side)) return [];
    const rest = now.filter(({ id }) => id !== userId);
    const person: Person = name === null ? { id: userId } : { id: userId, name };
    return [{ path: ['people', list] as const, value: (isThere ? rest : [...rest, person]).map(lineOf) }];
  });
}

function lineOf({ id, name = '' }: Person): string {
  return `${id} ${name.replace(/\s+/g, ' ').trim()}`.trim();
}
