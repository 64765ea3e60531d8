/** A channel's or a thread's messages as the rows that are shown: days, the line above what is new, messages in groups. */
import type { Message } from '../../slack/model.ts';
import { dayKeyOf, instantOf, type Reader } from './times.ts';

export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: Message; isHead: boolean; isEphemeral: boolean };

/** Messages of one author within so many milliseconds stand under one name. */
const groupFor = 5 * 60_000;

/** Whether a message tells of the channel itself instead of being somebody's words. */
export function isSystem(message: Message): boolean {
  return message.subtype !== undefined && /^(channel|group)_|^pinned_item$|^bot_(add|remove)$/.test(message.subtype);
}

/** Whether a message stands in the channel itself and not only in a thread. */
export function isInChannel(message: Message): boolean {
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return !isReply || message.subtype === 'thread_broadcast';
}

function startsGroup(
  message: Message,
  isEphemeral: boolean,
  before: { message: Message; isEphemeral: boolean },
): boolean {
  const own = message.user ?? message.bot_id;
  if (own !== (before.message.user ?? before.message.bot_id) || isEphemeral !== before.isEphemeral) return true;
  if ([message, before.message].some((one) => isSystem(one) || one.subtype !== undefined)) return true;
  return instantOf(message.ts) - instantOf(before.message.ts) > groupFor;
}

export type RowsOptions = {
  reader: Reader;
  me: string;
  /** `ts` after which everything of others is new; null: no line. */
  newAfter: string | null;
};

/** Makes the rows of what is given, which is in order of `ts`; `ephemerals` are placed among the messages by theirs. */
export function rowsOf(messages: Message[], ephemerals: Message[], options: RowsOptions): Row[] {
  const all = [
    ...messages.map((message) => ({ message, isEphemeral: false })),
    ...ephemerals.map((message) => ({ message, isEphemeral: true })),
  ].sort((one, other) => (one.message.ts < other.message.ts ? -1 : 1));
  const rows: Row[] = [];
  let before: (typeof all)[number] | undefined;
  let day = '';
  let isNewShown = options.newAfter === null;
  for (const one of all) {
    const { message, isEphemeral } = one;
    const at = instantOf(message.ts);
    const itsDay = dayKeyOf(at, options.reader);
    let isHead = before === undefined || startsGroup(message, isEphemeral, before);
    if (itsDay !== day) {
      rows.push({ kind: 'day', key: `day ${itsDay}`, at });
      day = itsDay;
      isHead = true;
    }
    if (!isNewShown && message.ts > (options.newAfter ?? '') && message.user !== options.me && !isEphemeral) {
      rows.push({ kind: 'new', key: 'new' });
      isNewShown = true;
      isHead = true;
    }
    rows.push({ kind: 'message', key: `${isEphemeral ? 'only ' : ''}${message.ts}`, message, isHead, isEphemeral });
    before = one;
  }
  return rows;
}
