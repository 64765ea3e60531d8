/** Thanks starts no clock; thanks with a question does. */
import type { Scene } from './stage.ts';

export const thanks: Scene = {
  name: 'thanks',
  title: 'A thanks, and a thanks with a question in it',
  play: async (stage) => {
    await stage.until('Mon', '13:10');
    await stage.says('U0ANNA', 'C0NOVA', 'Perfect, thank you so much! :tada:');
    await stage.until('Mon', '13:30');
    await stage.says('U0BEN', 'C0NOVA', 'Thanks from me too. Could the red be a little warmer?');
    await stage.until('Mon', '14:00');
    await stage.says('U0MIRA', 'C0NOVA', 'Of course, you have it within the hour.');
    await stage.until('Mon', '16:30');
  },
};
