import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { emergencySection } from '../../../agreement/emergency.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Ruling } from '../../../engine/rule.ts';
import { alarming, offerUndelivered, saidToBeNone } from '../offer.ts';
import { type AlarmingFacts, isAlarming, wakesOnReading } from '../offer-load.ts';
import { keepOffers, type Offer, readOffers } from '../offer-record.ts';
import { HEARD_TOO_LATE, isAgreedSign } from '../sign.ts';

const now = Date.UTC(2026, 10, 2, 9);
const agreed = (more: Partial<Agreement> = {}, emergency: object = {}): Agreement =>
  ({
    id: 'nova',
    mayPost: ['emergencyOffer'],
    people: { owner: { id: 'U0MIRA' }, backup: { id: 'U0JONAS' }, managers: [{ id: 'U0RUTH' }], staff: [], client: [] },
    sections: { emergency: emergencySection.schema.parse(emergency) },
    ...more,
  }) as unknown as Agreement;

const conversation = (more: Partial<Conversation> = {}): Conversation =>
  ({
    ...{ id: 'c1:1.0', channelId: 'c1', lane: 'top', messages: ['1.0', '2.0'], settled: null },
    ...{ takenBy: null, handedTo: null, chosen: { priority: null, owner: null, dueAt: null } },
    ...more,
  }) as unknown as Conversation;

const facts = (more: Partial<AlarmingFacts> = {}, agreement = agreed()): AlarmingFacts => ({
  kind: 'alarming',
  message: { channelId: 'c1', ts: '2.0', threadTs: null },
  conversation: conversation(),
  offers: [],
  isRunning: false,
  reach: { agreement, agency: null, missing: { gone: [], away: [] } },
  ...more,
});

const message = (more: object = {}): Event =>
  ({
    ...{ kind: 'MessagePosted', id: 'e1', clientId: 'nova', actor: 'U0ANNA', side: 'client', source: 'live' },
    ...{ occurredAt: now, urgency: 'emergency', message: { channelId: 'c1', ts: '2.0', threadTs: null } },
    ...more,
  }) as Event;

const offer = (more: Partial<Offer> = {}): Offer => ({
  ...{ channelId: 'c1', ts: '1.0', conversation: 'c1:1.0', at: now, isOffered: true, state: 'open', by: null },
  keys: ['emergencies:alarming:c1:1.0'],
  ...more,
});

const line = (effect: Effect): string => {
  if (effect.kind !== 'say') return 'key' in effect ? `${effect.kind} ${effect.key}` : effect.kind;
  const whom = effect.to.kind === 'person' ? effect.to.userId : effect.to.kind;
  return `${effect.view} to ${whom}${effect.data.standsInFor === undefined ? '' : ` for ${effect.data.standsInFor}`}`;
};
const follows = (rulings: Ruling[]) => rulings.flatMap(({ reason, effects }) => [reason.name, ...effects.map(line)]);

describe('a message that reads like an emergency', () => {
  test('asks the client in its thread, and tells the owner', () => {
    const rulings = alarming(message(), facts(), now);
    expect(follows(rulings)).toEqual([
      'offered',
      'set-slot',
      'emergency-offer to channel',
      'emergency-alarming to U0MIRA',
    ]);
    expect(rulings[0]?.effects[1]).toMatchObject({
      to: { channelId: 'c1', threadTs: '2.0' },
      permission: 'emergencyOffer',
      wantedWhile: 'c1:1.0',
    });
  });

  test('tells whoever took it or was handed it, or who stands in for them; the operator where nobody is left', () => {
    const told = (more: Partial<AlarmingFacts>) => follows(alarming(message(), facts(more), now)).at(-1);
    expect(told({ conversation: conversation({ takenBy: 'U0JONAS' }) })).toBe('emergency-alarming to U0JONAS');
    expect(told({ conversation: conversation({ handedTo: 'U0RUTH' }) })).toBe('emergency-alarming to U0RUTH');
    const away = [{ userId: 'U0MIRA', backup: null }] as never;
    expect(told({ reach: { ...facts().reach, missing: { gone: [], away } } })).toBe(
      'emergency-alarming to U0JONAS for U0MIRA',
    );
    const gone = ['U0MIRA', 'U0JONAS', 'U0RUTH'];
    expect(told({ reach: { ...facts().reach, missing: { gone, away: [] } } })).toBe('emergency-alarming to operator');
  });

  test('asks nothing where nothing permits it, nothing is agreed of emergencies, or nobody knows who wrote', () => {
    const only = ['told', 'set-slot', 'emergency-alarming to U0MIRA'];
    expect(follows(alarming(message(), facts({}, agreed({ mayPost: [] })), now))).toEqual(only);
    expect(follows(alarming(message(), facts({}, agreed({ sections: {} })), now))).toEqual(only);
    expect(follows(alarming(message({ side: 'unknown' }), facts(), now))).toEqual(only);
  });

  test('asks once of a conversation, whichever message it was and whatever became of it, and never while one runs', () => {
    for (const known of [offer(), offer({ conversation: 'c1:0.5', state: 'none' })])
      expect(follows(alarming(message(), facts({ offers: [known] }), now))).toEqual(['asked-already']);
    expect(follows(alarming(message(), facts({ isRunning: true }), now))).toEqual(['runs-already']);
    const other = offer({ ts: '0.1', conversation: 'c1:0.1' });
    expect(follows(alarming(message(), facts({ offers: [other] }), now))[0]).toBe('offered');
  });

  test('is one of a client’s that is not heard a day late; staff’s words and what only presses are none', () => {
    expect(isAlarming(message(), now)).toBe(true);
    expect(isAlarming(message({ kind: 'MessageEdited' }), now)).toBe(true);
    expect(isAlarming(message({ urgency: 'elevated' }), now)).toBe(false);
    expect(isAlarming(message({ side: 'staff' }), now)).toBe(false);
    expect(isAlarming(message(), now + HEARD_TOO_LATE)).toBe(false);
  });

  test('wakes people only where that is agreed, and in no silent trial', () => {
    expect(wakesOnReading(agreed())).toBe(false);
    expect(wakesOnReading(agreed({}, { wakeOnReading: true }))).toBe(true);
    expect(wakesOnReading(agreed({ trial: true } as Partial<Agreement>, { wakeOnReading: true }))).toBe(false);
  });
});

