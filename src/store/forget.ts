/**
 * Forgetting a client or a person when somebody asks for it: words and names go, and our messages that showed them are drawn
 * again. What is left of it says who did what when, by ids and instants, for the agency's own report.
 */
import { type SQL, sql } from 'drizzle-orm';
import { clientSubject } from '../engine/client-subject.ts';
import type { Person } from '../engine/facts.ts';
import { placesOfKept } from '../engine/kept-place.ts';
import type { Tx } from '../engine/store-port.ts';
import { winsOfMonth } from '../engine/win.ts';
import { dropDays } from './celebrations.ts';
import type { StoreContext } from './context.ts';
import { forgetCorrections, forgetCorrectionsOf } from './corrections.ts';
import type { Session } from './database.ts';
import { homesShowing } from './homes.ts';
import { toPerson } from './people.ts';
import { agendasOver, drawAgain } from './quotes.ts';
import { persons } from './schema.ts';

type ForgetWrites = Pick<Tx, 'forgetClient' | 'forgetRecords' | 'forgetPerson' | 'peopleOnlyOf'>;

/** What a transaction may forget. */
export function forgetWrites(session: Session, { home }: StoreContext): ForgetWrites {
  const { workspaceId } = home;
  const count = async (statement: SQL) => (await session.db.execute(statement)).rowCount ?? 0;

  return {
    peopleOnlyOf: async (clientId) => {
      const found = await session.db.execute<{ userId: string }>(onlyAround(workspaceId, clientId));
      const ids = found.rows.map(({ userId }) => userId);
      const rows = await session.db
        .select()
        .from(persons)
        .where(sql`${persons.workspaceId} = ${workspaceId}
        and ${persons.userId} = any(${sql.param(ids)}::text[])`);
      return rows.map((row): [string, Person | null] => [row.userId, toPerson(row)]);
    },
    forgetClient: async (clientId, userIds, now) => ({
      words:
        (await forgetCorrections(session, workspaceId, clientId)) +
        (await count(sql`
        delete from words w where w.workspace_id = ${workspaceId} and (
          w.channel_id in (select id from channels where workspace_id = ${workspaceId} and client_id = ${clientId})
          or exists (select 1 from conversations c where c.channel_id = w.channel_id and c.messages @> array[w.ts]
            and c.workspace_id = ${workspaceId} and c.client_id = ${clientId}))`)),
      givenUp: await count(sql`
        update inbox set payload = null where workspace_id = ${workspaceId} and state = 'dead' and payload is not null
          and channel_id in (select id from channels where workspace_id = ${workspaceId} and client_id = ${clientId})`),
      // Whoever writes again is met again, name and all.
      names: await count(sql`
        update persons set name = '', introduced_at = 'epoch'
        where workspace_id = ${workspaceId} and user_id = any(${sql.param(userIds)}::text[]) and name <> ''`),
      quotes: await count(
        drawAgain(workspaceId, sql`(o.client_id = ${clientId} or ${homesShowing(now)})`, now, 'one by one'),
      ),
    }),
    forgetRecords: async (clientId) => {
      let records = 0;
      for (const statement of recordsOf(workspaceId, clientId)) records += await count(statement);
      return records;
    },
    forgetPerson: async (userId, now) => {
      const isKnown = await count(sql`
        select 1 from persons where workspace_id = ${workspaceId} and user_id = ${userId}
        union select 1 from messages where workspace_id = ${workspaceId} and author = ${userId}`);
      if (isKnown === 0) return null;
      const examples = await forgetCorrectionsOf(session, workspaceId, userId);
      const words = await count(sql`
        delete from words w where w.workspace_id = ${workspaceId} and (w.ts ^@ any(${sql.param(placesOfKept(userId))}::text[])
          or exists (select 1 from messages m where m.channel_id = w.channel_id and m.ts = w.ts and m.author = ${userId}))`);
      const drafts = await forgetDrafts(count, workspaceId, userId);
      const givenUp = await count(sql`
        update inbox set payload = null where workspace_id = ${workspaceId} and state = 'dead'
          and payload::text like ${named(userId)}`);
      const [before] = (
        await session.db.execute<{ name: string }>(sql`
          select name from persons where workspace_id = ${workspaceId} and user_id = ${userId}`)
      ).rows;
      await session.db
        .insert(persons)
        .values({ ...nobody, workspaceId, userId, forgottenAt: now })
        .onConflictDoUpdate({
          target: [persons.workspaceId, persons.userId],
          set: { name: '', notices: null, silentSince: null, silentUntil: null, forgottenAt: now },
        });
      await count(sql`delete from absences where workspace_id = ${workspaceId} and user_id = ${userId}`);
      await dropDays(session, workspaceId, { userId, of: null });
      await count(
        sql`update held_back set verdict_by = null where workspace_id = ${workspaceId} and verdict_by = ${userId}`,
      );
      await count(sql`
        update user_groups set user_ids = array_remove(user_ids, ${userId}) where workspace_id = ${workspaceId}`);
      await count(sql`delete from on_call_overrides where workspace_id = ${workspaceId} and user_id = ${userId}`);
      await count(sql`update absences set backup = null where workspace_id = ${workspaceId} and backup = ${userId}`);
      const quotes = await count(redrawAround(workspaceId, userId, now));
      return {
        words: words + examples + drafts,
        givenUp,
        names: before === undefined || before.name === '' ? 0 : 1,
        quotes,
      };
    },
  };
}

