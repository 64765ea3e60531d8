import type { Agreement } from '../../agreement/agreement.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { DeliveryFailed, Event, ViewData } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { permission } from './config.ts';
import { type AppliedFacts, asideKey, type Facts, type JoinedFacts, type PressedFacts } from './load.ts';
import { readBy } from './read.ts';
import { isThere, newcomersSubject, type Place, placeSubject, readersSubject } from './slots.ts';
import { keptCurrent, permits, put, wakeWhenOver } from './upkeep.ts';

const HOUR = 3_600_000;
/** Of a crowd that comes in at once nobody more is shown anything. */
const MOST_NEWCOMERS = 20;

/** Shows the card, puts it where both sides read it, keeps it as it should be there, and notes who has read it. */
export function decide({ event, facts, agreement, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'asked': {
      const { what, clientId, serves } = facts;
      return [ruling('showed-card', {}, [privately('card-shown', { what, clientId, serves })])];
    }
    case 'pressed':
      return [pressed(event, facts)];
    case 'read':
      return [readBy(event, facts, now)];
    case 'applied':
      return agreement === null ? [] : applied(facts, agreement);
    case 'upkeep':
      return agreement === null ? [] : some('kept-current', {}, keptCurrent(facts.upkeep, agreement));
    case 'gone': {
      const { slot, channel } = facts.place;
      if (slot === null || slot.key === null) return [];
      const left: Effect = { kind: 'set-slot', subject: placeSubject(channel.id), data: { ...slot, key: null } };
      return [ruling('taken-away', { channelId: channel.id }, [{ kind: 'withdraw', key: slot.key }, left])];
    }
    case 'joined':
      return agreement === null ? [] : joined(facts, agreement, now);
    case 'lacking':
      return agreement === null ? [] : [lacking(event as DeliveryFailed, facts.channelId, agreement)];
    case 'unput':
      return unput(event as DeliveryFailed, facts.place);
    case 'nothing':
      return [];
  }
}

/** Whoever put it there is told that it does not stand there. */
function unput({ key, because, data }: DeliveryFailed, { slot }: Place): Ruling[] {
  // Of one that the agreement permits the next happening in the channel makes a new one.
  if (slot === null || slot.key !== key || slot.by === null) return [];
  const say = plainSay({
    key: `${key}:unput`,
    to: { kind: 'person', userId: slot.by },
    audience: 'staff',
    view: 'card-unput',
    data: { ...data, because },
  });
  return [ruling('not-put', { because }, [say])];
}

function pressed(event: Event, { clientId, serves, upkeep }: PressedFacts): Ruling {
  if (!serves) return ruling('not-yours', {}, [privately('card-put', { what: 'not-yours', clientId })]);
  const isOut = event.kind === 'ButtonPressed' && event.action === 'card-take';
  const { places } = upkeep;
  if (isOut) {
    const effects = places.flatMap(({ slot, channel }): Effect[] =>
      slot === null || slot.key === null
        ? []
        : [
            { kind: 'withdraw', key: slot.key },
            { kind: 'set-slot', subject: placeSubject(channel.id), data: { ...slot, key: null } },
          ],
    );
    return ruling('taken-out', {}, [...effects, privately('card-put', { what: 'out', clientId })]);
  }
  const missing = places.filter((place) => !isThere(place));
  const effects = missing.flatMap((place) => put(place, clientId, event.actor));
  const answer = privately('card-put', { what: missing.length === 0 ? 'there-already' : 'put', clientId });
  return ruling('put', {}, [...effects, ...(missing.length === 0 ? [] : wakeWhenOver(upkeep)), answer]);
}

/** The card in each channel is drawn anew, or put there where that is permitted; and what is new is said in one line. */
function applied(facts: AppliedFacts, agreement: Agreement): Ruling[] {
  const { upkeep, version, before, isNews, readers } = facts;
  const news = upkeep.places
    .filter((place) => isNews && permits(agreement) && isThere(place))
    .map((place): Effect => {
      const channelId = place.channel.id;
      return plainSay({
        key: `card:news:${channelId}:${version}`,
        to: { kind: 'channel', channelId, threadTs: null },
        audience: 'client',
        permission,
        view: 'card-news',
        data: { clientId: agreement.id, channelId, version, before: before?.version ?? null },
      });
    });
  // Whoever has read what nobody changed need not read it again.
  const carried: Effect[] =
    isNews || readers.length === 0
      ? []
      : [{ kind: 'set-slot', subject: readersSubject(agreement.id, version), data: { schema: 1, readers } }];
  return some('kept-current', { version }, [...keptCurrent(upkeep, agreement, before), ...news, ...carried]);
}

function joined(facts: JoinedFacts, agreement: Agreement, now: number): Ruling[] {
  const { channelId, userId, place, newcomers, wasShown } = facts;
  if (wasShown) return [];
  const lately = newcomers !== null && now - newcomers.since < HOUR ? newcomers : { since: now, count: 0 };
  if (lately.count >= MOST_NEWCOMERS) return [ruling('too-many-joined', {}, [])];
  const counted = { schema: 1, since: lately.since, count: lately.count + 1 };
  const say = plainSay({
    key: asideKey(agreement.id, userId, agreement.version),
    to: { kind: 'aside', channelId, userId },
    audience: 'client',
    permission,
    approvedBy: place.slot?.by ?? null,
    priority: 'low',
    view: 'card-aside',
    data: { clientId: agreement.id, userId },
    unknownOutcome: 'drop',
  });
  return [
    ruling('shown-to', { userId }, [say, { kind: 'set-slot', subject: newcomersSubject(channelId), data: counted }]),
  ];
}

/** Told once for each channel and reason. */
function lacking({ because }: DeliveryFailed, channelId: string, agreement: Agreement): Ruling {
  const lacks = because.split(' ').slice(1);
  const say = plainSay({
    key: `card:lacks:${channelId}:${lacks.join('+')}`,
    to: { kind: 'person', userId: agreement.people.owner.id },
    audience: 'staff',
    view: 'card-lacks',
    data: { clientId: agreement.id, channelId, lacks },
  });
  return ruling('lacks', { lacks }, [say]);
}

function privately(view: string, data: ViewData): Answer {
  return { kind: 'answer', how: 'privately', view, data };
}

function some(name: string, data: ViewData, effects: Effect[]): Ruling[] {
  return effects.length === 0 ? [] : [ruling(name, data, effects)];
}

function ruling(name: string, data: ViewData, effects: Effect[]): Ruling {
  return { reason: { name, data }, subject: null, effects };
}
