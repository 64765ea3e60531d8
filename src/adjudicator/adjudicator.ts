/** Asks a model behind an OpenAI-compatible address what it thinks of one message. Whatever goes wrong is no answer. */
import type { Logger } from 'pino';
import { Agent, request } from 'undici';
import type { Clock } from '../clock.ts';
import type { Opinion } from '../engine/event.ts';
import type { Adjudicator, DoubtfulMessage } from '../engine/ports.ts';
import { messagesFor, readOpinion } from './wording.ts';

export type AdjudicatorSettings = { url: string; key: string | null; model: string };

/** For the whole of an answer, and how long it is left alone after a failure: milliseconds. */
const PATIENCE = 8_000;
const REST = 60_000;
const MOST_AT_ONCE = 4;
const LONGEST_ANSWER = 64_000;
/** So many tokens are enough for an answer that counts. */
const TOKENS = 200;

/** Nobody is asked: there is never an answer. */
export const nobody: Adjudicator = { ask: () => Promise.resolve(null) };

/** Makes the way to it; `patience` in milliseconds. Null settings: {@link nobody}. */
export function createAdjudicator(
  settings: AdjudicatorSettings | null,
  { clock, logger, patience = PATIENCE }: { clock: Clock; logger: Logger; patience?: number },
): Adjudicator {
  if (settings === null) return nobody;
  const dispatcher = new Agent({ connect: { timeout: patience }, pipelining: 0 });
  const state = { asking: 0, restUntil: Number.NEGATIVE_INFINITY };

  async function asked(message: DoubtfulMessage): Promise<Opinion | null> {
    try {
      const answer = await post(settings as AdjudicatorSettings, message, { dispatcher, patience });
      if ('status' in answer) {
        state.restUntil = clock() + REST;
        logger.warn({ status: answer.status }, 'The adjudicator refused to answer; staff are asked instead');
        return null;
      }
      const opinion = readOpinion(answer.body, message.items);
      if (opinion === null) logger.info({}, 'The adjudicator gave no answer that counts');
      return opinion;
    } catch (error) {
      state.restUntil = clock() + REST;
      // Its message may hold the address, and that a secret.
      const because = error instanceof Error ? error.name : 'unknown';
      logger.warn({ because }, 'The adjudicator could not be asked; staff are asked instead');
      return null;
    }
  }

  return {
    ask: async (message) => {
      if (state.asking >= MOST_AT_ONCE || clock() < state.restUntil) return null;
      state.asking += 1;
      try {
        return await asked(message);
      } finally {
        state.asking -= 1;
      }
    },
  };
}

type Answered = { status: number } | { body: string };

async function post(
  { url, key, model }: AdjudicatorSettings,
  message: DoubtfulMessage,
  { dispatcher, patience }: { dispatcher: Agent; patience: number },
): Promise<Answered> {
  const address = url.endsWith('/chat/completions') ? url : `${url.replace(/\/+$/, '')}/chat/completions`;
  const bearer = key === null ? {} : { authorization: `Bearer ${key}` };
  const { statusCode, body } = await request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer },
    body: JSON.stringify({ model, temperature: 0, max_tokens: TOKENS, messages: messagesFor(message) }),
    dispatcher,
    signal: AbortSignal.timeout(patience),
  });
  if (statusCode !== 200) {
    await body.dump();
    return { status: statusCode };
  }
  return { body: await beginningOf(body) };
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length > LONGEST_ANSWER) break;
  }
  return Buffer.concat(parts).toString('utf8');
}
