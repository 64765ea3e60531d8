import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { type OpenDatabase, openDatabase } from '../main.ts';
import { forgetAll, type Kept, keep, prepareKeeping, readKept } from './keep.ts';
import { NotNow } from './not-now.ts';
import { createPlayer, type Player } from './player.ts';
import { type Run, startRun } from './run.ts';
import { isSandbox } from './sandbox.ts';

/** Real milliseconds: between two steps of a scene that people watch, and before a change is kept. */
const STEP = 900;
const KEEP_AFTER = 300;

export type Rehearsal = {
  /** The run of the moment; null while it begins anew. */
  run(): Run | null;
  /** The scene that is being played, and what was wrong with the last one. */
  playing: Player['state'];
  /** Begins a scene where the clock stands. Throws `NotNow` while another is played. */
  play(name: string): void;
  /** Ends the scene before its next step, and resolves when it has ended. */
  stopPlaying(): Promise<void>;
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  /** Forgets everything, and begins with the sample agency on its Friday. */
  startOver(): Promise<void>;
  /** To be called after what nobody tells of, such as an agreement put into force. */
  touched(): void;
  /** Calls the listener after every change of anything; gives the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** In words, where the data is. */
  where: string;
  stop(): Promise<void>;
};

export type RehearsalOptions = {
  logger: Logger;
  /** Forgets what an earlier process left. */
  startOver?: boolean;
  /** A database that is open already, which stays open; the sandbox's own otherwise. */
  database?: OpenDatabase;
  /** Real milliseconds between two steps of a scene. */
  step?: number;
};

/** Opens the rehearsal where it was left. Throws a `ConfigError` in a process that is configured for a real Slack. */
export async function openRehearsal(config: Config, options: RehearsalOptions): Promise<Rehearsal> {
  const { logger } = options;
  // Asked before any database is opened: this one is emptied, and that of a real workspace must never be.
  if (!isSandbox(config)) throw new ConfigError('The sandbox never runs beside a real Slack.');
  const database = options.database ?? (await openDatabase(config, logger, 'owner'));
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const player = createPlayer({ step: options.step ?? STEP, logger, changed });

  let run: Run | null = await begin(options.startOver === true ? null : await readKept(database));
  const keeping = keepWhatChanges(() => run, database, logger);
  listeners.add(keeping.soon);

  async function begin(kept: Kept | null): Promise<Run> {
    if (kept === null) await forgetAll(database);
    await prepareKeeping(database);
    return startRun({ ...config, port: 0 }, { logger, database, kept, changed });
  }

  function theRun(): Run {
    if (run === null) throw new NotNow('It is just beginning anew. Try again in a second.');
    return run;
  }

  async function end(ending: Run): Promise<void> {
    await player.stop();
    await ending.hand.stop();
    ending.story.stop();
    await ending.sandbox.stop();
  }

  return {
    run: () => run,
    playing: player.state,
    play: (name) => player.play(theRun(), name),
    stopPlaying: player.stop,
    stopBot: async () => {
      await theRun().hand.turn(() => theRun().sandbox.stopBot());
      changed();
    },
    startBot: async () => {
      const { sandbox, hand } = theRun();
      await hand.turn(async () => {
        if (!sandbox.isBotRunning()) await sandbox.startBot();
      });
      changed();
    },
    startOver: async () => {
      const ending = theRun();
      run = null;
      changed();
      await end(ending);
      run = await begin(null);
      changed();
    },
    touched: changed,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    where: database.where,
    stop: async () => {
      if (run !== null) {
        await player.stop();
        await run.hand.stop();
        await keeping.end();
        await end(run);
      }
      if (options.database === undefined) await database.close();
    },
  };
}

/** Writes the run down shortly after it changed, and in the end. */
function keepWhatChanges(run: () => Run | null, database: OpenDatabase, logger: Logger) {
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    timer = null;
    const current = run();
    if (current === null) return;
    const { sandbox, story } = current;
    const value = {
      at: sandbox.time.clock(),
      world: sandbox.slack.world(),
      lines: story.lines(),
      phones: sandbox.phones.kept(),
    };
    writing = writing
      .then(() => keep(database, value))
      .catch((error: unknown) => logger.error({ err: error }, 'The sandbox could not be kept'));
  };
  return {
    soon: () => {
      timer ??= setTimeout(write, KEEP_AFTER);
    },
    end: async () => {
      if (timer !== null) clearTimeout(timer);
      write();
      await writing;
    },
  };
}
