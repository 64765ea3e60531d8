/** A client's shop is down at night, and who is on call sleeps: the chain goes on until somebody has it, and the client knows. */
import { byName } from '../../agreement/on-call.ts';
import { knownOfRotas, onCallAt } from '../../engine/on-call.ts';
import type { Takes } from '../contract.ts';
import { zone } from '../sample/world.ts';
import { next } from './calendar.ts';
import { whileItMayReply } from './reply-permitted.ts';
import type { Scene, Stage } from './stage.ts';

const [client, inside] = ['C0NOVA', 'C0NOVAINT'];
const [asker, sleeper, second] = ['U0ANNA', 'U0MIRA', 'U0RUTH'];
const rota = 'evenings';

export const nightEmergency: Scene = {
  name: 'night-emergency',
  title: 'A shop is down on Saturday at two in the morning, and the first one to be woken sleeps on',
  play: async (stage) => {
    await closeWhatRuns(stage);
    await stage.begins('Fri', '16:00', client);
    await whileItMayReply(stage, 'nova', async () => {
      await stage.tells('Nova Bikes have agreed what an emergency is, who is woken, and on a reply outside the hours.');
      await whoIsOnCall(stage);
      await taking(stage, { [sleeper]: 'rings-out', [second]: 'answers' }, () => night(stage));
    });
    await stage.until('Sat', '12:00');
  },
};

async function night(stage: Stage): Promise<void> {
  await stage.until('Sat', '02:00');
  const words = 'Nobody can pay in our shop any more, and the spring sale begins at eight!';
  const question = await stage.says(asker, client, words);
  await stage.tells('The office is closed. The calm reply has a button, for what cannot wait until Monday.');
  await stage.pressesIn(asker, client, 'raise-emergency');
  await stage.fills(asker, client, { what: 'Every payment fails since midnight, with “unknown shop”.' });
  await stage.closes(asker);
  await stage.tells(
    'Mira is paged in the same second, in Slack and by text message. She sleeps. Anna reads what is done.',
  );
  await stage.until('Sat', '02:05');
  await stage.tells('Five minutes, as agreed. Now phones ring: Ruth’s, and that of the night desk.');
  await stage.until('Sat', '02:06');
  await stage.presses(second, 'emergency-have');
  await stage.tells(
    'Everything stops: no further step, no phone that rings on. Anna reads who has it, and by when she hears more.',
  );
  await stage.until('Sat', '02:20');
  await stage.presses(second, 'emergency-update');
  await stage.fills(second, client, {
    text: 'The payment provider had locked the account by mistake. They are opening it again.',
  });
  await stage.closes(second);
  await stage.until('Sat', '02:32');
  await stage.says(second, client, 'I have just paid for a bell myself: it works again.', { thread: question });
  await stage.presses(second, 'emergency-resolve');
  await stage.until('Sat', '02:35');
  await stage.pressesIn(asker, client, 'review-yes');
  await stage.until('Sat', '08:30');
  await stage.tells('Mira wakes up. Her page says what became of it, and nobody blames her for sleeping.');
  await stage.commands(second, inside, '/rules incident');
}

/** What somebody raised before is another story, and would be kept current all the way to this one. */
async function closeWhatRuns(stage: Stage): Promise<void> {
  if (!stage.sandbox.isBotRunning()) return;
  const running = await stage.sandbox.house().store.ask('runningIncidents', { clientIds: ['nova'] });
  if (running.length === 0) return;
  await stage.tells('An emergency of Nova Bikes still runs. Ruth closes it first.');
  await stage.commands(second, inside, '/rules incident resolve');
}

/** The one who sleeps takes the night over where it is somebody else's turn. */
async function whoIsOnCall(stage: Stage): Promise<void> {
  const { house, time } = stage.sandbox;
  const { store } = house();
  const at = next(time.clock(), 'Sat', '02:00', zone);
  const onCall = (await store.ask('agency', {}))?.onCall;
  const turns = onCall === undefined ? undefined : byName(onCall.rotas, rota);
  if (onCall === undefined || turns === undefined) return;
  const known = (await knownOfRotas(store.ask, onCall, [rota], { from: at, until: at + 1 })).get(rota);
  if (known === undefined || onCallAt(turns, known, at).userId === sleeper) return;
  await stage.commands(sleeper, inside, `/rules oncall override ${rota} friday 18:00 saturday 12:00`);
  await stage.tells('It is another one’s turn this week. Mira has taken the night over.');
}

/** Plays on while people take what rings like this, and leaves it as it was however that ends. */
async function taking({ sandbox }: Stage, takes: Record<string, Takes>, play: () => Promise<void>): Promise<void> {
  const { phones } = sandbox;
  const before = Object.keys(takes).map((id) => [id, phones.takesOf(id)] as const);
  for (const [id, how] of Object.entries(takes)) phones.choose(id, how);
  try {
    await play();
  } finally {
    for (const [id, how] of before) phones.choose(id, how);
  }
}
