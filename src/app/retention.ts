/** How long people's words are kept: what the client's agreement says, else the agency's file. */
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';

const DAY = 86_400_000;
/** Until an agency file says otherwise; the same number that its schema gives. */
const usualDays = 90;

/** For this client, in milliseconds. */
export function wordsKept(agreement: Pick<Agreement, 'retention'>, agency: Agency | null): number {
  return ((agreement.retention?.words ?? agency?.retention.words)?.days ?? usualDays) * DAY;
}
