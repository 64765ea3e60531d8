/** The questions that wait, a page of them, with the select that filters; what is not heard before, what is promised after. */

import type { ActionsBlock, KnownBlock, Option, PlainTextOption, SectionBlock } from '@slack/types';
import { button, plain, section, sections } from '../../../engine/blocks.ts';
import type { DeafChannel } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatInstant, quoteWords } from '../../../language/messages.ts';
import { type Board, isOverdue, type Promised, type Waiting } from '../board.ts';
import { type Choice, type Filter, filterValue, pageSize } from '../choice.ts';
import { type Key, say } from '../words.ts';
import { header, note } from './blocks.ts';
import { mostPromised, nameOf, type Shown } from './shown.ts';

const longestQuote = 300;
const longestOption = 75;
const mostDeaf = 5;
/** Slack's own limits on a select: options in a group, and a few groups are as many as a page bears. */
const optionsInGroup = 100;
const mostGroups = 5;

/** What is not heard is said before anything else: a list without it would look as if all were well. */
export function deafBlocks(deaf: readonly DeafChannel[], reader: Reader): KnownBlock[] {
  const { language } = reader;
  const lines = deaf.slice(0, mostDeaf).map(({ name, slackChannelId, since }) => {
    const channel = escapeName(name === '' ? slackChannelId : `#${name}`);
    return say(language, 'deaf', { channel, since: formatInstant(since, reader) });
  });
  const left = deaf.length - lines.length;
  return sections(left > 0 ? [...lines, say(language, 'more-deaf', { count: left })] : lines);
}

export function waitingBlocks(board: Board, choice: Choice, shown: Shown, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const { filter, count } = choice;
  const client = filter.kind === 'client' ? escapeName(filter.client.name) : '';
  const isBeside = count === 0 && board.emergencies.length > 0;
  const title = say(language, isBeside ? 'none.beside' : `${count === 0 ? 'none' : 'waiting'}.${filter.kind}`, {
    count,
    client,
  });
  const others = board.waiting.length - count;
  return [
    { ...section(count === 0 ? title : `*${title}*`), accessory: filterSelect(board, filter, reader) } as SectionBlock,
    ...(count === 0 && others > 0 && filter.kind === 'mine'
      ? [note(say(language, 'elsewhere', { count: others }))]
      : []),
    ...choice.shown.flatMap((one) => [section(lines(one, shown, reader)), buttons(one, reader)]),
    ...pager(choice, reader),
  ];
}

function filterSelect({ clients }: Board, filter: Filter, { language }: Reader) {
  const kinds = (['all', 'mine', 'overdue'] as const).map((kind) => option(say(language, `filter.${kind}`), kind));
  const groups = [{ label: plain(say(language, 'filter.show')), options: kinds }];
  for (let start = 0; start < clients.length && groups.length <= mostGroups; start += optionsInGroup) {
    const some = clients.slice(start, start + optionsInGroup);
    const options = some.map((client) => option(client.name, filterValue({ kind: 'client', client })));
    groups.push({ label: plain(say(language, 'filter.clients')), options });
  }
  const value = filterValue(filter);
  const initial = groups.flatMap(({ options }) => options).find((one) => one.value === value);
  return {
    type: 'static_select' as const,
    action_id: 'home-filter',
    option_groups: groups,
    ...(initial === undefined ? {} : { initial_option: initial satisfies Option }),
  };
}

function option(text: string, value: string): PlainTextOption {
  const short = text.length > longestOption ? `${text.slice(0, longestOption - 1)}…` : text;
  return { text: plain(short), value };
}

/** Whose question and until when, then how it stands, then what they wrote. */
function lines(one: Waiting, shown: Shown, reader: Reader): string {
  const { language } = reader;
  const { conversation, client } = one;
  const { takenBy } = conversation;
  const asker = nameOf(shown, conversation.asker, reader);
  const state = [
    ...(takenBy === null ? [] : [takenLine(takenBy, shown, reader)]),
    ...(takenBy === null ? ownerLine(one, shown, reader) : []),
    say(language, 'asked', { at: formatInstant(conversation.askedAt, reader) }),
    `<${shown.links.get(conversation.id) ?? ''}|${say(language, 'open-in-slack')}>`,
  ];
  return [
    `*${escapeName(client.name)}*, ${asker}: ${dueText(one, reader)}`,
    ...quote(shown.words.get(conversation.id), shown, reader),
    state.join(' · '),
  ].join('\n');
}