/** What somebody drafted and never sent. What was sent is a paper of both companies, and goes with the client. */
async function forgetDrafts(
  count: (statement: SQL) => Promise<number>,
  workspaceId: string,
  userId: string,
): Promise<number> {
  const theirs = sql`workspace_id = ${workspaceId} and author = ${userId} and state = 'draft'`;
  const forgotten = await count(sql`
    delete from words where workspace_id = ${workspaceId}
      and (channel_id, ts) in (select channel_id, place from change_orders where ${theirs})`);
  await count(sql`delete from change_orders where ${theirs}`);
  return forgotten;
}

/** Of somebody who is to be forgotten before Slack was asked about them. */
const nobody = {
  name: '',
  isBot: false,
  isGuest: false,
  isDeleted: false,
  isWorkspaceAdmin: false,
  isIntroduced: false,
  introducedAt: 0,
};

/** A user id as it stands in JSON. */
const named = (userId: string) => `%"${userId}"%`;

/** Who wrote or is in this client's channels, and in those of no other. */
function onlyAround(workspaceId: string, clientId: string): SQL {
  return sql`
    with met as (
      select m.author as user_id, ch.client_id from messages m join channels ch on ch.id = m.channel_id
        where m.workspace_id = ${workspaceId} and not m.is_bot
      union select cm.user_id, ch.client_id from channel_members cm join channels ch on ch.id = cm.channel_id
        where cm.workspace_id = ${workspaceId}
      union select asker, client_id from conversations where workspace_id = ${workspaceId}
    )
    select distinct user_id as "userId" from met
    where client_id = ${clientId}
      and user_id not in (select o.user_id from met o where o.client_id is not null and o.client_id <> ${clientId})`;
}

