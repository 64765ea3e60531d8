/** What happens in a channel, held against the promises that run there: kept, late, taken back, open again. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { Conversation } from '../../engine/conversation.ts';
import { topLane } from '../../engine/conversation.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Event, MessagePlace } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { markOfReaction } from '../../engine/written.ts';
import type { Running } from './load.ts';
import { redrawn } from './notices.ts';
import { because, type ReasonName } from './reasons.ts';
import { ended, type Kept, type PromiseData, running } from './record.ts';

type Under = { agreement: Agreement; now: number };
type Change = { name: ReasonName; deadline: SetDeadline };

/** What the event means for one promise; nothing for most. */
export function settle(event: Event, one: Running, under: Under): Ruling[] {
  const change = changeBy(event, one, under);
  if (change === null) return [];
  const { row } = one;
  const reason = because(change.name, { by: row.data.by, dueAt: row.dueAt });
  return [{ reason, subject: row.subject, effects: [change.deadline, ...redrawn(row)] }];
}

function changeBy(event: Event, one: Running, under: Under): Change | null {
  switch (event.kind) {
    case 'MessagePosted':
      return event.side === 'staff' && isAnswer(event, one, under.agreement)
        ? answered(one.row, event.occurredAt, { how: 'replied', answerTs: event.message.ts })
        : null;
    case 'ReactionChanged':
      return reacted(event, one, under);
    case 'MessageDeleted':
      return deleted(event.message, one, under);
    case 'ConversationMarked':
      return otherwise(one, under.now);
    default:
      return null;
  }
}

/** A person of the staff who writes where the client waits, after the promise; what follows it at once belongs to it. */
function isAnswer(
  event: Extract<Event, { kind: 'MessagePosted' }>,
  { row, conversation }: Running,
  { grouping }: Agreement,
): boolean {
  const { data } = row;
  const { message, occurredAt, actor } = event;
  const earliest = actor === data.by ? data.promisedAt + grouping.ms : data.promisedAt;
  if (message.channelId !== row.channelId || occurredAt <= earliest) return false;
  const lane = message.threadTs ?? topLane;
  return [data.lane, conversation?.lane, ...(conversation?.messages ?? []), ...data.replies].includes(lane);
}

/** In time it is kept, also where that is heard of late; after its time it stays broken. */
function answered(row: Kept, at: number, data: Pick<PromiseData, 'how' | 'answerTs'>): Change | null {
  if (row.data.answeredAt !== null && row.data.answeredAt <= at) return null;
  if (row.state !== 'pending' && row.state !== 'breached') return null;
  const record = { ...data, answeredAt: at };
  if (at <= row.dueAt) return { name: 'kept', deadline: ended(row, 'met', at, record) };
  return { name: 'answered-late', deadline: ended(row, 'breached', row.dueAt, record) };
}

function reacted(event: Extract<Event, { kind: 'ReactionChanged' }>, one: Running, under: Under): Change | null {
  const { row, conversation } = one;
  const isMeant = [...(conversation?.messages ?? []), ...row.data.replies].includes(event.message.ts);
  const isDone = markOfReaction(event.name) === 'done' && under.agreement.reactions.done;
  if (!isMeant || !isDone || event.side !== 'staff' || event.occurredAt <= row.data.promisedAt) return null;
  if (event.on) return answered(row, event.occurredAt, { how: 'done', answerTs: null });
  return row.state === 'met' && row.data.how === 'done' ? openAgain(row, under) : null;
}

/** The promise itself is gone, or the reply that kept it. */
function deleted({ ts }: MessagePlace, one: Running, under: Under): Change | null {
  const { row } = one;
  if (row.state === 'pending' && row.data.replies.at(-1) === ts) {
    return { name: 'cancelled', deadline: ended(row, 'cancelled', under.now, { how: 'deleted' }) };
  }
  if (row.state === 'met' && row.data.answerTs === ts) return openAgain(row, under);
  return otherwise(one, under.now);
}

function openAgain(row: Kept, { agreement, now }: Under): Change | null {
  if (row.dueAt <= now) return null;
  const data = { ...row.data, how: null, answerTs: null, answeredAt: null };
  return { name: 'open-again', deadline: running(row, data, row.dueAt, { calendar: calendarOf(agreement, now), now }) };
}

const otherwiseSettled: readonly string[] = ['answered-elsewhere', 'not-a-request', 'deleted', 'edited-away'];

/** Nobody waits for the promised answer any more: the question is gone, or was answered on another way. */
function otherwise({ row, conversation }: Running, now: number): Change | null {
  if (row.state !== 'pending' || !isOver(conversation)) return null;
  return { name: 'cancelled', deadline: ended(row, 'cancelled', now, { how: 'otherwise' }) };
}

function isOver(conversation: Conversation | null): boolean {
  return conversation === null || otherwiseSettled.includes(conversation.settled?.how ?? '');
}
