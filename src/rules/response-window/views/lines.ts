/** The lines a notice is made of, in its reader's language and zone. Everything from outside is escaped here. */
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatDuration, formatInstant, quoteWords } from '../../../language/messages.ts';
import { isAside } from '../aside.ts';
import type { undoable } from '../undo.ts';
import { say } from '../words.ts';
import type { Matter, Names } from './matter.ts';

const longestName = 60;

/** How a person is named; by Slack's own mention where we know no name. */
export function nameOf(names: Names, userId: string | null | undefined, reader: Reader): string {
  if (!userId) return say(reader.language, 'someone');
  const name = names.get(userId) ?? '';
  return escapeName(name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name) || `<@${userId}>`;
}

/** An instant (epoch milliseconds) as the reader says it. */
export function time(at: number, reader: Reader): string {
  return formatInstant(at, reader);
}

/** Whose matter it is and since when, then the client's words as a quote of at most `longest` characters. */
export function askedLine(matter: Matter, reader: Reader, longest: number): string {
  const { conversation, names, words } = matter;
  const asked = say(reader.language, 'asked', {
    asker: nameOf(names, conversation.asker, reader),
    client: escapeName(matter.client),
    at: time(conversation.askedAt, reader),
  });
  const quote = words === null ? null : quoteWords(words, longest, (id) => names.get(id));
  return [asked, ...quoteLines(quote, matter, reader)].join('\n');
}

function quoteLines(quote: string | null, { isPartUnavailable }: Matter, { language }: Reader): string[] {
  const unavailable = isPartUnavailable ? [`_${say(language, 'words-unavailable')}_`] : [];
  if (quote === null) return isPartUnavailable ? unavailable : [`_${say(language, 'words-gone')}_`];
  return [quote === '' ? `_${say(language, 'no-words')}_` : quote, ...unavailable];
}

/** In whose place the reader is told. */
export function insteadLine(names: Names, userId: string, reader: Reader): string {
  return say(reader.language, 'instead-of', { person: nameOf(names, userId, reader) });
}

/** What else there was to tell, and no longer is. */
export function meanwhileLines(count: number, { language }: Reader): string[] {
  return count === 0 ? [] : [say(language, 'settled-meanwhile', { count })];
}

/** Waited so long, due then, urgent or not, and who has it. */
export function stateLines(matter: Matter, reader: Reader): string[] {
  const { language } = reader;
  const { conversation, reply, names } = matter;
  const { dueAt, data } = reply;
  const isOver = conversation.settled === null && dueAt <= reader.now && data.pausedSince === null;
  const facts = [
    say(language, 'waited', { waited: formatDuration(matter.waited, language) }),
    say(language, isOver ? 'was-due' : 'due', { due: time(dueAt, reader) }),
    ...(data.priority === 'normal' ? [] : [say(language, 'priority', { priority: data.priority })]),
    ...(data.owner === reader.userId ? [] : [say(language, 'owner', { owner: nameOf(names, data.owner, reader) })]),
  ];
  return [facts.join(' · '), ...pressLines(matter, reader)];
}

function pressLines({ conversation, reply, names, undone }: Matter, reader: Reader): string[] {
  const { language } = reader;
  const { takenBy, settled } = conversation;
  const lines: string[] = [];
  if (settled === null && takenBy !== null) {
    const isReader = takenBy === reader.userId;
    lines.push(
      isReader ? say(language, 'taken-by-you') : say(language, 'taken', { by: nameOf(names, takenBy, reader) }),
    );
  }
  const { pausedSince } = reply.data;
  if (pausedSince !== null) lines.push(say(language, 'paused', { since: time(pausedSince, reader) }));
  if (undone !== null) {
    const at = time(undone.offAt ?? undone.at, reader);
    lines.push(
      say(language, 'undone', { press: pressName(undone.name, reader), by: nameOf(names, undone.by, reader), at }),
    );
  }
  return lines;
}

/** How it came to rest; null while it waits. */
export function settledLine(matter: Matter, reader: Reader): string | null {
  const { conversation, reply, names } = matter;
  const { language } = reader;
  const { settled } = conversation;
  if (isAside(reply)) return say(language, 'settled.stood-aside', { at: time(reply.settledAt ?? reader.now, reader) });
  if (settled === null) {
    if (reply.state !== 'cancelled') return null;
    return say(language, 'settled.not-kept', { client: escapeName(matter.client) });
  }
  const values = {
    by: nameOf(names, settled.by, reader),
    at: time(settled.at, reader),
    state: reply.state,
    late: formatDuration(matter.late, language),
  };
  const line = say(language, `settled.${settled.how}`, values);
  const isAfterAll = reply.state === 'met' && reply.data.told.breachAt !== null;
  return isAfterAll ? `${line} ${say(language, 'settled.after-all')}` : line;
}

/** The link to the client's message. */
export function linkLine(matter: Matter, reader: Reader): string {
  return `<${matter.link}|${say(reader.language, 'open')}>`;
}

/** What a press is called; the mark's own name where it has no words. */
export function pressName(name: string, reader: Reader): string {
  return say(reader.language, `press.${name as (typeof undoable)[number]}`);
}
