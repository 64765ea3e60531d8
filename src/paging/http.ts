import { Agent, request } from 'undici';
import type { Clock } from '../clock.ts';
import { neverConnected } from '../engine/errors.ts';
import type { PageOutcome } from '../engine/ports.ts';

export type Failure = Exclude<PageOutcome, { kind: 'sent' }>;
export type Answer = { kind: 'answered'; body: unknown };
export type Posting = { url: string; headers: Record<string, string>; body: string };
/** Posts once; what the receiver did not take becomes a {@link Failure}. Never throws. */
export type Post = (posting: Posting) => Promise<Answer | Failure>;

/** How long a receiver may take, and how long a connection to it may: milliseconds. */
export type Patience = { whole: number; connecting: number };

/** Where a receiver asks to wait and does not say how long: milliseconds. */
const WAIT_UNTOLD = 10_000;
const LONGEST_ANSWER = 64_000;

/**
 * Makes the way out for all that goes by HTTP, with connections of its own: a page waits behind nothing. Each has a new
 * connection, as one kept since the last emergency may long be dead. Redirects are not followed, for they would take
 * secrets along.
 */
export function httpDoor(patience: Patience, clock: Clock): { post: Post; close(): Promise<void> } {
  const dispatcher = new Agent({ connect: { timeout: patience.connecting }, pipelining: 0 });
  return {
    async post({ url, headers, body }) {
      try {
        const signal = AbortSignal.timeout(patience.whole);
        const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal });
        const text = await beginningOf(answer.body);
        if (answer.statusCode >= 200 && answer.statusCode < 300) return { kind: 'answered', body: parsed(text) };
        return failureOfStatus(answer.statusCode, waitAsked(answer.headers['retry-after'], clock()));
      } catch (error) {
        return failureOfConnection(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** Says what an error of a connection means: *unreachable* where nothing was said, *unknown* where it may have been. */
export function failureOfConnection(error: unknown): Failure {
  const codes = codesOf(error);
  const code = codes.find((one) => neverConnected.has(one));
  if (code !== undefined) return { kind: 'unreachable', because: code };
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return { kind: 'unknown', because: isLate ? 'too slow' : (codes[0] ?? 'broken connection') };
}

/** An object's text under a name, where the receiver answered with one. */
export function textIn(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const found = (body as Record<string, unknown>)[name];
  return typeof found === 'string' && /^[\w.:-]{1,255}$/.test(found) ? found : null;
}

function failureOfStatus(status: number, retryAfter: number | null): Failure {
  const because = `http ${status}`;
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    return { kind: 'wait', retryAfter: retryAfter ?? WAIT_UNTOLD };
  }
  if (status === 408 || status === 425 || status === 503) return { kind: 'unreachable', because };
  return { kind: status >= 300 && status < 500 ? 'refused' : 'unknown', because };
}

/** Seconds, or a date; null for anything else. */
function waitAsked(header: string | string[] | undefined, now: number): number | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const until = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

/** What comes after that much is not waited for. The status has said whether it was taken: a body that breaks off is none. */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      length += part.length;
      if (length > LONGEST_ANSWER) break;
    }
  } catch {
    return '';
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  // `originalCode` is the system's own where a library has written another over it.
  const named = error as Error & { code?: unknown; originalCode?: unknown };
  const own = [named.originalCode, named.code].filter((code) => typeof code === 'string');
  const among = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...among, ...codesOf(error.cause)];
}
