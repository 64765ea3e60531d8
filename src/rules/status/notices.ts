/** What is said: the prompt to whoever is asked, a reminder of it, and to the owner how far it is. */
import { thereOrInstead } from '../../engine/absence.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Report } from '../../engine/report.ts';
import { plainSay } from '../../engine/say.ts';
import type { Telling } from './collecting.ts';
import type { Around } from './people.ts';
import { progressKey, promptKey, reminderKey } from './record.ts';

/** Somebody is asked, or reminded. */
export function told({ id }: Report, { userId, audience, what }: Telling): Say {
  const isAsked = what === 'asked';
  return plainSay({
    key: isAsked ? promptKey(id, userId) : reminderKey(id, userId, what),
    to: { kind: 'person', userId },
    audience,
    view: isAsked ? 'status-prompt' : 'status-reminder',
    data: { report: id, userId, ...(what === 2 ? { last: true } : {}) },
  });
}

/** How far it is, to its owner, once somebody is asked; nobody is told of what they alone answer. */
export function progress(around: Around, { id, contributors }: Report): Say[] {
  const owner = thereOrInstead(around.agreement.people.owner.id, around);
  if (owner === null || contributors.every(({ userId }) => userId === owner.userId)) return [];
  return [
    plainSay({
      key: progressKey(id),
      to: { kind: 'person', userId: owner.userId },
      audience: owner.audience,
      priority: 'low',
      view: 'status-progress',
      data: { report: id },
    }),
  ];
}

/** What was said of somebody's part reads as it is now. */
export function redrawn(report: Pick<Report, 'id'>, userId: string): Effect[] {
  const { id } = report;
  return [promptKey(id, userId), reminderKey(id, userId, 1), reminderKey(id, userId, 2)].map((key) => ({
    kind: 'refresh',
    key,
  }));
}
