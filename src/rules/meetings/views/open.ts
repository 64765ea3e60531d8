/** What is open with a client before a meeting: what waits, what was said last time, what people do, what the client adds. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { meetingsBetween } from '../../../agreement/rhythm.ts';
import { addsToAgenda } from '../../../engine/agenda.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Incident } from '../../../engine/incident.ts';
import { forThisTime, type OpenAction, openActions } from '../../../engine/meeting-recap.ts';
import { dueOf, type OpenQuestion, openQuestions } from '../../../engine/open-questions.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeMrkdwn, formatDate, quoteWords } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { type Kept, sharedKey } from '../record.ts';
import { say } from '../words.ts';
import { at, nameOf } from './shown.ts';

const DAY = 86_400_000;
const MOST_QUESTIONS = 5;
const MOST_OTHERS = 3;
const MOST_ACTIONS = 6;
const MOST_POINTS = 6;
const LONGEST_POINT = 280;
/** Emergencies of so long ago still want a word. */
const FRESH = 14 * DAY;
/** A meeting of longer ago is not the last one any more. */
const LAST_TIME = 100 * DAY;
/** Of whose deadlines it is said when an answer is due. */
const keepers = [{ name: 'response-window' }];

/** What a client wrote under the agenda. `words` null: they are not kept any more. */
type Point = { name: string; link: string; words: string | null };

export type Open = {
  questions: (OpenQuestion & { name: string })[];
  more: number;
  orders: (ChangeOrder & { link: string | null })[];
  incidents: Incident[];
  /** For this time, as it was written last time. */
  lastTime: string[];
  actions: (OpenAction & { name: string })[];
  moreActions: number;
  points: Point[];
};

/** Loads it as it is now. */
export async function loadOpen(ask: Ask, row: Kept, agreement: Agreement, now: number): Promise<Open> {
  const { clientId } = row.data;
  const waiting = await openQuestions(ask, keepers, [clientId]);
  const questions = [];
  for (const one of waiting.slice(0, MOST_QUESTIONS))
    questions.push({ ...one, name: await nameOf(ask, one.conversation.asker) });
  const sent = (await ask('changeOrdersOf', { clientId })).filter(({ state }) => state === 'sent');
  const orders = [];
  for (const one of sent.slice(0, MOST_OTHERS)) orders.push({ ...one, link: await linkOf(ask, one) });
  const incidents = (await ask('incidentsOf', { clientId, most: MOST_OTHERS })).filter(
    ({ isDrill, raisedAt, how }) => !isDrill && how !== 'false-alarm' && now - raisedAt < FRESH,
  );
  const { open, left } = await openActions(ask, { clientId, now, most: MOST_ACTIONS });
  const actions = [];
  for (const one of open) actions.push({ ...one, name: await nameOf(ask, one.owner) });
  return {
    ...{ questions, more: Math.max(0, waiting.length - MOST_QUESTIONS), orders, incidents, actions, moreActions: left },
    lastTime: await loadLastTime(ask, row, agreement),
    points: await loadPoints(ask, row),
  };
}

/** What was written for the next time when it took place last. */
export function loadLastTime(ask: Ask, { dueAt, data }: Kept, agreement: Agreement): Promise<string[]> {
  const before = meetingsBetween(agreement, dueAt - LAST_TIME, dueAt).filter(
    ({ meeting }) => meeting.id === data.meeting,
  );
  const dates = before.map(({ plannedFor }) => plannedFor).filter((date) => date !== data.plannedFor);
  return forThisTime(ask, data.clientId, data.meeting, dates.toReversed());
}

/** What the client wrote in the thread of what was shared, before it begins. */
async function loadPoints(ask: Ask, row: Kept): Promise<Point[]> {
  const stands = await ask('standsAt', { key: sharedKey(row) });
  if (stands === null) return [];
  const { channelId, ts: threadTs } = stands;
  const replies = await ask('threadReplies', { channelId, threadTs });
  const places = replies
    .filter(({ readingReason }) => readingReason === addsToAgenda)
    .map(({ ts, author }) => ({ channelId, ts, author }));
  const shown = places.slice(-MOST_POINTS);
  const words = await ask('wordsOf', { places: shown });
  const points = [];
  for (const [index, { author, ...place }] of shown.entries()) {
    const name = await nameOf(ask, author);
    points.push({ name, link: await ask('link', place), words: words[index]?.text ?? null });
  }
  return points;
}

async function linkOf(ask: Ask, { id }: ChangeOrder): Promise<string | null> {
  const stands = await ask('standsAt', { key: `orders:offer:${id}` });
  return stands === null ? null : ask('link', stands);
}

/** A line for each. */
export function openLines({ questions, more, orders, incidents }: Open, reader: Reader): string[] {
  const { language } = reader;
  const asked = questions.map((one) => {
    const due = dueOf(one);
    return say(language, 'agenda.question', {
      link: one.link,
      name: one.name,
      due: due === null ? 'none' : at(due, reader),
    });
  });
  const offered = orders.map(({ link, sentAt }) => {
    const since = at(sentAt ?? reader.now, reader);
    return link === null
      ? say(language, 'agenda.order-plain', { since })
      : say(language, 'agenda.order', { link, since });
  });
  const emergencies = incidents.map(({ number, raisedAt, state }) =>
    say(language, 'agenda.incident', { number: number ?? 0, at: at(raisedAt, reader), state }),
  );
  return [
    ...emergencies,
    ...asked,
    ...(more > 0 ? [say(language, 'agenda.questions-more', { count: more })] : []),
    ...offered,
  ];
}

/** What was said last time: what is for this time, and what people do until then. */
export function lastTimeParts({ lastTime, actions, moreActions }: Open, reader: Reader): string[][] {
  const { language, timeZone, now } = reader;
  const next = lastTime.map((line) => `• ${escapeMrkdwn(line)}`);
  const doing = actions.map(({ name, what, dueOn }) =>
    say(language, 'agenda.action', {
      name,
      what: what === null ? '…' : escapeMrkdwn(what),
      due: dueOn === null ? 'none' : dueOn < localDate(timeZone, now) ? 'late' : 'day',
      date: dueOn === null ? '' : formatDate(dueOn, reader),
    }),
  );
  const left = moreActions > 0 ? [say(language, 'agenda.actions-more', { count: moreActions })] : [];
  return [
    next.length > 0 ? [say(language, 'agenda.last-time'), ...next] : [],
    doing.length > 0 ? [say(language, 'agenda.actions'), ...doing, ...left] : [],
  ];
}

/** What the client adds; where it does not take place, it waits for an answer where it was written. */
export function pointLines({ points }: Open, { language }: Reader, isOff: boolean): string[] {
  if (points.length === 0) return [];
  const lines = points.map(({ name, link, words }) => {
    const quote = words === null ? '' : quoteWords(words, LONGEST_POINT).replaceAll(/^> /gm, '').replaceAll('\n', ' ');
    return quote === ''
      ? say(language, 'agenda.point-plain', { name, link })
      : say(language, 'agenda.point', { name, link, quote });
  });
  return [say(language, isOff ? 'agenda.points-off' : 'agenda.points'), ...lines];
}
