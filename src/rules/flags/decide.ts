import type { Effect } from '../../engine/effect.ts';
import type { AskedThing, Event, ViewData } from '../../engine/event.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { doubted, mayDoubt, surely, withoutDoubt } from './doubt.ts';
import type { AdjudicatedFacts, Facts, HeardFacts } from './load.ts';
import { instead, keep, raise, redrawn, withdrawn } from './notices.ts';
import { because, type ReasonName } from './reasons.ts';
import { changed, currentOf, type Flag, sameThings, wantOf } from './record.ts';
import { decideRequest } from './requests.ts';

const DAY = 86_400_000;
/** What is heard of later than this was dealt with long ago. */
const TOO_OLD = 7 * DAY;
/** At a channel's top level the same wish counts as one for so long; in a thread always. */
const ONE_WISH = DAY;

/** Tells the right person of what is not in the agreement, once; takes it back when it is not asked for any more. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'heard':
      return heard(event, facts, now);
    case 'adjudicated':
      return [adjudicated(event, facts, now)];
    case 'request':
      return [decideRequest({ event, facts, now })];
    case 'undelivered': {
      const effects = event.kind === 'DeliveryFailed' ? instead(event, facts, now) : null;
      return effects === null ? [] : [ruling('passed-on', facts.place, {}, effects)];
    }
    case 'nothing':
      return [];
  }
}

function heard(event: Event, facts: HeardFacts, now: number): Ruling[] {
  const { asked, record } = facts;
  const current = currentOf(record);
  const { things } = asked;
  if (event.kind === 'MessagePosted' && record?.doubt !== undefined) return [];
  if (current === undefined || current.state === 'withdrawn')
    return things.length === 0 ? forgotten(facts) : [flagged(event, facts, now)];
  if (event.kind === 'MessagePosted') return [];
  return current.state === 'open' ? reread(facts, current) : afterwards(event, facts, current, now);
}

/** One flag for everything in a message that nobody was told of yet. */
function flagged(event: Event, facts: HeardFacts, now: number): Ruling {
  const { message, author, asked, record, lane, reach } = facts;
  const earlier = facts.earlier.filter(({ at }) => message.threadTs !== null || Math.abs(now - at) < ONE_WISH);
  const known = earlier.flatMap(({ record: { flags } }) => flags.at(-1)?.things.map(wantOf) ?? []);
  const things = asked.things.filter((one) => !known.includes(wantOf(one)));
  if (things.length === 0) return askedAgain(event, facts, earlier);
  if (now - event.occurredAt > TOO_OLD) return ruling('too-old', message, {}, []);
  if (event.kind !== 'Adjudicated' && mayDoubt(reach, things))
    return ruling('doubted', message, { items: itemsOf(things), version: asked.version }, doubted(facts, things));
  const effects = raise({ message, author, things, version: asked.version, record, lane, reach, by: null, now });
  const name = things.some(({ verdict }) => verdict === 'flag') ? 'flagged' : 'asked';
  const data = { items: itemsOf(things), version: asked.version };
  return effects === null ? ruling('not-told', message, data, []) : ruling(name, message, data, effects);
}

/** Whoever was told of it sees on that flag that it is asked for once more; nobody is told anew. */
function askedAgain(event: Event, { message, asked }: HeardFacts, [first]: HeardFacts['earlier']): Ruling {
  const data = { items: itemsOf(asked.things) };
  if (first === undefined) return ruling('asked-again', message, data, []);
  const place = { channelId: message.channelId, ts: first.ts };
  const before = currentOf(first.record)?.again ?? null;
  if (before?.ts === message.ts) return ruling('asked-again', message, data, []);
  const again = { ts: message.ts, at: event.occurredAt, count: (before?.count ?? 0) + 1 };
  const record = changed(first.record, { again });
  return ruling('asked-again', message, data, [keep(place, record), ...redrawn(record)]);
}

/** Nobody has settled it yet: it follows what the client wrote. */
function reread({ message, asked, record }: HeardFacts, { things }: Flag): Ruling[] {
  if (record === null) return [];
  const data = { items: itemsOf(asked.things), version: asked.version };
  if (asked.things.length === 0) {
    const gone = changed(record, { state: 'withdrawn' });
    return [ruling('withdrawn', message, {}, [keep(message, gone), ...withdrawn(record)])];
  }
  if (sameThings(things, asked.things)) return [];
  const next = changed(record, { things: asked.things, version: asked.version });
  return [ruling('changed', message, data, [keep(message, next), ...redrawn(next)])];
}

/** What was settled stays so, and shows that it was rewritten; what it did not ask for before is flagged anew. */
function afterwards(event: Event, facts: HeardFacts, current: Flag, now: number): Ruling[] {
  const { message, asked, record } = facts;
  if (record === null || event.kind !== 'MessageEdited') return [];
  const known = current.things.map(wantOf);
  const things = asked.things.filter((one) => !known.includes(wantOf(one)));
  const rewritten = changed(withoutDoubt(record), { editedAt: event.occurredAt });
  const shown = [keep(message, rewritten), ...redrawn(rewritten)];
  if (things.length === 0) return [ruling('rewritten', message, {}, shown)];
  const ruled = flagged(event, { ...facts, record: rewritten, asked: { ...asked, things } }, now);
  return [{ ...ruled, effects: [...shown, ...ruled.effects] }];
}

/** What another reader said, or that nothing was to be had from it: then staff are asked. */
function adjudicated(event: Event, { heard: facts, opinion }: AdjudicatedFacts, now: number): Ruling {
  const { message, asked, record } = facts;
  const verdict = opinion?.verdict ?? null;
  const settled = record === null ? [] : [keep(message, withoutDoubt(record))];
  const items = opinion?.itemId == null ? [] : [opinion.itemId];
  const data = { items, version: asked.version };
  if (verdict === 'in' || verdict === 'none') return ruling(`read-as-${verdict}`, message, data, settled);
  const things = verdict === 'out' ? surely(asked.things, opinion?.itemId ?? null) : asked.things;
  const ruled = flagged(event, { ...facts, asked: { ...asked, things } }, now);
  const isItsWord = verdict === 'out' && ruled.reason.name === 'flagged';
  const reason = isItsWord ? because('read-as-out', ruled.reason.data) : ruled.reason;
  return { ...ruled, reason, effects: [...settled, ...ruled.effects] };
}

/** What another reader is still asked about is not asked for any more. */
function forgotten({ message, record }: HeardFacts): Ruling[] {
  if (record?.doubt === undefined) return [];
  return [ruling('withdrawn', message, {}, [keep(message, withoutDoubt(record))])];
}

/** The items that things belong to, by their ids. */
export function itemsOf(things: readonly AskedThing[]): string[] {
  return [...new Set(things.flatMap(({ itemId }) => itemId ?? []))];
}

function ruling(name: ReasonName, place: { channelId: string; ts: string }, data: ViewData, effects: Effect[]): Ruling {
  return { reason: because(name, data), subject: messageSubject(place), effects };
}
