import { z } from 'zod';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarOf } from '../../agreement/calendar-of.ts';
import { spanSchema, type Target, targetSchema, warningSchema } from '../../agreement/duration.ts';
import { defineSection, type SectionContext, type SectionProblem, sectionOf } from '../../agreement/section.ts';
import type { Window } from '../../agreement/target.ts';
import { isOpen } from '../../time/calendar.ts';

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];
export type WhichReply = 'first' | 'next';

const HOUR = 3_600_000;

const hoursSchema = z
  .enum(['office', 'roundTheClock'])
  .meta({ description: 'Whether the clock runs in office hours only or around the clock.' });

const prioritySchema = z.strictObject({
  first: targetSchema("When the first reply to a client's question is due."),
  next: targetSchema('When each later reply in the same thread is due; as the first where it is missing.').optional(),
  hours: hoursSchema.optional(),
});

const prioritiesSchema = z
  .strictObject({
    urgent: prioritySchema.optional().meta({ description: 'When staff call it urgent.' }),
    high: prioritySchema.optional().meta({ description: 'When staff call it important.' }),
    normal: prioritySchema.meta({ description: 'Unless staff choose another.' }),
    low: prioritySchema.optional().meta({ description: 'When staff call it of low priority.' }),
  })
  .meta({ description: 'Reply times by priority; a priority that is not named is as normal.' });

const longest = 240 * HOUR;
const byTheClock = (what: string) =>
  spanSchema(`${what}, counted around the clock from the asking.`, ['1h', '30m'], longest, 1000);

const outOfHoursSchema = z
  .strictObject({
    first: byTheClock('When the first reply to what is asked out of hours is due'),
    next: byTheClock('When each later reply is due; as the first where it is missing').optional(),
  })
  .optional();

const allOutOfHoursSchema = z
  .strictObject({
    urgent: outOfHoursSchema.meta({ description: 'When staff call it urgent.' }),
    high: outOfHoursSchema.meta({ description: 'When staff call it important.' }),
    normal: outOfHoursSchema.meta({ description: 'Unless staff choose another.' }),
    low: outOfHoursSchema.meta({ description: 'When staff call it of low priority.' }),
  })
  .meta({
    description:
      'Other reply times for what is asked while the office is closed, instead of a clock that stands still until it opens. They hold for that whatever the priorities say; a priority that is not named here is counted as theirs.',
  });

const afterBreachSchema = z
  .strictObject({
    repeatEvery: spanSchema(
      'How often a breach is told again, in the hours of its window.',
      ['1h', '30m'],
      240 * HOUR,
      60_000,
    ),
    times: z
      .int()
      .min(0)
      .max(20, 'at most 20 repeats; more are only noise')
      .meta({ description: 'How many repeats; 0 for none.' }),
    to: z
      .array(z.enum(['owner', 'backup', 'managers']))
      .min(1, 'say who hears the repeats: owner, backup, managers')
      .meta({ description: 'Who hears the repeats.' }),
  })
  .meta({ description: 'What repeats after a breach, and to whom.' });

const responseWindowSchema = z
  .strictObject({
    hours: hoursSchema.default('office'),
    warnAt: warningSchema(
      'When the owner is warned: a share of the window, or so much open time before its end.',
    ).prefault('75%'),
    priorities: prioritiesSchema,
    outOfHours: allOutOfHoursSchema.optional(),
    afterBreach: afterBreachSchema.prefault({ repeatEvery: '1h', times: 3, to: ['owner', 'backup', 'managers'] }),
  })
  .meta({ description: 'How soon the client gets an answer.' });

export type ResponseWindowConfig = z.output<typeof responseWindowSchema>;

/** The rule's section of the agreement. */
export const responseWindowSection = defineSection({
  name: 'responseWindow',
  schema: responseWindowSchema,
  check: unreachableTargets,
});

/** The window for a reply: its own priority's where that is named, else normal's; later replies as the first where unsaid. */
export function windowOf(config: ResponseWindowConfig, priority: Priority, which: WhichReply): Window {
  const named = config.priorities[priority] ?? config.priorities.normal;
  return {
    target: which === 'next' ? (named.next ?? named.first) : named.first,
    hours: named.hours ?? config.hours,
    warnAt: config.warnAt,
  };
}

/**
 * The window for what was asked while the office was closed: null where none was agreed for its priority, and the ordinary
 * one counts.
 */
export function closedWindowOf(config: ResponseWindowConfig, priority: Priority, which: WhichReply): Window | null {
  const named = config.outOfHours?.[priority];
  if (named === undefined) return null;
  const { ms } = which === 'next' ? (named.next ?? named.first) : named.first;
  return { target: { kind: 'open-time', ms }, hours: 'roundTheClock', warnAt: config.warnAt };
}

/** The window for what was asked at an instant (epoch milliseconds): by whether the office was open then. */
export function windowAt(agreement: Agreement, priority: Priority, which: WhichReply, at: number): Window | null {
  const config = sectionOf(agreement, responseWindowSection);
  if (config === undefined) return null;
  const closed = closedWindowOf(config, priority, which);
  const isOut = closed !== null && !isOpen(calendarOf(agreement, at), at);
  return isOut ? closed : windowOf(config, priority, which);
}

/** A window longer than a year of ordinary weeks is a mistake, and would send the calendar years ahead. */
function unreachableTargets(config: ResponseWindowConfig, week: SectionContext): SectionProblem[] {
  const problems: SectionProblem[] = [];
  for (const priority of PRIORITIES) {
    const named = config.priorities[priority];
    if (!named || (named.hours ?? config.hours) === 'roundTheClock') continue;
    for (const which of ['first', 'next'] as const) {
      const target = named[which];
      if (target && takesOverAYear(target, week)) {
        const message = 'with these office hours that would take more than a year; write a shorter time or open longer';
        problems.push({ path: ['priorities', priority, which], message });
      }
    }
  }
  return problems;
}

function takesOverAYear(target: Target, week: SectionContext): boolean {
  if (target.kind === 'open-time') return target.ms > week.openTimeOfWeek * 52;
  return target.kind === 'business-days' && target.days > week.businessDaysOfWeek * 52;
}
