/** What the card says of emergencies: the agreement's own words. */
import { sectionOf } from '../../agreement/section.ts';
import type { CardPart } from '../../engine/card.ts';
import { escapeMrkdwn } from '../../language/messages.ts';
import { outOfHoursSection } from './config.ts';
import { say } from './words.ts';

export const card: CardPart = {
  part: 'emergency',
  keys: ['outOfHours.emergency'],
  title: (language) => say(language, 'card.title'),
  lines: (agreement) => {
    const words = sectionOf(agreement, outOfHoursSection)?.emergency;
    return words === undefined ? [] : [escapeMrkdwn(words)];
  },
};
