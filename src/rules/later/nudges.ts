/**
 * The private word to staff who write to a client outside their own hours: once an evening, never to who asked not to hear
 * it, and never about what is answered around the clock.
 */
import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { type Evening, eveningAt } from '../../agreement/own-hours.ts';
import type { Conversation } from '../../engine/conversation.ts';
import type { Effect } from '../../engine/effect.ts';
import { hasEmergency } from '../../engine/emergency-talk.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { isOpen } from '../../time/calendar.ts';
import { localDate } from '../../time/local-date.ts';
import { ruleName } from './kept.ts';

const nudgesSchema = z
  .object({ schema: z.literal(1), off: z.boolean(), nudgedAt: z.number().nullable() })
  .nullable()
  .transform((known) => known ?? { schema: 1 as const, off: false, nudgedAt: null });
type Nudges = z.output<typeof nudgesSchema>;

export type NudgeFacts = { kind: 'posted'; evening: Evening; zone: string; nudges: Nudges; isRoundTheClock: boolean };

const slotOf = (userId: string) => `nudges:${userId}`;

/** What somebody chose about nudges, and when they had the last one. */
export async function loadNudges(ask: Ask, userId: string): Promise<Nudges> {
  return nudgesSchema.parse(await ask('slot', { rule: ruleName, subject: slotOf(userId) }));
}

/** Keeps whether somebody wants nudges. */
export function chooseNudges(userId: string, nudges: Nudges, off: boolean): Effect {
  return { kind: 'set-slot', subject: slotOf(userId), data: { ...nudges, off } };
}

/** What is needed of a message; null where nobody is to be nudged, as for nearly all. */
export async function loadNudge(
  ask: Ask,
  { message, side, actor, occurredAt, byUs }: EventOf<'MessagePosted'>,
  agreement: Agreement,
): Promise<NudgeFacts | null> {
  if (side !== 'staff' || byUs || actor === null) return null;
  const timeZone = (await ask('person', { userId: actor }))?.timeZone ?? null;
  const evening = eveningAt(agreement, timeZone, occurredAt);
  // Whoever looks after an emergency has better to do than to hear that it is late.
  if (evening === null || (await hasEmergency(ask, agreement.id))) return null;
  const lane = message.threadTs ?? 'top';
  const answered = (await ask('conversations', { channelId: message.channelId })).filter(
    (one) =>
      (one.settled === null && one.lane === lane) || (one.settled?.at === occurredAt && one.settled.by === actor),
  );
  return {
    kind: 'posted',
    evening,
    zone: timeZone ?? agreement.officeHours.timeZone,
    nudges: await loadNudges(ask, actor),
    isRoundTheClock: answered.some((one) => runsRoundTheClock(one, agreement)),
  };
}

/** Nudges once an evening. */
export function nudge(
  { evening, zone, nudges, isRoundTheClock }: NudgeFacts,
  { message, actor }: EventOf<'MessagePosted'>,
  now: number,
): Ruling[] {
  const isOver = now >= evening.until;
  const isTold = nudges.nudgedAt !== null && nudges.nudgedAt >= evening.since && nudges.nudgedAt < evening.until;
  if (actor === null || isOver || isTold || nudges.off || isRoundTheClock) return [];
  const { channelId, threadTs } = message;
  const say = plainSay({
    // Two clients' messages at one instant are judged apart: the name holds that it is said once.
    key: `later:nudge:${actor}:${localDate(zone, evening.since)}`,
    to: { kind: 'person', userId: actor },
    audience: 'staff',
    priority: 'low',
    view: 'later-nudge',
    data: { channelId, threadTs },
    unknownOutcome: 'drop',
  });
  const slot: Effect = { kind: 'set-slot', subject: slotOf(actor), data: { ...nudges, nudgedAt: now } };
  return [{ reason: { name: 'nudged', data: {} }, subject: null, effects: [slot, say] }];
}

const hoursSchema = z.enum(['office', 'roundTheClock']).optional().catch(undefined);
/** As much of what is agreed about replies as says around which clock they are due. */
const agreedSchema = z
  .looseObject({
    hours: hoursSchema,
    priorities: z.record(z.string(), z.looseObject({ hours: hoursSchema }).optional().catch(undefined)),
    outOfHours: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

function runsRoundTheClock(
  { chosen, askedAt }: Pick<Conversation, 'chosen' | 'askedAt'>,
  agreement: Agreement,
): boolean {
  const agreed = agreedSchema.parse(agreement.sections.responseWindow);
  const priority = agreed?.priorities[chosen.priority ?? 'normal'] ?? agreed?.priorities.normal;
  const isOut = agreed?.outOfHours?.[chosen.priority ?? 'normal'] !== undefined;
  if (isOut && !isOpen(calendarOf(agreement, askedAt), askedAt)) return true;
  return (priority?.hours ?? agreed?.hours) === 'roundTheClock';
}