/** What deletes the records of a client. Rows of messages that stand in Slack stay, or nobody could draw these again. */
function recordsOf(workspaceId: string, clientId: string): SQL[] {
  const theirs = sql`workspace_id = ${workspaceId} and client_id = ${clientId}`;
  const places = sql`(select id from channels where ${theirs})`;
  const ofAnother = sql`select 1 from conversations c where c.channel_id = m.channel_id and c.messages @> array[m.ts]
    and c.client_id <> ${clientId}`;
  return [
    sql`delete from slots where workspace_id = ${workspaceId}
      and (subject = ${clientId} or subject like ${`${clientSubject(clientId)}:%`}
        or subject like ${`draft:${clientSubject(clientId)}:%`} or split_part(subject, ':', 1) in ${places}
        or subject in (select id from conversations where ${theirs}) or subject in (select id from deadlines where ${theirs})
        or subject in (select id from change_orders where ${theirs}) or subject in (select id from reports where ${theirs}))`,
    sql`delete from rulings where ${theirs}`,
    sql`delete from deadlines where ${theirs}`,
    sql`delete from held_back where ${theirs}`,
    sql`delete from scope_entries where ${theirs}`,
    sql`delete from goal_values where ${theirs}`,
    sql`delete from celebration_days where ${theirs}`,
    sql`delete from milestones where ${theirs}`,
    sql`delete from incident_entries where workspace_id = ${workspaceId}
      and incident_id in (select id from incidents where ${theirs})`,
    sql`delete from pages where ${theirs}`,
    sql`delete from incident_reviews where ${theirs}`,
    sql`delete from incident_follow_ups where ${theirs}`,
    sql`delete from incidents where ${theirs}`,
    sql`delete from reports where ${theirs}`,
    sql`delete from wins where ${theirs}`,
    sql`delete from change_orders where ${theirs}`,
    sql`delete from decisions where ${theirs}`,
    sql`delete from outbox where ${theirs} and state not in ('sent', 'sending', 'unknown', 'withdrawing')`,
    sql`delete from messages m where m.workspace_id = ${workspaceId} and m.channel_id in ${places} and not exists (${ofAnother})`,
    sql`delete from conversations where ${theirs}`,
  ];
}

/** Every message of ours that may show somebody's name or words. */
function redrawAround(workspaceId: string, userId: string, now: number): SQL {
  const by = JSON.stringify([{ by: userId }]);
  return sql`
    with theirs as (
      select channel_id, ts from messages
      where workspace_id = ${workspaceId} and (author = ${userId} or marks @> ${by}::jsonb)
    ), around as (
      select id, channel_id, messages from conversations
      where workspace_id = ${workspaceId} and (${userId} in (asker, settled_by, taken_by, handed_to)
        or chosen ->> 'owner' = ${userId} or pauses @> ${by}::jsonb)
      union
      select c.id, c.channel_id, c.messages from theirs t
      join conversations c on c.channel_id = t.channel_id and c.messages @> array[t.ts]
    ), subjects as (
      select id from around
      union select channel_id || ':' || unnest(messages) from around
      union select channel_id || ':' || ts from theirs
      union select subject from deadlines where workspace_id = ${workspaceId} and data::text like ${named(userId)}
      union ${agendasOver(sql`theirs`)}
      union select ${winsOfMonth('', '').slice(0, -1)} || client_id || ':' || month from wins
        where workspace_id = ${workspaceId} and (raised_by = ${userId} or people ? ${userId})
    )
    ${drawAgain(
      workspaceId,
      sql`(o.wanted_while in (select * from subjects) or o.quotes in (select * from subjects)
        or o.data::text like ${named(userId)} or ${homesShowing(now)}
        or o.data ->> 'order' in (select id from change_orders
          where workspace_id = ${workspaceId} and ${userId} in (author, decided_by))
        or o.data ->> 'subject' in (select id from deadlines where workspace_id = ${workspaceId} and data::text like ${named(userId)}
          union select data ->> 'recap' from deadlines where workspace_id = ${workspaceId} and data::text like ${named(userId)})
        or o.data ->> 'report' in (select id from reports
          where workspace_id = ${workspaceId} and (contributors::text like ${named(userId)}
            or edited::text like ${named(userId)} or approved_by = ${userId}))
        or o.data ->> 'win' in (select id from wins
          where workspace_id = ${workspaceId} and (raised_by = ${userId} or people ? ${userId}))
        or o.data ->> 'incident' in (select incident_id from incident_entries
          where workspace_id = ${workspaceId} and (by = ${userId} or data::text like ${named(userId)}))
        or o.data ->> 'incident' in (select incident_id from incident_follow_ups
          where workspace_id = ${workspaceId} and ${userId} in (owner, created_by)))`,
      now,
      'one by one',
    )}`;
}
