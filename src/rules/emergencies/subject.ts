/** What buttons and forms of this rule carry, and how an emergency is named. Ids only. */
import { readClientSubject } from '../../engine/client-subject.ts';

/** Where an emergency is raised: our channel id, and Slack's ts of the message that tells of it (null: none). */
export type RaisedAt = { channelId: string; ts: string | null };

/** The subject of a form that raises one. */
export function raisedAtSubject({ channelId, ts }: RaisedAt): string {
  return `${channelId}:${ts ?? 'top'}`;
}

/** Takes it apart again; null for what nobody made. `channelId` null: of a client, wherever. */
export function readRaisedAt(subject: string): RaisedAt | { channelId: null } | null {
  if (readClientSubject(subject) !== null) return { channelId: null };
  const [, channelId, ts] = /^([^:]+):(\d+\.\d+|top)$/.exec(subject) ?? [];
  return channelId === undefined || ts === undefined ? null : { channelId, ts: ts === 'top' ? null : ts };
}

/** A new emergency's id; the same happening always gives the same. */
export function newIncidentId(eventId: string): string {
  return `incident-${eventId.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}
