/** What went before, page by page: for staff with what was left out, for the client with links to what was sent. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { button, section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { Report } from '../../../engine/report.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { listed } from '../archive.ts';
import { titleOf } from '../headings.ts';
import { kinds } from '../load.ts';
import { postKey } from '../subject.ts';
import { say, sayToClients } from '../words.ts';
import { context, message } from './parts.ts';

type Listed = {
  agreement: Agreement;
  reports: (Report & { link: string | null })[];
  isMore: boolean;
} | null;

async function loadListed(
  ask: Ask,
  { client, which, before }: Record<string, unknown>,
  isForClients: boolean,
): Promise<Listed> {
  const agreement = typeof client === 'string' ? await ask('agreement', { clientId: client }) : null;
  if (agreement === null) return null;
  const kind = kinds[Number(which)] ?? null;
  const from = typeof before === 'number' ? before : null;
  const { reports, isMore } = await listed(ask, { clientId: agreement.id, kind, before: from, isForClients });
  const linked = [];
  for (const report of reports) {
    const stands = report.postedAt === null ? null : await ask('standsAt', { key: postKey(report) });
    linked.push({ ...report, link: stands === null ? null : await ask('link', stands) });
  }
  return { agreement, reports: linked, isMore };
}

export const list: View<Listed> = {
  name: 'reports-list',
  load: (ask, data) => loadListed(ask, data, false),
  render: (facts, reader, data) => (facts === null ? null : forStaff(facts, reader, data)),
};

function forStaff({ agreement, reports, isMore }: NonNullable<Listed>, reader: Reader, data: Record<string, unknown>) {
  const { language } = reader;
  const client = escapeName(agreement.client.name);
  if (reports.length === 0)
    return message([say(language, data.before === null ? 'list.empty' : 'list.no-more', { client })]);
  const title = say(language, 'list.title', { client });
  const lines = reports.map((report) => lineOf(report, agreement, reader));
  const blocks: KnownBlock[] = [
    section(title),
    ...reports.map(
      (report, index): KnownBlock => ({
        ...section(lines[index] ?? ''),
        accessory: button('report-read', say(language, 'button.open'), report.id),
      }),
    ),
    ...older(reports, isMore, 'reports-older', say(language, 'button.older'), Number(data.which)),
    context(say(language, 'list.hint', { id: agreement.id })),
  ];
  return { text: [title, ...lines].join('\n'), blocks };
}

function lineOf(report: NonNullable<Listed>['reports'][number], agreement: Agreement, reader: Reader): string {
  const { language } = reader;
  const { state, link, postedAt, goesAt } = report;
  const how = state === 'posted' ? (report.approvedBy === null ? 'itself' : 'posted') : state;
  const at = formatInstant(postedAt ?? goesAt, reader);
  const title = escapeName(titleOf(report, agreement, reader));
  return say(language, 'list.line', { title, how, at, link: link ?? 'none' });
}

export const earlier: View<Listed> = {
  name: 'reports-earlier',
  languages: ['en', 'tr', 'ko', 'zh', 'th', 'ru'],
  load: (ask, data) => loadListed(ask, data, true),
  render: (facts, reader): Rendered => {
    if (facts === null) return message([sayToClients(reader.language, 'earlier.elsewhere')]);
    const { agreement, reports, isMore } = facts;
    const { language } = reader;
    if (reports.length === 0) return message([sayToClients(language, 'earlier.none')]);
    const lines = reports.map((report) => {
      const title = escapeName(titleOf(report, agreement, reader));
      return report.link === null ? `• ${title}` : `• <${report.link}|${title}>`;
    });
    const next = older(reports, isMore, 'report-earlier', sayToClients(language, 'button.older'), 0);
    return message([sayToClients(language, 'earlier.title'), ...lines], next);
  },
};

/** Goes on from the last one shown. */
function older(reports: readonly Report[], isMore: boolean, action: string, text: string, which: number): KnownBlock[] {
  const last = reports.at(-1);
  if (!isMore || last === undefined) return [];
  return [{ type: 'actions', elements: [button(action, text, standing(last.id, which))] }];
}
