/** Another company's people in a shared channel: who counts as whom, what they can do, and what they see of the bot. */
import type { Scene } from './stage.ts';

export const slackConnect: Scene = {
  name: 'slack-connect',
  title: 'Two companies in one channel, by Slack Connect',
  play: async (stage) => {
    await stage.begins('Wed', '13:10', 'C0NOVA');
    await stage.tells('#nova-bikes is shared with Nova Bikes: Ben writes in the Slack of his own company.');
    const question = await stage.says('U0BEN', 'C0NOVA', 'Which of the two files should we give to the printer?');
    await stage.until('Wed', '13:25');
    await stage.says('U0ANNA', 'C0NOVA', 'I would take the one from Monday, but better wait for the studio.', {
      thread: question,
    });
    await stage.tells('Anna is of Nova Bikes too. That she answers her colleague is no answer of ours.');
    await stage.until('Wed', '13:30');
    await stage.commands('U0BEN', 'C0NOVA', '/rules status');
    await stage.tells(
      'Groundrules is installed at Harbour Studio only; the Slack of Nova Bikes knows no such command.',
    );
    await stage.until('Wed', '13:35');
    await stage.chooses('U0MIRA', 'C0NOVA', question, 'why');
    await stage.tells('In the agency’s Slack it works, and what it answers is seen by Mira alone.');
    await stage.until('Wed', '13:50');
    await stage.says('U0JONAS', 'C0NOVA', 'The one from Monday is right; it has the new red.', { thread: question });
    await stage.tells('Jonas is not the owner, but he is one of ours: answered.');
    await stage.until('Wed', '16:00');
    await stage.tells('Nobody at Nova Bikes has seen anything of Groundrules.');
  },
};
