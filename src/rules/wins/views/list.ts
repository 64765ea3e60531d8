/** The wins of a month, for staff: what went well, who made it, and what became of each. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { monthOf } from '../../../engine/allowance.ts';
import { button, section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { readWinWords, type Win, winsOfMonth } from '../../../engine/win.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { cardKey, readRecap } from '../recap-record.ts';
import { ruleName } from '../record.ts';
import { say } from '../words.ts';
import { context, inOneLine, loadPostLink, message, monthText, namesOf } from './shown.ts';

const MOST = 20;
const LONGEST_LINE = 300;
/** What a notification shows is shorter still. */
const LONGEST_TEXT = 3000;

type Listed = { win: Win; what: string | null; link: string | null };
/** `card`: where this month's card stands; null where none does. */
type ListFacts = {
  card: { id: string; link: string | null } | null;
  agreement: Agreement;
  month: string;
  wins: Listed[];
  more: number;
  names: Names;
} | null;

export const list: View<ListFacts> = {
  name: 'wins-list',
  load: async (ask, { clientId, month: wanted, at }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const month = wanted === '' ? monthOf(agreement, Number(at)) : String(wanted);
    const all = (await ask('winsOf', { clientId: agreement.id, from: month, until: month })).toReversed();
    const wins = [];
    for (const win of all.slice(0, MOST)) {
      const { channelId, place } = win;
      const words = place === null ? null : readWinWords(await ask('words', { channelId, ts: place }));
      wins.push({ win, what: words?.what ?? null, link: await loadPostLink(ask, win) });
    }
    const names = await loadNames(
      ask,
      wins.flatMap(({ win }) => [...win.people, win.raisedBy]),
    );
    const card = await loadStanding(ask, agreement.id, month);
    return { card, agreement, month, wins, more: Math.max(0, all.length - MOST), names };
  },
  render: (facts, reader) => {
    if (facts === null) return null;
    const { language } = reader;
    const { agreement, month, wins, more } = facts;
    const values = { client: escapeName(agreement.client.name), month: monthText(month, reader) };
    if (wins.length === 0) return message([say(language, 'list.none', values)]);
    const title = say(language, 'list.title', { ...values, count: wins.length + more });
    const lines = wins.map((one) => lineOf(one, facts, reader));
    const blocks: KnownBlock[] = wins.map((one, index) => blockOf(one.win, lines[index] ?? '', language));
    const rest = more === 0 ? [] : [context(say(language, 'list.more', { count: more }))];
    return {
      text: upTo(LONGEST_TEXT, [title, ...lines]),
      blocks: [section(title), ...blocks, ...rest, ...cardBlock(facts, language), context(say(language, 'list.how'))],
    };
  },
};

/** As many of these lines as fit; the blocks have them all. */
function upTo(most: number, lines: readonly string[]): string {
  return lines.reduce((text, line) => (text.length + line.length < most ? `${text}\n${line}` : text));
}

/** The card of that month, where it was posted. */
async function loadStanding(ask: Ask, clientId: string, month: string): Promise<NonNullable<ListFacts>['card']> {
  const of = { rule: ruleName, subjects: [winsOfMonth(clientId, month)], channelIds: [] };
  const recap = readRecap((await ask('deadlines', of))[0] ?? null);
  if (recap?.data.state !== 'posted') return null;
  const stands = await ask('standsAt', { key: cardKey(recap) });
  return { id: recap.id, link: stands === null ? null : await ask('link', stands) };
}

function cardBlock({ card }: NonNullable<ListFacts>, language: string): KnownBlock[] {
  if (card === null) return [];
  const back = button('wins-card-take-back', say(language, 'button.card-take-back'), card.id);
  return [{ ...section(say(language, 'list.card', { link: card.link ?? 'none' })), accessory: back }];
}

function lineOf({ win, what, link }: Listed, facts: NonNullable<ListFacts>, reader: Reader): string {
  const { language } = reader;
  return say(language, 'list.line', {
    at: formatInstant(win.raisedAt, reader),
    what: what === null ? say(language, 'list.gone') : inOneLine(what, LONGEST_LINE),
    people: win.people.length === 0 ? 'none' : namesOf(facts, win.people, language),
    by: namesOf(facts, [win.raisedBy], language),
    whose: win.whose,
    state: win.state,
    link: link ?? 'none',
  });
}

function blockOf(win: Win, text: string, language: string): KnownBlock {
  const action = win.state === 'posted' ? 'take-back' : 'post';
  return { ...section(text), accessory: button(`win-${action}`, say(language, `button.${action}`), win.id) };
}
