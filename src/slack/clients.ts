import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { boltLogger } from './bolt-logger.ts';

/** One client a purpose: a rate limit or a slow answer of one must not hold up the others. */
export type SlackClients = { post: WebClient; read: WebClient; answers: WebClient };

/** How long each may take, in milliseconds; answers are due within Slack's three seconds. */
const usualPatience: Patience = { post: 15_000, read: 5_000, answers: 2_500 };
type Patience = Record<keyof SlackClients, number>;

/** Makes the clients. None of them tries again by itself or waits out a rate limit: that is decided by who calls. */
export function makeClients(
  config: { botToken: string; apiUrl: string | null },
  logger: Logger,
  patience: Patience = usualPatience,
): SlackClients {
  const client = (timeout: number) =>
    new WebClient(config.botToken, {
      ...(config.apiUrl === null ? {} : { slackApiUrl: config.apiUrl }),
      timeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: boltLogger(logger),
    });
  return { post: client(patience.post), read: client(patience.read), answers: client(patience.answers) };
}
