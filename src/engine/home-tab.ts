/**
 * What is known everywhere of home tabs: under which key each stands in the outbox, and for how long after its owner was
 * last seen there it is kept current. It deliberately does not know what is drawn on one.
 */

/** The rule that draws them. */
export const homeRule = 'home';

/** A home is kept current for so long after its owner opened it or pressed something on it; milliseconds. */
export const homeOpenFor = 3_600_000;

/** The shortest time between two drawings of one home that nobody asked for; milliseconds. */
export const homePace = 10_000;

/** The name of somebody's home in the outbox, and of its destination. */
export function homeKey(userId: string): string {
  return `home:${userId}`;
}

/** What the store keeps of home tabs, which stand in its outbox. Instants are epoch milliseconds. */
export type HomesKept = {
  /** Asks for a new drawing of those homes that may show what is no longer so, the longest ago first. Gives how many. */
  refresh(now: number, most: number): Promise<number>;
  /** The same of one at once, if its owner has it open. False: they have not. */
  redraw(userId: string, now: number): Promise<boolean>;
};
