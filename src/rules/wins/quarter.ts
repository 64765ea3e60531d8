/**
 * A quarter's wins in numbers, for the agency's managers: of each client how many, who raised them, and of whom nobody said
 * anything good. On the first Monday of the next quarter; a quarter without any is told to nobody.
 */
import { z } from 'zod';
import type { Agency } from '../../agreement/agency.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { instantOfWallTime, localDate, plusDays, weekdayOfDate } from '../../time/local-date.ts';

const DAY = 86_400_000;
/** After so long nobody waits for it any more. */
const GRACE = 21 * DAY;
const AT = '10:00';

const dataSchema = z.object({ schema: z.literal(1), quarter: z.string() });
const quarterName = 'wins-of-the-quarter';

/** What the managers are told of: `told` are those to whom it goes. */
export type QuarterFacts = { kind: 'quarter'; row: Deadline; quarter: string; told: string[] };

/** The quarter (`2026-Q4`) that a deadline is about; null for any other. */
export function quarterOf(row: Deadline | null): string | null {
  const read = row?.name === quarterName ? dataSchema.safeParse(row.data) : null;
  return read?.success === true ? read.data.quarter : null;
}

/** Its first and last month: `2026-10` and `2026-12`. */
export function monthsOf(quarter: string): { from: string; until: string } {
  const [year = '', number = '1'] = quarter.split('-Q');
  const month = (of: number) => `${year}-${String(of).padStart(2, '0')}`;
  return { from: month(Number(number) * 3 - 2), until: month(Number(number) * 3) };
}

/** The quarter in which an instant (epoch milliseconds) lies where the agency is. */
export function quarterAt({ defaults }: Agency, at: number): string {
  const [year = '', month = '1'] = localDate(defaults.timeZone, at).split('-');
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** Planned with each win of it; as often as one likes, it is one deadline. */
export function quarterDue(agency: Agency, quarter: string): SetDeadline {
  const at = instantOfWallTime(agency.defaults.timeZone, firstMondayAfter(quarter), AT);
  return {
    ...{ kind: 'set-deadline', id: null, subject: `wins-quarter:${quarter}`, name: quarterName, channelId: null },
    ...{ dueAt: at, ringAt: at, state: 'pending', settledAt: null, late: { policy: 'fire' }, isOfNoClient: true },
    data: { schema: 1, quarter },
  };
}

/** It is over: each manager has a message of their own, of the clients whom they see. */
export function quarterOver({ row, quarter, told }: QuarterFacts, now: number): Ruling {
  const { id, subject, name, channelId, dueAt, data } = row;
  const settled: SetDeadline = {
    ...{ kind: 'set-deadline', id, subject, name, channelId, dueAt, ringAt: null, data },
    ...{ state: 'met', settledAt: now, late: { policy: 'fire' }, isOfNoClient: true },
  };
  const isLate = now - dueAt > GRACE;
  const says = (isLate ? [] : told).map((userId) =>
    plainSay({
      key: `wins:quarter:${quarter}:${userId}`,
      to: { kind: 'person', userId },
      ...{ audience: 'manager', view: 'wins-quarter', priority: 'low' },
      data: { quarter, for: userId },
    }),
  );
  const reason = { name: isLate ? 'quarter-too-late' : 'quarter-told', data: { quarter, count: says.length } };
  return { reason, subject: null, effects: [settled, ...says] };
}

function firstMondayAfter(quarter: string): string {
  const [year = 0, month = 12] = monthsOf(quarter).until.split('-').map(Number);
  const first = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return plusDays(first, (7 - weekdayOfDate(first)) % 7);
}
