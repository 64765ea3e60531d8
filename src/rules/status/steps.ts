/** One step of collecting, and what it comes to: who is told, how the report stands then, when it is looked at again. */
import type { Effect } from '../../engine/effect.ts';
import { changed, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { nextRing, turned } from './collecting.ts';
import { progress, told } from './notices.ts';
import type { Around } from './people.ts';
import { type Kept, keep, progressKey } from './record.ts';

/** Everything that is due of a report: who is told, how it stands then, and when it is looked at again. */
export function steps(
  name: string,
  around: Around,
  { report, row, before = report }: { report: Report; row: Kept | null; before?: Report },
  now: number,
): Ruling {
  const next = turned(around, report, now);
  const isSame = JSON.stringify(next.report) === JSON.stringify(before);
  const kept = next.report;
  return ruling(name, kept, [
    ...(isSame ? [] : [changed(before, kept)]),
    ...(row === null || row.state !== 'pending'
      ? []
      : [
          keep(row, {
            ringAt: kept.state === 'collecting' ? nextRing(around, kept, now) : row.dueAt,
            state: 'pending',
            settledAt: null,
          }),
        ]),
    ...next.telling.map((telling) => told(kept, telling)),
    ...(next.telling.some(({ what }) => what === 'asked') ? progress(around, kept) : []),
    ...(isSame ? [] : [{ kind: 'refresh', key: progressKey(kept.id) } as const]),
  ]);
}

/** A ruling about a report, or about none. */
export function ruling(name: string, report: Pick<Report, 'id'> | null, effects: Effect[]): Ruling {
  return { reason: { name, data: report === null ? {} : { report: report.id } }, subject: null, effects };
}
