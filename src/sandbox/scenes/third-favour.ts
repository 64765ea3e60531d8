/** Three small favours in a month: each is noted where it is done, and at the third the manager hears of it. */
import type { Scene } from './stage.ts';

export const thirdFavour: Scene = {
  name: 'third-favour',
  title: 'The third favour of a month: noted in a line each, until the manager hears of it',
  play: async (stage) => {
    const inside = 'C0NOVAINT';
    await stage.begins('Thu', '10:00', 'C0NOVA');
    await stage.commands('U0JONAS', inside, '/rules favour 45 min banner for the shop window');
    await stage.tells(
      'It is in no contract. Jonas does it all the same, and notes it down; the client sees nothing of it.',
    );
    await stage.until('Thu', '11:40');
    await stage.commands('U0MIRA', inside, '/rules favour 1 hour words for the leaflet');
    await stage.until('Thu', '15:10');
    await stage.commands('U0JONAS', inside, '/rules favour 1h30 short clip of the fair');
    await stage.tells(
      'Two a month are agreed among the staff. This was the third: Ruth, who manages, reads so at once.',
    );
    await stage.until('Thu', '15:30');
    await stage.commands('U0RUTH', inside, '/rules favours');
    await stage.tells('What was given is at hand when the contract is renewed, with hours and what they are worth.');
    await stage.until('Thu', '17:00');
  },
};
