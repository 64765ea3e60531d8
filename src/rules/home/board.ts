/** What waits on somebody, asked for all of their clients at once. It reads what other rules promise only as deadlines. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Absence, isThere, type Missing, ownerOf, standInFor } from '../../engine/absence.ts';
import { type Conversation, isPaused } from '../../engine/conversation.ts';
import { talkOf } from '../../engine/emergency-talk.ts';
import type { Ask, Deadline, DeafChannel, Person } from '../../engine/facts.ts';
import type { Incident } from '../../engine/incident.ts';
import { replyDeadline } from '../../engine/open-questions.ts';
import { isManager } from '../../engine/people.ts';
import type { Reader } from '../../engine/rule.ts';

/** Breaches are counted for so long. */
const WEEK = 7 * 86_400_000;
/** The rule that keeps what staff promised in a holding reply. */
const promises = 'promises';

export type Served = { clientId: string; name: string; agreement: Agreement; isManaged: boolean };

export type Waiting = {
  client: Served;
  conversation: Conversation;
  /** Epoch milliseconds; null where no time is agreed. */
  dueAt: number | null;
  isPaused: boolean;
  /** Whose matter it is. */
  owner: string;
  /** Who is told in the owner's place while they are away; null while they are there. */
  standIn: string | null;
};

export type Promised = { client: Served; deadline: Deadline };

export type Emergency = { client: Served; incident: Incident };

export type Board = {
  clients: Served[];
  /** Soonest first. */
  waiting: Waiting[];
  promised: Promised[];
  /** Emergencies that run, the oldest first; no drills. */
  emergencies: Emergency[];
  deaf: DeafChannel[];
  /** Late answers of the last seven days by client; clients without any are missing. */
  late: ReadonlyMap<string, number>;
};

type Reading = Pick<Reader, 'now'> & { userId: string; person: Person | null; agency: Agency | null };

/** The board of somebody who serves these clients. */
export async function loadBoard(ask: Ask, clientIds: string[], reading: Reading): Promise<Board> {
  const [agreements, conversations, deadlines, deaf, breaches, talks, running] = await Promise.all([
    ask('agreements', { clientIds }),
    ask('openConversations', { clientIds }),
    ask('runningDeadlines', { clientIds }),
    ask('deafChannels', { clientIds }),
    ask('breachesSince', { clientIds, name: replyDeadline, since: reading.now - WEEK }),
    ask('emergencyTalks', { clientIds }),
    ask('runningIncidents', { clientIds }),
  ]);
  const clients = new Map(agreements.map((agreement) => [agreement.id, servedOf(agreement, reading)]));
  const replies = new Map<string, number>();
  for (const { name, subject, dueAt, state } of deadlines)
    if (name === replyDeadline && state === 'pending') replies.set(subject, dueAt);
  const active = conversations.flatMap((conversation) => {
    const client = clients.get(conversation.clientId);
    if (client?.agreement.status !== 'active') return [];
    // Whoever has the emergency has what belongs to it.
    return talkOf(conversation, talks) === null ? [{ conversation, client }] : [];
  });
  const missing = await whoIsMissing(ask, active, reading.now);
  const waiting = active.map(({ conversation, client }): Waiting => {
    const owner = ownerOf(conversation, client.agreement);
    const about = { agreement: client.agreement, agency: reading.agency, missing };
    const standIn = isThere(owner, missing) ? null : (standInFor(owner, about)?.userId ?? null);
    const dueAt = replies.get(conversation.id) ?? null;
    return { client, conversation, dueAt, isPaused: isPaused(conversation), owner, standIn };
  });
  const promised = deadlines.flatMap((deadline) => {
    const client = clients.get(deadline.clientId ?? '');
    return client === undefined || deadline.rule !== promises ? [] : [{ client, deadline }];
  });
  return {
    clients: [...clients.values()],
    waiting: waiting.sort(bySoonest),
    promised,
    emergencies: running.flatMap((incident) => {
      const client = clients.get(incident.clientId);
      return client === undefined || incident.isDrill ? [] : [{ client, incident }];
    }),
    deaf,
    late: new Map(breaches.map(({ clientId, count }) => [clientId, count])),
  };
}

/** Whether its time has passed while the clock was running. */
export function isOverdue({ dueAt, isPaused: stands }: Pick<Waiting, 'dueAt' | 'isPaused'>, now: number): boolean {
  return dueAt !== null && dueAt <= now && !stands;
}

/** Whether it waits on this person: they own it, stand in for who does, or have taken it. */
export function isOf({ owner, standIn, conversation }: Waiting, userId: string): boolean {
  return [owner, standIn, conversation.takenBy].includes(userId);
}

function servedOf(agreement: Agreement, { userId, person, agency }: Reading): Served {
  const isManaged = isManager(userId, person, { agreement, agency });
  return { clientId: agreement.id, name: agreement.client.name, agreement, isManaged };
}

/** Which of those who own something, or would stand in, are away or have left: asked for all clients at once. */
async function whoIsMissing(
  ask: Ask,
  active: readonly { conversation: Conversation; client: Served }[],
  now: number,
): Promise<Missing> {
  const known = new Set<string>();
  const away: Absence[] = [];
  const parts = active.flatMap(({ conversation, client: { agreement } }) => {
    const { backup, managers } = agreement.people;
    return [ownerOf(conversation, agreement), backup.id, ...managers.map(({ id }) => id)];
  });
  for (let asked = [...new Set(parts)]; asked.length > 0; ) {
    for (const userId of asked) known.add(userId);
    const found = await ask('absences', { userIds: asked, from: now, until: now + 1 });
    away.push(...found);
    asked = [...new Set(found.flatMap(({ backup }) => backup ?? []))].filter((userId) => !known.has(userId));
  }
  const persons = await ask('persons', { userIds: [...known] });
  return { gone: persons.filter(({ isDeleted }) => isDeleted).map(({ userId }) => userId), away };
}

/** Those that run, by due time; then those on which the clock stands still; then those without a time. */
function bySoonest(one: Waiting, other: Waiting): number {
  const rank = ({ dueAt, isPaused: stands }: Waiting) => (dueAt === null ? 2 : stands ? 1 : 0);
  const apart = rank(one) - rank(other) || (one.dueAt ?? 0) - (other.dueAt ?? 0);
  return (
    apart ||
    one.conversation.askedAt - other.conversation.askedAt ||
    (one.conversation.id < other.conversation.id ? -1 : 1)
  );
}
