/** Telling whoever runs the bot, where the agency's file names no channel for it: their webhook, and always the log. */
import type { Logger } from 'pino';
import { fetch } from 'undici';
import type { Agency } from '../agreement/agency.ts';

/** `what` is static, `fields` are ids only; `text` goes to the webhook and never to the log. Never throws. */
export type Operator = (what: string, fields: Record<string, string | number | null>, text?: string) => Promise<void>;

const PATIENCE = 5_000;

/** `agency` gives the file in force, or null. */
export function createOperator(logger: Logger, agency: () => Promise<Agency | null>): Operator {
  return async (what, fields, text) => {
    logger.error({ operator: true, ...fields }, what);
    try {
      const webhook = (await agency())?.operator?.webhook;
      if (webhook === undefined) return;
      const body = JSON.stringify({ text: text ?? what });
      const headers = { 'content-type': 'application/json' };
      await fetch(webhook, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE) });
    } catch (error) {
      logger.error({ err: error }, 'The operator could not be told');
    }
  };
}
