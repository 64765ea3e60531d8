/**
 * What is left of an emergency once it is over: what the client says of how it was handled, what staff write of it, and what
 * is to be done. Types and pure questions; what people wrote is among the words, under the name `place`. It decides nothing.
 */

/** What one person of the client's side answered; said again it is changed. `place`: where their words of it are. */
export type SurveyAnswer = { by: string; answer: 'yes' | 'not-quite'; at: number; place: string | null };

/** The review of an emergency. Instants in epoch milliseconds. */
export type IncidentReview = {
  incidentId: string;
  clientId: string;
  /** Our id of the channel among whose words it stands. */
  channelId: string;
  /** Which end of the emergency it is about: the revision that it ended with. */
  end: number;
  answers: SurveyAnswer[];
  /** Where its words are; null: nothing was written. */
  place: string | null;
  writtenBy: string | null;
  writtenAt: number | null;
  /** What the client reads of it, who put it there, and at which revision first; null: nothing. */
  shownPlace: string | null;
  shownBy: string | null;
  shownAt: number | null;
  shownRevision: number | null;
  /** From then on the client's answers stay as they are. */
  finishedAt: number | null;
  finishedBy: string | null;
  /** Counts every change of it, so that a stale form is known. */
  revision: number;
};

/** What staff wrote; `forClient` is the only part that a client ever reads. */
export type ReviewWords = { happened: string; well: string; change: string; forClient: string };

/** Something to be done after an emergency. `dueOn`: a local date of its owner's (`YYYY-MM-DD`). */
export type FollowUp = {
  id: string;
  clientId: string;
  incidentId: string;
  channelId: string;
  place: string;
  owner: string;
  dueOn: string;
  state: 'open' | 'done' | 'dropped';
  createdBy: string;
  createdAt: number;
  settledBy: string | null;
  settledAt: number | null;
  revision: number;
};

const beginning = 'review:';

/** What is said of an emergency after its end is about: it is wanted for as long as that is over. */
export function reviewSubject(incidentId: string): string {
  return `${beginning}${incidentId}`;
}

/** The emergency whose review such a subject is; null for any other. */
export function reviewedIn(subject: string): string | null {
  return subject.startsWith(beginning) ? subject.slice(beginning.length) : null;
}

/** What a transaction may keep of reviews. */
export type ReviewsKept = {
  /** Writes it as it is now. */
  saveReview(review: IncidentReview): Promise<void>;
  saveFollowUp(followUp: FollowUp): Promise<void>;
};

/** A review's words as they are kept: one text. */
export function keptReviewWords({ happened, well, change, forClient }: ReviewWords): string {
  return JSON.stringify({ happened, well, change, forClient });
}

/** Takes them apart again; null for what is gone or nobody wrote so. */
export function readReviewWords(kept: string | null): ReviewWords | null {
  if (kept === null) return null;
  try {
    const read = JSON.parse(kept) as Partial<ReviewWords>;
    const { happened = '', well = '', change = '', forClient = '' } = read;
    return { happened, well, change, forClient };
  } catch {
    return null;
  }
}
