/** One person as the bot sees them, in words. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask, Seen } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';

const longestName = 60;

/** What Slack calls somebody, else the agreement, else their id; ready for markup. */
export function nameOf({ userId, person }: Pick<Seen, 'userId' | 'person'>, agreement: Agreement | null): string {
  const name = person?.name || nameIn(agreement, userId) || '';
  const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  return escapeName(short) || escapeMrkdwn(userId);
}

function nameIn(agreement: Agreement | null, userId: string): string | undefined {
  if (agreement === null) return undefined;
  const { owner, backup, managers, staff, client, neither } = agreement.people;
  return [owner, backup, ...managers, ...staff, ...client, ...neither].find(({ id }) => id === userId)?.name;
}

/** Why somebody is seen so: `owner, as the agreement says`, `a guest in our workspace`. */
export function because({ standing }: Seen, { language }: Reader): string {
  return say(language, `because.${standing.because}` satisfies Key);
}

/** What does not fit together about somebody; nothing for most. */
export function doubts({ standing, inSlack, person }: Seen, { language }: Reader): string[] {
  const { side, because: listed } = standing;
  const isListed = listed !== inSlack.because;
  const says = say(language, `because.${inSlack.because}` satisfies Key);
  const isOdd =
    isListed &&
    person !== null &&
    ((side === 'staff' && inSlack.side !== 'staff') || (side === 'client' && inSlack.side !== 'client'));
  return [
    ...(isOdd ? [say(language, 'doubt.slack-differs', { says })] : []),
    ...(person?.isDeleted ? [say(language, 'doubt.closed')] : []),
  ];
}

/** Loads one person as they are seen for a client. */
export async function loadSeen(ask: Ask, clientId: string, userId: string): Promise<Seen | null> {
  return (await ask('seen', { clientId, userIds: [userId] }))[0] ?? null;
}

/** A message of one line. */
export function plainly(text: string): Rendered {
  return { text, blocks: [section(text)] };
}
