/** What somebody keeps: soonest first, with the buttons; for managers also that others keep something, without its words. */

import type { KnownBlock } from '@slack/types';
import { button, section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { isManager } from '../../../engine/people.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { quoteWords } from '../../../language/messages.ts';
import { type Kept, ruleName, toKept } from '../kept.ts';
import { say } from '../words.ts';
import { buttonsOf } from './answers.ts';
import { actions, at, context, nameOf, namesIn, placeOf, type Shown, showing, whyInWords } from './parts.ts';

/** Slack's fifty blocks hold so many messages of two blocks each. */
const mostShown = 20;
const mostOthers = 10;
const longestQuote = 400;
/** What did not leave is shown for as long as its words may be there. Milliseconds. */
const shownSince = 180 * 86_400_000;

type Mine = Shown & {
  words: string | null;
  /** Of those whom the words mention. */
  names: Map<string, string>;
  meanwhile: string[];
  isStaff: boolean;
};
type ListFacts = { mine: Mine[]; more: number; others: Shown[]; moreOthers: number };

export const list: View<ListFacts> = {
  name: 'later-list',
  load: async (ask, _, { userId, now }) => {
    const served = await ask('clientsServedBy', { userId: userId ?? '' });
    const clientIds = served.map(({ clientId }) => clientId);
    const given = { rule: ruleName, clientIds, breachedSince: now - shownSince };
    const all = (await ask('deadlinesOfClients', given)).flatMap((one) => toKept(one) ?? []);
    const own = all.filter((kept) => kept.userId === userId);
    const mine: Mine[] = [];
    for (const kept of own.slice(0, mostShown)) mine.push(await loadMine(ask, kept));
    const theirs = await managedBy(
      ask,
      userId ?? '',
      all.filter((kept) => kept.userId !== userId && kept.state === 'pending'),
    );
    const others = [];
    for (const kept of theirs.slice(0, mostOthers)) others.push(await showing(ask, kept));
    const more = Math.max(0, own.length - mostShown);
    // What did not leave and has no words any more is over.
    const shown = mine.filter(({ kept, words }) => kept.state === 'pending' || words !== null);
    return { mine: shown, more, others, moreOthers: theirs.length };
  },
  render: ({ mine, more, others, moreOthers }, reader) => {
    const { language } = reader;
    const items = mine.map((one) => itemOf(one, reader));
    const title = say(language, items.length === 0 ? 'list.none' : 'list.title');
    const theirs = others.map((one) =>
      say(language, 'list.other', {
        name: nameOf(one.kept.userId, one.author),
        due: at(one.kept.dueAt, reader),
        place: placeOf(one, reader),
      }),
    );
    const rest = [
      ...(more === 0 ? [] : [say(language, 'list.more', { count: more })]),
      ...(theirs.length === 0 ? [] : [[say(language, 'list.others', { count: moreOthers }), ...theirs].join('\n')]),
    ];
    const hint = say(language, 'list.evenings');
    const blocks: KnownBlock[] = [section(title), ...items.flatMap(({ blocks }) => blocks), ...rest.map(section)];
    return { text: [title, ...items.map(({ text }) => text), ...rest].join('\n'), blocks: [...blocks, context(hint)] };
  },
};

async function loadMine(ask: Ask, kept: Kept): Promise<Mine> {
  const shown = await showing(ask, kept);
  const clientId = kept.clientId ?? '';
  const { channelId, userId, data } = kept;
  const lane = data.threadTs ?? 'top';
  const voices = await ask('voices', { clientId, channelId, lane, since: data.keptAt });
  const meanwhile = voices.filter((one) => one.side === 'staff' && one.userId !== userId).map((one) => one.userId);
  const [seen] = await ask('seen', { clientId, userIds: [userId] });
  const isStaff = seen?.standing.side === 'staff' && seen.person?.isDeleted !== true;
  const words = await ask('words', { channelId, ts: kept.place });
  return { ...shown, words, names: await namesIn(ask, words), meanwhile, isStaff };
}

async function managedBy(ask: Ask, userId: string, all: Kept[]): Promise<Kept[]> {
  const [person, agency] = [await ask('person', { userId }), await ask('agency', {})];
  const managed = new Map<string | null, boolean>();
  for (const clientId of new Set(all.map((kept) => kept.clientId))) {
    const agreement = clientId === null ? null : await ask('agreement', { clientId });
    managed.set(clientId, isManager(userId, person, { agreement, agency }));
  }
  return all.filter(({ clientId }) => managed.get(clientId) === true);
}

function itemOf(one: Mine, reader: Reader): { text: string; blocks: KnownBlock[] } {
  const { language } = reader;
  const { subject, dueAt, state } = one.kept;
  const place = placeOf(one, reader);
  const isPending = state === 'pending';
  const head = isPending
    ? say(language, 'list.item', { due: at(dueAt, reader), place })
    : say(language, 'list.not-sent', { place, why: whyInWords(one, one.isStaff, reader) });
  const quote =
    one.words === null
      ? say(language, 'list.no-words')
      : quoteWords(one.words, longestQuote, (id) => one.names.get(id));
  const names = one.meanwhile.map((userId) => `<@${userId}>`).join(', ');
  const warning = isPending && names !== '' ? [say(language, 'list.meanwhile', { names })] : [];
  const text = [head, quote, ...warning].join('\n');
  const again = [
    button('later-undo', say(language, 'button.again'), subject),
    button('later-send-now', say(language, 'button.send-now'), subject),
    button('later-cancel', say(language, 'button.cancel'), subject),
  ];
  return { text, blocks: [section(text), actions(isPending ? buttonsOf(subject, language) : again)] };
}
