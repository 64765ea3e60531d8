/** What the rule asks before it decides; the database only. */

import type { Agreement } from '../../agreement/agreement.ts';
import { celebrationsOf } from '../../agreement/celebrations.ts';
import { monthBefore, monthOf } from '../../engine/allowance.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask, Channel, Place, WrittenMessage } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { placeOfWin } from '../../engine/kept-place.ts';
import { readMessageSubject } from '../../engine/message-subject.ts';
import { type Decision, firstWord } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { readWinWords, type Win, winKey, winOfMessageId } from '../../engine/win.ts';
import { APART } from '../../engine/wordings.ts';
import { type Around, loadAround } from './around.ts';
import { loadDue, loadRecap, type RecapFacts } from './load-months.ts';
import type { QuarterFacts } from './quarter.ts';
import { type Recap, readRecap } from './recap-record.ts';
import { ruleName } from './record.ts';

const DAY = 86_400_000;

/** Somebody of the staff who serves the client asked for something. */
export type RequestFacts = {
  kind: 'request';
  /** Where a win is posted; null: nowhere. */
  channel: Channel | null;
  /** The message that it is about, and who wrote it; null: none is named, or it was not heard. */
  message: (Place & { author: string; isClients: boolean }) | null;
  /** The win that a button names, or that the message has already. */
  win: Win | null;
  /** Of the last day, with their words. */
  recent: { win: Win; what: string | null }[];
  /** How the last posts of that channel began. */
  wordings: string[];
  /** In which to word field errors. */
  language: string;
} & Around;

/** Somebody put the agreed emoji on a message or took it off, announced a win to the bot, or deleted what was celebrated. */
export type SignFacts = {
  kind: 'sign';
  message: Place & { author: string; isClients: boolean };
  win: Win | null;
  /** Whether somebody still has the emoji there. */
  isStillOn: boolean;
  /** Whether the post has not left yet. */
  isUnsent: boolean;
  /** What it says, where that is kept. */
  what: string | null;
  /** Of the last day, with their words. */
  recent: RequestFacts['recent'];
  wordings: string[];
} & Around;

export type Facts =
  | RequestFacts
  | RecapFacts
  | QuarterFacts
  | { kind: 'planning'; agreement: Agreement; rows: Recap[] }
  | SignFacts
  | ({ kind: 'undelivered'; win: Win | null } & Around)
  | { kind: 'list'; clientId: string }
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' | 'gone' }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

const nothing: Facts = { kind: 'nothing' };

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'CommandGiven':
    case 'ShortcutUsed':
    case 'ButtonPressed':
    case 'FormSubmitted':
      return loadRequest(ask, about, event);
    case 'MessagePosted':
      return event.isWin === true ? loadSign(ask, about, event) : { kind: 'nothing' };
    case 'ReactionChanged':
    case 'MessageDeleted':
      return loadSign(ask, about, event);
    case 'DeliveryFailed': {
      if (event.rule !== ruleName || agreement === null) return { kind: 'nothing' };
      if (event.view === 'wins-card') return (await loadRecap(ask, about, String(event.data.recap))) ?? nothing;
      const win = typeof event.data.win === 'string' ? await ask('win', { id: event.data.win }) : null;
      return { kind: 'undelivered', win, ...(await loadAround(ask, about, agreement)) };
    }
    case 'AgreementApplied': {
      if (agreement === null) return { kind: 'nothing' };
      const found = await ask('deadlinesOfClients', {
        ...{ rule: ruleName, clientIds: [agreement.id], breachedSince: about.now },
      });
      const rows = found.flatMap((row) => readRecap(row) ?? []);
      return { kind: 'planning', agreement, rows };
    }
    case 'DeadlineDue': {
      const row = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      return (await loadDue(ask, about, row)) ?? nothing;
    }
    default:
      return { kind: 'nothing' };
  }
}

type Requested = EventOf<'CommandGiven' | 'ShortcutUsed' | 'ButtonPressed' | 'FormSubmitted'>;

async function loadPressed(ask: Ask, about: About, { value }: EventOf<'ButtonPressed'>): Promise<Facts> {
  if (!(await actorServes(ask, about, about.agreement))) return { kind: 'not-theirs', what: 'not-yours' };
  const found = await loadRecap(ask, about, readFormSubject(value).about);
  return found ?? { kind: 'not-theirs', what: 'gone' };
}

