/** Says an occasion where it is celebrated, or asks somebody of the agency whether it should be; in words not said of late. */
import type { Agreement } from '../../agreement/agreement.ts';
import { celebrationsPermission } from '../../agreement/celebrations.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import { plainSay } from '../../engine/say.ts';
import { sayTo } from '../../engine/say-to.ts';
import { chooseWording } from '../../engine/wordings.ts';
import { wordingsOf } from '../../language/wordings.ts';
import { localDate } from '../../time/local-date.ts';
import type { Around, Place } from './load.ts';
import { offeredUntil } from './planning.ts';
import { type Because, type Kept, keep, latelySlot, noteKey, postKey, settled, withLately } from './record.ts';

/** Why it does not go by itself; null: it does. What is said in the agency's own channel needs no permission. */
export function whyNot(agreement: Agreement, place: Place): Because | null {
  if (place.channel.role === 'internal') return null;
  if (!agreement.mayPost.includes(celebrationsPermission)) return 'permission';
  return place.trouble;
}

/** `by`: who of the agency puts it there; null: the agreement permits it. */
export function posted(
  row: Kept,
  { agreement, lately }: Around,
  place: Place,
  now: number,
  by: string | null,
): Effect[] {
  const tried = { ...row, data: { ...row.data, attempt: row.data.attempt + 1 } };
  const isInternal = place.channel.role === 'internal';
  const said: Say = plainSay({
    key: postKey(tried),
    to: { kind: 'channel', channelId: place.channel.id, threadTs: null },
    audience: isInternal ? 'staff' : 'client',
    permission: isInternal || by !== null ? null : celebrationsPermission,
    ...(isInternal || by === null ? {} : { approvedBy: by }),
    view: 'celebration-post',
    data: {
      subject: row.id,
      wording: chooseWording(wordingsOf(row.data.occasion), place.said, row.subject),
      saidOn: localDate(zoneOfClient(agreement), now),
      channelId: place.channel.id,
    },
    // What may have been said already is not said twice.
    unknownOutcome: 'look-up',
  });
  return [
    settled(tried, 'posted', now, by),
    said,
    { kind: 'set-slot', subject: latelySlot(agreement.id), data: withLately(lately, row.id) },
    { kind: 'refresh', key: noteKey(row) },
  ];
}

/** Somebody who works for the client is asked; it lapses by itself. */
export function offered(row: Kept, around: Around, because: Because, now: number): Effect[] {
  const until = offeredUntil(around.agreement, now);
  const data = { ...row.data, stage: 'offered' as const, because };
  const kept = keep({ ...row, data }, { ringAt: until, state: 'pending', settledAt: null });
  return [kept, ...told(row, around), { kind: 'refresh', key: noteKey(row) }];
}

/** To the owner, or whoever stands in; nobody where nobody is there. */
export function told(row: Pick<Kept, 'id' | 'subject'>, around: Around): Say[] {
  const said = { key: noteKey(row), view: 'celebration-note', data: { subject: row.id } };
  return sayTo(around.agreement.people.owner.id, said, around);
}
