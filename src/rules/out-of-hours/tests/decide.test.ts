import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../engine/effect.ts';
import { outOfHoursKey } from '../../../engine/emergency-button.ts';
import type { Event } from '../../../engine/event.ts';
import { decide } from '../decide.ts';
import type { AskedFacts, Facts } from '../load.ts';
import { agreementOf, asked, at, conversation, eventOf, message, place } from './evening.ts';

const agreement = agreementOf();
const key = outOfHoursKey(place);

function ruled(facts: Facts, now = at('fri 19:41'), event: Event = eventOf()) {
  return decide({ event, facts, agreement, agency: null, now });
}

const kinds = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);

describe('a client’s message that came to ask while the office was closed', () => {
  test('gets one reply in its own thread, while it waits, by the agreement’s permission', () => {
    const [ruling] = ruled(asked);
    expect(ruling?.reason).toEqual({ name: 'replied', data: { backAt: at('next mon 09:00') } });
    expect(ruling?.effects).toEqual([
      expect.objectContaining({
        kind: 'say',
        key,
        to: { kind: 'channel', channelId: 'nova-channel', threadTs: message.ts },
        audience: 'client',
        permission: 'outOfHoursReply',
        wantedWhile: conversation.id,
        hearFirst: { channelId: 'nova-channel', lane: 'top' },
      }),
      { kind: 'set-slot', subject: 'nova:U0ANNA', data: { schema: 1, key, askedAt: at('fri 19:40') } },
    ]);
  });

  test('gets it in the thread in which it stands', () => {
    const inThread = { ...asked, message: { ...message, threadTs: '1772800000.000100' } };
    const [say] = ruled(inThread)[0]?.effects ?? [];
    expect(say).toMatchObject({ to: { threadTs: '1772800000.000100' } });
  });

  const told = (askedAt: number) => ({ lastReply: { schema: 1 as const, key: 'another', askedAt } });
  test.each<[string, Partial<AskedFacts>, string]>([
    ['who was told earlier that evening', told(at('fri 18:30')), 'already-told'],
    ['who was told of a later message, heard first', told(at('sat 11:00')), 'already-told'],
    ['while one of the staff is there', { isStaffThere: true }, 'staff-there'],
    ['while an emergency of the client runs', { hasEmergency: true }, 'emergency'],
    ['who was told the evening before', told(at('thu 19:00')), 'replied'],
    ['who was told in the very minute of closing', told(at('fri 18:00')), 'already-told'],
  ])('of somebody %s', (_, more, reason) => {
    const [ruling] = ruled({ ...asked, ...more });
    expect([ruling?.reason.name, kinds(ruling?.effects ?? [])]).toEqual([
      reason,
      reason === 'replied' ? ['say', 'set-slot'] : [],
    ]);
  });

  test.each([
    ['fri 19:41', 'replied'],
    ['sun 23:00', 'replied'],
    ['next mon 09:00', 'open-again'],
    ['next mon 20:00', 'open-again'],
  ])('heard on %s: %s', (now, reason) => {
    expect(ruled(asked, at(now)).map((ruling) => ruling.reason.name)).toEqual([reason]);
  });

  test('gets nothing where it is what a colleague says to the one who asked, nor where nothing waits', () => {
    expect(ruled({ ...asked, conversation: { ...conversation, asker: 'U0BEN' } })).toEqual([]);
    expect(ruled({ ...asked, conversation: null })).toEqual([]);
  });
});

describe('a reply that stands', () => {
  const reply = {
    key,
    rule: 'out-of-hours',
    to: { kind: 'channel' as const, channelId: 'nova-channel', threadTs: message.ts },
    view: 'out-of-hours-reply',
    data: { subject: conversation.id },
    state: 'sent' as const,
    sentAt: at('fri 19:41'),
  };
  const lastReply = { schema: 1 as const, key, askedAt: at('fri 19:40') };
  const deleted: Facts = { kind: 'deleted', message, reply, isAnswered: false, lastReply };

  test('is taken back when its message is deleted, and the person may be told anew', () => {
    expect(ruled(deleted)).toEqual([
      {
        reason: { name: 'withdrawn', data: {} },
        subject: conversation.id,
        effects: [
          { kind: 'withdraw', key },
          { kind: 'set-slot', subject: 'nova:U0ANNA', data: null },
        ],
      },
    ]);
  });

  test('is taken back alone where a later one counts', () => {
    const [ruling] = ruled({ ...deleted, lastReply: { ...lastReply, key: 'another' } });
    expect(kinds(ruling?.effects ?? [])).toEqual(['withdraw']);
  });

  test('stays where somebody has written below it', () => {
    expect(ruled({ ...deleted, isAnswered: true })).toEqual([]);
  });
});

describe('a reply that did not leave', () => {
  const failed = eventOf({ kind: 'DeliveryFailed', rule: 'out-of-hours', key, because: 'too_late' });
  test('is recorded with its reason while the question waits', () => {
    const [ruling] = ruled({ kind: 'unsent', conversation }, at('next mon 09:00'), failed);
    expect(ruling).toEqual({
      reason: { name: 'not-sent', data: { because: 'too_late' } },
      subject: conversation.id,
      effects: [],
    });
  });

  test('is nothing to speak of once the question is answered or gone', () => {
    const settled = { at: at('fri 20:00'), how: 'replied' as const, by: 'U0MIRA' };
    expect(ruled({ kind: 'unsent', conversation: { ...conversation, settled } }, at('fri 20:01'), failed)).toEqual([]);
    expect(ruled({ kind: 'unsent', conversation: null }, at('fri 20:01'), failed)).toEqual([]);
  });
});

test('where nothing is agreed, or nothing happened, nothing is ruled', () => {
  expect(ruled({ kind: 'nothing' })).toEqual([]);
  expect(decide({ event: eventOf(), facts: asked, agreement: null, agency: null, now: at('fri 19:41') })).toEqual([]);
});
