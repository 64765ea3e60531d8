/** A house whose clock goes on as the machine's does, but begins where the bench wants it: at ten on a Thursday. */
import { pino } from 'pino';
import { machineClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type House, start } from '../../src/main.ts';
import { signingSecret, slackToken } from './agency.ts';

/** `shift`: how far (milliseconds) its clock is ahead of the machine's. */
export type Shifted = { databaseUrl: string; apiUrl: string; shift: number; walking?: boolean };

/** Starts it in this process. */
export function startShifted({ databaseUrl, apiUrl, shift, walking = false }: Shifted): Promise<House> {
  const config = readConfig('slack', {
    SLACK_BOT_TOKEN: slackToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: '0',
  });
  const clock = () => machineClock() + shift;
  return start(config, { logger: pino({ level: process.env.BENCH_LOG ?? 'silent' }), clock, walking });
}

/** For run.mjs. Stays up until it is ended; gives where it takes Slack's requests. */
export async function run(given: Shifted): Promise<{ url: string | null }> {
  const house = await startShifted(given);
  process.once('SIGTERM', () => void house.stop().finally(() => process.exit()));
  return { url: house.url };
}
