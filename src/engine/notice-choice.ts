/**
 * How a manager wishes to be told: each breach at once, or a summary by hour or day, and the hours in which they are left
 * alone; and until when a notice waits for that. It deliberately says nothing of what is told, nor to whom it applies.
 */
import { instantOfWallTime, localDate, localTime, plusDays } from '../time/local-date.ts';

/** Local times are of the person's own zone, `HH:mm`; quiet hours may pass midnight. Null: none. */
export type NoticeChoice = {
  level: 'each' | 'hourly' | 'daily';
  quiet: { from: string; until: string } | null;
};

/** Somebody's choice, and their zone where it is known. */
export type ChoiceOf = { userId: string; choice: NoticeChoice; timeZone: string | null };

/** What a transaction may keep of choices; null for each at once. */
export type ChoicesKept = { chooseNotices(userId: string, choice: NoticeChoice | null): Promise<void> };

/** When a summary by day comes, in the person's own zone. */
export const summaryTime = '09:00';
const MINUTE = 60_000;

/** Until when (epoch milliseconds) what comes up at `now` waits for somebody in this zone; null: it does not. */
export function heldUntil({ level, quiet }: NoticeChoice, now: number, timeZone: string): number | null {
  const summary =
    level === 'each' ? now : level === 'hourly' ? nextHour(now, timeZone) : nextTime(summaryTime, now, timeZone);
  const isQuiet = quiet !== null && isWithin(quiet, localTime(timeZone, summary));
  const at = isQuiet ? nextTime(quiet.until, summary, timeZone) : summary;
  return at <= now ? null : at;
}

/** From one time of day to another, over midnight where the second is the earlier. */
function isWithin({ from, until }: { from: string; until: string }, time: string): boolean {
  return from < until ? time >= from && time < until : time >= from || time < until;
}

/** The next full hour as the clocks of the zone show it. */
function nextHour(now: number, timeZone: string): number {
  const minutes = Number(localTime(timeZone, now).slice(3));
  return Math.floor(now / MINUTE) * MINUTE + (60 - minutes) * MINUTE;
}

/** The next such time of day after an instant. */
function nextTime(time: string, after: number, timeZone: string): number {
  const today = localDate(timeZone, after);
  const at = instantOfWallTime(timeZone, today, time);
  return at > after ? at : instantOfWallTime(timeZone, plusDays(today, 1), time);
}
