/**
 * What the store shows whoever looks on or asks for all that is kept: deadlines in their places, what was sent, a client
 * whole. Deliberately nothing that a rule or the shell decides by.
 */
import type { Agreement } from '../agreement/agreement.ts';
import type { CelebrationDay } from './celebrated.ts';
import type { ChangeOrder, OrderWords } from './change-order.ts';
import type { Conversation } from './conversation.ts';
import type { Correction } from './correction.ts';
import type { LoggedDecision } from './decision-log.ts';
import type { Audience } from './effect.ts';
import type { Destination } from './event.ts';
import type { Channel, Deadline, RecordedRuling, SaidMessage } from './facts.ts';
import type { GoalValue } from './goal.ts';
import type { Incident, IncidentEntry, PageRow } from './incident.ts';
import type { FollowUp, IncidentReview, ReviewWords, SurveyAnswer } from './incident-review.ts';
import type { KeptWords } from './kept-place.ts';
import type { MeetingPaper } from './meeting-recap.ts';
import type { Milestone, Slip } from './milestone.ts';
import type { OutboxOutcome } from './outbox-row.ts';
import type { Answers, Contributor, Report } from './report.ts';
import type { ScopeEntry } from './scope-entry.ts';
import type { Win, WinWords } from './win.ts';
import type { Written } from './written.ts';

/** A deadline with the question it is about and the channel it belongs to; null where there is none, or it is gone. */
export type PlacedDeadline = Deadline & { conversation: Conversation | null; channel: Channel | null };

/** One of our messages as whoever looks on sees it: where it goes and what became of it, nothing of what it says. */
export type OutboxEntry = {
  id: string;
  rule: string;
  view: string;
  to: Destination;
  /** What Slack calls the person or channel; null where that is not known. */
  toName: string | null;
  state: OutboxOutcome['state'];
  createdAt: number;
  sentAt: number | null;
  failure: string | null;
};

/** Everything kept of a client; what was said to whom about it, but of our own messages no text, for none is kept. */
export type KeptOfClient = {
  client: { id: string; name: string; status: Agreement['status']; agreementVersion: number };
  agreements: { version: number; appliedAt: number; appliedBy: string; text: string; resolvedText: string }[];
  channels: Channel[];
  /** Everybody who wrote there, is there or asked. */
  people: { userId: string; name: string; language: string | null; timeZone: string | null }[];
  conversations: Conversation[];
  messages: (Written & { words: string | null; wordsAre: 'kept' | 'gone' | 'unavailable' })[];
  /** What staff wrote for later, and what is still kept of it. */
  writtenForLater: KeptWords[];
  /** What was pasted to be read as a scope list, until it is confirmed or a day has passed. */
  pasted: KeptWords[];
  /** What was used and given as a favour, also what was taken back; with its note while that is kept. */
  scopeEntries: (ScopeEntry & { words: string | null })[];
  /** What staff said about messages, with the text they said it of. */
  corrections: (Correction & { words: string | null })[];
  /** What was offered to be changed, with what was written of it while that is kept; and what both sides decided. */
  changeOrders: (ChangeOrder & { words: OrderWords | null })[];
  decisions: (LoggedDecision & { words: string | null })[];
  /** What was written for meetings and of them, while that is kept. */
  meetingPapers: (MeetingPaper & { words: string | null })[];
  /** Emergencies with what happened and was written in them, while words are kept, and who was paged. */
  incidents: (Incident & { entries: (IncidentEntry & { words: string | null })[]; pages: PageRow[] })[];
  /** What was written of them afterwards, what the client answered and read, and what was to be done. */
  reviews: (Omit<IncidentReview, 'answers'> & {
    answers: (SurveyAnswer & { words: string | null })[];
    words: ReviewWords | null;
    shownWords: string | null;
  })[];
  followUps: (FollowUp & { words: string | null })[];
  /** What they were reported, with what each contributor wrote of it, what was made of that, and what they got. */
  reports: (Omit<Report, 'contributors'> & {
    contributors: (Contributor & { words: Answers | null })[];
    editedWords: string | null;
    postedWords: string | null;
  })[];
  /** Days of their own that people gave to be celebrated there. */
  celebrationDays: CelebrationDay[];
  /** What was celebrated, with what was said of it while that is kept. */
  wins: (Win & { words: WinWords | null })[];
  /** What was to be reached when, with what the client was told of it while that is kept. */
  milestones: (Omit<Milestone, 'slips'> & { words: string | null; slips: (Slip & { words: string | null })[] })[];
  /** What goals came to, month by month, with what somebody said it means while that is kept. */
  goalValues: (GoalValue & { words: string | null })[];
  deadlines: Deadline[];
  rulings: (RecordedRuling & {
    id: string;
    channelId: string | null;
    messageTs: string | null;
    state: 'done' | 'failed' | 'dead';
  })[];
  said: (Omit<SaidMessage, 'state'> &
    Pick<OutboxEntry, 'id' | 'state' | 'createdAt' | 'failure'> & { audience: Audience })[];
};
