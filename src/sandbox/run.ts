/** One run of the sandbox: from a beginning until it is begun anew, over as many processes as it lives. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../main.ts';
import { createHand, type Hand } from './hand.ts';
import type { Kept } from './keep.ts';
import { playMorning } from './sample/morning.ts';
import { botUserId, zone } from './sample/world.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { createStage } from './scenes/stage.ts';
import { type Story, startStory } from './story.ts';

/** `id` is another in each process. */
export type Run = { id: string; sandbox: Sandbox; story: Story; hand: Hand };

/** Friday 20 November 2026 in Berlin; the visitor comes at 16:50. */
const beginning = Date.parse('2026-11-20T08:30:00+01:00');

/** Starts Slack and the bot on an emptied database and plays the sample's morning, or where an earlier process left them. */
export async function startRun(
  config: Config,
  parts: { logger: Logger; database: OpenDatabase; kept: Kept | null; changed(): void },
): Promise<Run> {
  const { logger, database, kept, changed } = parts;
  const sandbox = await startSandbox(config, {
    logger,
    database,
    startAt: kept?.at ?? beginning,
    ...(kept === null ? {} : { world: kept.world, phones: kept.phones, isContinued: true }),
  });
  // A process that was killed may have kept less than its bot had seen.
  const seen = await sandbox.house().store.latestInstant();
  if (seen !== null) sandbox.time.set(seen);
  if (kept === null) await playMorning(createStage(sandbox, { zone, bot: botUserId }));
  const story = startStory({
    slack: sandbox.slack,
    phones: sandbox.phones,
    bot: botUserId,
    zone,
    clock: sandbox.time.clock,
    house: sandbox.house,
  });
  story.load(kept?.lines ?? []);
  const settled = onceAtRest(sandbox, changed);
  sandbox.slack.subscribe(() => {
    changed();
    settled();
  });
  story.subscribe(changed);
  sandbox.phones.subscribe(changed);
  const hand = createHand(sandbox.time, sandbox.walk, { logger, changed });
  return { id: randomUUID(), sandbox, story, hand };
}

/** What the bot concludes from a change is written down after it: told once more when all has come to rest. */
function onceAtRest({ walk }: Sandbox, changed: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    // A bot that is stopped meanwhile never answers; the next change asks again.
    const rested = walk.rest().catch(() => undefined);
    void rested.then(() => {
      isWaiting = false;
      changed();
    });
  };
}