describe('afterwards', () => {
  const press = message({ kind: 'ButtonPressed', actor: 'U0MIRA', side: 'staff', source: 'request' });
  const pressed = (one: Offer | null) =>
    follows([
      saidToBeNone(press, { kind: 'offer-pressed', clientId: 'nova', offers: one ? [one] : [], offer: one }, now),
    ]);

  test('somebody says that it is none: taken back, drawn again, answered; pressed twice, nothing more', () => {
    expect(pressed(offer())).toEqual([
      'offer-none',
      'set-slot',
      'withdraw emergencies:offer:c1:1.0',
      'refresh emergencies:alarming:c1:1.0',
      'answer',
    ]);
    expect(pressed(offer({ state: 'none' }))).toEqual(['offer-over', 'answer']);
    expect(pressed(null)).toEqual(['gone', 'answer']);
  });

  test('what Slack refuses to bring to one goes to the next, and at last to the operator', () => {
    const { reach } = facts();
    const failed = (unreached: string[], userId: string, view = 'emergency-alarming') =>
      follows(
        offerUndelivered(
          message({
            kind: 'DeliveryFailed',
            view,
            to: { kind: 'person', userId },
            data: { unreached },
            because: 'x',
          }) as never,
          { kind: 'offer-undelivered', offers: [offer()], offer: offer(), reach },
          now,
        ),
      );
    expect(failed([], 'U0MIRA').at(-1)).toBe('emergency-alarming to U0JONAS');
    expect(failed(['U0MIRA'], 'U0JONAS').at(-1)).toBe('emergency-alarming to U0RUTH');
    expect(failed(['U0MIRA', 'U0JONAS'], 'U0RUTH').at(-1)).toBe('emergency-alarming to operator');
    expect(failed([], '', 'emergency-offer')).toEqual([
      'not-offered',
      'set-slot',
      'refresh emergencies:alarming:c1:1.0',
    ]);
  });

  test('only so many are kept, the latest, and none for ever', () => {
    const many = Array.from({ length: 60 }, (_, index) => offer({ ts: `${index}.5`, at: now + index }));
    const kept = keepOffers('nova', many, [offer({ ts: '3.5', at: now + 3, state: 'none' })], now + 100);
    expect(readOffers(kept.kind === 'set-slot' ? kept.data : null)).toHaveLength(40);
    const later = keepOffers('nova', many, [], now + 100 * 86_400_000);
    expect(readOffers(later.kind === 'set-slot' ? later.data : null)).toEqual([]);
    expect(readOffers(null)).toEqual([]);
  });
});

describe('the agreed sign', () => {
  const agreement = agreed({}, { words: ['red alert'], emoji: 'rotating_light' });
  const ask = (() => Promise.resolve('Red alert, the shop is down')) as unknown as Ask;
  const isSign = (event: Event, at = now) => isAgreedSign(ask, { event, agreement, now: at });
  const reaction = (more: object = {}) =>
    message({ kind: 'ReactionChanged', name: 'rotating_light', on: true, ...more });

  test('is a word or an emoji of the client’s', async () => {
    expect(await isSign(message())).toBe(true);
    expect(await isSign(reaction())).toBe(true);
    expect(await isSign(message({ side: 'staff' }))).toBe(false);
    expect(await isSign(reaction({ on: false }))).toBe(false);
  });

  test('raises nothing when it is heard a day late, as after a long outage', async () => {
    expect(await isSign(message(), now + HEARD_TOO_LATE - 1)).toBe(true);
    for (const event of [message(), reaction()]) expect(await isSign(event, now + HEARD_TOO_LATE)).toBe(false);
  });
});
