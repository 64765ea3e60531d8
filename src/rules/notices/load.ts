import { managersOf } from '../../agreement/agency.ts';
import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import type { NoticeChoice } from '../../engine/notice-choice.ts';
import { usual } from './choose.ts';

export type Facts = {
  /** Whether any agreement, or the agency's file for it, lets them hear of breaches as a manager. */
  manages: boolean;
  choice: NoticeChoice;
  /** In which to word field errors. */
  language: string;
};

/** Loads whether the asker hears of anything as a manager, and how so far. */
export async function load(ask: Ask, { event }: { event: Event }): Promise<Facts> {
  const userId = event.actor ?? '';
  const agency = await ask('agency', {});
  const person = await ask('person', { userId });
  const [chosen] = await ask('noticeChoices', { userIds: [userId] });
  return {
    manages: await managesAny(ask, userId),
    choice: chosen?.choice ?? usual,
    language: person?.language ?? agency?.defaults.language ?? 'en',
  };
}

async function managesAny(ask: Ask, userId: string): Promise<boolean> {
  const agency = (await ask('agency', {})) ?? undefined;
  if (agency?.managers.some(({ id }) => id === userId)) return true;
  for (const { clientId } of await ask('clientsServedBy', { userId })) {
    const agreement = await ask('agreement', { clientId });
    if (agreement !== null && managersOf(agreement, agency).some(({ id }) => id === userId)) return true;
  }
  return false;
}
