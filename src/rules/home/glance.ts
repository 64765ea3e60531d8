/** How one client stands, in numbers and one word. */
import { type Board, isOverdue, type Served } from './board.ts';

/** The first that is so. *strained*: answers came too late in the last seven days. */
export type Health = 'deaf' | 'overdue' | 'strained' | 'well';

export type Glance = {
  client: Served;
  open: number;
  dueToday: number;
  overdue: number;
  /** When the oldest question was asked, epoch milliseconds; null where none is open. */
  oldestAt: number | null;
  late: number;
  health: Health;
};

const worst: readonly Health[] = ['deaf', 'overdue', 'strained', 'well'];

/** Every client whom the reader manages, the worst first. `isToday` says of an instant whether it is on the reader's date. */
export function glances(board: Board, now: number, isToday: (at: number) => boolean): Glance[] {
  const found = new Map<string, Glance>();
  for (const client of board.clients) {
    if (!client.isManaged) continue;
    const late = board.late.get(client.clientId) ?? 0;
    found.set(client.clientId, { client, open: 0, dueToday: 0, overdue: 0, oldestAt: null, late, health: 'well' });
  }
  for (const one of board.waiting) {
    const glance = found.get(one.client.clientId);
    if (glance === undefined) continue;
    const { askedAt } = one.conversation;
    glance.open += 1;
    glance.oldestAt = Math.min(glance.oldestAt ?? askedAt, askedAt);
    if (isOverdue(one, now)) glance.overdue += 1;
    else if (one.dueAt !== null && !one.isPaused && isToday(one.dueAt)) glance.dueToday += 1;
  }
  const deaf = new Set(board.deaf.map(({ clientId }) => clientId));
  for (const glance of found.values()) glance.health = healthOf(glance, deaf.has(glance.client.clientId));
  const rank = ({ health }: Glance) => worst.indexOf(health);
  return [...found.values()].sort(
    (one, other) => rank(one) - rank(other) || other.overdue - one.overdue || other.open - one.open,
  );
}

function healthOf({ overdue, late }: Glance, isDeaf: boolean): Health {
  if (isDeaf) return 'deaf';
  if (overdue > 0) return 'overdue';
  return late > 0 ? 'strained' : 'well';
}
