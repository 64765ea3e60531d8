/**
 * When an answer is promised and when to warn of it: from the asking, through pauses and changes of the agreement, always
 * counted anew from what happened, so that the same history gives the same times.
 */

import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf, targetCalendar } from '../../agreement/calendar-of.ts';
import { sectionOf } from '../../agreement/section.ts';
import { dueBy, type Warning, type Window } from '../../agreement/target.ts';
import type { Conversation, Pause } from '../../engine/conversation.ts';
import { addBusinessTime, businessTimeBetween } from '../../time/business-time.ts';
import type { Calendar } from '../../time/calendar.ts';
import { PRIORITIES, type Priority, type ResponseWindowConfig, responseWindowSection, windowAt } from './config.ts';

/** A stretch of a wait in which one version of the agreement counts. Instants in epoch milliseconds. */
export type Counted = {
  version: number;
  /** When it began to count this wait; null from the asking. */
  since: number | null;
  window: Window;
  calendar: Calendar;
};

export type Due = {
  dueAt: number;
  /** Null where there is no open time in which a warning would help. */
  warnAt: number | null;
  /** A newer agreement would have put the due time into the past, so the older one's stands. */
  olderStands: boolean;
};

/** The rule's terms in an agreement; null where the two sides agreed none, or keep no rules at present. */
export function termsOf(agreement: Agreement | null): ResponseWindowConfig | null {
  if (agreement === null || agreement.status !== 'active') return null;
  return sectionOf(agreement, responseWindowSection) ?? null;
}

/** What staff chose, or *normal*. */
export function priorityOf({ chosen }: Pick<Conversation, 'chosen'>): Priority {
  return PRIORITIES.find((priority) => priority === chosen.priority) ?? 'normal';
}

/** How one version of the agreement counts this conversation; null where that version has no terms for it. */
export function countedBy(agreement: Agreement, since: number | null, conversation: Conversation): Counted | null {
  const window = windowAt(agreement, priorityOf(conversation), conversation.turn, conversation.askedAt);
  if (window === null) return null;
  // The asking, not now, chooses the calendar's years: the same question must always have the same answer.
  return {
    version: agreement.version,
    since,
    window,
    calendar: targetCalendar(agreement, window.hours, conversation.askedAt),
  };
}

/** The office calendar, in which a person is reminded. */
export function officeCalendar(agreement: Agreement, at: number): Calendar {
  return calendarOf(agreement, at);
}

/**
 * Due and warning times of a conversation, counted by one or more versions of the agreement, oldest first. What staff
 * chose (`chosenSince`, epoch milliseconds) wins. A pause that still runs counts for nothing until it ends.
 */
export function dueOf(
  conversation: Conversation,
  counted: readonly [Counted, ...Counted[]],
  chosenSince: number | null,
): Due {
  const [first, ...later] = counted;
  const start = Math.max(first.since ?? conversation.askedAt, conversation.askedAt);
  const pauses = endedPauses(conversation);
  let elapsed = 0;
  let current = first;
  let from = start;
  let due = fromStart(first, start, pauses);
  for (const next of later) {
    const change = next.since ?? start;
    // What was over or overdue when the agreement changed is judged by what was agreed before.
    if (due.dueAt <= change || (conversation.settled !== null && conversation.settled.at <= change)) break;
    elapsed += openTime(current.calendar, from, change, pauses);
    const moved = underNext(next, { start, change, elapsed }, pauses);
    due = moved === null ? { ...due, olderStands: true } : moved;
    current = next;
    from = change;
  }
  const { dueAt: chosen } = conversation.chosen;
  if (chosen === null) return due;
  // Staff chose knowing what had been paused by then; only later pauses move it.
  const since = after(chosenSince ?? chosen, pauses);
  const warning = warningWithin(current, start, chosen, 0);
  return {
    dueAt: shifted(current.calendar, chosen, since),
    warnAt: warning === null ? null : shifted(current.calendar, warning, since),
    olderStands: false,
  };
}

