/**
 * How answers to one report are collected: who is asked now, who is reminded, who stands in, and when it is enough. Pure: each
 * step gives the report as it is then, and whom to tell.
 */
import { type Instead, isThere, standInFor } from '../../engine/absence.ts';
import type { Contributor, Report } from '../../engine/report.ts';
import { isOpen, nextOpening } from '../../time/business-time.ts';
import { type Around, hoursOf } from './people.ts';

const MINUTE = 60_000;
/** So long before the draft whoever has not answered is reminded once more. */
const LAST_CALL = 30 * MINUTE;
/** Whoever comes back so long before the draft is asked then, instead of somebody else. */
const LONG_ENOUGH = 120 * MINUTE;

/** Who is to be told what: asked, or reminded for the first or the second time. */
export type Telling = { userId: string; audience: Instead['audience']; what: 'asked' | 1 | 2 };

export type Turn = { report: Report; telling: Telling[] };

/** Everything that is due at an instant (epoch milliseconds), of a report that is still collected for. */
export function turned(around: Around, report: Report, now: number): Turn {
  const placed: Contributor[] = [];
  for (const [index, one] of report.contributors.entries())
    placed.push(placedNow(around, report, { one, others: othersOf(report, index, placed), now }));
  const telling: Telling[] = [];
  const contributors = placed.map((one) => {
    const what = dueFor(around, { ...report, contributors: placed }, one, now);
    if (what === null) return one;
    telling.push({ userId: one.userId, audience: audienceOf(around, one.userId), what });
    return what === 'asked' ? { ...one, askedAt: now } : { ...one, remindedAt: now };
  });
  // Nobody who is asked late finds that it was over already.
  const isLate = telling.some(({ what }) => what === 'asked') && report.draftAt <= now;
  const draftAt = isLate ? Math.min(report.goesAt, now + LONG_ENOUGH / 2) : report.draftAt;
  const next = { ...report, contributors, draftAt };
  return { report: { ...next, state: isEnough(next, now) ? 'draft' : report.state }, telling };
}

/** Whether its owner is to have it: everybody has answered, or there is no more time. */
export function isEnough({ contributors, draftAt }: Report, now: number): boolean {
  return now >= draftAt || contributors.every(({ answeredAt }) => answeredAt !== null);
}

/** When something is due next (epoch milliseconds): somebody to ask, a reminder, the draft, or the hour at which it goes. */
export function nextRing(around: Around, report: Report, now: number): number {
  if (report.state !== 'collecting') return report.goesAt;
  const times = report.contributors.flatMap((one) => {
    if (one.askedAt === null) return [one.askAt];
    return one.answeredAt === null ? reminders(around, report, one) : [];
  });
  // Whoever could not be asked when it was their time is not waited for.
  return Math.min(report.draftAt, ...times.filter((at) => at > now));
}

/** Who else answers for it: those who are placed already, and those who are not. */
const othersOf = ({ contributors }: Report, index: number, placed: readonly Contributor[]) =>
  [...placed, ...contributors.slice(index + 1)].map(({ userId }) => userId);

type Placing = { one: Contributor; others: readonly string[]; now: number };

/** Somebody who cannot be asked now is asked when they are back, or somebody else is in their place. */
function placedNow(around: Around, report: Report, { one, others, now }: Placing): Contributor {
  const { missing } = around;
  if (one.answeredAt !== null || isThere(one.userId, missing)) return one;
  const isWanted = one.askedAt === null ? one.askAt <= now : reminders(around, report, one).some((at) => at <= now);
  if (!isWanted) return one;
  const back = missing.away.find(({ userId }) => userId === one.userId)?.until ?? null;
  if (back !== null && !missing.gone.includes(one.userId)) {
    const opening = nextOpening(hoursOf(around, one.userId, now), back);
    if (opening + LONG_ENOUGH <= report.draftAt) return one.askedAt === null ? { ...one, askAt: opening } : one;
  }
  return inPlaceOf(around, one, others, now) ?? one;
}

/** Whoever is asked in somebody's place; null where nobody is left who does not answer for it already. */
export function inPlaceOf(
  around: Around,
  { userId, standsFor, askedBy }: Contributor,
  others: readonly string[],
  now: number,
): Contributor | null {
  const { missing } = around;
  const found = standInFor(userId, { ...around, missing: { ...missing, gone: [...missing.gone, ...others] } });
  if (found === null || others.includes(found.userId) || !isThere(found.userId, missing)) return null;
  return {
    ...{ userId: found.userId, standsFor: standsFor ?? userId, askAt: now },
    ...{ askedAt: null, remindedAt: null, answeredAt: null, place: null },
    ...(askedBy === undefined ? {} : { askedBy }),
  };
}

function dueFor(around: Around, report: Report, one: Contributor, now: number): Telling['what'] | null {
  const { answeredAt, askedAt, askAt, remindedAt, userId } = one;
  if (!isThere(userId, around.missing)) return null;
  // Whoever answered while it was another day's is told once that it is in.
  if (askedAt === null) return askAt <= now ? 'asked' : null;
  if (answeredAt !== null) return null;
  const due = reminders(around, report, one);
  const last = due.findLastIndex((at) => at <= now);
  const at = due[last];
  if (at === undefined || (remindedAt !== null && remindedAt >= at)) return null;
  return at === report.draftAt - LAST_CALL ? 2 : 1;
}

/** When somebody who has been asked is reminded: halfway, and shortly before the draft; both only while they work. */
function reminders(around: Around, { draftAt }: Report, { askedAt, userId }: Contributor): number[] {
  if (askedAt === null) return [];
  const lastCall = draftAt - LAST_CALL;
  const hours = hoursOf(around, userId, askedAt);
  const half = askedAt + (draftAt - askedAt) / 2;
  const first = isOpen(hours, half) ? half : nextOpening(hours, half);
  const isFar = first > askedAt + LAST_CALL && first <= lastCall - LAST_CALL;
  return [...(isFar ? [first] : []), ...(lastCall > askedAt && isOpen(hours, lastCall) ? [lastCall] : [])];
}

function audienceOf({ agreement, agency }: Around, userId: string): Instead['audience'] {
  const { owner, backup, staff, managers } = agreement.people;
  const isOfClient = [owner, backup, ...staff].some(({ id }) => id === userId);
  const isManager = [...managers, ...(agency?.managers ?? [])].some(({ id }) => id === userId);
  return isManager && !isOfClient ? 'manager' : 'staff';
}
