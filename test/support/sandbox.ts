/** A sandbox of its own for a test file: real Postgres, real queue, Bolt over HTTP, a Slack on this machine. */
import type { Pool } from 'pg';
import { type Logger, pino } from 'pino';
import type { Checkpoint } from '../../src/app/checkpoint.ts';
import { readConfig } from '../../src/config.ts';
import type { OpenDatabase } from '../../src/main.ts';
import { sections } from '../../src/rules/index.ts';
import { sampleFiles } from '../../src/sandbox/sample/files.ts';
import { type Sandbox, type SandboxParts, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createPool } from '../../src/store/database.ts';
import { testDatabase } from './database.ts';
import { withoutRhythm } from './without-rhythm.ts';

export const logger = pino({ level: process.env.TEST_LOG ?? 'silent' });

export type TestSandbox = Sandbox & { db: Pool; database: OpenDatabase; drop(): Promise<void> };

/** Friday 20 November 2026, 16:50 in Berlin. */
export const fridayAfternoon = Date.parse('2026-11-20T16:50:00+01:00');

type Options = {
  startAt?: number;
  checkpoint?: Checkpoint;
  bot?: SandboxParts['bot'];
  logger?: Logger;
  redisUrl?: string;
  /** With the samples' own rhythm: what they ask, report and celebrate by themselves. */
  rhythm?: boolean;
};

const read: Partial<Record<'whole' | 'quiet', ReturnType<typeof sampleFiles>>> = {};

/**
 * The sample agency's files, read once for all test files of a process. Without their rhythm unless it is asked for: a story
 * is about what people do in it, and agrees a rhythm of its own where it is about that.
 */
export function sampleOnce(rhythm = false): ReturnType<typeof sampleFiles> {
  read[rhythm ? 'whole' : 'quiet'] ??= sampleFiles(sections, rhythm ? undefined : withoutRhythm);
  return read[rhythm ? 'whole' : 'quiet'] as ReturnType<typeof sampleFiles>;
}

export async function testSandbox(options: Options = {}): Promise<TestSandbox> {
  const database = await testDatabase();
  const config = { ...readConfig('slack', {}), port: 0, redisUrl: options.redisUrl ?? null };
  const open = openFor(database.connection);
  const { startAt = fridayAfternoon, checkpoint, bot, rhythm } = options;
  const sandbox = await startSandbox(config, {
    logger: options.logger ?? logger,
    startAt,
    database: open,
    files: sampleOnce(rhythm),
    bot: { ...bot, ...(checkpoint === undefined ? {} : { checkpoint }) },
  });
  return {
    ...sandbox,
    db: database.pool,
    database: open,
    drop: async () => {
      await sandbox.stop();
      await open.close();
      await database.drop();
    },
  };
}

export function openFor(connection: OpenDatabase['connection']): OpenDatabase {
  const lost = () => undefined;
  const pool = createPool(connection, 12, lost);
  const reserved = createPool(connection, 4, lost);
  const urgent = createPool(connection, 3, lost);
  const close = async () => void (await Promise.all([pool.end(), reserved.end(), urgent.end()]));
  return { pool, reserved, urgent, connection, where: 'a test database', close };
}
