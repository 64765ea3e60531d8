import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Lets Slack's libraries write to our log, from warnings up. Their finer levels quote payloads, and some of their messages
 * end in a piece of what could not be read: only what stands before the first colon is kept, and of errors the name.
 */
export function boltLogger(logger: Logger): SlackLogger {
  const fields = (said: unknown[]) => ({ said: said.map(harmless).filter((part) => part !== '') });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...said: unknown[]) => logger.warn(fields(said), 'slack library warns'),
    error: (...said: unknown[]) => logger.error(fields(said), 'slack library reports an error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** Verification never quotes the payload, and its reason is what an operator with a wrong secret needs. */
const verification = 'Failed to parse and verify the request data';

function harmless(part: unknown): string {
  if (part instanceof Error) return part.name;
  if (typeof part !== 'string') return '';
  return part.startsWith(verification) ? part : (part.split(/[:(]/, 1)[0] ?? '').trim();
}
