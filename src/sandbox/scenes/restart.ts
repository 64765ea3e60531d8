/** The bot is stopped for longer than Slack tries again; a client writes and a due time passes meanwhile. */
import type { Scene } from './stage.ts';

export const restart: Scene = {
  name: 'restart',
  title: 'The bot is stopped, and started again 40 minutes later',
  play: async (stage) => {
    await stage.begins('Thu', '10:00');
    const draft = await stage.says('U0ANNA', 'C0NOVA', 'When can we see the first draft of the poster?');
    await stage.until('Thu', '11:40');
    await stage.tells('Groundrules is stopped.');
    let menu = '';
    await stage.withoutBot(async () => {
      await stage.until('Thu', '11:45');
      menu = await stage.says('U0DENIZ', 'C0DEFNE', 'Menünün son halini ne zaman alabiliriz?');
      await stage.tells('Nobody hears this: Slack tries four times within six minutes, then it gives up.');
      await stage.until('Thu', '12:20');
      await stage.tells('At 12:00 Nova Bikes should have had an answer. Groundrules is started again.');
    });
    await stage.tells('It reads what it missed, counts the question from its asking, and says how late it is itself.');
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
