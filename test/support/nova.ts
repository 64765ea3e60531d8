/** Nova Bikes in a sandbox: who writes, what people were told, and what was recorded, each in a line to compare. */
import type { Pool } from 'pg';
import { instantOfTs } from '../../src/engine/incoming.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export const channel = 'C0NOVA';
export const anna = 'U0ANNA';
export const mira = 'U0MIRA';
export const ruth = 'U0RUTH';
const bot = 'U0RULES';

/** A local time in Berlin in that winter, '2026-11-23 09:20', as epoch milliseconds. */
export function berlin(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+01:00`);
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'medium' });

/** What a person was told by the bot, message by message: when it was said (Berlin) and how its first line reads now. */
export function told({ slack }: Pick<Sandbox, 'slack'>, userId: string): string[] {
  return heardFrom(slack, userId).map(({ ts, text }) => `${clock.format(instantOfTs(ts))} ${text.split('\n')[0]}`);
}

/** What the bot's messages to a person are about, in the order of their saying: the name in our key. */
export function notices({ slack }: Pick<Sandbox, 'slack'>, userId: string): string[] {
  return heardFrom(slack, userId).map((message) => {
    const payload = message.metadata?.event_payload as { key?: unknown } | undefined;
    return String(payload?.key).split(':')[1] ?? '';
  });
}

function heardFrom(slack: Sandbox['slack'], userId: string) {
  const knows = slack
    .as(userId)
    .channels()
    .some((one) => one.kind === 'im' && one.members.includes(bot));
  if (!knows) return [];
  return slack
    .as(userId)
    .sees(bot)
    .messages.filter((message) => message.user === bot);
}

type Row = { state: string; due: Date; settled: Date | null; how: string | null; breaches: number };

/** What was recorded of every wait, by due time: `met 09:20:00`, with when it was settled. */
export async function records(db: Pool): Promise<string[]> {
  const { rows } = await db.query<Row>(`
    select state, due_at as due, settled_at as settled, data->>'how' as how, (data->'told'->>'breaches')::int as breaches
    from deadlines where name = 'reply' order by due_at, id`);
  return rows.map(({ state, due, settled, how, breaches }) => {
    const end = settled === null ? '' : ` ${how} ${clock.format(settled)}`;
    return `${state} due ${clock.format(due)}${end}${breaches > 1 ? ` told ${breaches} times` : ''}`;
  });
}

/** Calls of the Web API by the bot that said something and were taken. */
export function posts({ slack }: Pick<Sandbox, 'slack'>): number {
  return slack.calls().filter(({ method, ok }) => method === 'chat.postMessage' && ok).length;
}
