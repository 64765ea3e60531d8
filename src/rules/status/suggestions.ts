/**
 * What was recorded since the last report, and what of it may be an answer: so that nobody begins with an empty form. Plain
 * words of ours about questions, offers, favours and emergencies, and the colleague's own last answer; never a client's words.
 */
import type { Agreement } from '../../agreement/agreement.ts';
import { amountText } from '../../agreement/amount.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { scopeOf } from '../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../engine/change-order.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Incident } from '../../engine/incident.ts';
import { type OpenQuestion, openQuestions } from '../../engine/open-questions.ts';
import { type Answers, type Report, readAnswers } from '../../engine/report.ts';
import type { Reader } from '../../engine/rule.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';
import { readWinWords } from '../../engine/win.ts';
import { escapeMrkdwn, escapeName, formatDate, formatInstant } from '../../language/messages.ts';
import { localDate } from '../../time/local-date.ts';
import { say, suggest } from './words.ts';

const DAY = 86_400_000;
/** How far back is looked where there was no report before. */
const USUAL_SPAN = { weekly: 7 * DAY, monthly: 31 * DAY } as const;
const MOST_OPEN = 5;
const MOST_INCIDENTS = 3;
const MOST_LINES = 12;
const LONGEST_WIN = 120;
/** Room for what somebody adds to a suggestion. */
const LONGEST_SUGGESTION = 2500;

type Used = { itemId: string; title: string; amount: number; unit: string };

export type Recorded = {
  /** Epoch milliseconds. */
  since: number;
  /** Their own answers to the report before; null: none are kept. */
  last: Answers | null;
  open: (OpenQuestion & { name: string })[];
  moreOpen: number;
  answered: number;
  orders: ChangeOrder[];
  used: Used[];
  favours: ScopeEntry[];
  incidents: Incident[];
  wins: string[];
};

/** Asks for it, on behalf of one who answers for this report. */
export async function loadRecorded(
  ask: Ask,
  { agreement, report, userId, now }: { agreement: Agreement; report: Report; userId: string; now: number },
): Promise<Recorded> {
  const { clientId, kind, goesAt } = report;
  const [before] = (await ask('reportsOf', { clientId, kind, before: goesAt, limit: 1 })) as [Report?];
  const since = before?.goesAt ?? goesAt - USUAL_SPAN[kind];
  const own = before?.contributors.find((one) => one.userId === userId);
  const kept =
    before === undefined || own?.place == null
      ? null
      : await ask('words', { channelId: before.channelId, ts: own.place });
  const waiting = await openQuestions(ask, [], [clientId]);
  const open = [];
  for (const one of waiting.slice(0, MOST_OPEN))
    open.push({ ...one, name: await shortName(ask, one.conversation.asker) });
  const orders = (await ask('changeOrdersOf', { clientId })).filter(
    ({ state, decidedAt, expiresAt }) =>
      state === 'sent' ||
      ((state === 'accepted' || state === 'declined') && (decidedAt ?? 0) >= since) ||
      (state === 'expired' && (expiresAt ?? 0) >= since && (expiresAt ?? 0) <= now),
  );
  const incidents = (await ask('incidentsOf', { clientId, most: MOST_INCIDENTS })).filter(
    ({ isDrill, how, raisedAt, state }) =>
      !isDrill && how !== 'false-alarm' && (raisedAt >= since || state !== 'resolved'),
  );
  const months = monthsBetween(agreement, since, now);
  const used = await entriesSince(ask, { clientId, kind: 'used', ...months }, since);
  const favours = await entriesSince(ask, { clientId, kind: 'favour', ...months }, since);
  return {
    ...{ since, last: readAnswers(kept), open, moreOpen: Math.max(0, waiting.length - MOST_OPEN), orders, favours },
    answered: await ask('answeredSince', { clientId, since }),
    ...{ used: totals(agreement, used), incidents, wins: await loadWins(ask, { clientId, ...months }, since) },
  };
}

type Months = { clientId: string; from: string; until: string };

function monthsBetween(agreement: Agreement, since: number, now: number): { from: string; until: string } {
  const monthOf = (at: number) => localDate(zoneOfClient(agreement), at).slice(0, 7);
  return { from: monthOf(since), until: monthOf(now) };
}

async function entriesSince(
  ask: Ask,
  given: Months & { kind: ScopeEntry['kind'] },
  since: number,
): Promise<ScopeEntry[]> {
  return (await ask('scopeEntries', given)).filter(({ at }) => at >= since);
}

