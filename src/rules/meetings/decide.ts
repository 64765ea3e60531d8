import type { Agreement } from '../../agreement/agreement.ts';
import { rhythmOf } from '../../agreement/rhythm.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { placeOfNote } from '../../engine/kept-place.ts';
import { passedOn } from '../../engine/passed-on.ts';
import { missedOf } from '../../engine/recurring.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { saySkipped } from '../../engine/skipped.ts';
import type { Facts, RequestFacts } from './load.ts';
import { agendaFor, lostFor, morningFor } from './notices.ts';
import { meetingSeries, nextRing, plannedAnew, settled } from './planning.ts';
import { agendaKey, type Kept, keep, LONGEST_AGENDA, morningKey, sharedKey } from './record.ts';
import { say } from './words.ts';

/** Plans meetings, brings their owner an agenda the business day before, shares it, and leaves one out that nobody needs. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'added':
      return [ruling('added', facts.row, [{ kind: 'refresh', key: agendaKey(facts.row.subject) }])];
    case 'gone':
      return [answered('gone')];
    case 'planning': {
      const effects = plannedAnew(facts.agreement, facts.rows, facts.clock, now);
      return effects.length === 0 ? [] : [ruling('planned', null, effects)];
    }
    case 'due':
      return [timeCame(facts, now)];
    case 'undelivered':
      return undelivered(event, facts);
    case 'request':
      if (!facts.serves) return [answered('not-yours')];
      if (facts.row.state !== 'pending') return [answered('over')];
      return event.kind === 'FormSubmitted'
        ? [shared(event, facts)]
        : [pressed(event as EventOf<'ButtonPressed'>, facts)];
  }
}

/** The agenda's hour, or the meeting's own: then the next one is planned. */
function timeCame(facts: Extract<Facts, { kind: 'due' }>, now: number): Ruling {
  const { row, rows, agreement, clock } = facts;
  if (now < row.dueAt) return ahead(facts, now);
  const wasTold = row.data.isTold || row.data.cancelledBy !== null;
  const missed = missedOf({ series: meetingSeries(agreement, clock), rows, ringing: row, now });
  const skipped = skippedOf(facts, wasTold ? missed : [row, ...missed]);
  return ruling(wasTold ? 'held' : 'missed', row, [
    settled(row, row.data.cancelledBy === null ? 'met' : 'cancelled', now),
    { kind: 'refresh', key: agendaKey(row.subject) },
    ...begun(row, agreement),
    ...plannedAnew(agreement, rows, clock, now, row),
    ...skipped,
  ]);
}

/** Whose agenda nobody had, as nothing ran: said once. */
function skippedOf(facts: Extract<Facts, { kind: 'due' }>, missed: { dueAt: number }[]): Say[] {
  const [first] = missed;
  if (first === undefined) return [];
  const { clientId, meeting } = facts.row.data;
  return saySkipped({ clientId, kind: 'meeting', id: meeting, first: first.dueAt, count: missed.length }, facts);
}

/** Whoever has it is told: with the agenda first, and on the day of a visit once more. */
function ahead(facts: Extract<Facts, { kind: 'due' }>, now: number): Ruling {
  const { row } = facts;
  const { isTold, morningAt, cancelledBy } = row.data;
  const isMorning = morningAt !== null && now >= morningAt;
  const data = { ...row.data, isTold: true, isReminded: isMorning };
  const isQuiet = isTold && (cancelledBy !== null || !isMorning);
  const notice = isQuiet ? null : isTold ? morningFor(facts, row) : agendaFor(facts, row);
  const next = keep({ ...row, data }, { ringAt: nextRing(data, row.dueAt), state: 'pending', settledAt: null });
  return ruling(isTold ? 'morning' : 'agenda', row, [next, ...(notice === null ? [] : [notice])]);
}

/** It takes place: what comes of it is another rule's. */
function begun({ dueAt: at, data }: Kept, agreement: Agreement): Effect[] {
  const agreed = rhythmOf(agreement).meetings.find(({ id }) => id === data.meeting);
  if (data.cancelledBy !== null || agreed === undefined) return [];
  const { meeting, plannedFor } = data;
  return [{ kind: 'hold-meeting', meeting: { meeting, plannedFor, at, until: at + agreed.lasts.ms } }];
}

