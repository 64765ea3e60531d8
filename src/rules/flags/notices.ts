/** A flag as it is said, drawn again and taken back; and what is kept of it. */
import type { Effect, Say } from '../../engine/effect.ts';
import type { AskedThing, DeliveryFailed, Event, MessagePlace } from '../../engine/event.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import { plainSay } from '../../engine/say.ts';
import { nextAfter, type Reach, type Told, toldOf } from './recipients.ts';
import {
  changed,
  currentOf,
  type Flag,
  type FlagRecord,
  type Lane,
  laneSubject,
  wantOf,
  withFlagged,
} from './record.ts';

export type Raising = {
  message: MessagePlace;
  author: string;
  things: AskedThing[];
  version: number;
  record: FlagRecord | null;
  lane: Lane;
  reach: Reach;
  /** Who of the staff raises it; null: nobody but the reading. */
  by: string | null;
  now: number;
};

/** Makes a flag and tells whoever is to hear of it. Null where that is nobody. */
export function raise({ message, author, things, version, record, lane, reach, by, now }: Raising): Effect[] | null {
  const told = toldOf(things, reach, now);
  if (told === null) return null;
  const number = (currentOf(record)?.number ?? 0) + 1;
  const key = `flags:flag:${messageSubject(message)}:${number}`;
  const open = {
    state: 'open' as const,
    settledBy: null,
    settledAt: null,
    settledAs: null,
    editedAt: null,
    again: null,
  };
  const flag: Flag = { ...open, number, things, version, raisedAt: now, raisedBy: by, keys: [key] };
  const next: FlagRecord = { schema: 1, author, flags: [...(record?.flags ?? []), flag], checked: null };
  return [keep(message, next), ...inLanes(message, lane, things, now), flagSay(message, number, key, told)];
}

/** What was flagged at the top level is found again in the thread below it. */
function inLanes({ channelId, ts, threadTs }: MessagePlace, lane: Lane, things: AskedThing[], at: number): Effect[] {
  const one = { ts, at, wants: things.map(wantOf) };
  const ofLane = (name: string, data: Lane): Effect => ({
    kind: 'set-slot',
    subject: laneSubject(channelId, name),
    data,
  });
  const here = ofLane(threadTs ?? 'top', withFlagged(lane, one));
  return threadTs === null ? [here, ofLane(ts, withFlagged({ schema: 1, flagged: [] }, one))] : [here];
}

function flagSay(message: MessagePlace, number: number, key: string, told: Told): Say {
  const subject = messageSubject(message);
  const { to, audience, standsInFor, notBefore } = told;
  return plainSay({
    key,
    to,
    audience,
    priority: 'high',
    view: 'flag',
    data: { subject, number, ...(standsInFor === null ? {} : { standsInFor }) },
    quotes: subject,
    isOnTrial: true,
    notBefore,
  });
}

/** The message's slot as it is to be. */
export function keep(place: { channelId: string; ts: string }, record: FlagRecord): Effect {
  return { kind: 'set-slot', subject: messageSubject(place), data: record };
}

/** Everything that was said of the current flag is drawn again. */
export function redrawn(record: FlagRecord): Effect[] {
  return (currentOf(record)?.keys ?? []).map((key) => ({ kind: 'refresh', key }));
}

/** It is taken back from whoever was told. */
export function withdrawn(record: FlagRecord): Effect[] {
  return (currentOf(record)?.keys ?? []).map((key) => ({ kind: 'withdraw', key }));
}

/** What Slack would not deliver goes to the next one; null where the operator could not be told either. */
export function instead(
  event: DeliveryFailed & Event,
  { place, record, reach }: { place: MessagePlace; record: FlagRecord; reach: Reach },
  now: number,
): Effect[] | null {
  const current = currentOf(record);
  if (event.to.kind === 'operator' || event.to.kind === 'home' || current?.state !== 'open') return null;
  const failed = event.to.kind === 'channel' ? [] : [event.to.userId];
  const before = Array.isArray(event.data.unreached) ? event.data.unreached : [];
  const unreached = [...before, ...failed];
  const told = nextAfter(unreached, reach, now);
  const key = `${current.keys[0]}:instead:${current.keys.length}`;
  const say = flagSay(place, current.number, key, told);
  const data = { ...say.data, unreached, ...(told.to.kind === 'operator' ? { isBare: true } : {}) };
  return [keep(place, changed(record, { keys: [...current.keys, key] })), { ...say, data }];
}
