/** What people wrote for meetings and of them, where the rules' deadlines say that it is kept. Words are opened on their way out. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MeetingPaper } from '../engine/meeting-recap.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import type { Session } from './database.ts';
import { deadlines, words } from './schema.ts';

type Named = { by: string; channelId?: string; place: string };
/** What of their data names words; all of it may be missing. */
type Naming = {
  meeting?: string;
  plannedFor?: string;
  shared?: Named | null;
  draft?: Named | null;
  sent?: Named | null;
  missing?: Named[];
};

/** Agendas, drafts, what the client reads of a meeting and what they miss in it; words while they are kept. */
export async function keptMeetings(
  { db }: Session,
  { home, cipher }: StoreContext,
  clientId: string,
): Promise<KeptOfClient['meetingPapers']> {
  const rows = await db
    .select()
    .from(deadlines)
    .where(
      and(
        eq(deadlines.workspaceId, home.workspaceId),
        eq(deadlines.clientId, clientId),
        inArray(deadlines.name, ['meeting', 'recap']),
      ),
    )
    .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
  const papers = rows.flatMap(({ data }) => papersOf(data as Naming));
  const places = papers.map(({ place }) => place);
  const kept = places.length === 0 ? [] : await db.select().from(words).where(inArray(words.ts, places));
  return papers.map((paper) => {
    const found = kept.find(({ ts }) => ts === paper.place);
    return { ...paper, words: found === undefined ? null : cipher.open(found.text) };
  });
}

function papersOf({ meeting = '', plannedFor = '', shared, draft, sent, missing = [] }: Naming): MeetingPaper[] {
  const of = (kind: MeetingPaper['kind'], named: Named | null | undefined) =>
    named ? [{ kind, meeting, plannedFor, by: named.by, place: named.place }] : [];
  return [
    ...of('agenda', shared),
    ...of('draft', draft),
    ...of('recap', sent),
    ...missing.flatMap((one) => of('missing', one)),
  ];
}
