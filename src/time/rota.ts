/**
 * Turns of a week each: whose it is at an instant, and when one ends and the next begins. Pure. It deliberately counts people
 * by position only, and knows nothing of who is away or stands in.
 */
import { instantOfWallTime, localDate, plusDays, weekdayOfDate } from './local-date.ts';

const WEEK = 7;

/**
 * How people take turns. `weekday` counts from 0 for Monday; `time` is what the clocks of `timeZone` show (`HH:MM`);
 * `startsOn` is a local date: with the first hand-over on it or after it the first of `count` people begins.
 */
export type Turns = { timeZone: string; weekday: number; time: string; startsOn: string; count: number };

/** One turn: whose by position, from `since` until `until` (epoch milliseconds, exclusive). */
export type Turn = { position: number; since: number; until: number };

/** The turn that an instant (epoch milliseconds) lies in. There always is one, before `startsOn` too. */
export function turnAt(turns: Turns, at: number): Turn {
  const days = (Date.parse(localDate(turns.timeZone, at)) - Date.parse(firstDate(turns))) / 86_400_000;
  let number = Math.floor(days / WEEK);
  // On the date of a hand-over it is the clock that decides.
  while (handOver(turns, number) > at) number -= 1;
  while (handOver(turns, number + 1) <= at) number += 1;
  return turn(turns, number);
}

/** The turns that reach into [from, until), both epoch milliseconds, in order. */
export function turnsBetween(turns: Turns, from: number, until: number): Turn[] {
  const found: Turn[] = [];
  for (let next = turnAt(turns, from); next.since < until; next = turnAt(turns, next.until)) found.push(next);
  return found;
}

function turn(turns: Turns, number: number): Turn {
  const position = ((number % turns.count) + turns.count) % turns.count;
  return { position, since: handOver(turns, number), until: handOver(turns, number + 1) };
}

/** The instant at which turn so-and-so begins, on the wall clock of its date. */
function handOver(turns: Turns, number: number): number {
  return instantOfWallTime(turns.timeZone, plusDays(firstDate(turns), number * WEEK), turns.time);
}

function firstDate({ startsOn, weekday }: Turns): string {
  return plusDays(startsOn, (weekday - weekdayOfDate(startsOn) + WEEK) % WEEK);
}
