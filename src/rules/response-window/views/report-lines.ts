/** How far the reports are that are being made: a line each below what waits, for whoever asks how things stand. */
import type { Ask } from '../../../engine/facts.ts';
import type { Report } from '../../../engine/report.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { time } from './lines.ts';

const most = 5;

export type ReportOf = { report: Report; client: string };

/** Those of these clients for which somebody has been asked, the next first. */
export async function loadReports(
  ask: Ask,
  clients: readonly { clientId: string; name: string }[],
): Promise<ReportOf[]> {
  if (clients.length === 0) return [];
  const open = await ask('openReports', { clientIds: clients.map(({ clientId }) => clientId) });
  const begun = open.filter(({ contributors }) => contributors.some(({ askedAt }) => askedAt !== null));
  return begun.slice(0, most).map((report) => {
    return { report, client: clients.find(({ clientId }) => clientId === report.clientId)?.name ?? '' };
  });
}

/** A line for each. */
export function reportLines(reports: readonly ReportOf[], reader: Reader): string[] {
  return reports.map(({ report, client }) => {
    const { kind, state, contributors, goesAt } = report;
    const answered = contributors.filter(({ answeredAt }) => answeredAt !== null).length;
    return say(reader.language, 'status.report', {
      ...{ kind, state, answered, count: contributors.length },
      ...{ client: escapeName(client), goes: time(goesAt, reader) },
    });
  });
}
