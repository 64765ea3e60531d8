/** What the rule asks before it decides; the database only. */
import { z } from 'zod';
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { policyOf } from '../../agreement/emergency.ts';
import { byName, type OnCall, type Rota } from '../../agreement/on-call.ts';
import type { ButtonPressed, CommandGiven } from '../../engine/event.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import { knownOfRotas, type Override, type RotaKnown } from '../../engine/on-call.ts';
import { listedSide } from '../../engine/people.ts';
import type { Decision } from '../../engine/rule.ts';
import { type Asked, readAsked, withoutRota } from './asked.ts';

export const ruleName = 'on-call';

const DAY = 86_400_000;
/** As far ahead as a rota is looked at: a turn of everybody in a large one. */
const LOOK_AHEAD = 53 * 7 * DAY;
/** As far ahead as an override may be, and more. */
export const HORIZON = 3 * 366 * DAY;

/** Somebody who takes over or swaps. */
export type Taker = { userId: string; isStaff: boolean };

export type RequestFacts = {
  kind: 'request';
  asked: Asked;
  onCall: OnCall;
  /** The rota that was named, or that there is no other than; null: it must be named. */
  rota: string | null;
  /** Folded, without the rota's name. */
  words: string;
  /** Those named, in the order of the words; the asker where somebody else could have been and was not. */
  takers: Taker[];
  /** The asker's own: days and times are said as their clocks show them. */
  timeZone: string;
  /** Of the rota, from now on. */
  known: RotaKnown;
  /** What a button or *back* takes back: it, and the other one of a pair; empty where it is over or gone. */
  toTakeBack: Override[];
};

/** A rota that is looked at: whoever goes on call next, and when they keep their hours. */
export type Look = { name: string; rota: Rota; known: RotaKnown; own: ReadonlyMap<string, OwnHours> };
/** `agreement` null: of none of their clients, so any hour is as good as another. */
export type OwnHours = { agreement: Agreement | null; timeZone: string | null };

export type Facts =
  | RequestFacts
  | { kind: 'applied'; looks: Look[] }
  /** `tell`: of whose duty that begins then. `look` null: the agency file has this rota no more. */
  | { kind: 'due'; deadline: Deadline; tell: number | null; look: Look | null; managers: string[] }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  switch (event.kind) {
    case 'CommandGiven':
    case 'ButtonPressed':
      return loadRequest(ask, event, about);
    case 'AgencyApplied':
      return { kind: 'applied', looks: await loadLooks(ask, about) };
    case 'DeadlineDue':
      return loadDue(ask, event.deadlineId, about);
    default:
      return { kind: 'nothing' };
  }
}

/** What the rule notes with a rota's deadline: the beginning of the duty that it tells of; null: it only looks. */
const notedSchema = z.object({ schema: z.literal(1), tell: z.number().nullable() });

/** The subject of a rota's deadline. */
export const subjectOf = (rota: string) => `rota:${rota}`;

async function loadLooks(ask: Ask, { agency, now }: About): Promise<Look[]> {
  const looks = [];
  for (const name of Object.keys(agency?.onCall?.rotas ?? {})) looks.push(await loadLook(ask, agency, name, now));
  return looks.filter((look) => look !== null);
}

async function loadDue(ask: Ask, id: string, { agency, now }: About): Promise<Facts> {
  const deadline = await ask('deadline', { id });
  if (deadline === null) return { kind: 'nothing' };
  const look = await loadLook(ask, agency, deadline.subject.replace(/^rota:/, ''), Math.min(now, deadline.dueAt));
  const noted = notedSchema.safeParse(deadline.data);
  const { managers = [], admins = [] } = agency ?? {};
  const told = (managers.length > 0 ? managers : admins).map(({ id: userId }) => userId);
  const persons = await ask('persons', { userIds: told });
  const gone = persons.filter(({ isDeleted }) => isDeleted).map(({ userId }) => userId);
  return {
    kind: 'due',
    deadline,
    tell: noted.data?.tell ?? null,
    look,
    managers: told.filter((userId) => !gone.includes(userId)),
  };
}

