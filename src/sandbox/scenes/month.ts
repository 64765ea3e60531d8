/** A month with a client as it ends: a report, a win, a call, a milestone, and the card of all that went well. */
import { isSeq } from 'yaml';
import { zone } from '../sample/world.ts';
import { dateAfter, isLastOfMonth } from './calendar.ts';
import { editAgreement } from './edit-agreement.ts';
import { approved, asked } from './month-report.ts';
import type { Scene, Stage } from './stage.ts';

const [client, inside] = ['C0NOVA', 'C0NOVAINT'];
const [owner, designer, asker] = ['U0MIRA', 'U0JONAS', 'U0ANNA'];
const milestone = 'winter-photos-';

export const month: Scene = {
  name: 'month',
  title: 'A month’s rhythm: what comes again and again with a client, without anybody having to think of it',
  play: async (stage) => {
    await stage.begins('Thu', '09:30', client, (at) => isLastOfMonth(at, zone));
    await whileItHasMilestone(stage, async () => {
      await stage.commands(owner, inside, '/rules rhythm');
      await stage.tells('All of it stands in the agreement. Whoever works for Nova Bikes can see what comes.');
      await asked(stage);
      await win(stage);
      await approved(stage);
      await call(stage);
      await reached(stage);
    });
    await card(stage);
  },
};

async function win(stage: Stage): Promise<void> {
  await stage.until('Thu', '11:00');
  const words = 'The article about the bell is the first hit for “bicycle bell” now!';
  const news = await stage.says(designer, client, words);
  await stage.reacts(asker, client, news, 'tada');
  await stage.tells('Anna celebrates it with the agreed emoji. It stays for three minutes, so Mira is asked.');
  await stage.until('Thu', '11:04');
  await stage.presses(owner, 'win-post');
  await stage.until('Thu', '11:06');
}

async function call(stage: Stage): Promise<void> {
  await stage.until('Mon', '10:46');
  await stage.tells('Monday’s call is over. A quarter of an hour later Mira is asked what came of it.');
  await stage.presses(owner, 'recap-write');
  await stage.fills(owner, client, {
    decided: 'The spring photos come first\nThe budget stays as it is',
    'what-1': 'Book the photographer',
    'who-1': designer,
    'what-2': 'Send the new prices',
    'who-2': asker,
  });
  await stage.tells('She looks it through as Anna will read it, and sends it.');
  await stage.fills(owner, client);
  await stage.closes(owner);
  await stage.until('Mon', '11:10');
  await stage.pressesIn(asker, client, 'recap-confirm');
  await stage.commands(owner, inside, '/rules decisions');
  await stage.tells('One press of Anna’s, and what was decided is in the log that both sides read.');
}

async function reached(stage: Stage): Promise<void> {
  await stage.until('Tue', '11:00');
  await stage.tells('Two business days ahead Mira is asked how the winter photos stand.');
  await stage.presses(owner, 'milestone-on-track');
  await stage.until('Thu', '11:00');
  await stage.presses(owner, 'milestone-reached');
  await stage.fills(owner, client, { text: 'All twelve are in the shared folder. Number seven is our favourite.' });
  await stage.fills(owner, client);
  await stage.closes(owner);
  await stage.until('Thu', '11:20');
  await stage.tells('On the day itself Anna reads that it is reached, and what to look at.');
}

async function card(stage: Stage): Promise<void> {
  await stage.tells('The month is over. Since its last day Mira has had a card of what went well, of both sides.');
  await stage.presses(owner, 'wins-card-post');
  await stage.until('Thu', '11:30');
}

/** Plays on while a milestone is agreed a week ahead, and takes it out again however that ends. */
async function whileItHasMilestone(stage: Stage, play: () => Promise<void>): Promise<void> {
  const date = dateAfter(stage.sandbox.time.clock(), 7, zone);
  const agreed = {
    id: `${milestone}${date}`,
    title: 'The winter photos are there',
    date,
    remindBefore: '2 business days',
  };
  const others = (all: unknown) =>
    (isSeq(all) ? (all.toJSON() as { id: string }[]) : []).filter(({ id }) => !id.startsWith(milestone));
  const path = ['rhythm', 'milestones'];
  await editAgreement(stage, 'nova', (file) => file.setIn(path, [...others(file.getIn(path)), agreed]));
  try {
    await play();
  } finally {
    await editAgreement(stage, 'nova', (file) => file.setIn(path, others(file.getIn(path))));
  }
}
