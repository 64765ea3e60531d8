/** A report as the client reads it, page by page; what stands there, what is previewed and what is shown later is drawn here. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { plain, section, sections } from '../../../engine/blocks.ts';
import type { Report } from '../../../engine/report.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { headingOf, titleOf } from '../headings.ts';
import { type Piece, pagesOf } from '../pages.ts';
import { isBlank, type PostedReport } from '../posted.ts';
import { sayToClients } from '../words.ts';
import { figureChart, figureLines, figureTable } from './figures.ts';

/** What a page says, for readers of text and of blocks; `plainer` where a block may be too new for Slack. */
export type Page = { lines: string[]; blocks: KnownBlock[]; plainer: KnownBlock[] | null };

export type Read = { report: Pick<Report, 'kind' | 'goesAt'>; agreement: Agreement; chart: boolean };

/** Every page of a report in a language; the first has its title and its figures. Never none. */
export function readPages(
  posted: PostedReport,
  about: Read,
  { language, now }: Pick<Reader, 'language' | 'now'>,
): Page[] {
  const pages = pagesOf(posted);
  const by = { language, timeZone: zoneOfClient(about.agreement), now };
  return pages.map((pieces, index): Page => {
    const texts = pieces.map((piece) => textOf(piece, posted, language));
    if (index > 0) return { lines: texts, blocks: texts.map(section), plainer: null };
    const title = titleOf(about.report, about.agreement, by);
    const quiet = isBlank(posted) ? [sayToClients(language, 'quiet')] : [];
    const figures = figuresOf(posted, about, by);
    const more = pages.length > 1 ? [sayToClients(language, 'goes-on')] : [];
    const around = (drawn: KnownBlock[]): KnownBlock[] => [
      { type: 'header', text: plain(title) },
      ...[...quiet, ...texts].map(section),
      ...sections(figures.lines),
      ...drawn,
      ...more.map(section),
    ];
    return {
      lines: [`*${escapeName(title)}*`, ...quiet, ...texts, ...figures.lines, ...more],
      blocks: around(figures.drawn),
      plainer: figures.plainer === null ? null : around(figures.plainer),
    };
  });
}

function textOf({ section: index, isFirst, text }: Piece, { sections: all }: PostedReport, language: string): string {
  const question = all[index]?.question;
  return isFirst && question !== undefined ? `*${escapeName(headingOf(question, language))}*\n${text}` : text;
}

type Figures = { lines: string[]; drawn: KnownBlock[]; plainer: KnownBlock[] | null };

function figuresOf({ figures }: PostedReport, { chart }: Read, by: Parameters<typeof figureLines>[1]): Figures {
  const known = figures.filter(({ now }) => now !== null);
  if (known.length === 0) return { lines: [], drawn: [], plainer: null };
  const lines = [`*${sayToClients(by.language, 'figures')}*`, ...figureLines(known, by)];
  const table = figureTable(known, by);
  const bars = chart ? figureChart(known, by) : null;
  return bars === null ? { lines, drawn: [table], plainer: null } : { lines, drawn: [bars], plainer: [table] };
}
