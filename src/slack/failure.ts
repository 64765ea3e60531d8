import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { neverConnected } from '../engine/errors.ts';
import { type Outcome, SlackUnavailable } from '../engine/ports.ts';

/** What became of a call that did not succeed. */
export type Failure = Exclude<Outcome, { kind: 'sent' }>;

/** Where Slack asks to wait and does not say how long: milliseconds. */
const waitUntold = 30_000;

/** Slack answered, and by its documentation may have done it in part. */
const perhapsDone = new Set(['internal_error', 'fatal_error']);

/** Slack asks for patience in the answer's body instead of by its status. */
const asksToWait = new Set(['ratelimited', 'rate_limited', 'accesslimited', 'message_limit_exceeded']);

/**
 * No for now, and not because of this message: Slack is being moved or repaired, or our token is no longer good, which an
 * operator mends. Were these refusals, a lapsed token would use up every message that waits.
 */
const notNow = new Set([
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'missing_scope',
  'org_login_required',
  'not_allowed_token_type',
]);

/** Says what an error of the Web API client means. What cannot be told apart is *unknown*. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'wait', retryAfter: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return failureOfCode(refusalOf(error));
  if (error instanceof WebAPIHTTPError) return failureOfStatus(error.statusCode);
  if (error instanceof WebAPIRequestError) return failureOfConnection(error.original);
  // A 429 that does not say how long reaches us as a plain error.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return { kind: 'wait', retryAfter: waitUntold };
  return { kind: 'unknown', because: error instanceof Error ? error.name : 'unknown error' };
}

/** The same for a call that only reads: whatever happened, Slack could not be asked. */
export function unavailable(error: unknown): SlackUnavailable {
  const failure = failureOf(error);
  const retryAfter = failure.kind === 'wait' ? failure.retryAfter : null;
  const because = failure.kind === 'wait' ? 'rate limited' : failure.because;
  const refusal = refusalOf(error);
  return new SlackUnavailable(`Slack could not be asked: ${because}`, retryAfter, { cause: error, refusal });
}

/**
 * Slack's own name for why it said no, or null where it was not Slack that said it: of an answer that is no JSON the client
 * makes an error whose name is the whole answer.
 */
export function refusalOf(error: unknown): string | null {
  const code = error instanceof WebAPIPlatformError ? error.data.error : '';
  return /^\w{1,100}$/.test(code) ? code : null;
}

function failureOfCode(code: string | null): Failure {
  if (code === null) return { kind: 'unknown', because: 'unreadable answer' };
  if (asksToWait.has(code)) return { kind: 'wait', retryAfter: waitUntold };
  if (perhapsDone.has(code)) return { kind: 'unknown', because: code };
  if (notNow.has(code)) return { kind: 'unreachable', because: code };
  return { kind: 'refused', because: code };
}

function failureOfStatus(status: number): Failure {
  const because = `http ${status}`;
  if (status === 413) return { kind: 'refused', because };
  // Slack says no in the body of a 200: another status below 500 comes from something in between.
  if (status < 500 || status === 503) return { kind: 'unreachable', because };
  return { kind: 'unknown', because };
}

function failureOfConnection(error: Error): Failure {
  const cause: unknown = error.cause;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
  if (code !== null && neverConnected.has(code)) return { kind: 'unreachable', because: code };
  return { kind: 'unknown', because: code ?? error.name };
}
