/** Puts what went well on its way, once: what somebody of the staff wrote in the form. */
import { monthOf } from '../../engine/allowance.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { placeOfWin } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { keptWinWords, LONGEST_WIN, type Win, winOfMessageId } from '../../engine/win.ts';
import { chooseWording } from '../../engine/wordings.ts';
import { wordingsOf } from '../../language/wordings.ts';
import { answered, privately, ruling } from './answers.ts';
import type { Around } from './around.ts';
import type { RequestFacts } from './load.ts';
import { quarterAt, quarterDue } from './quarter.ts';
import { recapOf } from './recap-record.ts';
import { postOf } from './record.ts';
import { say } from './words.ts';

/** A link that may stand in a message: nothing of Slack's own marks in it. */
const LINK = /^https?:\/\/[^\s<>|"]{3,500}$/;
const MOST_PEOPLE = 20;

/** What the form says; or what is wrong with it, by field. */
type Written = { what: string; link: string | null; people: string[]; whose: Win['whose'] };

/** Posts what was written, with the name of whoever wrote it standing behind it. */
export function raised(event: EventOf<'FormSubmitted'>, facts: RequestFacts, now: number): Ruling {
  const { agreement, channel, message } = facts;
  if (channel === null) return answered('no-channel');
  const read = readForm(event);
  if ('errors' in read) return refused(read.errors, facts);
  if (facts.win !== null && isOnItsWay(facts.win)) return answered('known', { win: facts.win.id });
  const same = sameAs(read.what, facts);
  if (same !== null) return answered('known', { win: same.id });
  const place = placeOfWin(event.actor, event.id);
  const win: Win = {
    id: message === null ? `win-${event.id}` : winOfMessageId(message),
    ...{ clientId: agreement.id, channelId: channel.id, place },
    message: message === null ? null : { channelId: message.channelId, ts: message.ts },
    ...{ whose: read.whose, people: read.people, raisedBy: event.actor, raisedFrom: 'staff' },
    ...{ how: message === null ? 'command' : 'shortcut', raisedAt: now, month: monthOf(agreement, now) },
    ...{ state: 'posted', wording: null, attempt: (facts.win?.attempt ?? 0) + 1, approvedBy: event.actor },
    ...{ settledBy: null, settledAt: null, revision: (facts.win?.revision ?? 0) + 1 },
  };
  return ruling('raised', win, [
    { kind: 'keep-words', channelId: channel.id, place, text: keptWinWords(read) },
    ...toldLater(facts, win, now),
    ...onItsWay(win, facts),
    privately('win-said', { what: 'raised', win: win.id }),
  ]);
}

/** When it is told of again: with its month, to both sides, and with its quarter, to the managers. */
export function toldLater(
  { agreement, agency }: Pick<Around, 'agreement' | 'agency'>,
  win: Win,
  now: number,
): Effect[] {
  const quarter = agency === null ? [] : [quarterDue(agency, quarterAt(agency, now))];
  return [recapOf(agreement, win.month), ...quarter];
}

/** Keeps it, and says it in a wording that the channel has not read of late. `notBefore` in epoch milliseconds. */
export function onItsWay(
  win: Win,
  { wordings }: Pick<RequestFacts, 'wordings'>,
  notBefore: number | null = null,
): Effect[] {
  const wording = chooseWording(wordingsOf('win'), wordings, `${win.id}:${win.attempt}`);
  const worded = { ...win, wording };
  return [{ kind: 'save-win', win: worded }, postOf(worded, notBefore)];
}

/** Whether it is celebrated already, or is to be. */
export function isOnItsWay({ state }: Win): boolean {
  return state === 'posted' || state === 'asked' || state === 'held';
}

/** Of what was raised within a day, what says the same; null: nothing does. */
export function sameAs(what: string, { recent }: Pick<RequestFacts, 'recent'>): Win | null {
  return recent.find((one) => one.what !== null && alike(one.what) === alike(what))?.win ?? null;
}

const alike = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function readForm({
  values,
}: EventOf<'FormSubmitted'>): Written | { errors: Record<string, 'empty' | 'too-long' | 'no-link'> } {
  const what = String(values.what ?? '').trim();
  const link = String(values.link ?? '').trim();
  if (what === '') return { errors: { what: 'empty' } };
  if (what.length > LONGEST_WIN) return { errors: { what: 'too-long' } };
  if (link !== '' && !LINK.test(link)) return { errors: { link: 'no-link' } };
  const people = String(values.who ?? '')
    .split(',')
    .filter((one) => /^[UW][A-Z0-9]+$/.test(one));
  const whose = values.whose === 'ours' ? 'ours' : 'client';
  return { what, link: link === '' ? null : link, people: people.slice(0, MOST_PEOPLE), whose };
}

function refused(errors: Record<string, 'empty' | 'too-long' | 'no-link'>, { language }: RequestFacts): Ruling {
  const texts = Object.entries(errors).map(([field, error]) => [
    field,
    say(language, `form.${error}`, { most: LONGEST_WIN }),
  ]);
  const answer: Effect = { kind: 'answer', how: 'field-errors', errors: Object.fromEntries(texts), data: {} };
  return ruling('refused', null, [answer]);
}
