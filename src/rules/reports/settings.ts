/** What the agreement says of how a report goes. */
import type { Agreement } from '../../agreement/agreement.ts';
import { agreedReport } from '../../agreement/reports.ts';
import { rhythmOf } from '../../agreement/rhythm.ts';
import { reportPermission } from '../../agreement/status.ts';
import type { Report } from '../../engine/report.ts';

const DAY = 86_400_000;
const USUALLY_KEPT = 365;

/** Whether it goes at its hour although nobody approved it. */
export function goesByItself(agreement: Agreement, { kind }: Pick<Report, 'kind'>): boolean {
  return agreement.mayPost.includes(reportPermission) && (agreedReport(agreement, kind)?.goesByItself ?? false);
}

/** Whether figures are drawn as Slack's own chart. */
export function drawsChart(agreement: Agreement): boolean {
  return rhythmOf(agreement).status?.chart ?? false;
}

/** How long its words are kept, in milliseconds. */
export function keptFor(agreement: Agreement, { kind }: Pick<Report, 'kind'>): number {
  return (agreedReport(agreement, kind)?.keep.days ?? USUALLY_KEPT) * DAY;
}
