/** Whose clocks count, and who can be asked: what is known of the agency's people around one client. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { ownHours } from '../../agreement/own-hours.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Calendar } from '../../time/calendar.ts';
import { isZoneName } from '../../time/zone.ts';

/** Whose client it is, who of the agency is not there now, and which zone each one's clocks show, as far as it is known. */
export type Around = {
  agreement: Agreement;
  agency: Agency | null;
  missing: Missing;
  zones: ReadonlyMap<string, string>;
};

/** Loads it for an instant (epoch milliseconds), with these people beside those who have a part with the client. */
export async function loadAround(
  ask: Ask,
  { agreement, agency, now }: { agreement: Agreement; agency: Agency | null; now: number },
  more: readonly string[],
): Promise<Around> {
  const userIds = [...new Set([...partakersOf(agreement, agency), ...more])];
  const missing = await missingAmong(ask, agreement.id, userIds, now);
  const persons = await ask('persons', { userIds });
  const zones = persons.flatMap(({ userId, timeZone }): [string, string][] =>
    timeZone !== null && isZoneName(timeZone) ? [[userId, timeZone]] : [],
  );
  return { agreement, agency, missing, zones: new Map(zones) };
}

/** The zone (IANA name) of somebody's own clocks; that of the office where theirs is not known. */
export function zoneOf({ agreement, zones }: Pick<Around, 'agreement' | 'zones'>, userId: string): string {
  return zones.get(userId) ?? agreement.officeHours.timeZone;
}

/** When somebody works, on their own clocks: the agreed week and holidays. */
export function hoursOf(around: Pick<Around, 'agreement' | 'zones'>, userId: string, at: number): Calendar {
  return calendarOf(ownHours(around.agreement, zoneOf(around, userId)), at);
}
