/** Our own messages that quote people's words: drawn again when those words go or change. */
import { type SQL, sql } from 'drizzle-orm';
import { reviewSubject } from '../engine/incident-review.ts';
import { winsOfMonth } from '../engine/win.ts';
import type { Session } from './database.ts';

export type Place = { channelId: string; ts: string };

/**
 * Asks for a new drawing, at `now` (epoch milliseconds), of everything that was said about the conversations which hold
 * these messages, or that shows one of them. Call it before the conversations are folded without them. Gives how many of our messages these are.
 */
export async function redrawQuotes(
  session: Session,
  workspaceId: string,
  places: readonly Place[],
  now: number,
  pace: 'now' | 'one by one' = 'now',
): Promise<number> {
  if (places.length === 0) return 0;
  const channelIds = sql.param(places.map(({ channelId }) => channelId));
  const all = sql.param(places.map(({ ts }) => ts));
  // A conversation is named by the message that opened it, and may since have been joined with another.
  const { rowCount } = await session.db.execute(sql`
    with gone as (
      select * from unnest(${channelIds}::text[], ${all}::text[]) as gone (channel_id, ts)
    ), holding as (
      select c.id, c.channel_id, c.messages from gone g
      join conversations c on c.channel_id = g.channel_id and c.messages @> array[g.ts]
    ), subjects as (
      select channel_id || ':' || ts from gone union select id from holding
      union select channel_id || ':' || unnest(messages) from holding
      union select ${reviewSubject('')} || f.incident_id from incident_follow_ups f
        join gone g on g.channel_id = f.channel_id and g.ts = f.place
      union select ${winsOfMonth('', '').slice(0, -1)} || w.client_id || ':' || w.month from wins w
        join gone g on g.channel_id = w.channel_id and g.ts = w.place
      union select r.id from reports r join gone g on g.channel_id = r.channel_id and (g.ts = r.posted_place
        or g.ts = r.edited ->> 'place' or r.contributors @> jsonb_build_array(jsonb_build_object('place', g.ts)))
      union ${agendasOver(sql`gone`)}
    )
    ${drawAgain(workspaceId, sql`(o.wanted_while in (select * from subjects) or o.quotes in (select * from subjects))`, now, pace)}`);
  return rowCount ?? 0;
}

/** Selects the subjects of agendas in whose threads these messages stand; `places` has `channel_id` and `ts`. */
export function agendasOver(places: SQL): SQL {
  return sql`select a.data ->> 'subject' from ${places} g
    join messages m on m.channel_id = g.channel_id and m.ts = g.ts
    join channels ch on ch.id = m.channel_id
    join outbox a on a.slack_channel_id = ch.slack_channel_id and a.slack_ts = m.thread_ts and a.view = 'meeting-shared'`;
}

/**
 * The end of a statement that asks for a new drawing of those of our messages `o` that stand in Slack and fit: all of them
 * now, or one after the other for each reader, so that what is news to them need not wait for what is old.
 */
export function drawAgain(workspaceId: string, fitting: SQL, now: number, pace: 'now' | 'one by one'): SQL {
  const standing = sql`('sent', 'sending', 'unknown')`;
  const seconds = pace === 'now' ? sql`0` : sql`2 * (place - 1)`;
  // A message that went along in another one is drawn again with it.
  return sql`
    update outbox set wanted = wanted + 1,
      next_try_at = coalesce(next_try_at, ${new Date(now).toISOString()}::timestamptz + ${seconds} * interval '1 second')
    from (
      select id as again, row_number() over (partition by destination order by sequence desc) as place
      from outbox where state in ${standing} and id in (
        select coalesce(o.carried_by, o.id) from outbox o
        where o.workspace_id = ${workspaceId} and o.state in ${standing} and ${fitting})
    ) numbered
    where id = again and state in ${standing}`;
}
