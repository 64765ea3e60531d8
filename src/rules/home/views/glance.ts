/** Every client of a manager: those that want looking at a line each, the worst first, all others by name. */

import type { KnownBlock } from '@slack/types';
import { sections } from '../../../engine/blocks.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import type { Board } from '../board.ts';
import { type Glance, glances } from '../glance.ts';
import { say } from '../words.ts';
import { header, note } from './blocks.ts';

/** So many lines, and so many names, are read at once. */
const mostLines = 100;
const mostNames = 100;

/** Empty for whoever manages no client. */
export function glanceBlocks(board: Board, reader: Reader): KnownBlock[] {
  const { language, now, timeZone } = reader;
  const today = localDate(timeZone, now);
  const all = glances(board, now, (at) => localDate(timeZone, at) === today);
  if (all.length === 0) return [];
  const quiet = all.filter(({ open, health }) => open === 0 && health === 'well');
  const eventful = all.filter((one) => !quiet.includes(one));
  const names = quiet.slice(0, mostNames).map(({ client }) => escapeName(client.name));
  const hidden = Math.max(0, eventful.length - mostLines) + quiet.length - names.length;
  return [
    header(say(language, 'glance.title')),
    ...sections(eventful.slice(0, mostLines).map((one) => glanceLine(one, reader))),
    ...(names.length > 0 ? sections(wrapped(say(language, 'glance.quiet', { names: names.join(', ') }))) : []),
    ...(hidden > 0 ? [note(say(language, 'glance.more', { count: hidden }))] : []),
  ];
}

function glanceLine(one: Glance, reader: Reader): string {
  const { language } = reader;
  const { open, dueToday, overdue, oldestAt, late, health } = one;
  const parts = [
    say(language, `health.${health}`, { count: late }),
    open === 0 ? say(language, 'glance.none') : say(language, 'glance.open', { count: open }),
    ...(dueToday > 0 ? [say(language, 'glance.today', { count: dueToday })] : []),
    ...(overdue > 0 ? [say(language, 'glance.overdue', { count: overdue })] : []),
    ...(oldestAt === null ? [] : [say(language, 'glance.oldest', { at: formatInstant(oldestAt, reader) })]),
  ];
  return `*${escapeName(one.client.name)}*: ${parts.join(' · ')}`;
}

/** One long line as several that fit into a section each, broken between names. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const part of text.split(/(?<=, )/)) {
    const last = lines.at(-1) ?? '';
    if (last.length + part.length > 2500) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines;
}