async function loadLook(ask: Ask, agency: Agency | null, name: string, from: number): Promise<Look | null> {
  const rota = byName(agency?.onCall?.rotas ?? {}, name);
  if (rota === undefined || agency?.onCall === undefined) return null;
  const span = { from: from - 1, until: from + LOOK_AHEAD };
  const known = (await knownOfRotas(ask, agency.onCall, [name], span)).get(name);
  const own = new Map<string, OwnHours>();
  const userIds = [...rota.people.map(({ id }) => id), ...(known?.overrides ?? []).map(({ userId }) => userId)];
  for (const userId of new Set(userIds)) own.set(userId, await loadOwnHours(ask, userId));
  return { name, rota, known: known ?? { overrides: [], absences: [], gone: [] }, own };
}

/** The hours of a client they serve, on their own clocks. */
async function loadOwnHours(ask: Ask, userId: string): Promise<OwnHours> {
  const served = (await ask('clientsServedBy', { userId })).map(({ clientId }) => clientId);
  const agreements = served.length === 0 ? [] : await ask('agreements', { clientIds: served });
  const agreement = agreements.find(({ status }) => status === 'active') ?? null;
  return { agreement, timeZone: (await ask('person', { userId }))?.timeZone ?? null };
}

async function loadRequest(ask: Ask, event: CommandGiven | ButtonPressed, about: About): Promise<RequestFacts> {
  const { agency, agreement, now } = about;
  const onCall = agency?.onCall ?? { contacts: {}, rotas: {}, policies: {} };
  const names = Object.keys(onCall.rotas);
  const asked: Asked =
    event.kind === 'ButtonPressed' ? { what: 'back' } : readAsked(event.words.trim().replace(/^\S+/, ''));
  const found = 'words' in asked ? withoutRota(asked.words, names) : { rota: null, words: '' };
  const rota = found.rota ?? onlyOne(rotasOf(agreement, agency)) ?? onlyOne(names);
  const span = { from: now, until: now + HORIZON };
  const known = rota === null ? undefined : (await knownOfRotas(ask, onCall, [rota], span)).get(rota);
  const userIds = asked.what === 'override' ? [asked.userId] : asked.what === 'swap' ? asked.userIds : [];
  const asker = await ask('person', { userId: event.actor });
  const takers = [];
  for (const userId of userIds) takers.push(await loadTaker(ask, userId ?? event.actor, about));
  const id = event.kind === 'ButtonPressed' ? event.value : await lastOf(ask, names, event.actor, span);
  const pair = asked.what === 'back' && id !== null ? await ask('override', { id }) : [];
  return {
    kind: 'request',
    asked,
    onCall,
    rota,
    words: found.words,
    takers,
    timeZone: asker?.timeZone ?? agency?.defaults.timeZone ?? 'UTC',
    known: known ?? { overrides: [], absences: [], gone: [] },
    toTakeBack: pair.filter(({ until }) => until > now),
  };
}

/** The rotas that wake somebody for this client, in the order of the steps; none where no policy is agreed. */
export function rotasOf(agreement: Agreement | null, agency: Agency | null): string[] {
  const steps = agreement === null ? [] : (policyOf(agreement, agency)?.policy.steps ?? []);
  const responders = steps.flatMap(({ page }) => page);
  return [...new Set(responders.flatMap((one) => (one.kind === 'rota' ? [one.name] : [])))];
}

const onlyOne = (names: readonly string[]) => (names.length === 1 ? (names[0] ?? null) : null);

/** What this person noted down last and is not over. */
async function lastOf(ask: Ask, rotas: string[], userId: string, span: { from: number; until: number }) {
  const theirs = (await ask('overrides', { rotas, ...span })).filter(({ setBy }) => setBy === userId);
  return theirs.toSorted((one, other) => other.setAt - one.setAt)[0]?.id ?? null;
}

async function loadTaker(ask: Ask, userId: string, { agreement, agency }: About): Promise<Taker> {
  const person = await ask('person', { userId });
  const served = await ask('clientsServedBy', { userId });
  const listed = listedSide(userId, { agreement, agency });
  return {
    userId,
    isStaff: person?.isDeleted !== true && (served.length > 0 || listed === 'staff'),
  };
}
