/**
 * What people ask for by a button, a form or a shortcut. A press becomes a mark on the client's message; everything that
 * follows from it is decided when the marked conversation is walked. Pressed twice is one record, answered kindly.
 */
import { type Conversation, isPaused } from '../../engine/conversation.ts';
import type { Answer, Effect, Mark, MarkName } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { isAside } from './aside.ts';
import { officeCalendar } from './due.ts';
import { readChange, readHandOver } from './forms.ts';
import type { RequestFacts } from './load.ts';
import { because } from './reasons.ts';
import { replyName } from './reconcile.ts';
import { readRecorded } from './record.ts';
import { endReminder, openReminder, reminderTime, setReminder } from './reminder.ts';
import { subjectOf } from './subject.ts';
import { pressesOn, undoPrefix, undoTime } from './undo.ts';

/** Whoever asks, about what, and when (epoch milliseconds). */
export type Asked = { facts: RequestFacts; by: string; now: number; place: RequestFacts['place'] };
type Waiting = { conversation: Conversation; asked: Asked };

/** Decides a request about one message or conversation. */
export function decideRequest(event: Event, facts: RequestFacts, now: number): Ruling[] {
  const place = event.kind === 'ButtonPressed' ? opening(facts) : facts.place;
  const asked = { facts, by: event.actor ?? '', now, place };
  if (facts.agreement === null) return [refused(asked, 'no-agreement')];
  if (!facts.serves) return [refused(asked, 'not-yours')];
  if (facts.messages.length === 0) return [refused(asked, 'unknown-message')];
  if (isWithEmergency(event, facts)) return [told(asked, 'stands-aside')];
  switch (event.kind) {
    case 'ButtonPressed':
      return [event.action.startsWith(undoPrefix) ? undo(asked, event.action) : press(asked, event.action)];
    case 'ShortcutUsed':
      return [event.shortcut === 'track' ? openChange(asked) : press(asked, event.shortcut)];
    case 'FormSubmitted':
      return [event.form === 'hand-to' ? handOver(asked, event.values) : change(asked, event.values)];
    default:
      return [];
  }
}

/** Whether nothing is counted of it, so that there is nothing to take, put off or hand over. What was done can be undone. */
function isWithEmergency(event: Event, { conversation, deadlines }: RequestFacts): boolean {
  const isUndo = event.kind === 'ButtonPressed' && event.action.startsWith(undoPrefix);
  if (isUndo || conversation === null || conversation.settled !== null) return false;
  return deadlines.some(
    (row) => row.name === replyName && row.subject === conversation.id && isAside(readRecorded(row)),
  );
}

const presses: Record<string, (waiting: Waiting) => Ruling> = {
  taken: ({ conversation, asked }) => {
    if (conversation.takenBy === asked.by) return told(asked, 'already-taken');
    const before = conversation.takenBy;
    return marked(asked, 'taken', {}, before === null ? 'taken' : 'taken-over', { before });
  },
  'waiting-on-client': ({ conversation, asked }) =>
    isPaused(conversation) ? told(asked, 'already-paused') : marked(asked, 'waiting-on-client', {}, 'paused'),
  resumed: ({ conversation, asked }) =>
    isPaused(conversation) ? marked(asked, 'resumed', {}, 'resumed') : told(asked, 'not-paused'),
  'not-a-request': ({ asked }) => marked(asked, 'not-a-request', {}, 'not-a-request'),
  elsewhere: ({ asked }) => marked(asked, 'elsewhere', {}, 'elsewhere'),
  'hand-to': ({ asked }) => form(asked, 'hand-to'),
  change: ({ asked }) => openChange(asked),
  remind: ({ conversation, asked }) => remindLater(conversation, asked),
};

function press(asked: Asked, action: string): Ruling {
  const { conversation } = asked.facts;
  const act = presses[action];
  if (conversation === null || act === undefined) return told(asked, 'not-waiting');
  return conversation.settled === null ? act({ conversation, asked }) : told(asked, 'settled-already');
}

function remindLater(conversation: Conversation, asked: Asked): Ruling {
  const { facts, by, now } = asked;
  const open = openReminder(facts.deadlines, by);
  if (open !== undefined) return told(asked, 'remind-already', { until: open.dueAt });
  if (facts.agreement === null) return told(asked, 'no-agreement');
  const until = reminderTime(officeCalendar(facts.agreement, now), now);
  const ruling = marked(asked, 'remind', { until }, 'remind-set', { until });
  return { ...ruling, effects: [setReminder(conversation, facts.deadlines, by, until), ...ruling.effects] };
}

