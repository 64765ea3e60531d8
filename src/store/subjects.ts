/** To which client something of ours belongs that a button, a form or an event names. */
import { sql } from 'drizzle-orm';
import { readClientSubject } from '../engine/client-subject.ts';
import type { Session } from './database.ts';

/** The tables whose rows are named by an id of their own and belong to one client. */
const TABLES = [
  'conversations',
  'deadlines',
  'held_back',
  'scope_entries',
  'change_orders',
  'incidents',
  'incident_follow_ups',
  'milestones',
  'reports',
  'wins',
];

/** Takes any text. Null where it names nothing of ours, or nothing of a client's. */
export async function clientOfSubject({ db }: Session, workspaceId: string, subject: string): Promise<string | null> {
  const named = readClientSubject(subject)?.clientId ?? null;
  if (named !== null) {
    const found = await db.execute(sql`select 1 from clients where workspace_id = ${workspaceId} and id = ${named}`);
    return found.rows.length > 0 ? named : null;
  }
  const rows = TABLES.map(
    (table) => sql`select client_id, 0 as later from ${sql.identifier(table)}
      where workspace_id = ${workspaceId} and id = ${subject}`,
  );
  // A message that waits for nothing yet is named like the conversation it would open.
  const channelId = subject.slice(0, Math.max(0, subject.lastIndexOf(':')));
  const place = sql`select client_id, 1 as later from channels where workspace_id = ${workspaceId} and id = ${channelId}`;
  const { rows: found } = await db.execute<{ clientId: string | null }>(sql`
    select client_id as "clientId" from (${sql.join([...rows, place], sql` union all `)}) as named
    order by later limit 1`);
  return found[0]?.clientId ?? null;
}
