/** Plays one scene at a time while people watch: slowly, and until somebody says stop. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { NotNow } from './not-now.ts';
import type { Run } from './run.ts';
import { botUserId, zone } from './sample/world.ts';
import { scenes } from './scenes/index.ts';
import { createStage, type Scene, Stopped } from './scenes/stage.ts';

export type Player = {
  /** The scene that is being played, and in words what kept the last one from its end. */
  state(): { scene: string | null; trouble: string | null };
  /** Begins a scene where the clock stands. Throws `NotNow` while another is played. */
  play(run: Run, name: string): void;
  /** Ends the scene before its next step, and resolves when it has ended. */
  stop(): Promise<void>;
};

/** `step`: real milliseconds between two steps. `changed` is called when a scene begins and ends. */
export function createPlayer({ step, logger, changed }: { step: number; logger: Logger; changed(): void }): Player {
  let playing: { scene: string; stop: AbortController; done: Promise<void> } | null = null;
  let trouble: string | null = null;

  async function toItsEnd(run: Run, scene: Scene, stop: AbortSignal): Promise<void> {
    const { sandbox, story, hand } = run;
    await hand.turn(async (halted) => {
      const signal = AbortSignal.any([stop, halted]);
      const between = () =>
        wait(step, undefined, { signal }).catch(() => {
          throw new Stopped();
        });
      story.remark(scene.title);
      await scene.play(createStage(sandbox, { zone, bot: botUserId, story, between }));
    });
  }

  return {
    state: () => ({ scene: playing?.scene ?? null, trouble }),
    play: (run, name) => {
      const scene = scenes.find((one) => one.name === name);
      if (scene === undefined) throw new NotNow(`There is no scene ${name}.`);
      if (playing !== null) throw new NotNow('A scene is being played. Stop it first, or let it end.');
      trouble = null;
      const stop = new AbortController();
      const done = toItsEnd(run, scene, stop.signal)
        .catch((error: unknown) => {
          if (error instanceof Stopped) return;
          trouble = error instanceof Error ? error.message : 'The scene could not be played to its end.';
          logger.error({ err: error, scene: name }, 'A scene could not be played to its end');
        })
        .finally(() => {
          playing = null;
          changed();
        });
      playing = { scene: name, stop, done };
      changed();
    },
    stop: async () => {
      playing?.stop.abort();
      await playing?.done;
    },
  };
}
