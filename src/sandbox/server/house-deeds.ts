import { DateTime } from 'luxon';
import { machineClock } from '../../clock.ts';
import type { Done, HouseDeed } from '../contract.ts';
import { applyAgreement, checkAgreement, clockMarks } from '../curtain/curtain.ts';
import { NotNow } from '../not-now.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Run } from '../run.ts';
import { zone } from '../sample/world.ts';

const done: Done = { ok: true };
const MINUTE = 60_000;
/** Further than this nobody means to go. */
const FURTHEST = 366 * 24 * 60 * MINUTE;

/** Does what whoever holds the clock and the curtain asks for. Throws `NotNow`, in words. */
export async function doInHouse(rehearsal: Rehearsal, run: Run, as: string, what: HouseDeed): Promise<Done> {
  switch (what.deed) {
    case 'walk': {
      if (rehearsal.playing().scene !== null) throw new NotNow('A scene is holding the clock. Stop it first.');
      await run.hand.walkTo(await destination(run, what.to, what.channel));
      return done;
    }
    case 'pace':
      if (what.rate === 0) void rehearsal.stopPlaying();
      run.hand.setRate(what.rate);
      return done;
    case 'scene':
      rehearsal.play(what.name);
      return done;
    case 'stopScene':
      await rehearsal.stopPlaying();
      return done;
    case 'startOver':
    case 'stopBot':
    case 'startBot':
      await rehearsal[what.deed]();
      return done;
    case 'phone':
      run.sandbox.phones.choose(what.to, what.takes);
      return done;
    case 'checkAgreement':
      return { ok: true, answer: await checkAgreement(bot(run), what.clientId, what.text) };
    case 'applyAgreement': {
      const by = run.sandbox.slack.look((world) => world.users[as]?.real_name ?? as);
      const answer = await applyAgreement(bot(run), what.clientId, what.text, { by, force: what.force });
      await run.sandbox.walk.rest();
      rehearsal.touched();
      return { ok: true, answer };
    }
  }
}

function bot({ sandbox }: Run) {
  if (!sandbox.isBotRunning()) throw new NotNow('The bot is stopped. Start it first.');
  return sandbox.house();
}

type Walk = Extract<HouseDeed, { deed: 'walk' }>;

async function destination(run: Run, to: Walk['to'], channel: string | null): Promise<number> {
  const now = run.sandbox.time.clock();
  const at = await instantOf(run, to, channel, now);
  if (at < now) throw new NotNow('The clock only goes forwards. Start over to go back.');
  if (at - now > FURTHEST) throw new NotNow('That is more than a year ahead. Go there in several steps.');
  return at;
}

async function instantOf(run: Run, to: Walk['to'], channel: string | null, now: number): Promise<number> {
  if (to === 'today') {
    const today = machineClock();
    if (today < now) throw new NotNow('The clock is past today already. Start over to go back.');
    return today;
  }
  if (to === 'next-opening' || to === 'next-deadline') {
    // What was just written may set one.
    await run.sandbox.walk.rest();
    const { nextOpening, nextDeadline } = await clockMarks(bot(run), channel);
    const at = to === 'next-opening' ? nextOpening : nextDeadline;
    if (at === null) throw new NotNow(to === 'next-opening' ? 'No opening is near.' : 'No deadline is set.');
    return at;
  }
  if ('minutes' in to) return now + to.minutes * MINUTE;
  const local = DateTime.fromISO(to.local, { zone });
  if (!local.isValid) throw new NotNow('That is no date and time.');
  return local.toMillis();
}
