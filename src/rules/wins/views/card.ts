/** A month's wins on one card, both sides' together, as both sides read it; and what it is drawn from. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { plain, sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import type { Rendered, View } from '../../../engine/rule.ts';
import { readWinWords, type Win, type WinWords, winKey } from '../../../engine/win.ts';
import { escapeName, formatDate } from '../../../language/messages.ts';
import { sayWording } from '../../../language/wordings.ts';
import { loadReachedIn, type Reached } from '../reached.ts';
import { countable, type Recap, readRecap } from '../recap-record.ts';
import { languages, sayToClients } from '../words.ts';
import { context, inOneLine, loadUnnamed, monthText, namesOf } from './shown.ts';

const MOST_WINS = 15;
const LONGEST_LINE = 280;
const MOST_KINDS = 4;
const MOST_THANKED = 12;

/** How often an emoji stands on a win. */
type Cheers = { name: string; count: number }[];
export type CardWin = { win: Win; words: WinWords | null; link: string | null; cheers: Cheers };

/** `wins`: those that may stand on it; `all`: all of the month, in the order by which they are named in the draft. */
export type Card = {
  recap: Recap;
  agreement: Agreement;
  agency: string;
  wins: CardWin[];
  all: Win[];
  reached: Reached;
  names: Names;
  unnamed: string[];
};

/** Loads the card of a month by the id of its deadline; null where there is none. */
export async function loadCard(ask: Ask, id: unknown): Promise<Card | null> {
  const recap = readRecap(typeof id === 'string' ? await ask('deadline', { id }) : null);
  const agreement = recap?.clientId == null ? null : await ask('agreement', { clientId: recap.clientId });
  if (recap === null || agreement === null) return null;
  const { month } = recap.data;
  const all = await ask('winsOf', { clientId: agreement.id, from: month, until: month });
  const wins = [];
  for (const win of countable(all)) wins.push(await loadWin(ask, win));
  const people = wins.flatMap(({ win }) => win.people);
  return {
    ...{ recap, agreement, wins, all },
    agency: (await ask('agency', {}))?.agency.name ?? '',
    reached: await loadReachedIn(ask, agreement, month),
    names: await loadNames(ask, [...people, recap.data.by]),
    unnamed: await loadUnnamed(ask, people),
  };
}

async function loadWin(ask: Ask, win: Win): Promise<CardWin> {
  const { channelId, place } = win;
  const words = place === null ? null : readWinWords(await ask('words', { channelId, ts: place }));
  const stands = win.state === 'posted' ? await ask('standsAt', { key: winKey(win) }) : null;
  const post = stands === null ? null : await ask('message', stands);
  const at = stands ?? win.message;
  return { win, words, link: at === null ? null : await ask('link', at), cheers: cheersOf(post?.marks ?? []) };
}

/** The commonest emoji first. */
function cheersOf(marks: readonly { id: string; offAt: number | null }[]): Cheers {
  const counts = new Map<string, number>();
  for (const { id, offAt } of marks) {
    const [, name] = /^reaction:([^:]+):/.exec(id) ?? [];
    if (name !== undefined && offAt === null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts].map(([name, count]) => ({ name, count }));
  return all.toSorted((one, other) => other.count - one.count).slice(0, MOST_KINDS);
}

export const card: View<Card | null> = {
  name: 'wins-card',
  languages,
  mood: 'festive',
  load: (ask, { recap }) => loadCard(ask, recap),
  pointless: (facts) => (facts === null || facts.recap.data.state !== 'posted' ? 'over' : null),
  render: (facts, { language }) => (facts === null ? null : drawCard(facts, language)),
};

/** The card in a language, as it stands now; null where nothing is on it. */
export function drawCard(facts: Card, language: string): Rendered | null {
  const { recap, agreement, agency, wins, reached } = facts;
  const on = wins.filter(({ win }) => !recap.data.leftOut.includes(win.id));
  if (on.length === 0 && reached.milestones.length === 0 && reached.goals.length === 0) return null;
  const month = monthText(recap.data.month, { language });
  const title = sayToClients(language, 'card.title', { month });
  const opening = sayWording(language, recap.data.wording ?? 'recap.1', {
    month: monthAlone(recap.data.month, language),
  });
  const shown = on.slice(0, MOST_WINS);
  const of = (whose: Win['whose'], name: string) =>
    groupOf(
      facts,
      shown.filter(({ win }) => win.whose === whose),
      name,
      language,
    );
  const more = on.length - shown.length;
  const groups = [
    of('client', escapeName(agreement.client.name)),
    of('ours', escapeName(agency)),
    togetherOf(facts, language),
    more > 0 ? [sayToClients(language, 'card.more', { count: more })] : [],
  ];
  const thanks = thanksOf(facts, on, language);
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(`:tada: ${title}`) },
    ...sections([opening]),
    ...groups.flatMap(sections),
    ...(thanks === null ? [] : [context(thanks)]),
  ];
  const first = groups
    .flat()
    .filter((line) => line.startsWith('•'))
    .slice(0, 3);
  return { text: [`*${title}*`, opening, ...first].join('\n'), blocks };
}

/** A month (`2026-11`) within a sentence: `November`. */
function monthAlone(month: string, language: string): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date);
}

function groupOf(facts: Card, wins: readonly CardWin[], name: string, language: string): string[] {
  return wins.length === 0 ? [] : [`*${name}*`, ...wins.map((one) => lineOf(facts, one, language))];
}

function lineOf(facts: Card, { win, words, link, cheers }: CardWin, language: string): string {
  const named = win.people.filter((one) => !facts.unnamed.includes(one));
  const what =
    words !== null
      ? inOneLine(words.what, LONGEST_LINE)
      : link === null
        ? sayToClients(language, 'gone')
        : sayToClients(language, 'card.there', { link });
  const parts = [
    what,
    ...(named.length === 0 ? [] : [namesOf(facts, named, language)]),
    ...(words === null || link === null ? [] : [sayToClients(language, 'card.see', { link })]),
    ...(cheers.length === 0 ? [] : [cheers.map(({ name, count }) => `:${name}: ${count}`).join('  ')]),
  ];
  return `• ${parts.join(' · ')}`;
}

function togetherOf({ reached, agreement, recap }: Card, language: string): string[] {
  const reader = { language, timeZone: zoneOfClient(agreement), now: recap.dueAt };
  const milestones = reached.milestones.map(({ title, date }) =>
    sayToClients(language, 'card.milestone', { title: escapeName(title), date: formatDate(date, reader) }),
  );
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const goals = reached.goals.map(({ title, unit, now }) =>
    sayToClients(language, 'card.goal', { title: escapeName(title), now: number.format(now), unit: escapeName(unit) }),
  );
  const all = [...milestones, ...goals];
  return all.length === 0 ? [] : [sayToClients(language, 'card.together'), ...all];
}

/** Everybody who made one, each once; a crowd is not called by name. */
function thanksOf(facts: Card, on: readonly CardWin[], language: string): string | null {
  const people = [...new Set(on.flatMap(({ win }) => win.people))].filter((one) => !facts.unnamed.includes(one));
  if (people.length === 0 || people.length > MOST_THANKED) return null;
  return sayToClients(language, 'thanks', { names: namesOf(facts, people, language) });
}
