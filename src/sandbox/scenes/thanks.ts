/** Thanks starts no clock; thanks with a question does: warned, taken, looked up, answered in time. */
import type { Scene } from './stage.ts';

export const thanks: Scene = {
  name: 'thanks',
  title: 'A thanks, and a thanks with a question in it',
  play: async (stage) => {
    await stage.begins('Mon', '13:10', 'C0NOVA');
    await stage.says('U0ANNA', 'C0NOVA', 'Perfect, thank you so much! :tada:');
    await stage.until('Mon', '13:30');
    const question = await stage.says('U0BEN', 'C0NOVA', 'Thanks from me too. Could the red be a little warmer?');
    await stage.until('Mon', '15:05');
    await stage.presses('U0MIRA', 'taken', { channel: 'C0NOVA', ts: question });
    await stage.commands('U0RUTH', 'C0NOVAINT', '/rules status');
    await stage.until('Mon', '15:20');
    await stage.says('U0MIRA', 'C0NOVA', 'It is warmer now, have a look.', { thread: question });
    await stage.until('Mon', '17:00');
  },
};
