/**
 * Holds what is recorded against what should be. Whatever happened, in whatever order and however often, the records end
 * the same; nothing is ever told from here.
 */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Missing } from '../../engine/absence.ts';
import { type Conversation, runningInLane } from '../../engine/conversation.ts';
import { type EmergencyTalk, talkOf, talksOf } from '../../engine/emergency-talk.ts';
import type { Deadline, Reason, SaidMessage, WrittenMessage } from '../../engine/facts.ts';
import type { ChoiceOf } from '../../engine/notice-choice.ts';
import { replyDeadline } from '../../engine/open-questions.ts';
import { asideBecause, asideFrom, isAside, standsAside } from './aside.ts';
import { termsOf } from './due.ts';
import { reasonOf } from './reasons.ts';
import { isSame, notKept, type Recorded, type ReplyRecord, readRecorded, recordOf } from './record.ts';
import { holderOf } from './subject.ts';
import { nothingTold, type Told, unite } from './told.ts';

export const replyName = replyDeadline;

/** What is known of some channels: their conversations as folded, and what this rule recorded and said about them. */
export type ChannelFacts = {
  kind: 'channels';
  conversations: Conversation[];
  /** All of this rule's rows: replies and reminders. */
  deadlines: Deadline[];
  /** Earlier versions of the agreement by which some of the waits were counted. */
  former: Agreement[];
  /** What was said about conversations that wait again. */
  said: SaidMessage[];
  /** Those of these channels that the agreement names no more. */
  left: string[];
  /** Those who serve this client and are not there; only asked for where somebody is told. */
  missing: Missing;
  /** Where the client's emergencies are or were talked about. */
  talks: EmergencyTalk[];
  /** The one that began, ended or began again just now. */
  changed: EmergencyTalk | null;
  /** How its managers wish to be told; only asked for where an alarm rang. */
  choices: ChoiceOf[];
  /** The message that was just deleted, if that is what happened. */
  deleted: WrittenMessage | null;
};

export type Situation = {
  facts: ChannelFacts;
  agreement: Agreement;
  agency: Agency | null;
  isNewAgreement: boolean;
  now: number;
};

/** One conversation: what was recorded, what should be, and why they differ; `reason` null where they do not. */
export type Outcome = {
  conversation: Conversation | null;
  recorded: Recorded | null;
  record: ReplyRecord;
  reason: Reason | null;
};

/** What should be recorded, conversation by conversation, and then the rows whose conversation is gone. */
export function reconcile(situation: Situation): Outcome[] {
  const { facts } = situation;
  const rows = facts.deadlines.filter(({ name }) => name === replyName).map(readRecorded);
  const holders = new Map(rows.map(({ id, subject }) => [id, holderOf(subject, facts.conversations)]));
  const claimed = new Set<string>();
  const held = facts.conversations.map((conversation): Held => {
    const own = rows.filter(({ id }) => !claimed.has(id) && holders.get(id) === conversation);
    const [kept = null] = own.sort(
      (a, b) => Number(b.subject === conversation.id) - Number(a.subject === conversation.id),
    );
    if (kept !== null) claimed.add(kept.id);
    const told = own.map(({ data }) => data.told).reduce(unite, nothingTold);
    return { conversation, recorded: kept, told, isAside: standsAside(conversation, kept, facts.talks) };
  });
  // What stands aside keeps nobody behind it waiting.
  const running = runningInLane(held.flatMap((one) => (one.isAside ? [] : [one.conversation])));
  const outcomes = held.flatMap((one) => outcomeOf(one, running.has(one.conversation.id), situation));
  const gone = rows.filter((row) => !claimed.has(row.id) && row.state !== 'cancelled');
  return [...outcomes, ...gone.map((row) => withdrawn(row, facts.conversations, situation.now))];
}

/** A conversation with its row, what was told of it, and whether an emergency has it. */
type Held = { conversation: Conversation; recorded: Recorded | null; told: Told; isAside: boolean };

function outcomeOf(held: Held, runs: boolean, { facts, agreement, isNewAgreement, now }: Situation): Outcome[] {
  const { conversation, recorded, told } = held;
  if (termsOf(agreement) === null || facts.left.includes(conversation.channelId)) {
    if (recorded?.state !== 'pending') return [];
    return [{ conversation, recorded, record: letGo(recorded, notKept, now), reason: { name: notKept, data: {} } }];
  }
  if (held.isAside && isAside(recorded)) return [];
  const isReopened = recorded !== null && recorded.state !== 'pending' && conversation.settled === null;
  const record = recordOf(conversation, {
    agreement,
    former: new Map(facts.former.map((one) => [one.version, one])),
    previous: recorded,
    told: isReopened ? whatWasHeard(told, recorded.subject, facts.said) : told,
    runs,
    isNewAgreement,
    falseAlarms: talksOf(conversation, facts.talks).filter(({ how }) => how === 'false-alarm'),
    now,
  });
  const talk = held.isAside ? talkOf(conversation, facts.talks) : null;
  if (record !== null && talk !== null) {
    return [{ conversation, recorded, record: asideFrom(record, talk, conversation), reason: asideBecause(talk) }];
  }
  if (record === null || (recorded === null && record.state === 'cancelled')) return [];
  const isUnchanged = recorded !== null && isSame(recorded, record);
  return [{ conversation, recorded, record, reason: isUnchanged ? null : reasonOf(recorded, record) }];
}

/** The row of a conversation that is no more: joined to one that has its own row, or never a wait after all. */
function withdrawn(row: Recorded, conversations: readonly Conversation[], now: number): Outcome {
  const holder = holderOf(row.subject, conversations);
  const name = holder === undefined ? 'withdrawn' : 'joined';
  const reason = { name, data: holder === undefined ? {} : { to: holder.id } };
  return { conversation: holder ?? null, recorded: row, record: letGo(row, name, now), reason };
}

function letGo(row: Recorded, how: string, now: number): ReplyRecord {
  const { subject, channelId, dueAt, data } = row;
  const kept = { ...data, how, pausedSince: null };
  return { subject, channelId: channelId ?? '', dueAt, ringAt: null, state: 'cancelled', settledAt: now, data: kept };
}

/** Notices that were called off before they left have told nobody anything: they may be told again. */
function whatWasHeard(told: Told, subject: string, said: readonly SaidMessage[]): Told {
  const left = said.filter((one) => one.data.subject === subject && one.state !== 'cancelled');
  const wasLeft = (step: string) => left.some(({ data }) => data.step === step);
  const warnedAt = wasLeft('warning') ? told.warnedAt : null;
  if (wasLeft('breach')) return { ...told, warnedAt };
  return { ...told, warnedAt, breachAt: null, repeats: 0, repeatAt: null };
}
