/** What people press: *Remind me*, *Another time…*, *No*, *Done*, *Undo*. Pressed twice is one record. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { RequestFacts } from './load.ts';
import { redrawn } from './notices.ts';
import { because, type ReasonName } from './reasons.ts';
import { ended, type Kept, type Offer, type PromiseData, replyOf, running } from './record.ts';
import { say } from './words.ts';

type Asked = { event: Event; facts: RequestFacts; agreement: Agreement | null; now: number };
type Offered = Asked & { offer: Offer; agreement: Agreement };

/** Decides a press or a form. */
export function decideRequest(asked: Asked): Ruling {
  const { event, facts, agreement } = asked;
  if (!facts.serves) return told('not-yours', 'not-yours');
  if (event.kind === 'ButtonPressed' && event.action === 'promise-done') return done(asked);
  const { offer } = facts;
  if (offer === null || agreement === null || event.actor === null) return told('asked', 'gone');
  if (offer.by !== event.actor) return told('not-yours', 'not-yours');
  const offered = { ...asked, offer, agreement };
  if (event.kind === 'FormSubmitted') return submitted(offered, event.values.at ?? null);
  return event.kind === 'ButtonPressed' ? pressed(offered, event.action) : told('asked', 'gone');
}

function pressed(asked: Offered, action: string): Ruling {
  const { offer, facts } = asked;
  switch (action) {
    case 'promise-remind':
      return accept(asked, offer.at);
    case 'promise-other':
      return answered('asked', {
        kind: 'answer',
        how: 'open-form',
        view: 'promise-time',
        data: { subject: facts.subject },
      });
    case 'promise-no':
      return { ...told('asked', 'no'), effects: [{ kind: 'withdraw', key: offer.key }, privately('no')] };
    default:
      return undone(asked);
  }
}

/** A time that is past is the field's error; any other is the promise. */
function submitted(asked: Offered, at: string | number | null): Ruling {
  if (typeof at === 'number' && at > asked.now) return accept(asked, at);
  const errors = { at: say(asked.facts.language, 'error.past') };
  return answered('asked', { kind: 'answer', how: 'field-errors', errors, data: {} });
}

function accept(asked: Offered, at: number): Ruling {
  const { facts, offer, now } = asked;
  const { ts } = replyOf(facts.subject);
  const open = facts.row;
  if (open !== null && open.data.replies.at(-1) === ts && open.dueAt === at) return told('asked', 'already', { at });
  if (at <= now) return told('asked', 'past', { at });
  if (facts.isAnswered) return told('asked', 'answered');
  const { deadline, name } = taken(asked, ts, at);
  const effects: Effect[] = [deadline, { kind: 'refresh', key: offer.key }, privately('noted', { at })];
  if (open !== null) effects.push(...redrawn(open));
  return { reason: because(name, { by: offer.by, dueAt: at }), subject: offer.about, effects };
}

/** The promise's row: a new one, or that of an earlier promise in the same matter, which moves. */
function taken({ facts: { row, subject }, offer, agreement, now }: Offered, ts: string, dueAt: number) {
  const fresh = { by: offer.by, lane: offer.lane, promisedAt: offer.promisedAt, warned: false, told: [] };
  const open = { how: null, answerTs: null, answeredAt: null };
  const replies = [...(row?.data.replies ?? []).filter((one) => one !== ts), ts];
  const data: PromiseData = { schema: 1, ...fresh, ...open, replies };
  const { channelId } = replyOf(subject);
  const place = row ?? { id: null, subject: offer.about, name: `promise:${ts}:${offer.by}`, channelId };
  const deadline = running(place, data, dueAt, { calendar: calendarOf(agreement, now), now });
  return { deadline, name: row === null ? ('promised' as const) : ('moved' as const) };
}

function undone({ facts, now }: Offered): Ruling {
  const { row } = facts;
  if (row === null) return told('asked', 'gone');
  return over(row, ended(row, 'cancelled', now, { how: 'taken-back' }), 'cancelled', 'undone');
}

/** Answered where the bot does not see it: in time it is kept, later it was late. */
function done({ facts, agreement, now, event }: Asked): Ruling {
  const { row } = facts;
  if (row === null || agreement === null) return told('asked', 'gone');
  if (row.data.answeredAt !== null || row.state === 'met' || row.state === 'cancelled')
    return told('asked', 'done-already');
  const record = { how: 'pressed' as const, answeredAt: now };
  const isKept = now <= row.dueAt;
  const deadline = ended(row, isKept ? 'met' : 'breached', isKept ? now : row.dueAt, record);
  const ruling = over(row, deadline, isKept ? 'kept' : 'answered-late', 'done');
  return { ...ruling, reason: because(ruling.reason.name as ReasonName, { by: event.actor, dueAt: row.dueAt }) };
}

function over(row: Kept, deadline: Effect, name: ReasonName, what: string): Ruling {
  const reason = because(name, { by: row.data.by, dueAt: row.dueAt });
  return { reason, subject: row.subject, effects: [deadline, ...redrawn(row), privately(what)] };
}

function told(name: ReasonName, what: string, data: ViewData = {}): Ruling {
  return answered(name, privately(what, data));
}

function answered(name: ReasonName, answer: Answer): Ruling {
  return { reason: because(name), subject: null, effects: [answer] };
}

function privately(what: string, data: ViewData = {}): Answer {
  return { kind: 'answer', how: 'privately', view: 'promise-answer', data: { ...data, what } };
}
