/** What people are told by message: whom they stand in for and what is open, what waits now that they are back. */

import type { Absence } from '../../../engine/absence.ts';
import { button } from '../../../engine/blocks.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Ask, Deadline } from '../../../engine/facts.ts';
import { deadlinesAbout } from '../../../engine/open-questions.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant, quoteWords } from '../../../language/messages.ts';
import { mattersOf } from '../matters.ts';
import { say } from '../words.ts';
import { loadNames, type Names, nameOf, pieces, spanText, untilText } from './lines.ts';

/** The promised time is a fact that anyone may ask for. */
const counting = [{ name: 'response-window' }];
const most = 6;
const longestQuote = 140;

type Shown = {
  conversation: Conversation;
  client: string;
  deadline: Deadline | null;
  link: string;
  words: string | null;
  hasAsker: boolean;
};
type MatterFacts = { shown: Shown[]; left: number; names: Names };

/** To whoever stands in: once, what is open as the absence begins. Each line shows how its question stands now. */
const standingIn: View<MatterFacts> = {
  name: 'standing-in',
  load: async (ask, { subject, subjects, standsInFor }) => {
    const ids = Array.isArray(subjects) ? subjects : [String(subject)];
    const found = [];
    for (const id of ids) found.push(await ask('conversation', { id }));
    return loadMatters(
      ask,
      found.filter((one) => one !== null),
      [String(standsInFor)],
    );
  },
  render: (facts, reader, { standsInFor, until, unreached }) => {
    const end = Number(until);
    const isOver = end <= reader.now;
    const open = facts.shown.filter(({ conversation }) => conversation.settled === null).length + facts.left;
    const person = nameOf(facts.names, String(standsInFor), reader);
    const values = { person, until: untilText(end, reader), count: open };
    const title = say(reader.language, isOver ? 'standing-in.over' : 'standing-in', values);
    const instead = Array.isArray(unreached) ? [say(reader.language, 'standing-in.instead')] : [];
    // Whoever runs the bot is told that something waits, never what the client said.
    const lines = lineBlocks(facts, reader);
    const later = isOver ? [] : [say(reader.language, 'standing-in.later')];
    return pieces(title, ...instead, ...lines, ...later);
  },
};

/**
 * To whoever is back: what waits for them now. It is about no one question and not drawn again when words or names go: so it
 * shows neither.
 */
const awayBack: View<MatterFacts> = {
  name: 'away-back',
  load: async (ask, { userId }) => {
    const matters = await mattersOf(ask, String(userId), { alone: false });
    return loadMatters(
      ask,
      matters.map(({ conversation }) => conversation),
      [],
    );
  },
  render: (facts, reader): Rendered => {
    const count = facts.shown.length + facts.left;
    const plain = { ...facts, shown: facts.shown.map((one) => ({ ...one, words: null, hasAsker: false })) };
    return pieces(say(reader.language, 'back', { count }), ...lineBlocks(plain, reader));
  },
};

type NotedFacts = { absence: Absence | null; names: Names };

/** To somebody for whom a manager noted an absence down. */
const awayNoted: View<NotedFacts> = {
  name: 'away-noted',
  load: async (ask, { absence: id, by }) => {
    const absence = await ask('absence', { id: String(id) });
    return { absence, names: await loadNames(ask, [String(by), absence?.backup]) };
  },
  render: ({ absence, names }, reader, { by }) => {
    const person = nameOf(names, String(by), reader);
    if (absence === null) return pieces(say(reader.language, 'noted-by.gone', { by: person }));
    const { backup } = absence;
    const values = { by: person, when: spanText(absence, reader), backup: nameOf(names, backup, reader) };
    return pieces(say(reader.language, 'noted-by', { ...values, hasBackup: backup === null ? 'no' : 'yes' }));
  },
};

export const notices = [standingIn, awayBack, awayNoted] as View[];

async function loadMatters(ask: Ask, conversations: Conversation[], others: string[]): Promise<MatterFacts> {
  const all = conversations.sort((one, other) => one.askedAt - other.askedAt);
  const shown: Shown[] = [];
  for (const conversation of all.slice(0, most)) {
    const { id, channelId, messages } = conversation;
    const ts = messages[0] ?? '';
    const channel = await ask('channel', { channelId });
    const agreement = channel?.clientId ? await ask('agreement', { clientId: channel.clientId }) : null;
    const deadlines = await deadlinesAbout(ask, counting, id);
    shown.push({
      conversation,
      client: agreement?.client.name ?? channel?.name ?? '',
      deadline: deadlines.find(({ name }) => name === 'reply') ?? null,
      link: await ask('link', { channelId, ts }),
      words: await ask('words', { channelId, ts }),
      hasAsker: true,
    });
  }
  const people = shown.flatMap(({ conversation: { asker, takenBy } }) => [asker, takenBy]);
  return { shown, left: all.length - shown.length, names: await loadNames(ask, [...people, ...others]) };
}

function lineBlocks({ shown, left, names }: MatterFacts, reader: Reader) {
  const lines = shown.flatMap((one) => {
    const { conversation } = one;
    const isOpen = conversation.settled === null && conversation.takenBy !== reader.userId && reader.userId !== null;
    const taken = button('taken', say(reader.language, 'button.taken'), conversation.id);
    return [lineOf(one, names, reader), ...(isOpen ? [{ type: 'actions' as const, elements: [taken] }] : [])];
  });
  return left > 0 ? [...lines, say(reader.language, 'more', { count: left })] : lines;
}

function lineOf(
  { conversation, client, deadline, link, words, hasAsker }: Shown,
  names: Names,
  reader: Reader,
): string {
  const { settled, takenBy, asker } = conversation;
  const due = deadline?.dueAt ?? null;
  const isPaused = conversation.pauses.at(-1)?.to === null;
  const state = settled !== null ? 'settled' : due === null || isPaused ? 'open' : due > reader.now ? 'due' : 'over';
  const line = say(reader.language, 'matter', {
    client: escapeName(client),
    hasAsker: hasAsker ? 'yes' : 'no',
    asker: hasAsker ? nameOf(names, asker, reader) : '',
    state,
    due: due === null ? '' : formatInstant(due, reader),
    isTaken: settled === null && takenBy !== null ? 'yes' : 'no',
    taken: nameOf(names, takenBy, reader),
    link,
  });
  const isShown = settled === null && words !== null && reader.userId !== null;
  const quote = isShown ? quoteWords(words.replaceAll('\n', ' '), longestQuote, (id) => names.get(id)) : '';
  return quote === '' ? line : `${line}\n${quote}`;
}
