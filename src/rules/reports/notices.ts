/** Who of the agency hears what of a report: its owner, or whoever stands in; managers where nobody sends any. */
import { managersOf } from '../../agreement/agency.ts';
import { isThere, thereOrInstead } from '../../engine/absence.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import { heldUntil } from '../../engine/notice-choice.ts';
import type { Report } from '../../engine/report.ts';
import { plainSay } from '../../engine/say.ts';
import type { Reach, ReportFacts } from './load.ts';
import type { Kept } from './record.ts';
import { type Notice, noticeKey } from './subject.ts';

/** The owner, or whoever stands in; null: nobody is left. */
export function ownerOrInstead(reach: Reach): string | null {
  return thereOrInstead(reach.agreement.people.owner.id, reach)?.userId ?? null;
}

/** A direct message to one of the staff about a report; `which`: of several alike. */
export function tell(
  report: Report,
  notice: Notice,
  userId: string,
  { which = '', data = {}, notBefore = null }: { which?: string; data?: ViewData; notBefore?: number | null } = {},
): Say {
  return plainSay({
    key: noticeKey(report, notice, userId, which),
    to: { kind: 'person', userId },
    audience: 'staff',
    view: `report-${notice}`,
    data: { ...data, report: report.id, for: userId },
    ...(report.edited === null ? {} : { quotes: `${report.channelId}:${report.edited.place}` }),
    notBefore,
  });
}

/** Every manager who is there, as they wish to be told of what need not be known at once. */
export function tellManagers(facts: ReportFacts, notice: Notice, now: number): Say[] {
  const { whole, agreement, agency, missing, choices } = facts;
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  return managers
    .filter((userId) => isThere(userId, missing))
    .map((userId) => {
      const own = choices.find((one) => one.userId === userId);
      const zone = own?.timeZone ?? agreement.officeHours.timeZone;
      const notBefore = own?.choice == null ? null : heldUntil(own.choice, now, zone);
      return tell(whole.report, notice, userId, { notBefore });
    });
}

/** Everything that stands of it with the staff is drawn again. */
export function drawnAgain(kept: Kept | null): Effect[] {
  return (kept?.data.notices ?? []).map((key): Effect => ({ kind: 'refresh', key }));
}
