/** What every message of this rule is drawn from: a meeting as it is kept and agreed, and how people and times are said. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { type Meeting, rhythmOf } from '../../../agreement/rhythm.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { type Kept, readKept, ruleName } from '../record.ts';

const LONGEST_NAME = 60;

/** `meeting` null: it is not agreed any more. `words` null: none were written, or they are not kept any more. */
export type Shown = { row: Kept; agreement: Agreement; meeting: Meeting | null; words: string | null };

/** Loads a meeting by the id of its deadline; null where there is none. */
export async function loadShown(ask: Ask, subject: unknown): Promise<Shown | null> {
  const found = typeof subject === 'string' ? await ask('deadline', { id: subject }) : null;
  if (found === null || found.rule !== ruleName) return null;
  const row = readKept(found);
  const agreement = await ask('agreement', { clientId: row.data.clientId });
  if (agreement === null) return null;
  const { shared } = row.data;
  const place = shared === null ? null : { channelId: shared.channelId, ts: shared.place };
  return {
    row,
    agreement,
    meeting: rhythmOf(agreement).meetings.find(({ id }) => id === row.data.meeting) ?? null,
    words: place === null ? null : await ask('words', place),
  };
}

/** What it is called; its short name where it is not agreed any more. */
export function titleOf({ meeting, row }: Pick<Shown, 'meeting' | 'row'>): string {
  return escapeName(meeting?.title ?? row.data.meeting);
}

/** What Slack calls somebody; its own mention where nothing is known. */
export async function nameOf(ask: Ask, userId: string | null): Promise<string> {
  if (userId === null) return '';
  const name = (await ask('person', { userId }))?.name ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** An instant on the reader's clocks. */
export function at(instant: number, reader: Reader): string {
  return formatInstant(instant, reader);
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
