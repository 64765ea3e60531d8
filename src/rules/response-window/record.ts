/**
 * The deadline row that should stand for one conversation: due time, next alarm, state, and what must be remembered of
 * what was told. Computed anew from the conversation each time; only what was *told* is carried over from before.
 */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { ownerOf } from '../../engine/absence.ts';
import { type Conversation, isPaused } from '../../engine/conversation.ts';
import type { EmergencyTalk } from '../../engine/emergency-talk.ts';
import type { Deadline, DeadlineState } from '../../engine/facts.ts';
import { PRIORITIES } from './config.ts';
import { type Counted, countedBy, type Due, dueOf, endedPauses, priorityOf, termsOf } from './due.ts';
import { nextStep } from './escalation.ts';
import { fairlyDue } from './false-alarm.ts';
import { type Told, toldSchema } from './told.ts';

const instant = z.number().nullable();

/** The rule's own record in the deadline's row. Ids, instants and names only. */
export const replySchema = z.object({
  schema: z.literal(1),
  /** The versions of the agreement that count this wait, oldest first, with when each began to. */
  countedBy: z.array(z.object({ version: z.number(), since: instant })).min(1),
  priority: z.enum(PRIORITIES),
  turn: z.enum(['first', 'next']),
  owner: z.string(),
  takenBy: z.string().nullable(),
  pausedSince: instant,
  /** The due time that staff chose, and when that was first known. */
  chosen: z.object({ dueAt: z.number(), since: z.number() }).nullable(),
  warnAt: instant,
  olderStands: z.boolean(),
  how: z.string().nullable(),
  told: toldSchema,
});
export type ReplyData = z.output<typeof replySchema>;

/** How a record ended that no agreement counts any more; counting starts afresh if one does again. */
export const notKept = 'not-kept';

export type ReplyRecord = {
  subject: string;
  channelId: string;
  dueAt: number;
  ringAt: number | null;
  state: DeadlineState;
  settledAt: number | null;
  data: ReplyData;
};

/** A recorded row with its data read. */
export type Recorded = Omit<Deadline, 'data'> & { data: ReplyData };

/** What the record is computed from beside the conversation. */
export type Circumstances = {
  agreement: Agreement;
  /** Versions that counted before, by number. */
  former: ReadonlyMap<number, Agreement>;
  previous: Recorded | null;
  told: Told;
  /** Whether it is the one of its lane that has alarms. */
  runs: boolean;
  /** An agreement came into force just now: what waited before it is counted from here. */
  isNewAgreement: boolean;
  /** Emergencies that it seemed to belong to, and that were none. */
  falseAlarms: readonly EmergencyTalk[];
  now: number;
};

/** The record as it should be; null where no version of the agreement has terms for it. */
export function recordOf(conversation: Conversation, circumstances: Circumstances): ReplyRecord | null {
  const { agreement, former, told, runs } = circumstances;
  const versions = versionsOf(circumstances, conversation);
  const counted = versions.flatMap(({ version, since }) => {
    const by = version === agreement.version ? agreement : former.get(version);
    const one = by === undefined ? null : countedBy(by, since, conversation);
    return one === null ? [] : [one];
  });
  const [first, ...later] = counted;
  if (first === undefined) return null;
  const chosen = chosenDue(conversation, circumstances);
  const own = dueOf(conversation, [first, ...later], chosen?.since ?? null);
  const due = fairlyDue(own, conversation, counted.at(-1) ?? first, circumstances.falseAlarms);
  const state = stateOf(conversation, due);
  const data: ReplyData = {
    schema: 1,
    countedBy: versions,
    priority: priorityOf(conversation),
    turn: conversation.turn,
    owner: ownerThen(conversation, circumstances),
    takenBy: conversation.takenBy,
    pausedSince: runningPause(conversation),
    chosen,
    warnAt: due.warnAt,
    olderStands: due.olderStands,
    how: conversation.settled?.how ?? null,
    told,
  };
  const record: ReplyRecord = {
    subject: conversation.id,
    channelId: conversation.channelId,
    dueAt: due.dueAt,
    ringAt: null,
    state,
    settledAt: conversation.settled?.at ?? null,
    data,
  };
  if (runs && state === 'pending' && data.pausedSince === null) {
    record.ringAt = nextRing(record, conversation, agreement, counted.at(-1) ?? first);
  }
  return record;
}

/** When the next alarm of a running record rings; null when everything agreed has been told. */
export function nextRing(
  record: ReplyRecord,
  conversation: Conversation,
  agreement: Agreement,
  { calendar }: Pick<Counted, 'calendar'>,
): number | null {
  const terms = termsOf(agreement);
  if (terms === null) return null;
  return nextStep(record, endedPauses(conversation), calendar, terms.afterBreach)?.at ?? null;
}

/** Whether a recorded row already says what the record says. */
export function isSame(recorded: Recorded, record: ReplyRecord): boolean {
  return JSON.stringify(essence(recorded)) === JSON.stringify(essence(record));
}

/** Reads a row's data. Throws ZodError for a row that another version of the program wrote. */
export function readRecorded(deadline: Deadline): Recorded {
  return { ...deadline, data: replySchema.parse(deadline.data) };
}

function essence({ subject, channelId, dueAt, ringAt, state, settledAt, data }: ReplyRecord | Recorded) {
  return [subject, channelId, dueAt, ringAt, state, settledAt, replySchema.parse(data)];
}

/** A new version joins those that counted before; a record that nobody kept starts again from now. */
function versionsOf({ agreement, previous, isNewAgreement, now }: Circumstances, conversation: Conversation) {
  const version = agreement.version;
  const before = previous?.data.how === notKept ? null : previous;
  if (before === null) {
    const startsNow = previous !== null || (isNewAgreement && conversation.settled === null);
    return [{ version, since: startsNow ? now : null }];
  }
  const known = before.data.countedBy;
  if (before.state !== 'pending' && conversation.settled !== null) return known;
  return known.at(-1)?.version === version ? known : [...known, { version, since: now }];
}

function chosenDue({ chosen: { dueAt } }: Conversation, { previous, now }: Circumstances): ReplyData['chosen'] {
  if (dueAt === null) return null;
  const before = previous?.data.chosen ?? null;
  return before?.dueAt === dueAt ? before : { dueAt, since: now };
}

/** Whose matter it is; who owned what is settled is not changed by a later agreement. */
function ownerThen(conversation: Conversation, { agreement, previous }: Circumstances): string {
  const { settled, handedTo, chosen } = conversation;
  const wasSettled = previous !== null && previous.state !== 'pending' && settled !== null;
  if (wasSettled && handedTo === null && chosen.owner === null) return previous.data.owner;
  return ownerOf(conversation, agreement);
}

function stateOf({ settled }: Conversation, { dueAt }: Due): DeadlineState {
  if (settled === null) return 'pending';
  if (settled.how === 'not-a-request' || settled.how === 'deleted' || settled.how === 'edited-away') return 'cancelled';
  return settled.at <= dueAt ? 'met' : 'breached';
}

function runningPause(conversation: Conversation): number | null {
  return isPaused(conversation) ? (conversation.pauses.at(-1)?.from ?? null) : null;
}