async function loadRequest(ask: Ask, about: About, event: Requested): Promise<Facts> {
  const { agreement, now } = about;
  if (event.kind === 'ButtonPressed' && event.action.startsWith('wins-card-')) return loadPressed(ask, about, event);
  if (agreement === null) return { kind: 'not-theirs', what: event.kind === 'ButtonPressed' ? 'gone' : 'which' };
  if (!(await actorServes(ask, about, agreement))) return { kind: 'not-theirs', what: 'not-yours' };
  if (event.kind === 'CommandGiven' && firstWord(event.words) === 'wins')
    return { kind: 'list', clientId: agreement.id };
  const message = await loadMessage(ask, agreement, messageOf(event));
  const named = event.kind === 'ButtonPressed' ? event.value : message === null ? null : winOfMessageId(message);
  const win = named === null ? null : await ask('win', { id: named });
  if (event.kind === 'ButtonPressed' && win?.clientId !== agreement.id) return { kind: 'not-theirs', what: 'gone' };
  const shared = await sharedChannels(ask, agreement.id);
  const channel = shared.find(({ id }) => id === (message?.channelId ?? event.channelId)) ?? shared[0] ?? null;
  return {
    kind: 'request',
    channel,
    message,
    win,
    recent: await loadRecent(ask, agreement, now),
    wordings: channel === null ? [] : await ask('wordingsSaid', { channelId: channel.id, limit: APART }),
    language: (await ask('person', { userId: event.actor }))?.language ?? about.agency?.defaults.language ?? 'en',
    ...(await loadAround(ask, about, agreement)),
  };
}

function messageOf(event: Requested): Place | null {
  if (event.kind === 'ShortcutUsed') return { channelId: event.message.channelId, ts: event.message.ts };
  return event.kind === 'FormSubmitted' ? readMessageSubject(readFormSubject(event.subject).about) : null;
}

type Celebrated = NonNullable<RequestFacts['message']> & Pick<WrittenMessage, 'marks'>;

/** Null also where it stands in another client’s channel, where clients do not read, or where no person wrote it. */
async function loadMessage(ask: Ask, agreement: Agreement, place: Place | null): Promise<Celebrated | null> {
  const channel = place === null ? null : await ask('channel', { channelId: place.channelId });
  const isTheirs = channel?.clientId === agreement.id && channel.role === 'shared';
  const found = place !== null && isTheirs ? await ask('message', place) : null;
  if (found === null) return null;
  const [seen] = await ask('seen', { clientId: agreement.id, userIds: [found.author] });
  if (seen?.standing.side === 'neither') return null;
  const isClients = seen?.standing.side !== 'staff';
  return { channelId: found.channelId, ts: found.ts, author: found.author, isClients, marks: found.marks };
}

async function loadSign(
  ask: Ask,
  about: About,
  event: EventOf<'MessagePosted' | 'ReactionChanged' | 'MessageDeleted'>,
): Promise<Facts> {
  const { agreement } = about;
  if (agreement === null) return { kind: 'nothing' };
  const emoji = celebrationsOf(agreement)?.emoji ?? [];
  if (event.kind === 'ReactionChanged' && !emoji.includes(event.name)) return { kind: 'nothing' };
  const { channelId, ts } = event.message;
  const win = await ask('win', { id: winOfMessageId({ channelId, ts }) });
  if (event.kind === 'MessageDeleted' && win === null) return { kind: 'nothing' };
  const found = await loadMessage(ask, agreement, { channelId, ts });
  if (found === null) return { kind: 'nothing' };
  const { marks, ...message } = found;
  const said = win === null ? null : await ask('saidUnder', { key: winKey(win) });
  return {
    ...{ kind: 'sign', message, win },
    isStillOn: marks.some(({ name, offAt, id }) => name === 'cheer' && offAt === null && isOneOf(emoji, id)),
    isUnsent: said === null || said.state === 'waiting',
    what: readWinWords(await ask('words', { channelId, ts: placeOfWin(message.author, ts) }))?.what ?? null,
    recent: await loadRecent(ask, agreement, about.now),
    wordings: await ask('wordingsSaid', { channelId, limit: APART }),
    ...(await loadAround(ask, about, agreement)),
  };
}

/** A mark's id names its emoji. */
const isOneOf = (emoji: readonly string[], id: string) => emoji.some((one) => id.startsWith(`reaction:${one}:`));

/** What was raised within a day, so that the same is not said twice. */
export async function loadRecent(ask: Ask, agreement: Agreement, now: number): Promise<RequestFacts['recent']> {
  const month = monthOf(agreement, now);
  const wins = await ask('winsOf', { clientId: agreement.id, from: monthBefore(month), until: month });
  const recent = wins.filter(
    ({ raisedAt, state }) => raisedAt > now - DAY && state !== 'taken-back' && state !== 'left',
  );
  const places = recent.map(({ channelId, place }) => ({ channelId, ts: place ?? '' }));
  const words = places.length === 0 ? [] : await ask('wordsOf', { places });
  return recent.map((win, index) => ({ win, what: readWinWords(words[index]?.text ?? null)?.what ?? null }));
}
