/** What the card says of milestones: the day that was agreed, the one it is expected on now, and that it is reached. */
import type { AgreedMilestone } from '../../agreement/milestones.ts';
import { milestonesOf } from '../../agreement/rhythm.ts';
import type { CardPart } from '../../engine/card.ts';
import type { Milestone } from '../../engine/milestone.ts';
import type { Reader } from '../../engine/rule.ts';
import { escapeName, formatDate } from '../../language/messages.ts';
import { sayToClients } from './words.ts';

export const card: CardPart = {
  part: 'milestones',
  keys: ['rhythm.milestones'],
  title: (language) => sayToClients(language, 'card.title'),
  lines: (agreement, reader, _agency, standing) =>
    milestonesOf(agreement).map((agreed) => {
      const kept = standing?.milestones.find(({ milestoneId }) => milestoneId === agreed.id);
      return `• ${lineOf(agreed, kept ?? null, reader)}`;
    }),
};

function lineOf(agreed: AgreedMilestone, kept: Milestone | null, reader: Reader): string {
  const { language } = reader;
  const date = formatDate(agreed.date, reader);
  const title = escapeName(agreed.title);
  if (kept?.state === 'reached') return sayToClients(language, 'card.reached', { title, date });
  if (kept === null || kept.agreedFor !== agreed.date || kept.date === agreed.date)
    return sayToClients(language, 'card.line', { title, date });
  return sayToClients(language, 'card.moved', { title, date, now: formatDate(kept.date, reader) });
}
