/** What every message of this rule is drawn from: a milestone as it is kept and agreed, and how days and people are said. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import type { AgreedMilestone } from '../../../agreement/milestones.ts';
import { milestonesOf } from '../../../agreement/rhythm.ts';
import { button, sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Milestone } from '../../../engine/milestone.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { UNDO } from '../record.ts';
import { say } from '../words.ts';

const LONGEST_NAME = 60;

/** `agreed` null: it is not agreed any more. */
export type Shown = { milestone: Milestone; agreement: Agreement; agreed: AgreedMilestone | null };

/** Loads one by its id; null where there is none. */
export async function loadShown(ask: Ask, id: unknown): Promise<Shown | null> {
  const milestone = typeof id === 'string' ? await ask('milestone', { id }) : null;
  const agreement = milestone === null ? null : await ask('agreement', { clientId: milestone.clientId });
  if (milestone === null || agreement === null) return null;
  return { milestone, agreement, agreed: agreedOf(agreement, milestone) };
}

/** As it is agreed now; null: it is not any more. */
export function agreedOf(agreement: Agreement, { milestoneId }: Milestone): AgreedMilestone | null {
  return milestonesOf(agreement).find(({ id }) => id === milestoneId) ?? null;
}

/** What it is called; its short name where it is not agreed any more. */
export function titleOf({ agreed, milestone }: Pick<Shown, 'agreed' | 'milestone'>): string {
  return escapeName(agreed?.title ?? milestone.milestoneId);
}

/** What Slack calls somebody; their mention where nothing is known. */
export async function nameOf(ask: Ask, userId: string | null): Promise<string> {
  if (userId === null) return '';
  const name = (await ask('person', { userId }))?.name ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** A local date of the client as it is written where it stands. */
export function day(date: string, { agreement }: Pick<Shown, 'agreement'>, reader: Reader): string {
  return formatDate(date, { ...reader, timeZone: zoneOfClient(agreement) });
}

/** Where the client is: whether its day is still ahead, is today, or has passed. */
export function when({ milestone, agreement }: Shown, { now }: Reader): 'ahead' | 'today' | 'past' {
  const today = localDate(zoneOfClient(agreement), now);
  return today < milestone.date ? 'ahead' : today === milestone.date ? 'today' : 'past';
}

/** How it stands, in a line for staff. */
export function stateLine(shown: Shown, names: { reachedBy: string }, reader: Reader): string {
  const { milestone } = shown;
  const { language } = reader;
  const values = { date: day(milestone.date, shown, reader), agreed: day(milestone.agreedFor, shown, reader) };
  if (milestone.state === 'dropped') return say(language, 'state.dropped');
  if (milestone.state === 'reached') return say(language, 'state.reached', { ...values, name: names.reachedBy });
  const state = milestone.onTrackAt !== null && when(shown, reader) === 'ahead' ? 'onTrack' : when(shown, reader);
  return say(language, 'state.ahead', {
    ...values,
    state,
    isMoved: milestone.date === milestone.agreedFor ? 'no' : 'yes',
  });
}

/** What staff can do about it; none where there is nothing. */
export function buttons(shown: Shown, reader: Reader): KnownBlock[] {
  const { milestone, agreed } = shown;
  const { language, now } = reader;
  if (agreed === null || milestone.state === 'dropped') return [];
  if (milestone.state === 'reached') {
    const isFresh = milestone.reachedAt !== null && now - milestone.reachedAt < UNDO;
    const undo = button('milestone-undo', say(language, 'button.undo'), milestone.id);
    return isFresh ? [{ type: 'actions', elements: [undo] }] : [];
  }
  const isAhead = when(shown, reader) === 'ahead' && milestone.onTrackAt === null;
  return [
    {
      type: 'actions',
      elements: [
        ...(isAhead
          ? [
              {
                ...button('milestone-on-track', say(language, 'button.on-track'), milestone.id),
                style: 'primary' as const,
              },
            ]
          : []),
        button('milestone-reached', say(language, 'button.reached'), milestone.id),
        button('milestone-slip', say(language, 'button.slip'), milestone.id),
      ],
    },
  ];
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
