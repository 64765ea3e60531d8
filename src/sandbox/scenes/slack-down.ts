/** Slack takes nothing for ten minutes while a breach and a warning fall due, and one of the two is settled meanwhile. */
import type { Scene } from './stage.ts';

export const slackDown: Scene = {
  name: 'slack-down',
  title: 'Slack cannot be written to for ten minutes',
  play: async (stage) => {
    await stage.begins('Fri', '09:10', 'C0NOVA');
    const plan = await stage.says('U0MIRA', 'C0NOVA', 'Good morning! Here is the plan for the fair.', {
      files: ['plan.pdf'],
    });
    await stage.until('Fri', '09:15');
    const logo = await stage.says('U0ANNA', 'C0NOVA', 'Do you have the logo in white for us?');
    await stage.until('Fri', '09:47');
    await stage.says('U0BEN', 'C0NOVA', 'Who of you will be at the stand on Sunday?', { thread: plan });
    await stage.until('Fri', '11:12');
    await stage.tells('From here on Slack still tells what people write, but takes nothing from Groundrules.');
    await stage.withoutSlack(async () => {
      await stage.until('Fri', '11:18');
      await stage.tells('Two matters could not be told: Anna’s answer was due 11:15, and Ben’s warning at 11:17.');
      await stage.says('U0MIRA', 'C0NOVA', 'Here is the logo, in white.', { thread: logo, files: ['logo-white.svg'] });
      await stage.until('Fri', '11:22');
      await stage.tells('Slack is well again. What Mira has answered needs no telling any more; the warning does.');
    });
    await stage.until('Fri', '11:35');
    await stage.says('U0JONAS', 'C0NOVA', 'Mira and I, all day.', { thread: plan });
    await stage.until('Fri', '16:30');
  },
};
