/**
 * Under which name words stand that are no message: what somebody wrote for later, a note, an example of what was corrected.
 * Such a name stands where a message has its ts; the author's id is part of it, so that what is kept of a person can be
 * found. It holds ids only.
 */

const form = /^(.*):(later-([A-Z0-9]+)-[^:@]+)$/;

export type KeptPlace = { channelId: string; place: string; userId: string };

/** Such words as they are kept; `words` null where they are under a key that is not ours. */
export type KeptWords = KeptPlace & { words: string | null };

/** The name for what one person keeps; `id` (any text without a secret in it) makes it one of its kind. */
export function placeOfKept(userId: string, id: string): string {
  return `later-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for a note that somebody wrote beside what was used or given; `id` as for `placeOfKept`. */
export function placeOfNote(userId: string, id: string): string {
  return `note-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what somebody wrote of an emergency; `id` as for `placeOfKept`. */
export function placeOfIncident(userId: string, id: string): string {
  return `incident-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what staff wrote after an emergency; `id` as for `placeOfKept`. */
export function placeOfReview(userId: string, id: string): string {
  return `review-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what staff wrote for a report; `id` as for `placeOfKept`. */
export function placeOfReport(userId: string, id: string): string {
  return `report-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what a client got as a report: of both companies, not of one person. `id` as for `placeOfKept`. */
export function placeOfPosted(id: string): string {
  return `posted-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what somebody said of a win, or wrote that is celebrated; `id` as for `placeOfKept`. */
export function placeOfWin(userId: string, id: string): string {
  return `win-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what is written of a change order; `id` as for `placeOfKept`. It is of both companies, not of one person. */
export function placeOfOrder(userId: string, id: string): string {
  return `order-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what was decided in a meeting as the client reads it; `id` as for `placeOfKept`. It is of both companies. */
export function placeOfRecap(userId: string, id: string): string {
  return `recap-${userId}-${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
}

/** The name for what a message said (by its author and Slack's ts) when somebody corrected how it was read. */
export function placeOfExample(author: string, ts: string): string {
  return `${examplesOf(author)}${ts}`;
}

/** Beginning of the names of all such examples that this person wrote. */
export function examplesOf(author: string): string {
  return `example-${author}-`;
}

const pasted = /^pasted-([A-Z0-9]+)-\d+$/;

/** The name for what somebody pasted to be read, at an instant (epoch milliseconds), until they have confirmed what it holds. */
export function placeOfPasted(userId: string, at: number): string {
  return `pasted-${userId}-${at}`;
}

/** Whose such a name is; null for any other. */
export function readPasted(place: string): string | null {
  return pasted.exec(place)?.[1] ?? null;
}

/** Beginnings of the names of everything that a person keeps. */
export function placesOfKept(userId: string): string[] {
  const kinds = ['later', 'note', 'incident', 'review', 'report', 'win', 'pasted'];
  return [...kinds.map((kind) => `${kind}-${userId}-`), examplesOf(userId)];
}

/** The subject under which deadlines and buttons name it: the channel (our id) where it is to be posted, and its name. */
export function subjectOfKept({ channelId, place }: Pick<KeptPlace, 'channelId' | 'place'>): string {
  return `${channelId}:${place}`;
}

/** What such a subject names; null for any other. */
export function readKept(subject: string): KeptPlace | null {
  const [, channelId, place, userId] = form.exec(subject) ?? [];
  return channelId === undefined || place === undefined || userId === undefined ? null : { channelId, place, userId };
}
