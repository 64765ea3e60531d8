/** The first three minutes: five things a visitor does, and how one sees from the page's parts that they are done. */
import type { ChannelCard, PersonCard, WorkspacePart } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { isSystem } from './rows.ts';
import { dayKeyOf, instantOf, type Reader } from './times.ts';

/** Who plays which part: a client of another company, who answers for the agency, and who hears when that is late. */
export type Cast = { client: PersonCard; owner: PersonCard; manager: PersonCard };

/** Finds the parts among the people; null where they cannot be played. */
export function castOf({ people }: WorkspacePart): Cast | null {
  const present = people.filter((person) => !person.isDeleted);
  const client = present.find(({ side }) => side === 'external');
  const titled = (title: RegExp) => present.find((person) => person.side !== 'bot' && title.test(person.title));
  const owner = titled(/account manager/i);
  const manager = titled(/director/i);
  return client && owner && manager ? { client, owner, manager } : null;
}

export type StepName = 'ask' | 'warned' | 'breached' | 'answer' | 'why';
export const stepNames: StepName[] = ['ask', 'warned', 'breached', 'answer', 'why'];

/** What has been done so far, and when the client asked: epoch milliseconds. */
export type Progress = { done: StepName[]; askedAt: number | null };
export const noProgress: Progress = { done: [], askedAt: null };

export type Scene = {
  cast: Cast;
  me: string;
  app: string;
  card: ChannelCard | undefined;
  messages: Message[];
  ephemerals: Message[];
};

/** Reasons are given for one message, and lead back to it. */
function leadsToMessage(message: Message): boolean {
  return JSON.stringify(message).includes('/archives/');
}

/** What was done by what now stands in the open conversation, beside what was done before. */
export function progressAfter(before: Progress, { cast, me, app, card, messages, ephemerals }: Scene): Progress {
  if (!card) return before;
  const words = messages.filter((message) => !isSystem(message) && message.subtype !== 'tombstone');
  const isShared = card.sharedWith.length > 0 && card.kind !== 'im';
  // What the owner has answered since was said before the visitor came.
  const isAnswered = (asked: Message) =>
    words.some(({ user, ts }) => user === cast.owner.id && instantOf(ts) > instantOf(asked.ts));
  const question = isShared ? words.findLast((one) => one.user === cast.client.id && !isAnswered(one)) : undefined;
  const askedAt = before.askedAt ?? (question ? instantOf(question.ts) : null);
  const isSince = ({ ts }: Message) => askedAt !== null && instantOf(ts) > askedAt;
  const isTold = card.with === app && words.some((one) => one.user === app && isSince(one));
  const came: Record<StepName, boolean> = {
    ask: askedAt !== null,
    warned: isTold && me === cast.owner.id,
    breached: isTold && me === cast.manager.id,
    answer: isShared && words.some((one) => one.user === cast.owner.id && isSince(one)),
    why: ephemerals.some((one) => one.user === app && isSince(one) && leadsToMessage(one)),
  };
  const done = stepNames.filter((name) => before.done.includes(name) || came[name]);
  const isSame = done.length === before.done.length && askedAt === before.askedAt;
  return isSame ? before : { done, askedAt };
}

const dayLength = 86_400_000;

/** A local date and time, `2026-11-23T10:20`, on the next such weekday (Sunday: 0) that is not before the given instant. */
export function nextLocal(from: number, reader: Reader, weekday: number, time: string): string {
  const today = Date.parse(dayKeyOf(from, reader));
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  const on = (days: number) => `${new Date(today + days * dayLength).toISOString().slice(0, 10)}T${time}`;
  return on(ahead) < localOf(from, reader) ? on(ahead + 7) : on(ahead);
}

/** An instant as the local date and time there, `2026-11-20T16:50`. */
export function localOf(at: number, reader: Reader): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: reader.timeZone,
  });
  return `${dayKeyOf(at, reader)}T${time.format(at)}`;
}
