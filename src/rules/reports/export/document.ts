/** A report as a document: its titles, texts and figures in one language, for whatever writes it down. Plain text, not escaped. */
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import type { Report } from '../../../engine/report.ts';
import { headingOf, titleOf } from '../headings.ts';
import type { PostedReport } from '../posted.ts';
import { figureHead, figureRow } from '../views/figures.ts';
import { sayToClients } from '../words.ts';

export type ReportDocument = {
  language: string;
  title: string;
  /** Between whom: the agency and the client. */
  between: string;
  sections: { heading: string; text: string }[];
  /** Null: it has none. `meanings`: what some of them mean, by the goal's title. */
  figures: { heading: string; head: string[]; rows: string[][]; meanings: { title: string; text: string }[] } | null;
  /** Said where nothing else is. */
  quiet: string | null;
};

/** Makes one of a report as it was posted, or as it would be. */
export function documentOf(
  posted: PostedReport,
  about: { report: Pick<Report, 'kind' | 'goesAt'>; agreement: Agreement; agency: Agency | null },
  language: string,
): ReportDocument {
  const { agreement, agency, report } = about;
  // Whoever opens it years later reads of which year it is.
  const by = { language, now: 0, timeZone: zoneOfClient(agreement) };
  const sections = posted.sections
    .filter(({ text }) => text !== '')
    .map(({ question, text }) => ({ heading: headingOf(question, language), text }));
  const figures = posted.figures.filter((figure) => figure.now !== null);
  const meanings = figures.flatMap(({ title, meaning }) => (meaning === null ? [] : [{ title, text: meaning }]));
  const names = [agency?.agency.name ?? null, agreement.client.name].filter((name) => name !== null);
  return {
    language,
    title: titleOf(report, agreement, by),
    between: names.join(' – '),
    sections,
    figures:
      figures.length === 0
        ? null
        : {
            heading: sayToClients(language, 'figures'),
            head: figureHead(language),
            rows: figures.map((figure) => figureRow(figure, language)),
            meanings,
          },
    quiet: sections.length === 0 && figures.length === 0 ? sayToClients(language, 'quiet') : null,
  };
}