function takenLine(takenBy: string, shown: Shown, reader: Reader): string {
  if (takenBy === reader.userId) return say(reader.language, 'taken-by-you');
  return say(reader.language, 'taken', { by: nameOf(shown, takenBy, reader) });
}

/** With whom it is, unless with the reader; whoever is away is named with who stands in. */
function ownerLine({ owner: userId, standIn }: Waiting, shown: Shown, reader: Reader): string[] {
  const owner = nameOf(shown, userId, reader);
  if (standIn === null) return userId === reader.userId ? [] : [say(reader.language, 'owner', { owner })];
  const values = { owner, standIn: nameOf(shown, standIn, reader), isYou: standIn === reader.userId ? 'yes' : 'no' };
  return [say(reader.language, 'stand-in', values)];
}

function dueText(one: Waiting, reader: Reader): string {
  const { language, now } = reader;
  // Its time will have moved by the time the clock runs again.
  if (one.isPaused) return say(language, 'paused');
  if (one.dueAt === null) return say(language, 'no-time');
  return say(language, isOverdue(one, now) ? 'overdue' : 'due', { due: formatInstant(one.dueAt, reader) });
}

type Words = { text: string; isUnavailable: boolean } | undefined;

function quote(words: Words, { names }: Shown, { language }: Reader): string[] {
  const quoted = quoteWords((words?.text ?? '').replaceAll('\n', ' '), longestQuote, (id) => names.get(id));
  const unavailable = words?.isUnavailable ? [`_${say(language, 'words-unavailable')}_`] : [];
  return [...(quoted === '' ? [] : [quoted]), ...unavailable];
}

/** The buttons of the rule that owns the question; what they say back comes from it. */
function buttons({ conversation, isPaused }: Waiting, { language, userId }: Reader): ActionsBlock {
  const actions = [
    ...(conversation.takenBy === userId ? [] : (['taken'] as const)),
    isPaused ? ('resumed' as const) : ('waiting-on-client' as const),
    ...(['elsewhere', 'not-a-request', 'change'] as const),
  ];
  const elements = actions.map((action) => {
    const made = button(action, say(language, `button.${action}` satisfies Key), conversation.id);
    return action === 'taken' ? { ...made, style: 'primary' as const } : made;
  });
  return { type: 'actions', elements };
}

function pager({ count, page, pages, shown }: Choice, { language }: Reader): KnownBlock[] {
  if (pages === 1) return [];
  const from = page * pageSize + 1;
  const elements = [
    ...(page > 0 ? [button('home-previous', say(language, 'button.previous'), String(page - 1))] : []),
    ...(page < pages - 1 ? [button('home-next', say(language, 'button.next'), String(page + 1))] : []),
  ];
  return [note(say(language, 'page', { from, to: from + shown.length - 1, count })), { type: 'actions', elements }];
}

export function promisedBlocks(promised: readonly Promised[], shown: Shown, reader: Reader): KnownBlock[] {
  if (promised.length === 0) return [];
  const { language, now } = reader;
  const some = promised.slice(0, mostPromised).map(({ client, deadline: { subject, dueAt } }) => {
    const values = { client: escapeName(client.name), due: formatInstant(dueAt, reader) };
    const link = shown.links.get(subject);
    const open = link === undefined ? '' : ` · <${link}|${say(language, 'open-in-slack')}>`;
    return `• ${say(language, dueAt <= now ? 'promised.overdue' : 'promised', values)}${open}`;
  });
  const left = promised.length - some.length;
  const more = left > 0 ? [note(say(language, 'promised.more', { count: left }))] : [];
  return [header(say(language, 'promised.title')), ...sections(some), ...more];
}
