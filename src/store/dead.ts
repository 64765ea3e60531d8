/** What was given up after the last try, for whoever runs the bot. */
import { sql } from 'drizzle-orm';
import type { DeadMatter, Store } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Database } from './database.ts';

/** Lists happenings and rulings that wait for `groundrules retry`; never what was said in them. */
export function createDead(database: Database, { home }: StoreContext): Pick<Store, 'dead'> {
  const { workspaceId } = home;
  return {
    dead: (limit) =>
      database.with(async ({ db }) => {
        const result = await db.execute<Omit<DeadMatter, 'at'> & { at: string }>(sql`
          select * from (
            select i.id, 'happening' as kind, i.payload ->> 'kind' as what, null as rule, c.client_id as "clientId",
              extract(epoch from i.received_at) * 1000 as at, i.tries, coalesce(i.failure, 'unknown') as because
            from inbox i left join channels c on c.id = i.channel_id
            where i.workspace_id = ${workspaceId} and i.state = 'dead' and i.payload is not null
            union all
            select r.id, 'ruling', r.event_kind, r.rule, r.client_id,
              extract(epoch from r.at) * 1000, r.tries, coalesce(r.data ->> 'because', 'unknown')
            from rulings r where r.workspace_id = ${workspaceId} and r.state = 'dead'
          ) given_up order by at, id limit ${limit}`);
        return result.rows.map((row) => ({ ...row, at: Math.round(Number(row.at)) }));
      }),
  };
}
