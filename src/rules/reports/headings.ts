/** What stands above a section and above a report, in the language in which it is read. Plain text, not escaped. */

import type { Agreement } from '../../agreement/agreement.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { type Report, type ReportQuestion, wordingOf } from '../../engine/report.ts';
import { formatDate } from '../../language/messages.ts';
import { localDate } from '../../time/local-date.ts';
import { isClientKey, sayToClients } from './words.ts';

const LONGEST = 150;

/** A question as the heading of what was said to it: the house's own words, else the agreement's as far as it has them. */
export function headingOf(question: ReportQuestion, language: string): string {
  const own = wordingOf(question, language);
  const key = `heading.${question.id}`;
  const text = own ?? sayToClients(language, isClientKey(key) ? key : 'heading.other');
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

/** What a report is called: its kind, and the day it goes on by the client's calendar. */
export function titleOf(
  { kind, goesAt }: Pick<Report, 'kind' | 'goesAt'>,
  agreement: Agreement,
  reader: { language: string; now: number },
): string {
  const timeZone = zoneOfClient(agreement);
  const date = formatDate(localDate(timeZone, goesAt), { ...reader, timeZone });
  return sayToClients(reader.language, kind === 'weekly' ? 'title.weekly' : 'title.monthly', { date });
}
