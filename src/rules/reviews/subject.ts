/** Under which keys things of one review are said, and how its follow-ups are named. Ids only. */
import type { IncidentReview } from '../../engine/incident-review.ts';

/** The closing message of one end of an emergency, by the revision that it ended with. */
export function closingKey(incidentId: string, end: number): string {
  return `reviews:closing:${incidentId}:${end}`;
}

/** Where the client reads of the review, as it was put there first. */
export function postKey({ incidentId, shownRevision }: Pick<IncidentReview, 'incidentId' | 'shownRevision'>): string {
  return `reviews:post:${incidentId}:${shownRevision}`;
}

/** A new follow-up's id; the same happening always gives the same. */
export function newFollowUpId(eventId: string): string {
  return `follow-up-${eventId.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** Whether a subject names a follow-up rather than an emergency. */
export function isFollowUp(subject: string): boolean {
  return subject.startsWith('follow-up-');
}

const ofMonth = /^month:.*:(\d{4}-\d{2})$/;

/** What the figures of one calendar month (`2026-11`) of a client are about. */
export function monthSubject(clientId: string, month: string): string {
  return `month:${clientId}:${month}`;
}

/** Whether a subject is that of a month. */
export function isOfMonth(subject: string): boolean {
  return ofMonth.test(subject);
}

/** The month of such a subject. Throws for any other. */
export function readMonth(subject: string): string {
  const month = ofMonth.exec(subject)?.[1];
  if (month === undefined) throw new Error('This is no month.');
  return month;
}
