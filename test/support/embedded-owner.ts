import { pino } from 'pino';
import { openEmbedded } from '../../src/store/embedded/embedded.ts';

/** For run.mjs: owns the embedded database until it is killed. */
export async function run(dataFolder: string, elsewhere: string) {
  const logger = pino({ level: 'silent' });
  const { connection } = await openEmbedded({ dataFolder, elsewhere, database: 'groundrules', logger });
  return { pid: process.pid, connection };
}
