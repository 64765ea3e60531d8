/** One matter from its asking to its late answer, told with or without deaths, and what is left of it at the end. */
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { anna, berlin, channel, mira, records, ruth } from '../support/nova.ts';
import { type Outlived, outlivedBot } from '../support/outlived.ts';

/** Anna asks; Mira is warned; she takes it; she and Ruth are told of the breach; she answers late. */
export const steps = ['asks', 'is warned', 'takes it', 'are told', 'answers'] as const;
export type Step = (typeof steps)[number];

export type Deaths = Partial<Record<Step, { name: CheckpointName; visit: number }>>;
export type Visits = Record<string, Record<string, number>>;

export type Ending = {
  /** What people saw in Slack, by person: key and text of each notice, in order. */
  seen: Record<string, string[]>;
  /** How often each of our keys was said. */
  said: Record<string, number>;
  records: string[];
  conversations: unknown[];
  reasons: string[];
  /** What still waits in inbox, outbox and among failed rulings. */
  left: unknown;
};

const people = [mira, ruth, 'U0JONAS'];

const acts: Record<Step, { act?: (slack: Outlived['slack']) => Promise<unknown>; until: string }> = {
  asks: {
    act: (slack) => slack.as(anna).post(channel, 'Could you send the new banner files?'),
    until: '2026-11-20 16:52',
  },
  'is warned': { until: '2026-11-23 09:13' },
  'takes it': {
    act: (slack) => {
      const [warning] = slack.as(mira).sees('U0RULES').messages;
      return slack.as(mira).press('U0RULES', warning?.ts ?? '', 'taken');
    },
    until: '2026-11-23 09:15',
  },
  'are told': { until: '2026-11-23 09:25' },
  answers: { act: (slack) => slack.as(mira).post(channel, 'Here they are.'), until: '2026-11-23 09:35' },
};

/** Tells it; gives the steps in which the bot died, the visits of checkpoints in each step, and the end. */
export async function tell(deaths: Deaths): Promise<{ diedIn: Step[]; visits: Visits; ending: Ending }> {
  const stage = await outlivedBot(berlin('2026-11-20 16:50'));
  const diedIn: Step[] = [];
  const visits: Visits = {};
  try {
    await stage.bot().visits();
    for (const step of steps) {
      const death = deaths[step];
      if (death !== undefined) await stage.bot().dieAt(death.name, death.visit);
      const before = stage.deaths();
      await acts[step].act?.(stage.slack);
      await stage.to(berlin(acts[step].until));
      if (stage.deaths() > before) diedIn.push(step);
      visits[step] = await stage.bot().visits();
    }
    await stage.to(berlin('2026-11-23 18:00'));
    return { diedIn, visits, ending: await endingOf(stage) };
  } finally {
    await stage.drop();
  }
}

async function endingOf({ slack, db }: Outlived): Promise<Ending> {
  const seen: Ending['seen'] = {};
  for (const userId of people) seen[userId] = seenBy(slack, userId);
  const said: Ending['said'] = {};
  for (const { method, ok, given } of slack.calls()) {
    const key = method === 'chat.postMessage' && ok ? keyOf(given.metadata) : null;
    if (key !== null) said[key] = (said[key] ?? 0) + 1;
  }
  const { rows: conversations } = await db.query(
    'select lane, turn, asker, asked_at, settled_at, settled_how, settled_by, taken_by, pauses from conversations',
  );
  // How a channel stands is asked anew at each start, and so once more after each death.
  const { rows: reasons } = await db.query<{ reason: string }>(
    "select reason from rulings where rule <> 'channels' order by at, reason",
  );
  const { rows: left } = await db.query(`
    select (select count(*) from inbox where state <> 'done') as inbox,
      (select count(*) from outbox where next_try_at is not null) as outbox,
      (select count(*) from rulings where state <> 'done') as rulings`);
  return { seen, said, records: await records(db), conversations, reasons: reasons.map(({ reason }) => reason), left };
}

/** Private answers are no notices: whoever died before giving one gives it by direct message. */
function seenBy(slack: Outlived['slack'], userId: string): string[] {
  const direct = slack
    .as(userId)
    .channels()
    .some(({ kind, members }) => kind === 'im' && members.includes('U0RULES'));
  if (!direct) return [];
  return slack
    .as(userId)
    .sees('U0RULES')
    .messages.flatMap(({ metadata, text }) => {
      const key = keyOf(metadata);
      return key === null ? [] : [`${key}: ${text}`];
    });
}

/** Our key of a notice, without the ids that differ from run to run. */
function keyOf(metadata: unknown): string | null {
  const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata ?? null);
  const key = /response-window:[^"\\]+/.exec(text)?.[0];
  return key === undefined ? null : key.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'channel');
}
