/** What runs, on a line of time: open hours, and deadlines from the question to when they are due. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { isPaused } from '../../engine/conversation.ts';
import type { PlacedDeadline } from '../../engine/store-port.ts';
import { openSpans } from '../../time/business-time.ts';
import type { Timeline, TimelineDeadline } from '../contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long what is settled stays on the line, and how much of it. */
export const SETTLED = { shownFor: DAY, most: 50 };

/**
 * The line around `now` (epoch milliseconds): back to where the oldest that is shown began, at most four days; ahead to
 * where the last is due and a little more, at least a day, at most fourteen. `nameOf` names a person by id. Its ends are
 * whole hours, so that it stands still while the clock walks on by minutes.
 */
export function timelineOf(
  deadlines: readonly PlacedDeadline[],
  agreement: Agreement | null,
  { now, nameOf }: { now: number; nameOf(userId: string): string },
): Timeline {
  const shown = deadlines.map((row) => shownOf(row, now, nameOf));
  const begins = shown.map(({ from, dueAt, settledAt }) =>
    Math.min(dueAt, settledAt === null ? (from ?? dueAt) : settledAt),
  );
  const ends = shown.filter(({ settledAt }) => settledAt === null).map(({ dueAt }) => dueAt + 2 * HOUR);
  const from = whole(Math.max(now - 4 * DAY, Math.min(now - 2 * HOUR, ...begins)), Math.floor);
  const to = whole(Math.min(now + 14 * DAY, Math.max(now + DAY, ...ends)), Math.ceil);
  const spans = agreement === null ? [] : openSpans(calendarOf(agreement, now), from, to);
  return { from, to, open: spans.map(({ start, end }) => ({ from: start, to: end })), deadlines: shown };
}

const whole = (at: number, round: (hours: number) => number) => round(at / HOUR) * HOUR;

function shownOf(row: PlacedDeadline, now: number, nameOf: (userId: string) => string): TimelineDeadline {
  const { id, rule, dueAt, ringAt, settledAt, conversation, channel } = row;
  const ts = conversation?.messages[0];
  return {
    id,
    rule,
    name: nameOfDeadline(row, nameOf),
    state: stateOf(row, now),
    from: conversation?.askedAt ?? null,
    dueAt,
    ringAt: settledAt === null ? ringAt : null,
    settledAt,
    channelName: channel === null ? '' : channel.name || channel.slackChannelId,
    about: channel === null || ts === undefined ? null : { channel: channel.slackChannelId, ts },
  };
}

/** It waits on in the books after its time; whoever looks on sees that the time has passed. */
function stateOf({ state, dueAt, conversation }: PlacedDeadline, now: number): TimelineDeadline['state'] {
  const stands = conversation !== null && isPaused(conversation);
  return state === 'pending' && dueAt < now && !stands ? 'breached' : state;
}

/** Whom a deadline is for, where its name says so: `reminder:U0MIRA`. */
const forSomebody = /^([a-z-]+):([UW][A-Z0-9]+)$/;

/** Ids of the people whom the names of these deadlines hold. */
export function peopleIn(deadlines: readonly PlacedDeadline[]): string[] {
  return [...new Set(deadlines.flatMap(({ name }) => forSomebody.exec(name)?.[2] ?? []))];
}

/** `first reply` for the reply to a conversation, `reminder for Mira Aksoy`; else the rule's own name for it. */
function nameOfDeadline({ name, conversation }: PlacedDeadline, nameOf: (userId: string) => string): string {
  const [, what, userId] = forSomebody.exec(name) ?? [];
  if (what !== undefined && userId !== undefined) return `${spaced(what)} for ${nameOf(userId)}`;
  return name === 'reply' && conversation !== null ? `${conversation.turn} reply` : spaced(name);
}

const spaced = (name: string) => name.replaceAll('-', ' ');
