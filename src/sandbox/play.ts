/** `npm start` without Slack: plays the stories, tells them, and stays up with the clock going on at everybody's pace. */
import { styleText } from 'node:util';
import type { Logger } from 'pino';
import { machineClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../main.ts';
import { remarksOn } from './remarks.ts';
import { botUserId } from './sample/world.ts';
import { startSandbox } from './sandbox.ts';
import { scenes } from './scenes/index.ts';
import { createStage } from './scenes/stage.ts';
import { type Kind, startTranscript } from './transcript.ts';

const zone = 'Europe/Berlin';
/** Friday 20 November 2026, 16:30 in Berlin. */
const beginning = Date.parse('2026-11-20T16:30:00+01:00');
const BEAT = 1_000;

const styles: Record<Kind, Parameters<typeof styleText>[0]> = {
  heading: 'bold',
  time: 'dim',
  person: 'bold',
  bot: ['bold', 'cyan'],
  nobody: 'dim',
  remark: ['italic', 'cyan'],
};

/** Where the transcript is written, and whether emphasis may be put on words. */
export type Out = { write(line: string): void; isTerminal: boolean };

/** Plays, then goes on until it is stopped. The sandbox's own database begins anew at each start. */
export async function playSandbox(config: Config, logger: Logger, out: Out): Promise<{ stop(): Promise<void> }> {
  const database = await openDatabase(config, logger, 'owner');
  await database.pool.query('drop schema public cascade');
  await database.pool.query('create schema public');
  await database.pool.query('drop schema if exists drizzle, bullmq cascade');
  const sandbox = await startSandbox({ ...config, port: 0 }, { logger, startAt: beginning, database });
  const transcript = startTranscript({
    slack: sandbox.slack,
    clock: sandbox.time.clock,
    write: out.write,
    zone,
    bot: botUserId,
    style: (kind, text) => (out.isTerminal ? styleText(styles[kind], text) : text),
  });
  transcript.note(opening(database.where));
  const aside = async (channel: string, ts: string) => {
    for (const line of await remarksOn(sandbox.house(), channel, ts, zone)) transcript.remark(line);
  };
  const stage = createStage(sandbox, { zone, bot: botUserId, aside });
  for (const scene of scenes) {
    transcript.heading(scene.title);
    await scene.play(stage);
  }
  transcript.heading('That was it');
  transcript.note(closing);
  const beat = goOn(sandbox, logger);
  return {
    stop: async () => {
      clearInterval(beat);
      transcript.stop();
      await sandbox.stop();
      await database.close();
    },
  };
}

/** From here on the sandbox's clock keeps pace with the machine's. */
function goOn({ walk, time }: Awaited<ReturnType<typeof startSandbox>>, logger: Logger): NodeJS.Timeout {
  const offset = time.clock() - machineClock();
  let walking = false;
  return setInterval(async () => {
    if (walking) return;
    walking = true;
    await walk.to(machineClock() + offset).catch((error: unknown) => logger.error({ err: error }, 'The walk stumbled'));
    walking = false;
  }, BEAT);
}

function opening(where: string): string {
  return (
    `Groundrules, in a sandbox: Harbour Studio and three of its clients. The Slack is a stand-in on this machine and the ` +
    `clock walks from one due moment to the next; everything else is the real thing. Times are Berlin's. Data: ${where}.`
  );
}

const closing =
  'The sandbox stays up until you press Ctrl-C. In another terminal: npx groundrules status shows what waits, ' +
  'npx groundrules due --agreement src/sandbox/sample/nova.yml --at 2026-11-27T16:50 says when an answer would be due, ' +
  'and npx groundrules --help lists the rest.';
