/**
 * What was decided in a meeting and who does what, as somebody of the agency wrote it and the client reads it. Types and pure
 * questions; the texts are among the words, as one text. It decides nothing, and knows no rule's record of who confirmed it.
 */

/** A meeting that began as it was agreed: its short name, its date if none were closed, and epoch milliseconds. */
export type HeldMeeting = { meeting: string; plannedFor: string; at: number; until: number };

/** Something that one person does. `dueOn`: a local date (`YYYY-MM-DD`); null: no day was named. */
export type RecapAction = { id: string; what: string; owner: string; dueOn: string | null };

/** `next`: what is for the next time, in as many lines as were written. */
export type RecapWords = { decided: string[]; actions: RecapAction[]; next: string };

/** Something that was written for a meeting or of one, by its name among the words. */
export type MeetingPaper = {
  kind: 'agenda' | 'draft' | 'recap' | 'missing';
  meeting: string;
  plannedFor: string;
  by: string;
  place: string;
};

/** Its words as they are kept: one text. */
export function keptRecapWords({ decided, actions, next }: RecapWords): string {
  return JSON.stringify({ decided, actions, next });
}

/** Takes them apart again; null for what is gone or nobody wrote so. */
export function readRecapWords(kept: string | null): RecapWords | null {
  if (kept === null) return null;
  try {
    const { decided = [], actions = [], next = '' } = JSON.parse(kept) as Partial<RecapWords>;
    return { decided, actions, next };
  } catch {
    return null;
  }
}
