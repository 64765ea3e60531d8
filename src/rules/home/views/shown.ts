/** What the questions on one page need beside the board: links, words and names, each asked for all at once. */
import type { Ask, Place } from '../../../engine/facts.ts';
import { readMessageSubject } from '../../../engine/message-subject.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import type { Board, Waiting } from '../board.ts';
import type { Choice } from '../choice.ts';
import { say } from '../words.ts';

const longestName = 60;
/** So many promises are shown. */
export const mostPromised = 10;
/** And so many emergencies. */
export const mostEmergencies = 5;

export type Shown = {
  /** By the conversation's id, the subject of a promise, or the id of an emergency. */
  links: ReadonlyMap<string, string>;
  /** The client's words as Slack sent them, by the conversation's id; missing where none are kept. */
  words: ReadonlyMap<string, { text: string; isUnavailable: boolean }>;
  /** By Slack id. */
  names: ReadonlyMap<string, string>;
};

export async function loadShown(ask: Ask, board: Board, { shown }: Choice): Promise<Shown> {
  const [links, words, names] = await Promise.all([
    loadLinks(ask, board, shown),
    loadWords(ask, shown),
    loadNames(ask, board, shown),
  ]);
  return { links, words, names };
}

/** How a person is named; by Slack's own mention where we know no name. */
export function nameOf({ names }: Pick<Shown, 'names'>, userId: string, { language }: Reader): string {
  if (userId === '') return say(language, 'someone');
  const name = names.get(userId) ?? '';
  return escapeName(name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name) || `<@${userId}>`;
}

async function loadLinks(ask: Ask, board: Board, shown: readonly Waiting[]): Promise<Shown['links']> {
  const promised = board.promised.slice(0, mostPromised).flatMap(({ deadline: { subject } }) => {
    const place = readMessageSubject(subject);
    return place === null ? [] : [{ of: subject, place }];
  });
  const asked = shown.map(({ conversation: { id, channelId, messages } }) => {
    return { of: id, place: { channelId, ts: messages[0] ?? '' } };
  });
  const urgent = board.emergencies.slice(0, mostEmergencies).flatMap(({ incident: { id, channelId, message } }) => {
    return message === null ? [] : [{ of: id, place: { channelId, ts: message.ts } }];
  });
  const all = [...asked, ...promised, ...urgent];
  const links = await ask('links', { places: all.map(({ place }) => place) });
  return new Map(all.map(({ of }, index) => [of, links[index] ?? '']));
}

async function loadWords(ask: Ask, shown: readonly Waiting[]): Promise<Shown['words']> {
  const all = shown.flatMap(({ conversation: { id, channelId, messages } }) =>
    messages.map((ts): { of: string; place: Place } => ({ of: id, place: { channelId, ts } })),
  );
  const kept = await ask('wordsOf', { places: all.map(({ place }) => place) });
  const words = new Map<string, { text: string; isUnavailable: boolean }>();
  for (const [index, { of }] of all.entries()) {
    const { text, isUnavailable } = kept[index] ?? { text: null, isUnavailable: false };
    if (text === null && !isUnavailable) continue;
    const before = words.get(of);
    const joined = [before?.text ?? '', text ?? ''].filter((part) => part !== '').join(' ');
    words.set(of, { text: joined, isUnavailable: isUnavailable || before?.isUnavailable === true });
  }
  return words;
}

/** As Slack has them, else as the agreements do. */
async function loadNames(
  ask: Ask,
  { clients, emergencies }: Board,
  shown: readonly Waiting[],
): Promise<Shown['names']> {
  const userIds = shown.flatMap(({ owner, standIn, conversation: { asker, takenBy } }) =>
    [owner, standIn, asker, takenBy].map((userId) => userId ?? ''),
  );
  const taking = emergencies.map(({ incident }) => incident.acknowledgedBy ?? '');
  const known = await ask('persons', { userIds: [...new Set([...userIds, ...taking])].filter((id) => id !== '') });
  const named = clients.flatMap(({ agreement: { people } }) =>
    [people.owner, people.backup, ...people.managers, ...people.staff, ...people.client].flatMap(
      ({ id, name }): [string, string][] => (name === undefined ? [] : [[id, name]]),
    ),
  );
  return new Map([
    ...named,
    ...known.flatMap(({ userId, name }): [string, string][] => (name === '' ? [] : [[userId, name]])),
  ]);
}
