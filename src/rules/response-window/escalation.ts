/**
 * What is to be told of a wait, and when: the warning, the breach, its repeats. A time that was missed is not told
 * afterwards: once the due time has passed, only the breach is.
 */
import { addBusinessTime } from '../../time/business-time.ts';
import { type Calendar, isOpen, nextOpening } from '../../time/calendar.ts';
import type { ResponseWindowConfig } from './config.ts';
import { type Ended, movedByPauses } from './due.ts';
import type { Told } from './told.ts';

export type StepName = 'warning' | 'breach' | 'repeat';
export type Step = { name: StepName; at: number };

type Waiting = { dueAt: number; data: { told: Told; warnAt: number | null } };

/**
 * The next thing to tell and when (epoch milliseconds, perhaps past); null when everything agreed has been told.
 * Counted in `calendar`, the hours of the window, without the pauses that are over.
 */
export function nextStep(
  { dueAt, data: { told, warnAt } }: Waiting,
  pauses: readonly Ended[],
  calendar: Calendar,
  afterBreach: ResponseWindowConfig['afterBreach'],
): Step | null {
  if (told.breachAt === null || told.breachAt < dueAt) {
    // A warning given before the present warning time was about another due time: it never swallows this one.
    const isWarned = warnAt === null || warnAt >= dueAt || (told.warnedAt !== null && told.warnedAt >= warnAt);
    return isWarned ? { name: 'breach', at: breachTime(calendar, dueAt) } : { name: 'warning', at: warnAt };
  }
  if (told.repeats >= afterBreach.times) return null;
  const last = told.repeatAt ?? told.breachAt;
  const unpaused = addBusinessTime(calendar, last, afterBreach.repeatEvery.ms);
  return { name: 'repeat', at: nextOpening(calendar, movedByPauses(calendar, unpaused, last, pauses)) };
}

/** What is to be told at `now`; null when it is too early for anything. */
export function stepDue(
  waiting: Waiting,
  pauses: readonly Ended[],
  calendar: Calendar,
  afterBreach: ResponseWindowConfig['afterBreach'],
  now: number,
): Step | null {
  const step = nextStep(waiting, pauses, calendar, afterBreach);
  if (step === null || step.at > now) return null;
  const breachAt = breachTime(calendar, waiting.dueAt);
  return step.name === 'warning' && breachAt <= now ? { name: 'breach', at: breachAt } : step;
}

/** What is remembered once a step was told at `now` under these keys. */
export function afterTelling(told: Told, step: StepName, now: number, keys: readonly string[]): Told {
  const remembered = { ...told, keys: [...new Set([...told.keys, ...keys])] };
  if (step === 'warning') return { ...remembered, warnings: told.warnings + 1, warnedAt: now };
  if (step === 'breach')
    return { ...remembered, breaches: told.breaches + 1, breachAt: now, repeats: 0, repeatAt: null };
  return { ...remembered, repeats: told.repeats + 1, repeatAt: now };
}

/** The name of a step in its notice's key: each telling has its own, so that none is taken for another. */
export function stepKey(told: Told, step: StepName): string {
  if (step === 'repeat')
    return told.breaches > 1 ? `repeat-${told.breaches}-${told.repeats + 1}` : `repeat-${told.repeats + 1}`;
  const count = step === 'warning' ? told.warnings : told.breaches;
  return count === 0 ? step : `${step}-${count + 1}`;
}

/** A due time exactly at closing is due then; one that staff chose for the night is told at the opening. */
function breachTime(calendar: Calendar, dueAt: number): number {
  return isOpen(calendar, dueAt) || isOpen(calendar, dueAt - 1) ? dueAt : nextOpening(calendar, dueAt);
}
