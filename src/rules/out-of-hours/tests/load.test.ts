import { describe, expect, test } from 'vitest';
import { outOfHoursKey } from '../../../engine/emergency-button.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask, Questions, SaidMessage, Voice } from '../../../engine/facts.ts';
import { decide } from '../decide.ts';
import { type Facts, load } from '../load.ts';
import { agreementOf, at, conversation, eventOf, message, place } from './evening.ts';

type Known = {
  message: typeof message | null;
  conversations: (typeof conversation)[];
  voices: Voice[];
  slot: unknown;
  said: SaidMessage | null;
  asked: string[];
  running: { isDrill: boolean }[];
  incident: unknown;
};

function askOf(given: Partial<Known>): { ask: Ask; asked: string[] } {
  const known: Known = {
    message,
    conversations: [conversation],
    voices: [],
    slot: null,
    said: null,
    asked: [],
    running: [],
    incident: null,
    ...given,
  };
  const answers: Partial<{ [Name in keyof Questions]: unknown }> = {
    message: known.message,
    conversations: known.conversations,
    voices: known.voices,
    slot: known.slot,
    saidUnder: known.said,
    conversation: known.conversations[0] ?? null,
    runningIncidents: known.running,
    incident: known.incident,
  };
  const ask = async (name: keyof Questions) => {
    known.asked.push(name);
    return answers[name];
  };
  return { ask: ask as Ask, asked: known.asked };
}

const now = at('fri 19:41');
const loaded = (given: Partial<Known>, event = eventOf(), agreement = agreementOf()) =>
  load(askOf(given).ask, { event, agreement, agency: null, now });
const said = (state: SaidMessage['state']): SaidMessage => ({
  key: outOfHoursKey(place),
  rule: 'out-of-hours',
  to: { kind: 'channel', channelId: 'nova-channel', threadTs: place.ts },
  view: 'out-of-hours-reply',
  data: { subject: conversation.id },
  state,
  sentAt: null,
});

describe('what may get a reply', () => {
  test('is what came to ask while the office was closed, with the closed time around it', async () => {
    expect(await loaded({})).toMatchObject({
      kind: 'asked',
      askedAt: at('fri 19:40'),
      closed: { since: at('fri 18:00'), until: at('next mon 09:00') },
      isStaffThere: false,
      lastReply: null,
    });
  });

  test.each<[string, Partial<typeof message>]>([
    ['is chatter', { asksSince: null, needsReply: false }],
    ['was deleted', { deletedAt: at('fri 19:41') }],
    ['came while the office was open', { asksSince: at('fri 17:59') }],
    ['came in the moment of opening', { asksSince: at('fri 09:00') }],
  ])('is nothing that %s', async (_, more) => {
    expect(await loaded({ message: { ...message, ...more } })).toEqual({ kind: 'nothing' });
  });

  test('is what comes in the moment of closing', async () => {
    const atClosing = { ...message, asksSince: at('fri 18:00') };
    expect(await loaded({ message: atClosing })).toMatchObject({ closed: { since: at('fri 18:00') } });
  });

  test.each(['staff', 'neither', 'unknown'])('is nothing by somebody who is %s', async (side) => {
    expect(await loaded({}, eventOf({ side }))).toEqual({ kind: 'nothing' });
  });

  test('is nothing that waits no more', async () => {
    const settled = { at: at('fri 19:41'), how: 'replied' as const, by: 'U0MIRA' };
    expect(await loaded({ conversations: [{ ...conversation, settled }] })).toEqual({ kind: 'nothing' });
    expect(await loaded({ conversations: [] })).toEqual({ kind: 'nothing' });
  });

  test('is nothing without the agreement’s permission, and then nothing is asked', async () => {
    const { ask, asked } = askOf({});
    const agreement = agreementOf({}, { mayPost: [] });
    expect(await load(ask, { event: eventOf(), agreement, agency: null, now })).toEqual({ kind: 'nothing' });
    expect(asked).toEqual([]);
  });
});

test('what comes while an emergency of the client runs is known as such; a drill is none', async () => {
  expect(await loaded({ running: [{ isDrill: false }] })).toMatchObject({ hasEmergency: true });
  expect(await loaded({ running: [{ isDrill: true }] })).toMatchObject({ hasEmergency: false });
});

test('the reply to a message that became an emergency is taken back while it has not left, and drawn again where it stands', async () => {
  const raised = { ...eventOf(), kind: 'IncidentChanged', incidentId: 'i', from: null, to: 'triggered' } as Event;
  const incident = { channelId: place.channelId, message: { ts: place.ts, threadTs: null }, isDrill: false };
  const facts = await loaded({ incident, said: said('waiting') }, raised);
  const effects = (facts: Facts) =>
    decide({ event: raised, facts, agreement: agreementOf(), agency: null, now })[0]?.effects;
  expect(effects(facts)).toEqual([{ kind: 'withdraw', key: outOfHoursKey(place) }]);
  const sent = await loaded({ incident, said: said('sent') }, raised);
  expect(effects(sent)).toEqual([{ kind: 'refresh', key: outOfHoursKey(place) }]);
  for (const known of [
    { incident, said: said('cancelled') },
    { incident },
    { incident: { ...incident, message: null } },
  ])
    expect(await loaded(known, raised)).toEqual({ kind: 'nothing' });
});

test('of those who have written there since closing, only staff are staff', async () => {
  const by = (side: Voice['side']) => [{ userId: 'U0X', side, lastAt: at('fri 19:00') }];
  expect(await loaded({ voices: by('staff') })).toMatchObject({ isStaffThere: true });
  for (const side of ['client', 'neither', 'unknown'] as const)
    expect(await loaded({ voices: by(side) })).toMatchObject({ isStaffThere: false });
});

test('a reply that was called off before it left has told nobody anything', async () => {
  const slot = { schema: 1, key: outOfHoursKey(place), askedAt: at('fri 19:00') };
  for (const state of ['sent', 'waiting'] as const)
    expect(await loaded({ slot, said: said(state) })).toMatchObject({ lastReply: slot });
  for (const one of [said('cancelled'), said('failed'), null])
    expect(await loaded({ slot, said: one })).toMatchObject({ lastReply: null });
});

test('a deleted message is looked at only where it had a reply', async () => {
  const event = eventOf({ kind: 'MessageDeleted' });
  const voices = [{ userId: 'U0BEN', side: 'client' as const, lastAt: at('fri 20:00') }];
  expect(await loaded({}, event)).toEqual({ kind: 'nothing' });
  expect(await loaded({ said: said('cancelled') }, event)).toEqual({ kind: 'nothing' });
  expect(await loaded({ said: said('sent') }, event)).toMatchObject({ kind: 'deleted', isAnswered: false });
  expect(await loaded({ said: said('sent'), voices }, event)).toMatchObject({ kind: 'deleted', isAnswered: true });
});
