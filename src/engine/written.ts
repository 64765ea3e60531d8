/**
 * Writing down: how one happening changes the row of the message it is about. Pure, and made so that any order and any
 * repetition of the same happenings ends in the same row. It deliberately keeps no words; it is handed what was read in them.
 */
import type { MarkRow, ReadingAt } from './conversation.ts';
import type { MarkName } from './effect.ts';
import type { IncomingDeletion, IncomingEdit, IncomingMessage, IncomingReaction } from './incoming.ts';
import { instantOfTs } from './incoming.ts';

/** A mark without its marker's side, which is asked of people anew at every fold. */
export type WrittenMark = Omit<MarkRow, 'side'> & {
  /** When it was last put on or taken off; an older happening changes nothing. */
  changedAt: number;
};

export type Written = {
  channelId: string;
  ts: string;
  threadTs: string | null;
  /** Empty while only a reaction or deletion of it was heard. */
  author: string;
  isBot: boolean;
  fileCount: number;
  occurredAt: number;
  /** The latest instant at which anything about it happened. */
  changedAt: number;
  editedTs: string | null;
  deletedAt: number | null;
  readings: ReadingAt[];
  marks: WrittenMark[];
};

/** The row after, and the earliest instant from which conversations may look different; null when nothing changed. */
export type Change = { row: Written; since: number | null };

export type Read = { needsReply: boolean; reason: string };

const neverHeard: Read = { needsReply: false, reason: 'not-heard' };

/** Which reactions count, and as what. */
const reactionMarks: Record<string, MarkName> = {
  eyes: 'taken',
  white_check_mark: 'done',
  heavy_check_mark: 'done',
  ballot_box_with_check: 'done',
};

/** What a reaction stands for; null for the many that mean nothing to us. */
export function markOfReaction(name: string): MarkName | null {
  return reactionMarks[name] ?? null;
}

/** A message heard for the first time, or once more, or after something about it was heard first. */
export function writePosted(channelId: string, row: Written | null, heard: IncomingMessage, read: Read): Change {
  const occurredAt = instantOfTs(heard.ts);
  const edited = heard.editedTs;
  let readings = row === null || row.author === '' ? [] : row.readings;
  readings = addReading(readings, { at: occurredAt, ...read, assumed: edited !== null });
  if (edited !== null) readings = addReading(readings, { at: instantOfTs(edited), ...read, assumed: false });
  const next: Written = {
    ...(row ?? blank(channelId, heard.ts)),
    threadTs: heard.threadTs === heard.ts ? null : heard.threadTs,
    ...authorOf(row, heard),
    readings,
    fileCount: row?.editedTs != null && (edited ?? '') < row.editedTs ? row.fileCount : heard.fileCount,
    editedTs: later(row?.editedTs ?? null, edited),
    changedAt: Math.max(row?.changedAt ?? 0, occurredAt, edited === null ? 0 : instantOfTs(edited)),
  };
  return { row: next, since: row !== null && sameRow(row, next) ? null : occurredAt };
}

/** What we posted for somebody: theirs, whether or not it was heard of before as a bot's. It asks nothing of anybody. */
export function writeOnBehalf(
  channelId: string,
  row: Written | null,
  { ts, threadTs, author }: { ts: string; threadTs: string | null; author: string },
): Change {
  const known = row ?? blank(channelId, ts);
  const at = known.occurredAt;
  const readings = [{ at, ...neverHeard, assumed: false }, ...known.readings.filter((reading) => reading.at !== at)];
  const next: Written = { ...known, threadTs: threadTs === ts ? null : threadTs, author, isBot: false, readings };
  return { row: next, since: row !== null && sameRow(row, next) ? null : at };
}

/** What we posted for a person stays theirs when it is heard of once more as ours. */
function authorOf(row: Written | null, heard: Pick<IncomingMessage, 'author' | 'isBot'>) {
  const isTheirs = row !== null && row.author !== '' && !row.isBot && heard.isBot;
  return isTheirs ? { author: row.author, isBot: false } : { author: heard.author, isBot: heard.isBot };
}

