/** What the card says of goals: what was agreed, and until when; what they came to stands in the reports. */
import { goalsOf } from '../../agreement/goals.ts';
import type { CardPart } from '../../engine/card.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../language/messages.ts';
import { figureText } from './figure.ts';
import { sayToClients } from './words.ts';

export const card: CardPart = {
  part: 'goals',
  keys: ['goals'],
  title: (language) => sayToClients(language, 'card.title'),
  lines: (agreement, reader) =>
    goalsOf(agreement).map(({ title, unit, target, by, direction, why }) => {
      const line = sayToClients(reader.language, 'card.line', {
        title: escapeName(title),
        figure: figureText(target, unit === undefined ? undefined : escapeName(unit), reader.language),
        direction,
        by: by === undefined ? 'none' : formatDate(by, reader),
      });
      return `• ${line}${why === undefined ? '' : ` – ${escapeMrkdwn(why)}`}`;
    }),
};