function pressed(event: EventOf<'ButtonPressed'>, facts: RequestFacts): Ruling {
  const { row } = facts;
  switch (event.action) {
    case 'meeting-share':
      return facts.channel === null
        ? answered('no-channel')
        : ruling('asked', row, [
            { kind: 'answer', how: 'open-form', view: 'meeting-form', data: { subject: row.id, key: event.onKey } },
          ]);
    case 'meeting-cancel':
      return changed('cancelled', row, { cancelledBy: event.actor });
    default:
      return changed('restored', row, { cancelledBy: null });
  }
}

/** Everybody who reads of it reads it as it is now. */
function changed(name: 'cancelled' | 'restored', row: Kept, data: Partial<Kept['data']>): Ruling {
  const now = { ...row, data: { ...row.data, ...data } };
  return ruling(name, row, [
    keep(now, { ringAt: row.ringAt, state: 'pending', settledAt: null }),
    ...redrawn(row),
    privately('meeting-said', { what: name, subject: row.id }),
  ]);
}

const redrawn = (row: Kept): Effect[] =>
  [agendaKey(row.subject), morningKey(row.subject), sharedKey(row)].map((key) => ({ kind: 'refresh', key }));

/** What staff wrote goes to the client with their name; shared before, the same message reads otherwise. */
function shared(event: EventOf<'FormSubmitted'>, { row, channel, language }: RequestFacts): Ruling {
  const text = String(event.values.agenda ?? '').trim();
  if (channel === null) return answered('no-channel');
  if (text === '') return ruling('refused', row, [fieldError(say(language, 'form.empty'))]);
  const by = event.actor;
  const before = row.data.shared;
  const place = before?.place ?? placeOfNote(by, `${row.data.meeting}-${row.data.plannedFor}`);
  const post = (before?.post ?? 1) + (before?.isLost ? 1 : 0);
  const now = { ...row, data: { ...row.data, shared: { by, channelId: channel.id, place, post, isLost: false } } };
  const said: Say = plainSay({
    key: sharedKey(now),
    to: { kind: 'channel', channelId: channel.id, threadTs: null },
    audience: 'client',
    approvedBy: by,
    view: 'meeting-shared',
    data: { subject: row.id },
    quotes: `${channel.id}:${place}`,
  });
  return ruling('shared', row, [
    { kind: 'keep-words', channelId: channel.id, place, text: text.slice(0, LONGEST_AGENDA) },
    keep(now, { ringAt: row.ringAt, state: 'pending', settledAt: null }),
    said,
    ...redrawn(now),
    { kind: 'answer', how: 'plainly' },
  ]);
}

const fieldError = (error: string): Effect => ({
  kind: 'answer',
  how: 'field-errors',
  errors: { agenda: error },
  data: {},
});

/** What staff could not be told goes to the next; of what the client could not read, whoever shared it hears. */
function undelivered(event: Event, facts: Extract<Facts, { kind: 'undelivered' }>): Ruling[] {
  const { row, lost: key } = facts;
  const shared = row?.data.shared ?? null;
  if (row === null || shared === null || key === null) {
    const notice = event.kind === 'DeliveryFailed' ? passedOn(event, facts) : null;
    return notice === null ? [] : [ruling('told-instead', null, [notice])];
  }
  if (row.state !== 'pending' || key !== sharedKey(row)) return [];
  const lost: Kept = { ...row, data: { ...row.data, shared: { ...shared, isLost: true } } };
  const notice = lostFor(facts, row, shared);
  return [
    ruling('lost', row, [
      keep(lost, { ringAt: row.ringAt, state: 'pending', settledAt: null }),
      { kind: 'refresh', key: agendaKey(row.subject) },
      ...(notice === null ? [] : [notice]),
    ]),
  ];
}

function ruling(name: string, row: Kept | null, effects: Effect[]): Ruling {
  const data: ViewData = row === null ? {} : { meeting: row.data.meeting, plannedFor: row.data.plannedFor };
  return { reason: { name, data }, subject: null, effects };
}

function answered(what: string): Ruling {
  return ruling(what, null, [privately('meeting-said', { what })]);
}

function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}
