/**
 * The sample agency's Friday before a visitor comes: its channels have been talked in, one question was answered in time, and
 * nothing is open. Said through the same doors as everything else.
 */
import type { Stage } from '../scenes/stage.ts';

/** Plays it on a clock that stands before nine on a Friday, and leaves it at 16:50. */
export async function playMorning(stage: Stage): Promise<void> {
  const { slack } = stage.sandbox;
  await stage.until('Fri', '09:05');
  // It would be the first, and there is nothing to report yet.
  await stage.commands('U0MIRA', 'C0NOVAINT', '/rules report skip');
  await stage.until('Fri', '09:12');
  const round = await stage.says('U0MIRA', 'C0NOVA', 'Good morning! The first round for the fair is in the folder.', {
    files: ['fair-round-1.pdf'],
  });
  await slack.as('U0MIRA').pin('C0NOVA', round);
  await slack.as('U0MIRA').bookmark('C0NOVA', 'Project folder', 'https://files.example.com/nova-bikes');
  await stage.until('Fri', '10:05');
  const reds = await stage.says('U0ANNA', 'C0NOVA', 'Lovely, thank you! Which of the two reds is the warmer one?');
  await stage.until('Fri', '10:20');
  const menu = await stage.says('U0DENIZ', 'C0DEFNE', 'Günaydın! Menü için son tarih neydi?');
  await stage.until('Fri', '10:31');
  await stage.says('U0MIRA', 'C0NOVA', 'The second one. Both are on one page now, side by side.', {
    thread: reds,
    files: ['reds.png'],
  });
  await stage.reacts('U0ANNA', 'C0NOVA', reds, 'heart');
  await stage.until('Fri', '10:35');
  await stage.says('U0ELIF', 'C0DEFNE', 'Günaydın! Salı günü, öğlene kadar.', { thread: menu });
  await stage.until('Fri', '11:00');
  await stage.says('U0JONAS', 'C0NOVAINT', 'The wide banner still needs their new logo. I have it on Monday.');
  await stage.until('Fri', '16:10');
  const call = await stage.says('U0SAM', 'C0ORCHARD', 'Could we move our call to Tuesday?');
  await stage.until('Fri', '16:25');
  await stage.says('U0JONAS', 'C0ORCHARD', 'Of course. Tuesday at three, your time.', { thread: call });
  await everybodyHasRead(stage);
  await stage.until('Fri', '16:50');
}

async function everybodyHasRead({ sandbox: { slack } }: Stage): Promise<void> {
  const people = slack.look(({ users }) => Object.values(users).filter((user) => !user.is_bot));
  for (const { id } of people) {
    const person = slack.as(id);
    for (const { id: channel, members } of person.channels()) if (members.includes(id)) await person.reads(channel);
  }
}
