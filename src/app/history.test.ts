import { expect, test } from 'vitest';
import type { IncomingMessage } from '../engine/incoming.ts';
import { type SlackReader, SlackUnavailable } from '../engine/ports.ts';
import { createHistory, justBefore } from './history.ts';
import type { Shell } from './shell.ts';

/** A channel of Slack's that gives so many pages at a time before it asks to wait. */
function channelOf(...tss: string[]) {
  const asked: string[] = [];
  const slack = { tss, pagesLeft: Number.POSITIVE_INFINITY, now: 1_000_000, asked };
  const spend = () => {
    if (slack.pagesLeft-- <= 0) throw new SlackUnavailable('Slack asks to wait', 30_000);
  };
  const reader: Pick<SlackReader, 'history' | 'threads' | 'replies'> = {
    async *history(_, { afterTs, beforeTs }) {
      const within = (ts: string) => (afterTs === null || ts > afterTs) && (beforeTs === null || ts < beforeTs);
      const newestFirst = slack.tss.filter(within).reverse();
      for (let at = 0; at === 0 || at < newestFirst.length; at += 2) {
        spend();
        const page = newestFirst.slice(at, at + 2);
        asked.push(page.join(' '));
        yield { messages: page.map(message), threads: page.map((rootTs) => ({ rootTs, latestReplyTs: `${rootTs}9` })) };
      }
    },
    threads: () => Promise.resolve([]),
    replies: async (_channel, root) => {
      spend();
      asked.push(`replies of ${root}`);
      return [message(`${root}9`)];
    },
  };
  const history = createHistory({ clock: () => slack.now, slack: { reader } } as unknown as Shell);
  const read = async (since: string, threads: string[] = [], missedAfter: string | null = null) => {
    const { heard } = await history.read('C1', { since, threads, missedAfter });
    return heard.map(({ ts }) => ts);
  };
  return { slack, read };
}

const message = (ts: string) => ({ kind: 'message', ts }) as IncomingMessage;

test('what was read before Slack asked to wait is not asked for again', async () => {
  const { slack, read } = channelOf('1.1', '1.2', '1.3', '1.4', '1.5', '1.6');
  slack.pagesLeft = 2;
  await expect(read('1.1')).rejects.toBeInstanceOf(SlackUnavailable);
  slack.pagesLeft = 9;
  expect(await read('1.1')).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6']);
  expect(slack.asked).toEqual(['1.6 1.5', '1.4 1.3', '', '1.2 1.1']);
});

test('what was written meanwhile is heard with the rest', async () => {
  const { slack, read } = channelOf('1.1', '1.2', '1.3', '1.4');
  slack.pagesLeft = 1;
  await expect(read('1.1')).rejects.toBeInstanceOf(SlackUnavailable);
  slack.tss.push('1.5', '1.6', '1.7');
  slack.pagesLeft = 9;
  expect(await read('1.1')).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7']);
});

test('replies of threads are read once each, however often Slack asks to wait between them', async () => {
  const { slack, read } = channelOf('1.1', '1.2', '1.3');
  for (let stops = 0; stops < 4; stops++) {
    slack.pagesLeft = 2;
    await read('1.1', ['1.2'], '1.0').catch(() => undefined);
  }
  expect(slack.asked.filter((one) => one.startsWith('replies')).sort()).toEqual([
    'replies of 1.1',
    'replies of 1.2',
    'replies of 1.3',
  ]);
});

test('a wider gap, and a reading that is too old, begin anew', async () => {
  const { slack, read } = channelOf('1.1', '1.2', '1.3', '1.4');
  slack.pagesLeft = 1;
  await expect(read('1.2')).rejects.toBeInstanceOf(SlackUnavailable);
  slack.pagesLeft = 9;
  expect(await read('1.1')).toEqual(['1.1', '1.2', '1.3', '1.4']);
  slack.pagesLeft = 1;
  await expect(read('1.1')).rejects.toBeInstanceOf(SlackUnavailable);
  slack.pagesLeft = 9;
  slack.now += 3_600_000;
  slack.asked.length = 0;
  expect(await read('1.1')).toHaveLength(4);
  expect(slack.asked[0]).toBe('1.4 1.3');
});

test('just before is a microsecond before, over the second’s edge too', () => {
  expect(justBefore('17.000100')).toBe('17.000099');
  expect(justBefore('17.000000')).toBe('16.999999');
});
