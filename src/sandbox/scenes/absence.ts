/** Somebody goes on holiday: their client is warned of to whoever stands in, and reads nothing of it. */
import type { Scene } from './stage.ts';

export const absence: Scene = {
  name: 'absence',
  title: 'An account manager is away, and the client does not feel it',
  play: async (stage) => {
    await stage.begins('Mon', '15:50', 'C0NOVA');
    const banner = await stage.says('U0ANNA', 'C0NOVA', 'Could you send us the banner with the new price?');
    await stage.until('Mon', '16:30');
    await stage.commands('U0MIRA', 'C0NOVA', '/rules away tomorrow wednesday <@U0JONAS>');
    await stage.tells('Mira is away for two days and has named Jonas. Nova Bikes sees nothing of it.');
    await stage.until('Tue', '00:01');
    await stage.tells('As it begins, Jonas is told once what is open. What would come to Mira comes to him now.');
    await stage.until('Tue', '09:12');
    await stage.presses('U0JONAS', 'taken', { channel: 'C0NOVA', ts: banner });
    await stage.until('Tue', '09:18');
    await stage.says('U0JONAS', 'C0NOVA', 'Good morning! Here it is.', { thread: banner, files: ['banner-price.png'] });
    await stage.until('Tue', '11:00');
    const flags = await stage.says('U0BEN', 'C0NOVA', 'Can we have flags for the fair as well?');
    await stage.until('Tue', '12:40');
    await stage.tells('The warning says in whose place it comes.');
    await stage.says('U0JONAS', 'C0NOVA', 'Sure, I add them to the list.', { thread: flags });
    await stage.until('Wed', '16:20');
    const poster = await stage.says('U0ANNA', 'C0NOVA', 'Which size will the poster have?');
    await stage.until('Thu', '00:01');
    await stage.tells('Mira is back, and reads in one message what waits for her.');
    await stage.until('Thu', '09:05');
    await stage.says('U0MIRA', 'C0NOVA', 'A1, as last year.', { thread: poster });
    await stage.until('Thu', '11:00');
  },
};
