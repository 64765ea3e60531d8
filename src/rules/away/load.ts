/** What the rule asks before it decides; the database only. */
import type { Agreement } from '../../agreement/agreement.ts';
import { type Absence, type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { ButtonPressed, CommandGiven, Event } from '../../engine/event.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import { isManager } from '../../engine/people.ts';
import type { Decision } from '../../engine/rule.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Matter, mattersOf } from './matters.ts';

export const ruleName = 'away';

/** As far as an absence may be planned, and more. */
const HORIZON = 3 * 366 * 86_400_000;

/** Somebody with what they have planned that is not over. */
export type Planner = { userId: string; timeZone: string; isStaff: boolean; absences: Absence[] };

export type RequestFacts = {
  kind: 'request';
  asked: Asked;
  whom: Planner;
  /** Whether the asker may say so of this person. */
  may: boolean;
  backup: Planner | null;
  /** The one that a button names; null where it is over, or none. */
  pressed: Absence | null;
};

export type DueFacts = {
  kind: 'due';
  deadline: Deadline;
  /** Null where it was taken back. */
  absence: Absence | null;
  /** What waits on them alone, each with who is not there of those who look after it. */
  matters: (Matter & { missing: Missing })[];
};

export type Facts =
  | RequestFacts
  | DueFacts
  /** Messages of ours that show a question of which something is another now. */
  | { kind: 'drawn'; keys: string[] }
  | { kind: 'undelivered'; missing: Missing }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement, agency, now } = about;
  switch (event.kind) {
    case 'CommandGiven':
    case 'ButtonPressed':
      return loadRequest(ask, event, about);
    case 'DeadlineDue':
      return loadDue(ask, event.deadlineId, about);
    case 'DeliveryFailed': {
      if (agreement === null) return { kind: 'nothing' };
      const missing = await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
      return { kind: 'undelivered', missing };
    }
    case 'MessagePosted':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'ReactionChanged':
    case 'ConversationMarked':
      return { kind: 'drawn', keys: await keysAbout(ask, event) };
    default:
      return { kind: 'nothing' };
  }
}

async function loadRequest(ask: Ask, event: CommandGiven | ButtonPressed, about: About): Promise<RequestFacts> {
  const { actor } = event;
  const pressed = event.kind === 'ButtonPressed' ? await ask('absence', { id: event.value }) : null;
  const asked: Asked =
    event.kind === 'CommandGiven'
      ? readAsked(event.words.trim().replace(/^\S+/, ''))
      : { what: 'back', userId: pressed?.userId ?? null };
  const userId = ('userId' in asked ? asked.userId : null) ?? actor;
  const backup = asked.what === 'set' ? asked.backup : null;
  return {
    kind: 'request',
    asked,
    whom: await loadPlanner(ask, userId, about),
    may: userId === actor || (await managesFor(ask, actor, userId)),
    backup: backup === null ? null : await loadPlanner(ask, backup, about),
    pressed: pressed !== null && pressed.until > about.now ? pressed : null,
  };
}

async function loadPlanner(ask: Ask, userId: string, { agreement, agency, now }: About): Promise<Planner> {
  const person = await ask('person', { userId });
  const served = await ask('clientsServedBy', { userId });
  const [seen] = agreement === null ? [] : await ask('seen', { clientId: agreement.id, userIds: [userId] });
  return {
    userId,
    timeZone: person?.timeZone ?? agency?.defaults.timeZone ?? agreement?.officeHours.timeZone ?? 'UTC',
    isStaff: person?.isDeleted !== true && (served.length > 0 || seen?.standing.side === 'staff'),
    absences: await ask('absences', { userIds: [userId], from: now, until: now + HORIZON }),
  };
}

/** Managers may say it for whom they manage, of the agency or of a client. */
async function managesFor(ask: Ask, actor: string, userId: string): Promise<boolean> {
  const person = await ask('person', { userId: actor });
  const agency = await ask('agency', {});
  if (isManager(actor, person, { agreement: null, agency })) return true;
  for (const { clientId } of await ask('clientsServedBy', { userId })) {
    const agreement: Agreement | null = await ask('agreement', { clientId });
    if (isManager(actor, person, { agreement, agency })) return true;
  }
  return false;
}

async function loadDue(ask: Ask, id: string, { agency, now }: About): Promise<Facts> {
  const deadline = await ask('deadline', { id });
  if (deadline === null) return { kind: 'nothing' };
  const absence = await ask('absence', { id: deadline.subject });
  const isRunning = absence !== null && absence.since <= now && now < absence.until;
  if (deadline.name !== 'begins' || !isRunning) return { kind: 'due', deadline, absence, matters: [] };
  const matters = [];
  for (const matter of await mattersOf(ask, absence.userId, { alone: true })) {
    const { agreement } = matter;
    const missing = await missingAmong(ask, agreement.id, [absence.userId, ...partakersOf(agreement, agency)], now);
    matters.push({ ...matter, missing });
  }
  return { kind: 'due', deadline, absence, matters };
}

type Heard = Extract<
  Event,
  { kind: 'MessagePosted' | 'MessageEdited' | 'MessageDeleted' | 'ReactionChanged' | 'ConversationMarked' }
>;

/** Only of what has just come to rest, or was marked: nothing else changes how it is shown. */
async function keysAbout(ask: Ask, { kind, message }: Heard): Promise<string[]> {
  const touched = (await ask('conversations', { channelId: message.channelId })).filter(
    ({ settled, messages }) => settled !== null || (kind === 'ConversationMarked' && messages.includes(message.ts)),
  );
  const said = [];
  for (const { id } of touched) said.push(...(await ask('said', { rule: ruleName, subject: id })));
  return said.filter(({ state }) => state === 'sent').map(({ key }) => key);
}
