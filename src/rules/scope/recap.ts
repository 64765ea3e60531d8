/**
 * A month in numbers: what was used and given in it, for the client's owner, at the first opening after it. A month in which
 * nothing was noted down has none.
 */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { endOfMonth } from '../../engine/allowance.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { SetDeadline } from '../../engine/effect.ts';
import type { Deadline } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { nextOpening } from '../../time/business-time.ts';
import { ruling } from './answers.ts';
import { type Reach, recapNotice } from './notices.ts';

const DAY = 86_400_000;
/** After so long a pause nobody waits for the numbers of a month any more; `/rules favours` has them. */
const GRACE = 7 * DAY;

const dataSchema = z.object({ schema: z.literal(1), month: z.string() });

/** What is left of a month when its recap is due. */
export type RecapFacts = Reach & { kind: 'recap'; deadline: Deadline; month: string; count: number };

/** The month (`2026-11`) that a deadline of this rule is about. */
export function monthOfRecap({ data }: Deadline): string {
  return dataSchema.parse(data).month;
}

/** Rings when the office opens first after the month; as often as one likes, it is one deadline for each month. */
export function recapAfter(agreement: Agreement, month: string): SetDeadline {
  const end = endOfMonth(agreement, month);
  const at = nextOpening(calendarOf(agreement, end), end);
  return {
    ...{ kind: 'set-deadline', id: null, subject: clientSubject(agreement.id, month), name: 'recap', channelId: null },
    ...{ dueAt: at, ringAt: at, state: 'pending', settledAt: null, late: { policy: 'skip', grace: GRACE } },
    data: { schema: 1, month },
  };
}

/** Tells the owner, unless all of it was taken back meanwhile. */
export function recapped(facts: RecapFacts, now: number): Ruling {
  const { deadline, month, count } = facts;
  const { id, subject, name, channelId, dueAt, data } = deadline;
  const late = { policy: 'skip', grace: GRACE } as const;
  const settled: SetDeadline = {
    ...{ kind: 'set-deadline', id, subject, name, channelId, dueAt, ringAt: null },
    ...{ state: 'met', settledAt: now, late, data },
  };
  const notice = count === 0 ? null : recapNotice(facts, month);
  return ruling(notice === null ? 'no-recap' : 'recapped', { month }, [settled, ...(notice === null ? [] : [notice])]);
}
