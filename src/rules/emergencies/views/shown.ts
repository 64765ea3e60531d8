/** What every message of this rule is drawn from: an emergency with what people wrote of it, and how people and times are said. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import type { Incident, IncidentEntry } from '../../../engine/incident.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';

const LONGEST_NAME = 60;

export type Names = ReadonlyMap<string, string>;

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
  const people = [incident.raisedBy, incident.acknowledgedBy, incident.resolvedBy, ...entries.map(({ by }) => by)];
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

export async function loadNames(ask: Ask, people: readonly (string | null)[]): Promise<Names> {
  const userIds = [...new Set(people.filter((one) => one !== null))];
  const persons = await ask('persons', { userIds });
  return new Map(persons.flatMap(({ userId, name }) => (name === '' ? [] : [[userId, name] as const])));
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string | null): string {
  const name = names.get(userId ?? '') ?? '';
  if (userId === null) return '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** An instant on the reader's clocks; nothing for none. */
export function at(instant: number | null, reader: Reader): string {
  return instant === null ? '' : formatInstant(instant, reader);
}

/** The same in the client's own zone, for a message that all of them read. */
export function atClient(instant: number | null, { agreement }: Pick<Shown, 'agreement'>, reader: Reader): string {
  const timeZone = agreement.client.timeZone ?? agreement.officeHours.timeZone;
  return at(instant, { ...reader, timeZone });
}

export function channelText(channel: Channel | null): string {
  return channel === null ? '' : `<#${channel.slackChannelId}>`;
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: KnownBlock[] = []): Rendered {
  const text = lines.join('\n');
  return { text, blocks: [section(text), ...blocks] };
}
