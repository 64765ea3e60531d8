/** How long people's words are kept: what the client's agreement says, else the agency's file; never past one hard end. */
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { LONGEST_WORDS } from '../agreement/duration.ts';
import { scopeOf } from '../agreement/scope-list.ts';

const DAY = 86_400_000;
/** Until an agency file says otherwise; the same number that its schema gives. */
const usualDays = 30;

/** After the conversation has closed; for a client, or with null for channels that belong to none. In milliseconds. */
export function wordsKept(agreement: Pick<Agreement, 'retention'> | null, agency: Agency | null): number {
  return ((agreement?.retention?.words ?? agency?.retention.words)?.days ?? usualDays) * DAY;
}

/** After they were posted, whatever becomes of their conversation. In milliseconds. */
export const wordsKeptAtMost = LONGEST_WORDS.days * DAY;

/** What a message said, as an example of what was corrected, after that; 0: never. In milliseconds. */
export function examplesKept(agreement: Agreement): number {
  return scopeOf(agreement).keepExamples * DAY;
}
