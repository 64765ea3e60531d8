import { Agent, request } from 'undici';
import type { Clock } from '../../clock.ts';
import { signedHeaders } from './signature.ts';

/** Slack waits this long for an answer, in the machine's time. */
export const ANSWER_WITHIN = 3000;

export type Answer =
  | { kind: 'answered'; status: number; body: string; noRetry: boolean }
  | { kind: 'failed'; reason: 'http_timeout' | 'connection_failed' };

export type Letter = {
  body: string;
  contentType: 'application/json' | 'application/x-www-form-urlencoded';
  headers?: Record<string, string>;
  /** Signs with another secret, for proofs that a forgery is refused. */
  secret?: string;
  /** Signs as of this many seconds from now (negative: stale). */
  secondsOff?: number;
};

/** The connection to the app: signed requests, three seconds of patience. */
export type Wire = {
  send(letter: Letter): Promise<Answer>;
  /** Resolves when nothing is under way. */
  quiet(): Promise<void>;
  /** Counts other work (a call being answered) as under way until the function it gives is called. */
  hold(): () => void;
  close(): Promise<void>;
};

/** Opens the wire to the address where the app takes requests; asked for at every letter, since the app may start later. */
export function openWire(options: { url: () => string; secret: string; machine: Clock }): Wire {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 10_000 });
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const hold = () => {
    underWay += 1;
    let done = false;
    return () => {
      if (done) return;
      done = true;
      underWay -= 1;
      if (underWay > 0) return;
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    };
  };

  const send = async (letter: Letter): Promise<Answer> => {
    const release = hold();
    try {
      const at = options.machine() + (letter.secondsOff ?? 0) * 1000;
      const response = await request(options.url(), {
        method: 'POST',
        dispatcher: agent,
        signal: AbortSignal.timeout(ANSWER_WITHIN),
        headers: {
          'content-type': letter.contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          accept: '*/*',
          ...signedHeaders(letter.body, letter.secret ?? options.secret, at),
          ...letter.headers,
        },
        body: letter.body,
      });
      const body = await response.body.text();
      const noRetry = response.headers['x-slack-no-retry'] === '1';
      return { kind: 'answered', status: response.statusCode, body, noRetry };
    } catch (error) {
      const late = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
      return { kind: 'failed', reason: late ? 'http_timeout' : 'connection_failed' };
    } finally {
      release();
    }
  };

  return {
    send,
    hold,
    quiet: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => agent.destroy(),
  };
}