function undo(asked: Asked, action: string): Ruling {
  const { facts, by, now } = asked;
  const name = action.slice(undoPrefix.length);
  const last = pressesOn(facts.messages)
    .filter((one) => one.name === name)
    .at(-1);
  if (last === undefined || last.offAt !== null) return told(asked, 'nothing-to-undo');
  if (now - last.at > undoTime) return told(asked, 'undo-too-late');
  const reminder = name === 'remind' ? openReminder(facts.deadlines, last.by) : undefined;
  const effects: Effect[] = [{ kind: 'unmark', ...last.place, markId: last.id, at: now }];
  if (reminder !== undefined) effects.push(endReminder(reminder, 'cancelled', now));
  return {
    reason: because('undone', { mark: name, by, madeBy: last.by }),
    subject: facts.conversation?.id ?? subjectOf(last.place),
    effects: [...effects, answer(asked, 'undone', { mark: name })],
  };
}

function openChange(asked: Asked): Ruling {
  return asked.facts.messages[0]?.deletedAt === null ? form(asked, 'change') : told(asked, 'unknown-message');
}

function change(asked: Asked, values: Record<string, string | number | null>): Ruling {
  const { conversation } = asked.facts;
  const read = readChange(values, { ...asked.facts, now: asked.now });
  if ('errors' in read) return refusedForm(asked, read.errors, values);
  if (conversation === null || conversation.settled !== null) return marked(asked, 'track', read.data, 'tracked');
  const { chosen } = conversation;
  const isSame =
    chosen.priority === read.data.priority && chosen.owner === read.data.owner && chosen.dueAt === read.data.dueAt;
  if (isSame) return told(asked, 'nothing-changed');
  return marked({ ...asked, place: opening(asked.facts) }, 'changed', read.data, 'changed');
}

function handOver(asked: Asked, values: Record<string, string | number | null>): Ruling {
  const { conversation } = asked.facts;
  if (conversation === null || conversation.settled !== null) return told(asked, 'settled-already');
  const read = readHandOver(values, { ...asked.facts, now: asked.now });
  if ('errors' in read) return refusedForm(asked, read.errors, values);
  if (conversation.handedTo === read.to) return told(asked, 'handed-already', { to: read.to });
  return marked({ ...asked, place: opening(asked.facts) }, 'handed', { to: read.to }, 'handed', { to: read.to });
}

/** A mark on the message, and a private word to whoever made it. */
function marked(asked: Asked, name: MarkName, data: Mark['mark']['data'], what: string, more: ViewData = {}): Ruling {
  const { facts, by, now, place } = asked;
  const mark: Mark = { kind: 'mark', ...place, mark: { name, by, at: now, data } };
  return {
    reason: because('pressed', { mark: name, by }),
    subject: facts.conversation?.id ?? subjectOf(place),
    effects: [mark, answer(asked, what, { ...more, undo: name })],
  };
}

function told(asked: Asked, what: string, more: ViewData = {}): Ruling {
  const subject = asked.facts.conversation?.id ?? null;
  return { reason: because('asked', { about: what, by: asked.by }), subject, effects: [answer(asked, what, more)] };
}

function refused(asked: Asked, what: string): Ruling {
  const effects: Effect[] = [{ kind: 'answer', how: 'privately', view: 'answer', data: { what } }];
  return { reason: because('refused', { about: what, by: asked.by }), subject: null, effects };
}

function refusedForm(
  asked: Asked,
  errors: Record<string, string>,
  values: Record<string, string | number | null>,
): Ruling {
  const reason = because('refused', { about: Object.keys(errors).join(' '), by: asked.by });
  return { reason, subject: null, effects: [{ kind: 'answer', how: 'field-errors', errors, data: values }] };
}

function form(asked: Asked, view: string): Ruling {
  const data = { subject: subjectOf(asked.place) };
  const effects: Effect[] = [{ kind: 'answer', how: 'open-form', view, data }];
  return {
    reason: because('asked', { about: view, by: asked.by }),
    subject: asked.facts.conversation?.id ?? null,
    effects,
  };
}

function answer({ place }: Asked, what: string, more: ViewData): Answer {
  return { kind: 'answer', how: 'privately', view: 'answer', data: { what, subject: subjectOf(place), ...more } };
}

/** A button speaks of the whole conversation, which may have grown since; a shortcut of the message it was used on. */
function opening({ conversation, place }: RequestFacts): RequestFacts['place'] {
  const ts = conversation?.messages[0];
  return conversation === null || ts === undefined ? place : { channelId: conversation.channelId, ts };
}
