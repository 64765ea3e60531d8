/** Who is told of a promise, and under which key: staff only, each once. */
import type { Agency } from '../../agreement/agency.ts';
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { isThere, type Missing, standInFor } from '../../engine/absence.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { DeliveryFailed } from '../../engine/event.ts';
import { plainSay } from '../../engine/say.ts';
import { type Kept, type Offer, offerSubject } from './record.ts';

/** Whose client it is, and who cannot be told. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** The offer to the writer of a reply. */
export function offerOf(offer: Offer, reply: { channelId: string; ts: string }): Say {
  const data = { subject: offerSubject(reply) };
  return plainSay({
    key: offer.key,
    to: { kind: 'person', userId: offer.by },
    audience: 'staff',
    view: 'promise-offer',
    data,
  });
}

/** Named anew where another time is stated, so that an edit offers again. */
export const offerKey = ({ channelId, ts }: { channelId: string; ts: string }, at: number) =>
  `promises:offer:${channelId}:${ts}:${at}`;

const about = ({ channelId, dueAt, data }: Kept) => `${channelId}:${data.replies.at(-1)}:${dueAt}`;
const warningKey = (row: Kept) => `promises:warning:${about(row)}`;
const brokenKey = (row: Kept, userId: string) => `promises:broken:${about(row)}:${userId}`;

/** Shortly before its time, to whoever promised or stands in for them; the lane is read once more, for the answer may be there. */
export function warning(row: Kept, reach: Reach): Say {
  const [to = row.data.by] = thoseThere([row.data.by], reach);
  return notice(row, warningKey(row), to, 'promise-warning');
}

/** At its time, to whoever promised and to the owner; where that is one, to the backup; to stand-ins for those who are away. */
export function broken(row: Kept, reach: Reach): { told: string[]; says: Say[] } {
  const { owner, backup } = reach.agreement.people;
  const other = owner.id === row.data.by ? backup.id : owner.id;
  const told = thoseThere([row.data.by, other], reach);
  return { told, says: told.map((userId) => notice(row, brokenKey(row, userId), userId, 'promise-broken')) };
}

function thoseThere(userIds: string[], reach: Reach): string[] {
  const there = userIds.flatMap((userId) =>
    isThere(userId, reach.missing) ? [userId] : (standInFor(userId, reach)?.userId ?? []),
  );
  return [...new Set(there)];
}

function notice(row: Kept, key: string, userId: string, view: string): Say {
  return plainSay({
    key,
    to: { kind: 'person', userId },
    audience: 'staff',
    priority: 'high',
    view,
    data: { id: row.id, of: row.data.by },
    hearFirst: row.channelId === null ? null : { channelId: row.channelId, lane: row.data.lane },
  });
}

/** Everything that was said about a promise is drawn again. */
export function redrawn(row: Kept): Effect[] {
  const { channelId, data } = row;
  const offers = data.replies.map((ts) => offerKey({ channelId: channelId ?? '', ts }, row.dueAt));
  const keys = [...offers, warningKey(row), ...data.told.map((userId) => brokenKey(row, userId))];
  return keys.map((key) => ({ kind: 'refresh', key }));
}

/** What somebody could not be told goes to the next of owner, backup and managers; null where nobody is left. */
export function instead(
  { to, key, view, data }: DeliveryFailed,
  agreement: Agreement,
  agency: Agency | null,
): Say | null {
  if (to.kind !== 'person' || view === 'promise-offer') return null;
  const before = Array.isArray(data.unreached) ? data.unreached : [];
  const unreached = [...before, to.userId];
  const { owner, backup } = agreement.people;
  const chain = [owner.id, backup.id, ...managersOf(agreement, agency ?? undefined).map(({ id }) => id)];
  const next = chain.find((userId) => !unreached.includes(userId));
  if (next === undefined) return null;
  const first = typeof data.first === 'string' ? data.first : key;
  return plainSay({
    key: `${first}:instead:${next}`,
    to: { kind: 'person', userId: next },
    audience: 'staff',
    priority: 'high',
    view,
    data: { ...data, first, unreached },
  });
}
