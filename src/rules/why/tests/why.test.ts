import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask, Channel, Questions, RecordedRuling, WrittenMessage } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { CHATTER_KINDS } from '../../../language/lexicon.ts';
import type { ReadingReason } from '../../../language/reading.ts';
import { placeInLink } from '../link.ts';
import { whyRule } from '../rule.ts';
import { keyOf } from '../words.ts';

const at = Date.UTC(2026, 2, 6, 13, 50);
const ts = '1772805000.000100';
const message: WrittenMessage = {
  channelId: 'nova-channel',
  ts,
  threadTs: null,
  author: 'U0ANNA',
  occurredAt: at,
  deletedAt: null,
  needsReply: true,
  readingReason: 'question',
  asksSince: at,
  marks: [
    { id: 'm1', name: 'taken', by: 'U0MIRA', at: at + 60_000, offAt: at + 120_000, data: {} },
    { id: 'reaction:white_check_mark:U0MIRA', name: 'done', by: 'U0MIRA', at: at + 180_000, offAt: null, data: {} },
  ],
};
const conversation: Conversation = {
  id: `nova-channel:${ts}`,
  channelId: 'nova-channel',
  lane: 'top',
  turn: 'first',
  messages: [ts],
  asker: 'U0ANNA',
  askedAt: at,
  openedBy: 'message',
  settled: { at: at + 180_000, how: 'marked-done', by: 'U0MIRA' },
  pauses: [],
  takenBy: null,
  handedTo: null,
  chosen: { priority: null, owner: null, dueAt: null },
};
const channel: Channel = {
  id: 'nova-channel',
  slackChannelId: 'C0NOVA',
  clientId: 'nova',
  name: 'nova-bikes',
  role: 'shared',
  isArchived: false,
  isMember: true,
  isExternallyShared: true,
};
const ruling = (rule: string, name: string, minutes: number): RecordedRuling => {
  const reason = { name, data: {} };
  return { rule, eventKind: 'MessagePosted', subject: conversation.id, at: at + minutes * 60_000, actor: null, reason };
};

type Known = { message?: WrittenMessage | null; conversation?: Conversation | null; rulings?: RecordedRuling[] };

function askOf(known: Known = {}): Ask {
  const answers: Partial<{ [Name in keyof Questions]: (given: never) => Questions[Name]['answer'] }> = {
    channel: () => channel,
    channelBySlackId: ({ slackChannelId }: { slackChannelId: string }) =>
      slackChannelId === 'C0NOVA' ? channel : null,
    clientsServedBy: ({ userId }: { userId: string }) =>
      userId === 'U0MIRA' ? [{ clientId: 'nova', name: 'Nova Bikes' }] : [],
    message: () => (known.message === undefined ? message : known.message),
    conversationOf: () => (known.conversation === undefined ? conversation : known.conversation),
    rulings: () => known.rulings ?? [],
    link: () => 'https://harbour.slack.com/archives/C0NOVA/p1772805000000100',
    person: () => null,
  };
  return async (name, given) => {
    const answer = answers[name];
    if (answer === undefined) throw new Error(`nobody answers ${name}`);
    return answer(given as never);
  };
}

const told = { name: 'response-window', explain: ({ name }: { name: string }) => `It is ${name}.` };
const rule = whyRule([told]);
const reader = (language: string): Reader => ({ userId: 'U0MIRA', language, timeZone: 'UTC', side: 'staff', now: at });

/** What whoever asks is shown. */
async function shown(asking: Partial<Event>, known: Known = {}, language = 'en'): Promise<string> {
  const about = { event: asking as Event, agreement: null, agency: null, now: at };
  const [ruled] = rule.decide({ ...about, facts: await rule.load(askOf(known), about) });
  const answer = ruled?.effects[0];
  if (answer?.kind !== 'answer' || answer.how !== 'privately') throw new Error('not answered privately');
  const view = rule.views.find(({ name }) => name === answer.view);
  const facts = await view?.load(askOf(known), answer.data, reader(language));
  const rendered = view?.render(facts, reader(language), answer.data);
  for (const block of rendered?.blocks ?? []) {
    if (block.type === 'section') expect((block.text?.text ?? '').length).toBeLessThanOrEqual(3000);
  }
  return rendered?.text ?? '';
}

const pointed = {
  kind: 'ShortcutUsed',
  shortcut: 'why',
  actor: 'U0MIRA',
  message: { channelId: 'nova-channel', ts, threadTs: null },
} as const;
const typed = (words: string, actor = 'U0MIRA') => ({ kind: 'CommandGiven', actor, words }) as const;

describe('why?', () => {
  test.each(['en', 'tr'])('shows reading, conversation, marks and every rule’s conclusions (%s)', async (language) => {
    const rulings = [ruling('response-window', 'waiting', 0), ruling('response-window', 'met', 3)];
    expect(await shown(pointed, { rulings }, language)).toMatchSnapshot();
  });

  test('finds the message behind a link, as Slack escapes it in commands', async () => {
    const link = '<https://harbour.slack.com/archives/C0NOVA/p1772805000000100?thread_ts=1.2&amp;cid=C0NOVA>';
    expect(await shown(typed(`why ${link}`))).toContain('Read as needing a reply: it asks something.');
  });

  test('without a link says how to give one', async () => {
    expect(await shown(typed('why'))).toContain('Copy its link');
  });

  test.each([
    ['a message that is not known', pointed, { message: null }],
    ['a channel that is not known', typed('why https://x.slack.com/archives/C0OTHER/p1772805000000100'), {}],
    [
      'a client whom the asker does not serve',
      typed('why https://x.slack.com/archives/C0NOVA/p1772805000000100', 'U0ELIF'),
      {},
    ],
  ])('of %s says only that it is not known', async (_what, asking, known) => {
    expect(await shown(asking, known)).toMatch(/^This message is not known here/);
  });

  test('of chatter says what it was read as, and that nothing waits', async () => {
    const thanks = { ...message, needsReply: false, readingReason: 'thanks', marks: [] };
    const text = await shown(pointed, { message: thanks, conversation: null });
    expect(text).toContain('Read as needing no reply: a thanks.\nNothing waits because of it.');
  });

  test('of a long history shows the latest and says how many it leaves out', async () => {
    const rulings = Array.from({ length: 200 }, (_, index) =>
      ruling('response-window', `step ${index} ${'x'.repeat(100)}`, index),
    );
    const text = await shown(pointed, { rulings });
    expect(text).toContain('188 earlier entries are not shown');
    expect(text).toContain('step 199');
    expect(text.length).toBeLessThan(4000);
  });

  test('leaves out what rules concluded that have no words for it', async () => {
    expect(await shown(pointed, { rulings: [ruling('why', 'asked-why', 1)] })).not.toContain('concluded');
  });

  test('every way of reading a message has words', () => {
    const owed = ['chasing', 'question', 'trouble', 'request', 'not-plainly-chatter'] satisfies ReadingReason[];
    const none = [...CHATTER_KINDS, 'emoji-only', 'empty'] satisfies ReadingReason[];
    const silent = [...owed, ...none, 'not-heard'].filter((reason) => keyOf('reading', reason) === null);
    expect(silent).toEqual([]);
  });

  test('only links to messages are links', () => {
    expect(placeInLink('https://x.slack.com/archives/C0NOVA/p1772805000000100')).toEqual({
      slackChannelId: 'C0NOVA',
      ts,
    });
    expect(placeInLink('https://x.slack.com/archives/C0NOVA')).toBeNull();
    expect(placeInLink('why not')).toBeNull();
  });
});
