import { createHmac } from 'node:crypto';

/** Headers Slack signs a request with. `at` is epoch milliseconds of the machine: receivers compare it with their own clock. */
export function signedHeaders(body: string, secret: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
