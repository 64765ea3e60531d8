/**
 * Home tabs: which of them may show what is no longer so. A home is a row of the outbox; when its owner was last seen there
 * is when the slot of the rule that draws it was last written. Nothing is written for homes while something is judged.
 */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type HomesKept, homeKey, homeOpenFor, homePace, homeRule } from '../engine/home-tab.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, send, statement } from './database.ts';
import { outbox } from './schema.ts';

const placeholder = sql.placeholder;

/** Whether a row of the outbox is somebody's home tab. */
export function isHome({ destination }: Pick<typeof outbox.$inferSelect, 'destination'>): boolean {
  return destination.startsWith('home:');
}

const again = statement('home_again', (db) =>
  db
    .update(outbox)
    .set({
      wanted: sql`${outbox.wanted} + 1`,
      tries: 0,
      nextTryAt: sql`${sql.param(placeholder('now'), outbox.nextTryAt)}`,
      // Whatever is thought to stand there: it is put there again.
      slackTs: null,
      state: sql`case when ${outbox.state} in ('failed', 'cancelled', 'withdrawing', 'withdrawn') then 'waiting' else ${outbox.state} end`,
    })
    .where(and(eq(outbox.workspaceId, placeholder('workspaceId')), eq(outbox.key, placeholder('key')))),
);

/** A home that is said again is put there anew, whatever became of it before. */
export function sayHomeAgain(session: Session, about: { workspaceId: string; key: string; now: number }): void {
  send(session, again, about);
}

const span = (ms: number) => sql`${ms} * interval '1 millisecond'`;
const instantOf = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;

/** When anything was last heard, judged or put into force that a home could show; what homes themselves do left out. */
const lastChange = (workspaceId: string) => sql`
  select greatest(
    (select at from rulings where workspace_id = ${workspaceId} and rule <> ${homeRule} order by at desc limit 1),
    (select received_at from inbox where workspace_id = ${workspaceId} and key not like 'home-opened:%'
      order by received_at desc limit 1),
    (select max(applied_at) from agreements where workspace_id = ${workspaceId}),
    (select max(applied_at) from agencies where workspace_id = ${workspaceId})
  ) as at`;

/**
 * Homes that want to be drawn again, as `id`, `drawn_at` and `due_at`: where something happened since, or just before, for
 * it may not have been committed by then; and once more when their hour is over.
 */
export function homesToDraw(workspaceId: string): SQL {
  return sql`
    select id, drawn_at, due_at from (
      select o.id, o.attempted_at as drawn_at, least(
        s.changed_at + ${span(homeOpenFor)},
        case when c.at > o.attempted_at - ${span(homePace)} then o.attempted_at + ${span(homePace)} end) as due_at
      from slots s
      join outbox o on o.workspace_id = s.workspace_id and o.key = 'home:' || s.subject
      cross join (${lastChange(workspaceId)}) c
      where s.workspace_id = ${workspaceId} and s.rule = ${homeRule} and o.state = 'sent' and o.next_try_at is null
        and o.attempted_at < s.changed_at + ${span(homeOpenFor)}
    ) open where due_at is not null`;
}

/** Homes `o` that may still show something: they were drawn within the hour, and not yet cleared after it. */
export function homesShowing(now: number): SQL {
  return sql`(o.destination like 'home:%' and o.attempted_at > ${instantOf(now - homeOpenFor)})`;
}

/** Asks for new drawings of homes. */
export function createHomes(database: Database, { home }: StoreContext): HomesKept {
  const { workspaceId } = home;
  return {
    refresh: (now, most) =>
      database.with(async ({ db }) => {
        const due = sql`select id from (${homesToDraw(workspaceId)}) homes where due_at <= ${instantOf(now)}
          order by drawn_at limit ${most}`;
        const { rowCount } = await db.execute(sql`
          update outbox set wanted = wanted + 1, tries = 0, next_try_at = ${instantOf(now)}
          where id in (${due}) and next_try_at is null`);
        return rowCount ?? 0;
      }),
    redraw: (userId, now) =>
      database.with(async ({ db }) => {
        const isOpen = sql`exists (select 1 from slots where workspace_id = ${workspaceId} and rule = ${homeRule}
          and subject = ${userId} and changed_at > ${instantOf(now - homeOpenFor)})`;
        const { rowCount } = await db.execute(sql`
          update outbox set wanted = wanted + 1, tries = 0, next_try_at = coalesce(next_try_at, ${instantOf(now)})
          where workspace_id = ${workspaceId} and key = ${homeKey(userId)} and state in ('sent', 'sending', 'unknown')
            and ${isOpen}`);
        return (rowCount ?? 0) > 0;
      }),
  };
}
