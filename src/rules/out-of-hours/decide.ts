import type { Effect, Say } from '../../engine/effect.ts';
import { outOfHoursKey } from '../../engine/emergency-button.ts';
import type { Reason, SaidMessage } from '../../engine/facts.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { permission } from './config.ts';
import { type AskedFacts, type Facts, type LastReply, slotOf } from './load.ts';
import type { ReasonName } from './reasons.ts';

/** Replies once in a closed time to each person who asks; what the client deletes, and what never left, is put right. */
export function decide({ event, facts, agreement, now }: Decision<Facts>): Ruling[] {
  if (agreement === null) return [];
  switch (facts.kind) {
    case 'asked':
      return answer(facts, agreement.id, now);
    case 'deleted':
      return takeBack(facts, agreement.id);
    case 'unsent': {
      const { conversation } = facts;
      const isWaiting = conversation !== null && conversation.settled === null;
      if (!isWaiting || event.kind !== 'DeliveryFailed') return [];
      return [{ reason: because('not-sent', { because: event.because }), subject: conversation.id, effects: [] }];
    }
    case 'raised':
      return [besideAnEmergency(facts.reply)];
    case 'nothing':
      return [];
  }
}

/** What has not left never does; what stands says no more by when somebody answers, unless it was a false alarm. */
function besideAnEmergency({ key, data, state }: SaidMessage): Ruling {
  const effect: Effect = state === 'waiting' ? { kind: 'withdraw', key } : { kind: 'refresh', key };
  return { reason: because('emergency'), subject: String(data.subject), effects: [effect] };
}

function answer(facts: AskedFacts, clientId: string, now: number): Ruling[] {
  const { conversation, message, askedAt, closed } = facts;
  // What a colleague says in the thread of somebody else's question is an answer to them, not a question of their own.
  if (conversation === null || conversation.asker !== message.author) return [];
  const not = whyNot(facts, now);
  if (not !== null) return [{ reason: because(not), subject: conversation.id, effects: [] }];
  const reply = replyTo(facts, conversation.id);
  const kept: LastReply = { schema: 1, key: reply.key, askedAt };
  const subject = slotOf(clientId, message.author);
  return [
    {
      reason: because('replied', { backAt: closed.until }),
      subject: conversation.id,
      effects: [reply, { kind: 'set-slot', subject, data: kept }],
    },
  ];
}

function whyNot({ closed, isStaffThere, lastReply, hasEmergency }: AskedFacts, now: number): ReasonName | null {
  if (now >= closed.until) return 'open-again';
  // Whoever hears that somebody looks after it must not hear that nobody is there.
  if (hasEmergency) return 'emergency';
  if (isStaffThere) return 'staff-there';
  const isTold = lastReply !== null && lastReply.askedAt >= closed.since && lastReply.askedAt < closed.until;
  return isTold ? 'already-told' : null;
}

function replyTo({ message, conversation }: AskedFacts, subject: string): Say {
  const { channelId, ts, threadTs } = message;
  const key = outOfHoursKey(message);
  return {
    kind: 'say',
    key,
    to: { kind: 'channel', channelId, threadTs: threadTs ?? ts },
    audience: 'client',
    permission,
    priority: 'normal',
    view: 'out-of-hours-reply',
    // The key lets the view find out when it left.
    data: { subject, channelId, key },
    wantedWhile: subject,
    hearFirst: conversation === null ? null : { channelId, lane: conversation.lane },
    bundle: null,
    unknownOutcome: 'look-up',
  };
}

/** Where somebody has gone on writing below it, the reply stays: what follows would hang in the air. */
function takeBack(
  { message, reply, isAnswered, lastReply }: Extract<Facts, { kind: 'deleted' }>,
  clientId: string,
): Ruling[] {
  if (isAnswered) return [];
  const effects: Effect[] = [{ kind: 'withdraw', key: reply.key }];
  if (lastReply?.key === reply.key)
    effects.push({ kind: 'set-slot', subject: slotOf(clientId, message.author), data: null });
  return [{ reason: because('withdrawn'), subject: String(reply.data.subject), effects }];
}

function because(name: ReasonName, data: Reason['data'] = {}): Reason {
  return { name, data };
}
