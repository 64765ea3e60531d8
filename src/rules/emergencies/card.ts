/** What the card says of emergencies: what counts as one, and the button to raise it. */
import { emergencySection } from '../../agreement/emergency.ts';
import { sectionOf } from '../../agreement/section.ts';
import type { CardPart } from '../../engine/card.ts';
import { emergencyButton } from '../../engine/emergency-button.ts';
import { escapeMrkdwn } from '../../language/messages.ts';
import { sayToClients } from './words.ts';

export const card: CardPart = {
  part: 'emergency',
  keys: ['emergency'],
  title: (language) => sayToClients(language, 'card.title'),
  lines: (agreement) => (sectionOf(agreement, emergencySection)?.criteria ?? []).map((one) => `• ${escapeMrkdwn(one)}`),
  buttons: (agreement, { language }) => emergencyButton(agreement, sayToClients(language, 'button.raise')),
};
