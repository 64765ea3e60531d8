/**
 * Turns rows into what happened, one thing at a time, in the order in which it was felt. What counts for nothing (marks
 * taken back, replies deleted at once, bots' posts) is left out here. It deliberately decides nothing about who waits.
 */
import type { FoldTerms, MarkRow, MessageRow } from './model.ts';

type What =
  | { kind: 'posted'; needsReply: boolean }
  | { kind: 'edited'; needsReply: boolean }
  | { kind: 'marked'; mark: MarkRow }
  | { kind: 'deleted' };

/** One thing that happened to a message; `at` in epoch milliseconds. */
export type Happening = What & {
  at: number;
  row: MessageRow;
  /** Which of this message's chances to open a conversation this is, counted from 1. Taken from the row alone. */
  chance: number;
};

/** Of two things at one instant on one message, the smaller goes first. */
const kindOrder = { posted: 0, edited: 1, marked: 2, deleted: 3 } as const;

/** Everything that happened at `since` (epoch milliseconds) or later, in order of instant, ts, kind and mark. */
export function happeningsOf(rows: readonly MessageRow[], terms: FoldTerms, since: number): Happening[] {
  const once = new Map(rows.map((row) => [row.ts, row]));
  return [...once.values()]
    .flatMap((row) => happeningsOfRow(row, terms))
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at - b.at || compareText(a.row.ts, b.row.ts) || compareOnOneMessage(a, b));
}

function happeningsOfRow(row: MessageRow, terms: FoldTerms): Happening[] {
  if (neverCounted(row, terms)) return [];
  const all = [...wordings(row), ...countedMarks(row, terms), ...deletion(row)].sort(
    (a, b) => a.at - b.at || compareOnOneMessage(a, b),
  );
  let chance = 0;
  return all.map((one) => ({ ...one, row, chance: mayOpen(one) ? ++chance : chance }));
}

/** A staff message deleted soon enough was never said. */
function neverCounted({ side, occurredAt, deletedAt }: MessageRow, { staffDeletionGrace }: FoldTerms): boolean {
  return side === 'staff' && deletedAt !== null && deletedAt - occurredAt <= staffDeletionGrace;
}

/** The posting, and each edit that turned a request into chatter or back. Nothing of a message that was never heard. */
function wordings(row: MessageRow): (What & { at: number })[] {
  if (row.side === 'neither' || row.author === '') return [];
  const [first, ...edits] = [...row.readings].sort((a, b) => a.at - b.at);
  let needsReply = first?.needsReply ?? false;
  const items: (What & { at: number })[] = [{ kind: 'posted', at: row.occurredAt, needsReply }];
  if (row.side === 'staff') return items;
  for (const edit of edits) {
    if (edit.needsReply === needsReply || isGone(row, edit.at)) continue;
    needsReply = edit.needsReply;
    items.push({ kind: 'edited', at: Math.max(edit.at, row.occurredAt), needsReply });
  }
  return items;
}

/** Marks by staff that stand and that the agreement counts; none is earlier than its message, whatever the clocks said. */
function countedMarks(row: MessageRow, { reactions }: FoldTerms): (What & { at: number })[] {
  const once = new Map(row.marks.map((mark) => [mark.id, mark]));
  return [...once.values()]
    .filter((mark) => mark.offAt === null && mark.side === 'staff')
    .filter(({ id, name }) => !id.startsWith('reaction:') || (name in reactions && reactions[name as 'taken' | 'done']))
    .filter(({ at }) => !isGone(row, at))
    .map((mark) => ({ kind: 'marked', mark, at: Math.max(mark.at, row.occurredAt) }));
}

function deletion({ deletedAt, occurredAt }: MessageRow): (What & { at: number })[] {
  return deletedAt === null ? [] : [{ kind: 'deleted', at: Math.max(deletedAt, occurredAt) }];
}

function isGone({ deletedAt }: MessageRow, at: number): boolean {
  return deletedAt !== null && deletedAt <= at;
}

function mayOpen(one: What): boolean {
  if (one.kind === 'marked') return one.mark.name === 'track';
  return one.kind !== 'deleted' && one.needsReply;
}

function compareOnOneMessage(a: What, b: What): number {
  const byKind = kindOrder[a.kind] - kindOrder[b.kind];
  if (byKind !== 0 || a.kind !== 'marked' || b.kind !== 'marked') return byKind;
  return compareText(a.mark.id, b.mark.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