/** Open time (milliseconds) waited between two instants, without what was paused. */
export function openTime(calendar: Calendar, from: number, to: number, pauses: readonly Ended[]): number {
  if (to <= from) return 0;
  const paused = pauses
    .map((pause) => ({ from: Math.max(pause.from, from), to: Math.min(pause.to, to) }))
    .filter((pause) => pause.to > pause.from)
    .reduce((sum, pause) => sum + businessTimeBetween(calendar, pause.from, pause.to), 0);
  return businessTimeBetween(calendar, from, to) - paused;
}

export type Ended = { from: number; to: number };

/** The pauses that are over; with `until`, a running one is taken as ending there. */
export function endedPauses({ pauses }: { pauses: readonly Pause[] }, until?: number): Ended[] {
  return pauses.flatMap(({ from, to }) => {
    const end = to ?? until;
    return end === undefined || end <= from ? [] : [{ from, to: end }];
  });
}

function fromStart(counted: Counted, start: number, pauses: readonly Ended[]): Due {
  const unpaused = dueBy(counted.window.target, counted.calendar, start);
  const warning = warningWithin(counted, start, unpaused, 0);
  return {
    dueAt: shifted(counted.calendar, unpaused, pauses),
    warnAt: warning === null ? null : shifted(counted.calendar, warning, pauses),
    olderStands: false,
  };
}

/** What is left of the new window, counted from the change; null where nothing is left. */
function underNext(
  next: Counted,
  { start, change, elapsed }: { start: number; change: number; elapsed: number },
  pauses: readonly Ended[],
): Due | null {
  const { target } = next.window;
  if (target.kind !== 'open-time') {
    const due = fromStart(next, start, pauses);
    return due.dueAt <= change ? null : due;
  }
  const rest = target.ms - elapsed;
  if (rest <= 0) return null;
  const remaining = after(change, pauses);
  const unpaused = addBusinessTime(next.calendar, change, rest);
  const warning = warningWithin(next, change, unpaused, elapsed);
  return {
    dueAt: shifted(next.calendar, unpaused, remaining),
    warnAt: warning === null ? null : shifted(next.calendar, warning, remaining),
    olderStands: false,
  };
}

/** A time that was counted from an instant, moved by exactly the open time paused since then. */
export function movedByPauses(calendar: Calendar, at: number, from: number, pauses: readonly Ended[]): number {
  return shifted(calendar, at, after(from, pauses));
}

/** What of the pauses lies after an instant. */
function after(instant: number, pauses: readonly Ended[]): Ended[] {
  return pauses
    .filter((pause) => pause.to > instant)
    .map((pause) => ({ from: Math.max(pause.from, instant), to: pause.to }));
}

/** Moves a time by exactly the open time paused before it. A pause that began after it changes nothing. */
function shifted(calendar: Calendar, at: number, pauses: readonly Ended[]): number {
  return pauses.reduce(
    (moved, pause) =>
      pause.from < moved
        ? addBusinessTime(calendar, moved, businessTimeBetween(calendar, pause.from, pause.to))
        : moved,
    at,
  );
}

/** When to warn between `from` and `due`, when `elapsed` open time of the window had passed at `from`. */
function warningWithin({ calendar, window }: Counted, from: number, due: number, elapsed: number): number | null {
  if (due <= from) return null;
  const left = businessTimeBetween(calendar, from, due);
  if (left <= 0) return null;
  const rest = elapsedAtWarning(elapsed + left, window.warnAt) - elapsed;
  return rest <= 0 ? from : addBusinessTime(calendar, from, rest);
}

/** Open time of a window that has passed when it is warned of; one no longer than the lead is warned of at half. */
function elapsedAtWarning(length: number, warning: Warning): number {
  if (warning.kind === 'share') return Math.round(length * warning.share);
  return warning.ms < length ? length - warning.ms : Math.round(length / 2);
}
