/** The bot is stopped for longer than Slack tries again; a client writes and a due time passes meanwhile. */
import type { Scene } from './stage.ts';

export const restart: Scene = {
  name: 'restart',
  title: 'The bot is stopped, and started again 40 minutes later',
  play: async (stage) => {
    await stage.begins('Thu', '10:00', 'C0NOVA');
    const draft = await stage.says('U0ANNA', 'C0NOVA', 'When can we see the first draft of the poster?');
    await stage.until('Thu', '11:40');
    await stage.tells('Groundrules is stopped.');
    let menu = '';
    await stage.withoutBot(async () => {
      await stage.until('Thu', '11:45');
      menu = await stage.says('U0DENIZ', 'C0DEFNE', 'Menünün son halini ne zaman alabiliriz?');
      await stage.tells(
        'Nobody hears this: Slack tries to deliver it four times within six minutes, then it gives up.',
      );
      await stage.until('Thu', '12:20');
      await stage.tells('At 12:00 Nova Bikes should have had an answer. Groundrules is started again.');
    });
    await stage.tells('What it has to say about 12:00 says how late it comes, and it reads in Slack what it missed.');
    await stage.until('Thu', '12:25');
    await stage.commands('U0MIRA', 'C0DEFNEINT', '/rules status');
    await stage.tells('Deniz’s question is there, and counts from 11:45, when it was asked.');
    await stage.until('Thu', '12:30');
    await stage.says('U0MIRA', 'C0NOVA', 'Here it is. Sorry that it took so long!', {
      thread: draft,
      files: ['poster-draft.pdf'],
    });
    await stage.until('Thu', '12:50');
    await stage.says('U0ELIF', 'C0DEFNE', 'Birazdan gönderiyorum.', { thread: menu });
    await stage.until('Thu', '15:00');
  },
};
