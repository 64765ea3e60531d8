/** Words whose time is over. Judged when it is pruned, so that what reopens or is agreed anew counts from then on. */
import { sql } from 'drizzle-orm';
import type { WordsKept } from '../engine/store-port.ts';
import type { Session } from './database.ts';
import { type Place, redrawQuotes } from './quotes.ts';

/** Deletes them, and asks for a new drawing of our messages that quote them. Milliseconds. */
export async function pruneWords(
  session: Session,
  workspaceId: string,
  now: number,
  { ofClients, elsewhere, atMost }: WordsKept,
): Promise<void> {
  const settledBefore = (kept: number) => new Date(now - kept).toISOString();
  const writtenBefore = (kept: number) => String(Math.floor((now - kept) / 1000));
  const clientIds = ofClients.map(({ clientId }) => clientId);
  const settled = ofClients.map(({ kept }) => settledBefore(kept));
  const written = ofClients.map(({ kept }) => writtenBefore(kept));
  const { rows } = await session.db.execute<Place>(sql`
    with kept as (
      select * from unnest(${sql.param(clientIds)}::text[], ${sql.param(settled)}::timestamptz[], ${sql.param(written)}::text[])
        as kept (client_id, settled_before, written_before)
    ), ends as (
      select c.id,
        coalesce(k.settled_before, ${settledBefore(elsewhere)}::timestamptz) as settled_before,
        coalesce(k.written_before, ${writtenBefore(elsewhere)}) as written_before
      from channels c left join kept k on k.client_id = c.client_id where c.workspace_id = ${workspaceId}
    )
    delete from words w using ends e
    where w.workspace_id = ${workspaceId} and e.id = w.channel_id and (
      w.keep_until < ${new Date(now).toISOString()} or w.ts < ${writtenBefore(atMost)}
      or (w.ts < e.written_before and not exists (
        select 1 from conversations c where c.channel_id = w.channel_id and c.messages @> array[w.ts]
          and (c.settled_at is null or c.settled_at >= e.settled_before))))
    returning w.channel_id as "channelId", w.ts`);
  await redrawQuotes(session, workspaceId, rows, now, 'one by one');
}
