/** A report of the records as a file: Markdown, or a page that prints. */
import type { Ask } from '../../../engine/facts.ts';
import { loadWhole } from '../whole.ts';
import { documentOf } from './document.ts';
import { asMarkdown } from './markdown.ts';
import { asPage } from './page.ts';

export type Format = 'md' | 'html';

/** As it was sent, in the client's language; one that was not sent yet as it stands now. Null: its words are not kept. */
export async function writtenReport(ask: Ask, id: string, format: Format): Promise<string | null> {
  const whole = await loadWhole(ask, id);
  const text = whole === null || whole.report.postedPlace === null ? whole?.current : whole.posted;
  if (whole === null || text == null) return null;
  const document = documentOf(text, whole, whole.agreement.client.language);
  return format === 'md' ? asMarkdown(document) : asPage(document);
}
