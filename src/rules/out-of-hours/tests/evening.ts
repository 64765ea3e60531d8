/** A small world for this rule's tests: an agreement, an evening in it, and a message that waits. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { type Agreement, coreShape } from '../../../agreement/agreement.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Event } from '../../../engine/event.ts';
import type { WrittenMessage } from '../../../engine/facts.ts';
import { outOfHoursSection } from '../config.ts';
import type { AskedFacts } from '../load.ts';

/** `fri 19:40` in the week of 2 March 2026, `next mon 09:00` a week later, in Istanbul. */
export function at(text: string): number {
  const [, next, day = '', clock = ''] = /^(next )?(\w{3}) (\d\d:\d\d)$/.exec(text) ?? [];
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const date = String(2 + days.indexOf(day) + (next ? 7 : 0)).padStart(2, '0');
  return DateTime.fromISO(`2026-03-${date}T${clock}`, { zone: 'Europe/Istanbul' }).toMillis();
}

type Written = Record<string, unknown>;

/** Open Monday to Friday 09:00-18:00 in Istanbul, and the reply permitted. */
export function agreementOf(section: Written = {}, core: Written = {}, client: Written = {}): Agreement {
  const open = '09:00-18:00';
  const read = z.strictObject(coreShape).parse({
    schema: 1,
    id: 'nova',
    client: { name: 'Nova Bikes', language: 'en', ...client },
    channels: ['C0NOVA'],
    officeHours: { timeZone: 'Europe/Istanbul', weekly: { mon: open, tue: open, wed: open, thu: open, fri: open } },
    people: { owner: 'U0MIRA Mira Aksoy', backup: 'U0JONAS Jonas Weber', client: ['U0ANNA Anna Novak'] },
    mayPost: ['outOfHoursReply'],
    ...core,
  });
  return { ...read, version: 1, sections: { outOfHours: outOfHoursSection.schema.parse(section) } };
}

export const ts = '1772815200.000100';
export const place = { channelId: 'nova-channel', ts, threadTs: null };

export const message: WrittenMessage = {
  ...place,
  author: 'U0ANNA',
  occurredAt: at('fri 19:40'),
  deletedAt: null,
  needsReply: true,
  readingReason: 'question',
  asksSince: at('fri 19:40'),
  marks: [],
};

export const conversation: Conversation = {
  id: `nova-channel:${ts}`,
  channelId: 'nova-channel',
  lane: 'top',
  turn: 'first',
  messages: [ts],
  asker: 'U0ANNA',
  askedAt: at('fri 19:40'),
  openedBy: 'message',
  settled: null,
  pauses: [],
  takenBy: null,
  handedTo: null,
  chosen: { priority: null, owner: null, dueAt: null },
};

/** Anna asks on Friday at 19:40, and nothing stands against a reply. */
export const asked: AskedFacts = {
  kind: 'asked',
  message,
  askedAt: at('fri 19:40'),
  closed: { since: at('fri 18:00'), until: at('next mon 09:00') },
  conversation,
  isStaffThere: false,
  lastReply: null,
  hasEmergency: false,
};

/** Her message as an event; `more` is of whichever kind. */
export function eventOf(more: Written = {}): Event {
  return {
    kind: 'MessagePosted',
    id: 'event',
    workspaceId: 'T0HARBOUR',
    clientId: 'nova',
    actor: 'U0ANNA',
    side: 'client',
    occurredAt: at('fri 19:40'),
    source: 'live',
    message: place,
    ...more,
  } as Event;
}
