import type { WrittenMessage } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import type { House } from '../../main.ts';
import { readingInWords } from '../../rules/index.ts';
import type { Selected } from '../contract.ts';

/** What is known of one message of a channel (our id), in the reader's language; nothing of one that was never heard. */
export async function selectedOf(
  { store, shell, draw }: House,
  { channelId, ts }: { channelId: string | null; ts: string },
  reader: Reader,
): Promise<Selected> {
  if (channelId === null) return { ts, reading: null, rulings: [], why: null };
  const [message, rulings] = await Promise.all([
    store.ask('message', { channelId, ts }),
    store.ask('rulings', { channelId, ts }),
  ]);
  return {
    ts,
    reading: message === null ? null : readingOf(message, reader),
    // What a rule has no sentence for is not worth telling: that somebody asked why, for one.
    rulings: rulings.flatMap(({ rule, at, reason }) => {
      const sentence = shell.rules.find(({ name }) => name === rule)?.explain?.(reason, reader) ?? null;
      return sentence === null ? [] : [{ rule, at, sentence }];
    }),
    why: message === null ? null : await draw('why', { what: 'message', channelId, ts }, reader),
  };
}

function readingOf({ needsReply, readingReason }: WrittenMessage, { language }: Reader): string {
  return `${needsReply ? 'needs an answer' : 'needs no answer'}: ${readingInWords(readingReason, language)}`;
}
