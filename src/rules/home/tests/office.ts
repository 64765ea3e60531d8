/** A small world for this rule's tests: clients, what waits at them, and who asks. */
import { z } from 'zod';
import { type Agreement, coreShape } from '../../../agreement/agreement.ts';
import type { Absence } from '../../../engine/absence.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { EmergencyTalk } from '../../../engine/emergency-talk.ts';
import type { Ask, Deadline, DeafChannel, Person, Questions } from '../../../engine/facts.ts';
import type { Incident } from '../../../engine/incident.ts';
import type { Reader } from '../../../engine/rule.ts';

/** Monday 1 June 2026, 10:00 in Berlin. */
export const now = Date.parse('2026-06-01T10:00:00+02:00');
const HOUR = 3_600_000;

export function agreementOf(id: string, core: Record<string, unknown> = {}, name = `Client ${id}`): Agreement {
  const open = '09:00-17:00';
  const read = z.strictObject(coreShape).parse({
    schema: 1,
    id,
    client: { name, language: 'en' },
    channels: ['C0NOVA'],
    officeHours: {
      timeZone: 'Europe/Berlin',
      weekly: { mon: open, tue: open, wed: open, thu: open, fri: '09:00-12:00' },
    },
    people: { owner: 'U0MIRA Mira Aksoy', backup: 'U0JONAS Jonas Weber', client: ['U0ANNA Anna Novak'] },
    ...core,
  });
  return { ...read, version: 1, sections: {} };
}

/** A question that somebody of a client asked an hour ago, and when it is due (null: no time is agreed). */
export function question(clientId: string, number: number, about: Partial<Conversation> = {}): Waits {
  const ts = `17802960${String(number).padStart(2, '0')}.000100`;
  return {
    clientId,
    id: `${clientId}-channel:${ts}`,
    channelId: `${clientId}-channel`,
    lane: 'top',
    turn: 'first',
    messages: [ts],
    asker: 'U0ANNA',
    askedAt: now - HOUR,
    openedBy: 'message',
    settled: null,
    pauses: [],
    takenBy: null,
    handedTo: null,
    chosen: { priority: null, owner: null, dueAt: null },
    ...about,
  };
}

/** An emergency that was raised an hour ago. */
export function emergency(clientId: string, about: Partial<Incident> = {}): Incident {
  return {
    ...{ id: `incident-${clientId}`, clientId, number: 3, state: 'triggered', severity: 'critical', isDrill: false },
    ...{ channelId: `${clientId}-channel`, message: { ts: '1780296099.000100', threadTs: null }, raisedBy: 'U0ANNA' },
    ...{ raisedAt: now - HOUR, policy: { hours: 'always', repeat: 0, steps: [] }, step: 0, round: 0 },
    ...{ acknowledgedBy: null, acknowledgedAt: null, lead: null, clientContact: null, nextUpdateAt: null },
    ...{ resolvedBy: null, resolvedAt: null, how: null, place: null, revision: 1 },
    ...about,
  };
}

type Waits = Conversation & { clientId: string };

export function deadline({ clientId, id, channelId }: Waits, dueAt: number, about: Partial<Deadline> = {}): Deadline {
  const row = { rule: 'response-window', name: 'reply', ringAt: dueAt, revision: 1, settledAt: null, data: {} };
  return { id: `due:${id}`, clientId, channelId, subject: id, dueAt, state: 'pending', ...row, ...about };
}

export type Tables = {
  agreements: Agreement[];
  waits: Waits[];
  talks: EmergencyTalk[];
  running: Incident[];
  deadlines: Deadline[];
  deaf: DeafChannel[];
  late: { clientId: string; count: number }[];
  words: string | null;
  isUnavailable: boolean;
  slot: unknown;
  /** The agency's managers. */
  managers: string[];
  away: Absence[];
  people: Record<string, Partial<Person>>;
};

const nobody: Person = {
  ...{ userId: '', teamId: 'T0HARBOUR', enterpriseId: null, name: '', language: null, timeZone: null },
  ...{ isBot: false, isGuest: false, isDeleted: false, isWorkspaceAdmin: false },
};

export function askOf(given: Partial<Tables> = {}): Ask {
  const seen = { schema: 1, filter: null, page: 0, seenAt: now };
  const tables: Tables = {
    ...{
      agreements: [],
      waits: [],
      talks: [],
      running: [],
      deadlines: [],
      deaf: [],
      late: [],
      words: null,
      isUnavailable: false,
      slot: seen,
    },
    ...{ managers: [], away: [], people: {}, ...given },
  };
  const person = (userId: string) => ({ ...nobody, userId, ...tables.people[userId] });
  const named = ({ people }: Agreement, userId: string) =>
    [people.owner, people.backup, ...people.managers, ...people.staff].some(({ id }) => id === userId);
  const brief = ({ id, client }: Agreement) => ({ clientId: id, name: client.name });
  const manages = (userId: string) => tables.managers.includes(userId);
  const agency = {
    ...{
      schema: 1,
      version: 1,
      agency: { name: 'Harbour Studio' },
      admins: [],
      staff: [],
      defaults: { language: 'en' },
    },
    managers: tables.managers.map((id) => ({ id })),
  };
  const answers: { [Name in keyof Questions]?: (asked: Questions[Name]['given']) => unknown } = {
    agency: () => agency,
    person: ({ userId }) => person(userId),
    persons: ({ userIds }) => userIds.filter((id) => id in tables.people).map(person),
    slot: () => tables.slot,
    agreements: ({ clientIds }) => tables.agreements.filter(({ id }) => clientIds.includes(id)),
    clientsServedBy: ({ userId }) =>
      tables.agreements.filter((one) => named(one, userId) || manages(userId)).map(brief),
    clientsNaming: ({ userId }) =>
      tables.agreements.filter(({ people }) => people.client.some(({ id }) => id === userId)).map(brief),
    openConversations: () => tables.waits,
    emergencyTalks: () => tables.talks,
    runningIncidents: () => tables.running,
    runningDeadlines: () => tables.deadlines,
    deafChannels: () => tables.deaf,
    breachesSince: () => tables.late,
    absences: ({ userIds }) => tables.away.filter(({ userId }) => userIds.includes(userId)),
    links: ({ places }) => places.map(({ ts }) => `https://harbour.slack.com/archives/C0NOVA/p${ts}`),
    wordsOf: ({ places }) => places.map(() => ({ text: tables.words, isUnavailable: tables.isUnavailable })),
  };
  return (async (name: keyof Questions, asked: never) => {
    const answer = answers[name];
    if (answer === undefined) throw new Error(`Nobody answers ${name} here.`);
    return answer(asked);
  }) as Ask;
}

export function reader(userId: string, about: Partial<Reader> = {}): Reader {
  return { userId, language: 'en', timeZone: 'Europe/Berlin', side: 'staff', now, ...about };
}
