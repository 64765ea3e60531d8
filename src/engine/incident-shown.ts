/**
 * What every message about an emergency is drawn from: how it stands, its time line, and what people wrote of it while those
 * words are kept. It asks the database only, draws nothing, and escapes nothing.
 */
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Ask, Channel } from './facts.ts';
import type { Incident, IncidentEntry } from './incident.ts';

/** Names of people by Slack id; those of whom none is known are missing. */
export type Names = ReadonlyMap<string, string>;

/** An emergency with all that is shown of it. */
export type Shown = {
  incident: Incident;
  entries: IncidentEntry[];
  agreement: Agreement;
  agency: Agency | null;
  channel: Channel | null;
  names: Names;
  /** What is happening as whoever raised it wrote it, and what others added; null where the words are gone. */
  reports: { by: string | null; at: number; words: string | null }[];
  /** The newest words for the client, while they are kept; null: none were written. */
  latest: { by: string | null; at: number; words: string | null } | null;
  link: string | null;
};

/** Loads an emergency with all that is shown of it; null where there is none. */
export async function loadShown(ask: Ask, id: unknown): Promise<Shown | null> {
  const incident = await ask('incident', { id: String(id) });
  const agreement = incident === null ? null : await ask('agreement', { clientId: incident.clientId });
  if (incident === null || agreement === null) return null;
  const entries = await ask('incidentEntries', { incidentId: incident.id });
  const { raisedBy, acknowledgedBy, resolvedBy, lead, clientContact } = incident;
  const people = [raisedBy, acknowledgedBy, resolvedBy, lead, clientContact, ...entries.flatMap(peopleIn)];
  const { channelId } = incident;
  const update = entries.findLast(({ kind }) => kind === 'update');
  const place = incident.message?.ts ?? null;
  return {
    incident,
    entries,
    agreement,
    agency: await ask('agency', {}),
    channel: await ask('channel', { channelId }),
    names: await loadNames(ask, people),
    reports: await loadReports(ask, incident, entries),
    latest:
      update === undefined
        ? null
        : { by: update.by, at: update.at, words: await wordsAt(ask, channelId, update.place) },
    link: place === null ? null : await ask('link', { channelId, ts: place }),
  };
}

/** Everybody whom a line of the time line names. */
function peopleIn({ by, data }: IncidentEntry): (string | null)[] {
  const named = Object.values(data).flat();
  return [by, ...named.filter((one) => typeof one === 'string').filter((one) => /^[UW][A-Z0-9]+$/.test(one))];
}

async function wordsAt(ask: Ask, channelId: string, ts: string | null): Promise<string | null> {
  return ts === null ? null : ask('words', { channelId, ts });
}

async function loadReports(ask: Ask, incident: Incident, entries: IncidentEntry[]): Promise<Shown['reports']> {
  const { channelId } = incident;
  const reports = [];
  for (const { kind, by, at, place, data } of entries) {
    if (kind !== 'raised' && kind !== 'joined') continue;
    const message = kind === 'raised' ? (incident.message?.ts ?? null) : typeof data.ts === 'string' ? data.ts : null;
    const words = (await wordsAt(ask, channelId, place)) ?? (await wordsAt(ask, channelId, message));
    reports.push({ by, at, words });
  }
  return reports;
}

/** What these people are called; null for nobody. */
export async function loadNames(ask: Ask, people: readonly (string | null)[]): Promise<Names> {
  const userIds = [...new Set(people.filter((one) => one !== null))];
  const persons = await ask('persons', { userIds });
  return new Map(persons.flatMap(({ userId, name }) => (name === '' ? [] : [[userId, name] as const])));
}
