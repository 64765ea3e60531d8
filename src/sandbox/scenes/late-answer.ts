/** The main story: asked late on Friday, warned and breached on Monday, told to the manager, answered late. */
import type { Scene } from './stage.ts';

export const lateAnswer: Scene = {
  name: 'late-answer',
  title: 'A question late on Friday, and an answer that comes late on Monday',
  play: async (stage) => {
    await stage.begins('Fri', '16:50', 'C0NOVA');
    const question = await stage.says(
      'U0ANNA',
      'C0NOVA',
      'Could you send us the new banner in the wide format? We need it for the fair.',
    );
    await stage.until('Mon', '11:05');
    await stage.says('U0MIRA', 'C0NOVA', 'Here it is, sorry for the wait.', {
      thread: question,
      files: ['banner-wide.png'],
    });
    await stage.until('Mon', '13:00');
  },
};
