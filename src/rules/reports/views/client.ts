/** What the client reads: the report, pinned while it is the latest of its kind, and what goes on in its thread. */
import { button, section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { newerThan } from '../archive.ts';
import { drawsChart } from '../settings.ts';
import { postKey } from '../subject.ts';
import { loadWhole, type Whole } from '../whole.ts';
import { languages, sayToClients } from '../words.ts';
import { context, nameOf, textOf } from './parts.ts';
import { type Page, readPages } from './reading.ts';

/** `newer`: whether another of its kind went after it, and where that stands; null: it is the latest. */
type Posted = Whole & { newer: { link: string | null } | null };

async function loadPosted(ask: Ask, id: unknown): Promise<Posted | null> {
  const whole = await loadWhole(ask, id);
  if (whole === null) return null;
  const newer = await newerThan(ask, whole.report);
  if (newer === null) return { ...whole, newer: null };
  const stands = await ask('standsAt', { key: postKey(newer) });
  return { ...whole, newer: { link: stands === null ? null : await ask('link', stands) } };
}

/** Whether it has not been called off since it was decided. */
const isWanted = (whole: Whole | null) => whole !== null && whole.report.postedPlace !== null;

export const post: View<Posted | null> = {
  name: 'report-post',
  languages,
  fastens: 'pin',
  load: (ask, { report }) => loadPosted(ask, report),
  pointless: (whole) => (isWanted(whole) ? null : 'called-off'),
  render: (whole, reader) => {
    if (whole === null || !isWanted(whole)) return null;
    const [page] = pages(whole, reader);
    return page === undefined ? gone(reader) : { ...withFoot(page, whole, reader), isPinned: whole.newer === null };
  },
};

export const more: View<Whole | null> = {
  name: 'report-more',
  languages,
  load: (ask, { report }) => loadWhole(ask, report),
  pointless: (whole) => (isWanted(whole) ? null : 'called-off'),
  render: (whole, reader, { page }) => {
    if (whole === null || !isWanted(whole)) return null;
    if (whole.posted === null) return gone(reader);
    const found = pages(whole, reader)[Number(page)];
    return found === undefined ? null : { text: textOf(found.lines, '…'), blocks: found.blocks };
  },
};

function pages({ posted, report, agreement }: Whole, reader: Reader): Page[] {
  return posted === null ? [] : readPages(posted, { report, agreement, chart: drawsChart(agreement) }, reader);
}

function gone({ language }: Reader): Rendered {
  const text = sayToClients(language, 'gone');
  return { text, blocks: [section(text)] };
}

/** Whose it is, where one asks about it, and what came before or after it. */
function withFoot({ lines, blocks, plainer }: Page, whole: Posted, { language }: Reader): Rendered {
  const { report, agency, names, newer } = whole;
  const by = report.approvedBy === null ? escapeName(agency?.agency.name ?? '') : nameOf(names, report.approvedBy);
  const from = by === '' ? [] : [sayToClients(language, 'from', { name: by })];
  const after =
    newer === null
      ? sayToClients(language, report.kind === 'weekly' ? 'latest.weekly' : 'latest.monthly')
      : sayToClients(language, newer.link === null ? 'newer-plain' : 'newer', { link: newer.link ?? '' });
  const foot = [after, ...from, sayToClients(language, 'ask')].join(' · ');
  const below = [
    context(foot),
    {
      type: 'actions' as const,
      elements: [button('report-earlier', sayToClients(language, 'button.earlier'), report.id)],
    },
  ];
  return {
    text: textOf([...lines, foot], sayToClients(language, 'text-goes-on')),
    blocks: [...blocks, ...below],
    ...(plainer === null ? {} : { plainer: [...plainer, ...below] }),
  };
}
