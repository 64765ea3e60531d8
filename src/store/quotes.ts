/** Our own messages that quote people's words: drawn again when those words go or change. */
import { sql } from 'drizzle-orm';
import type { Session } from './database.ts';

export type Place = { channelId: string; ts: string };

/**
 * Asks for a new drawing, at `now` (epoch milliseconds), of everything that was said about the conversations which hold
 * these messages. Call it before the conversations are folded without them. Gives how many of our messages these are.
 */
export async function redrawQuotes(
  session: Session,
  workspaceId: string,
  places: readonly Place[],
  now: number,
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
    )
    ${drawAgain(workspaceId, sql`o.wanted_while in (select * from subjects)`, now)}`);
  return rowCount ?? 0;
}

/** The end of a statement that asks for a new drawing of those of our messages `o` that stand in Slack and fit. */
export function drawAgain(workspaceId: string, fitting: ReturnType<typeof sql>, now: number) {
  const standing = sql`('sent', 'sending', 'unknown')`;
  // A message that went along in another one is drawn again with it.
  return sql`
    update outbox set wanted = wanted + 1, next_try_at = coalesce(next_try_at, ${new Date(now).toISOString()}::timestamptz)
    where state in ${standing} and id in (
      select coalesce(o.carried_by, o.id) from outbox o
      where o.workspace_id = ${workspaceId} and o.state in ${standing} and ${fitting})`;
}
