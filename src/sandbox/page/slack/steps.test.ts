import { expect, test } from 'vitest';
import type { ChannelCard, PersonCard, WorkspacePart } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { type Cast, castOf, localOf, nextLocal, noProgress, progressAfter, type Scene } from './steps.ts';

const berlin = { timeZone: 'Europe/Berlin', locale: 'en-GB' };
const person = (id: string, side: PersonCard['side'], title = '') =>
  ({ id, side, title, isDeleted: false }) as PersonCard;
const people = [
  person('U0RUTH', 'staff', 'Client director'),
  person('U0MIRA', 'staff', 'Account manager'),
  person('U0ANNA', 'external'),
];
const cast = castOf({ people } as WorkspacePart) as Cast;
const shared = { id: 'C0NOVA', kind: 'channel', sharedWith: ['Nova Bikes'], with: null } as unknown as ChannelCard;
const direct = { id: 'D1', kind: 'im', sharedWith: [], with: 'U0RULES' } as unknown as ChannelCard;
const said = (ts: string, user: string, more: Partial<Message> = {}): Message => ({
  type: 'message',
  ts,
  user,
  text: 'words',
  ...more,
});
const scene = (part: Partial<Scene>): Scene => ({
  cast,
  me: 'U0ANNA',
  app: 'U0RULES',
  card: shared,
  messages: [],
  ephemerals: [],
  ...part,
});

test('the parts are found by what people are, and there is no tour without them', () => {
  expect([cast.client.id, cast.owner.id, cast.manager.id]).toEqual(['U0ANNA', 'U0MIRA', 'U0RUTH']);
  expect(castOf({ people: people.slice(1) } as WorkspacePart)).toBeNull();
});

test('each step is ticked off by what stands in the open conversation, and stays so', () => {
  const asked = progressAfter(noProgress, scene({ messages: [said('100.0', 'U0ANNA')] }));
  expect(asked).toEqual({ done: ['ask'], askedAt: 100_000 });
  const notice = { card: direct, messages: [said('200.0', 'U0RULES')] };
  const warned = progressAfter(asked, scene({ ...notice, me: 'U0MIRA' }));
  const breached = progressAfter(warned, scene({ ...notice, me: 'U0RUTH' }));
  expect(breached.done).toEqual(['ask', 'warned', 'breached']);
  const answered = progressAfter(breached, scene({ messages: [said('100.0', 'U0ANNA'), said('300.0', 'U0MIRA')] }));
  const why = progressAfter(
    answered,
    scene({ ephemerals: [said('400.0', 'U0RULES', { text: '<https://x.slack.com/archives/C0NOVA/p1>' })] }),
  );
  expect(progressAfter(answered, scene({ ephemerals: [said('400.0', 'U0RULES')] }))).toBe(answered);
  expect(why.done).toEqual(['ask', 'warned', 'breached', 'answer', 'why']);
});

test('a notice from before the question is not the one to wait for', () => {
  const asked = progressAfter(noProgress, scene({ messages: [said('100.0', 'U0ANNA')] }));
  const old = scene({ me: 'U0MIRA', card: direct, messages: [said('50.0', 'U0RULES')] });
  expect(progressAfter(asked, old)).toBe(asked);
});

test('a question that the owner has answered long ago is not the visitor’s', () => {
  const messages = [said('50.0', 'U0ANNA'), said('60.0', 'U0MIRA')];
  expect(progressAfter(noProgress, scene({ messages }))).toBe(noProgress);
});

test('somebody who joins has asked nothing, and nobody is warned by looking at an empty conversation', () => {
  const joined = said('100.0', 'U0ANNA', { subtype: 'channel_join' });
  expect(progressAfter(noProgress, scene({ messages: [joined] }))).toBe(noProgress);
  expect(progressAfter(noProgress, scene({ me: 'U0MIRA', card: direct }))).toBe(noProgress);
});

test('what the owner wrote before the question is no answer to it', () => {
  const messages = [said('50.0', 'U0MIRA'), said('100.0', 'U0ANNA')];
  expect(progressAfter(noProgress, scene({ messages })).done).toEqual(['ask']);
});

test('the next such weekday is today where its time has not passed, and a week later where it has', () => {
  const friday = Date.parse('2026-11-20T16:50:00+01:00');
  expect(localOf(friday, berlin)).toBe('2026-11-20T16:50');
  expect(nextLocal(friday, berlin, 5, '16:50')).toBe('2026-11-20T16:50');
  expect(nextLocal(friday + 60_000, berlin, 5, '16:50')).toBe('2026-11-27T16:50');
  expect(nextLocal(friday, berlin, 1, '10:20')).toBe('2026-11-23T10:20');
});

test('what was asked and answered before the visitor came ticks nothing off', () => {
  const before = scene({ messages: [said('100.0', 'U0ANNA'), said('101.0', 'U0MIRA')] });
  expect(progressAfter(noProgress, before)).toBe(noProgress);
});