/** An edit: a reading of the new wording at the edit's instant, and of the old one where it was not known. */
export function writeEdited(
  channelId: string,
  row: Written | null,
  heard: IncomingEdit,
  read: Read,
  previousRead: Read | null,
): Change {
  const occurredAt = instantOfTs(heard.ts);
  const editedAt = instantOfTs(heard.editedTs);
  let readings = row === null || row.author === '' ? [] : row.readings;
  const before = heard.previous?.editedTs ?? null;
  if (previousRead !== null) {
    readings = addReading(readings, {
      at: before === null ? occurredAt : instantOfTs(before),
      ...previousRead,
      assumed: false,
    });
  }
  readings = addReading(readings, { at: occurredAt, ...(previousRead ?? read), assumed: true });
  readings = addReading(readings, { at: editedAt, ...read, assumed: false });
  const isLatest = row?.editedTs == null || row.editedTs <= heard.editedTs;
  const next: Written = {
    ...(row ?? blank(channelId, heard.ts)),
    threadTs: heard.threadTs === heard.ts ? null : heard.threadTs,
    ...authorOf(row, heard),
    readings,
    fileCount: isLatest ? heard.fileCount : (row?.fileCount ?? heard.fileCount),
    editedTs: later(row?.editedTs ?? null, heard.editedTs),
    changedAt: Math.max(row?.changedAt ?? 0, editedAt),
  };
  return { row: next, since: row !== null && sameRow(row, next) ? null : occurredAt };
}

/** A deletion. A message deleted twice was deleted the first time. */
export function writeDeleted(channelId: string, row: Written | null, heard: IncomingDeletion): Change {
  const deletedAt = instantOfTs(heard.deletedTs);
  const known = row ?? {
    ...blank(channelId, heard.ts),
    author: heard.previous?.author ?? '',
    threadTs: heard.previous?.threadTs ?? null,
    isBot: heard.previous?.isBot ?? false,
  };
  if (known.deletedAt !== null && known.deletedAt <= deletedAt) return { row: known, since: null };
  const next = { ...known, deletedAt, changedAt: Math.max(known.changedAt, deletedAt) };
  return { row: next, since: known.occurredAt };
}

/** A reaction that counts, put on or taken off. The newest happening about it wins, whatever order they come in. */
export function writeReaction(channelId: string, row: Written | null, heard: IncomingReaction, name: MarkName): Change {
  const at = instantOfTs(heard.eventTs);
  const known = row ?? blank(channelId, heard.ts);
  const id = `reaction:${heard.name}:${heard.by}`;
  const mark = known.marks.find((one) => one.id === id);
  if (mark !== undefined && mark.changedAt >= at) return { row: known, since: null };
  const next: WrittenMark = heard.on
    ? { id, name, by: heard.by, at, offAt: null, data: {}, changedAt: at }
    : { id, name, by: heard.by, at: mark?.at ?? at, offAt: at, data: {}, changedAt: at };
  return withMark(known, next, mark?.at ?? at);
}

/** A press or form: always a mark of its own. A second one with the same id changes nothing. */
export function writeMark(row: Written, mark: Omit<WrittenMark, 'changedAt' | 'offAt'>): Change {
  if (row.marks.some((one) => one.id === mark.id)) return { row, since: null };
  return withMark(row, { ...mark, offAt: null, changedAt: mark.at }, mark.at);
}

/** Takes a mark back as if it had never been made; unknown or already taken back changes nothing. */
export function writeUnmark(row: Written, markId: string, at: number): Change {
  const mark = row.marks.find((one) => one.id === markId);
  if (mark === undefined || mark.offAt !== null) return { row, since: null };
  return withMark(row, { ...mark, offAt: at, changedAt: at }, mark.at);
}

/** What the message reads as now: its newest wording. */
export function currentReading(row: Pick<Written, 'readings'>): Read {
  return row.readings.at(-1) ?? neverHeard;
}

function withMark(row: Written, mark: WrittenMark, since: number): Change {
  const marks = [...row.marks.filter((one) => one.id !== mark.id), mark].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { row: { ...row, marks, changedAt: Math.max(row.changedAt, mark.changedAt) }, since };
}

/** Adds a reading unless one of that instant is there; a heard one replaces an assumed one. */
function addReading(readings: ReadingAt[], reading: ReadingAt): ReadingAt[] {
  const same = readings.find((one) => one.at === reading.at);
  if (same !== undefined && (!same.assumed || reading.assumed)) return readings;
  return readAhead([...readings.filter((one) => one !== same), reading].sort((a, b) => a.at - b.at));
}

/** What was assumed of the first wording is what the next one was read as, whichever of them came first. */
function readAhead([first, ...rest]: ReadingAt[]): ReadingAt[] {
  if (first === undefined) return rest;
  const next = rest[0];
  if (!first.assumed || next === undefined) return [first, ...rest];
  return [{ ...first, needsReply: next.needsReply, reason: next.reason }, ...rest];
}

function blank(channelId: string, ts: string): Written {
  const occurredAt = instantOfTs(ts);
  return {
    channelId,
    ts,
    threadTs: null,
    author: '',
    isBot: false,
    fileCount: 0,
    occurredAt,
    changedAt: occurredAt,
    editedTs: null,
    deletedAt: null,
    readings: [{ at: occurredAt, ...neverHeard, assumed: true }],
    marks: [],
  };
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function sameRow(a: Written, b: Written): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
