/** What the rule asks before it decides; the database only. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { policyOf } from '../../agreement/emergency.ts';
import type { OnCall } from '../../agreement/on-call.ts';
import type { ButtonPressed, CommandGiven } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { knownOfRotas, type Override, type RotaKnown } from '../../engine/on-call.ts';
import { listedSide } from '../../engine/people.ts';
import type { Decision } from '../../engine/rule.ts';
import { type Asked, readAsked, withoutRota } from './asked.ts';

export const ruleName = 'on-call';

const DAY = 86_400_000;
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

export type Facts = RequestFacts | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event } = about;
  return event.kind === 'CommandGiven' || event.kind === 'ButtonPressed'
    ? loadRequest(ask, event, about)
    : { kind: 'nothing' };
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
