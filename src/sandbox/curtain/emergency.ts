/** The emergency behind the curtain: how it stands, and its chain, step by step, with who was reached by which way. */
import type { Agreement } from '../../agreement/agreement.ts';
import type { Incident } from '../../engine/incident.ts';
import type { House } from '../../main.ts';
import { burningChain } from '../../rules/index.ts';
import type { ChainStep, EmergencyPart } from '../contract.ts';
import type { Place } from './client-of.ts';

/** How long one that is over stays before the eyes, in milliseconds. */
const STAYS = 60 * 60_000;

/** Somebody's name by their Slack id; null: nobody of that id is there. */
export type NameOf = (userId: string) => string | null;

type Burning = Awaited<ReturnType<typeof burningChain>>;

/** The emergency that runs at a place at an instant (epoch milliseconds), else the latest that ended a short while ago; null where there is none. */
export async function emergencyAt(
  house: House,
  place: Place,
  { now, nameOf: nameInSlack }: { now: number; nameOf: NameOf },
): Promise<EmergencyPart | null> {
  const { store } = house;
  const agreements = place.agreement === null ? await store.agreements.all() : [place.agreement];
  const found = await latestOf(house, agreements, now);
  if (found === null) return null;
  const { incident, agreement } = found;
  const chain = await burningChain(store.ask, incident, agreement, now);
  const nameOf = await namesOf(house, incident, { chain, nameInSlack });
  const isOver = incident.state === 'resolved';
  const { id, number, isDrill, severity, state, raisedAt, nextUpdateAt } = incident;
  const hasIt = isOver ? incident.resolvedBy : incident.acknowledgedBy;
  return {
    ...{ id, client: agreement.client.name, number, isDrill, severity, state },
    ...{ raisedBy: nameOf(incident.raisedBy), raisedAt },
    hasIt: hasIt === null ? null : nameOf(hasIt),
    since: isOver ? incident.resolvedAt : incident.acknowledgedAt,
    isFalseAlarm: incident.how === 'false-alarm',
    ...{ round: chain.round, rounds: chain.rounds },
    steps: chain.steps.map((step) => stepOf(step, chain, nameOf)),
    ...{ nextAt: chain.nextAt, silentAt: chain.silentAt, nextUpdateAt },
  };
}

async function latestOf({ store }: House, agreements: readonly Agreement[], now: number) {
  const running = await store.ask('runningIncidents', { clientIds: agreements.map(({ id }) => id) });
  const found =
    running.find(({ isDrill }) => !isDrill) ?? running.at(-1) ?? (await endedLately(store.ask, agreements, now));
  const agreement = agreements.find(({ id }) => id === found?.clientId);
  return found === undefined || agreement === undefined ? null : { incident: found, agreement };
}

async function endedLately(
  ask: House['store']['ask'],
  agreements: readonly Agreement[],
  now: number,
): Promise<Incident | undefined> {
  const latest = await Promise.all(agreements.map(({ id }) => ask('incidentsOf', { clientId: id, most: 1 })));
  return latest
    .flat()
    .filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt > now - STAYS)
    .sort((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0))[0];
}

async function namesOf(
  { store }: House,
  incident: Incident,
  { chain, nameInSlack }: { chain: Burning; nameInSlack: NameOf },
): Promise<(id: string) => string> {
  const agency = await store.ask('agency', {});
  const paged = chain.steps.flatMap(({ pages, unfilled }) => [...pages, ...unfilled].map(({ responder }) => responder));
  const ids = [incident.raisedBy, incident.acknowledgedBy, incident.resolvedBy, ...paged];
  const userIds = [...new Set(ids.filter((id) => id !== null))];
  const persons = await store.ask('persons', { userIds });
  const contacts = Object.entries(agency?.onCall?.contacts ?? {});
  const names = new Map([
    ['system', 'Systems'],
    ...contacts.map(([id, { name }]) => [`contact:${id}`, name ?? id] as const),
    ...persons.flatMap(({ userId, name }) => (name === '' ? [] : [[userId, name] as const])),
  ]);
  return (id) => names.get(id) ?? nameInSlack(id) ?? id.replace(/^(rota|contact|group):/, '');
}

function stepOf(step: Burning['steps'][number], chain: Burning, nameOf: (id: string) => string): ChainStep {
  const people = [...new Set(step.pages.map(({ responder }) => responder))];
  return {
    number: step.step + 1,
    again: step.isLastResort || step.round + 1 === chain.round ? null : step.round + 1,
    isLastResort: step.isLastResort,
    pagedAt: step.pagedAt,
    dueAt: step.dueAt,
    people: people.map((id) => ({
      name: nameOf(id),
      ways: step.pages.flatMap(({ responder, way, state }) => (responder === id ? [{ way, state }] : [])),
    })),
    missed: step.unfilled.map(({ responder, because }) => ({ name: nameOf(responder), because })),
  };
}
