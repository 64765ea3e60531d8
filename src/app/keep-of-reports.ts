/** Carries out what rules keep of reports to clients. */
import type { Effect } from '../engine/effect.ts';
import type { ReportState } from '../engine/report.ts';
import type { Case } from './case.ts';

/** What became of a report: how far it was before and how far it is now. */
export type ChangedReport = { reportId: string; from: ReportState | null; to: ReportState };

/** Gives what changed. Throws where it is of no client or of another one, or has changed since it was read. */
export async function keepOfReports(
  { tx, held }: Pick<Case, 'tx' | 'held'>,
  { report }: Extract<Effect, { kind: 'save-report' }>,
): Promise<ChangedReport> {
  const { clientId } = held;
  if (clientId === null || report.clientId !== clientId) throw new Error('This is no report of the client.');
  const known = await tx.ask(null)('report', { id: report.id });
  await tx.saveReport(report);
  return { reportId: report.id, from: known?.state ?? null, to: report.state };
}