/** Of each item how much, all together. */
function totals(agreement: Agreement, entries: readonly ScopeEntry[]): Used[] {
  const items = new Map<string, Used>();
  for (const { itemId, amount, unit } of entries) {
    if (itemId === null) continue;
    const title = scopeOf(agreement).items.find(({ id }) => id === itemId)?.title ?? itemId;
    const known = items.get(itemId) ?? { itemId, title, amount: 0, unit };
    items.set(itemId, { ...known, amount: known.amount + amount });
  }
  return [...items.values()];
}

async function loadWins(ask: Ask, given: Months, since: number): Promise<string[]> {
  const posted = (await ask('winsOf', given)).filter(({ state, raisedAt }) => state === 'posted' && raisedAt >= since);
  const found = [];
  for (const { channelId, place } of posted) {
    const words = place === null ? null : readWinWords(await ask('words', { channelId, ts: place }));
    if (words !== null) found.push(words.what);
  }
  return found;
}

async function shortName(ask: Ask, userId: string): Promise<string> {
  const name = (await ask('person', { userId }))?.name ?? '';
  return name === '' ? `<@${userId}>` : escapeName(name.slice(0, 60));
}

/** What was recorded, a line each, for whoever answers. */
export function recordedLines(recorded: Recorded, reader: Reader): string[] {
  const { language } = reader;
  const { open, moreOpen, answered, orders, used, favours, incidents, wins } = recorded;
  const at = (instant: number) => formatInstant(instant, reader);
  const amount = (one: { amount: number; unit: string }) =>
    `${amountText(one.amount, language)} ${escapeName(one.unit)}`;
  const lines = [
    ...incidents.map(({ number, raisedAt, state }) =>
      say(language, 'rec.incident', { number: number ?? 0, at: at(raisedAt), state }),
    ),
    ...open.map(({ link, name, conversation }) =>
      say(language, 'rec.open', { link, name, at: at(conversation.askedAt) }),
    ),
    ...(moreOpen > 0 ? [say(language, 'rec.open-more', { count: moreOpen })] : []),
    ...(answered > 0 ? [say(language, 'rec.answered', { count: answered })] : []),
    ...orders.map((one) => say(language, 'rec.order', { title: titleOf(one), state: one.state })),
    ...used.map((one) => say(language, 'rec.used', { amount: amount(one), title: escapeName(one.title) })),
    ...favours.map((one) => say(language, 'rec.favour', { amount: amount(one) })),
    ...wins.map((what) => say(language, 'rec.win', { what: escapeMrkdwn(shortened(what)) })),
  ];
  return lines.slice(0, MOST_LINES);
}

const titleOf = ({ items }: ChangeOrder) => items.map(({ title }) => escapeName(title)).join(', ');

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_WIN ? `${line.slice(0, LONGEST_WIN - 1)}…` : line;
}

/** What may stand in a field at first, in the client's language; empty where nothing fits. */
export function suggested(question: string, recorded: Recorded, agreement: Agreement, now: number): string {
  const { language } = agreement.client;
  const on = (instant: number) => {
    const timeZone = zoneOfClient(agreement);
    return formatDate(localDate(timeZone, instant), { language, timeZone, now });
  };
  const orders = (state: ChangeOrder['state'], key: 'accepted' | 'declined' | 'expired' | 'offer') =>
    recorded.orders
      .filter((one) => one.state === state)
      .map(({ items }) => suggest(language, key, { title: items.map(({ title }) => title).join(', ') }));
  const lines = () => {
    switch (question) {
      case 'carries-over':
        return [
          ...recorded.open.map(({ conversation }) => suggest(language, 'open', { at: on(conversation.askedAt) })),
          ...orders('sent', 'offer'),
        ];
      case 'dropped':
        return [...orders('declined', 'declined'), ...orders('expired', 'expired')];
      case 'new':
      case 'changes-of-plan':
        return [...orders('accepted', 'accepted'), ...favourLines(recorded, language)];
      case 'results':
        return [
          ...answeredLines(recorded, language),
          ...recorded.incidents.map(({ raisedAt, state }) =>
            suggest(language, 'incident', { at: on(raisedAt), state }),
          ),
        ];
      default:
        return [];
    }
  };
  const last = ASKED_AGAIN.has(question) ? (recorded.last?.[question] ?? '') : '';
  const fresh = [...new Set(lines().map((line) => `• ${line}`))];
  return [last, ...fresh.filter((line) => !last.includes(line))]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST_SUGGESTION);
}

/** What carried over, or had not started, may still be so. */
const ASKED_AGAIN = new Set(['carries-over', 'not-started', 'hypotheses-set']);

function favourLines({ favours }: Recorded, language: string): string[] {
  return favours.map(({ amount, unit }) =>
    suggest(language, 'favour', { amount: `${amountText(amount, language)} ${unit}` }),
  );
}

function answeredLines({ answered }: Recorded, language: string): string[] {
  return answered === 0 ? [] : [suggest(language, 'answered', { count: answered })];
}
