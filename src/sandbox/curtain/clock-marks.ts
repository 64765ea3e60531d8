/** Where the clock may be walked to: the next opening, and the next moment at which a deadline rings. */
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import type { House } from '../../main.ts';
import { emergencyRings } from '../../rules/index.ts';
import { nextOpening, openSpans } from '../../time/business-time.ts';
import { CalendarError } from '../../time/calendar.ts';
import type { ClockPart } from '../contract.ts';
import { clientsAt, type Place, placeOf } from './client-of.ts';

export type ClockMarks = Pick<ClockPart, 'nextOpening' | 'nextDeadline'>;

/** No office is open for longer at a stretch than this; what is, never closes. In milliseconds. */
const LONGEST_OPEN = 366 * 86_400_000;

/**
 * The next opening and the next ringing after now (epoch milliseconds) of the client whose channel (Slack's id) this is; the
 * earliest of any client's where it is nobody's. Null where there is none, and while the bot is stopped.
 */
export async function clockMarks(house: House | null, channel: string | null): Promise<ClockMarks> {
  if (house === null) return { nextOpening: null, nextDeadline: null };
  const now = house.shell.clock();
  const place = await placeOf(house, channel);
  const agreements = await agreementsAt(house, place);
  const rings = await ringsAt(house, place, agreements);
  return {
    nextOpening: earliest(agreements.map((agreement) => openingAfter(agreement, now))),
    nextDeadline: earliest(rings.filter((at) => at > now)),
  };
}

async function agreementsAt({ store }: House, { agreement }: Place): Promise<Agreement[]> {
  if (agreement !== null) return [agreement];
  return (await store.agreements.all()).filter(({ status }) => status !== 'ended');
}

/** Of a question, and of an emergency that runs: its next step, or when somebody is to hear of it. */
async function ringsAt({ store }: House, place: Place, agreements: readonly Agreement[]): Promise<number[]> {
  const pending = await store.overview.deadlines(clientsAt(place), null);
  const running = await store.ask('runningIncidents', { clientIds: agreements.map(({ id }) => id) });
  const rings = await emergencyRings(
    store.ask,
    running.map(({ id }) => id),
  );
  return [...pending.flatMap(({ ringAt }) => ringAt ?? []), ...rings.map(({ at }) => at)];
}

/** The opening after the coming closing where it is open now. Null where it never closes, or never opens again. */
function openingAfter(agreement: Agreement, now: number): number | null {
  const calendar = calendarOf(agreement, now);
  const horizon = now + LONGEST_OPEN;
  const [span] = openSpans(calendar, now, horizon);
  if (span !== undefined && span.start <= now && span.end >= horizon) return null;
  try {
    return nextOpening(calendar, span === undefined || span.start > now ? now : span.end);
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}
