import type { KnownBlock } from '@slack/types';
import { section } from '../../engine/blocks.ts';
import type { Conversation } from '../../engine/conversation.ts';
import type { Ask, RecordedRuling, WrittenMessage } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatInstant } from '../../language/messages.ts';
import { keyOf, readingInWords, say } from './words.ts';

/** Says a recorded ruling in its rule's words; null for a rule that has none. */
export type Explain = (ruling: RecordedRuling, reader: Reader) => string | null;

type WhyFacts = {
  message: WrittenMessage | null;
  conversation: Conversation | null;
  rulings: RecordedRuling[];
  link: string | null;
  /** Names by Slack id, of those whom the view names. */
  names: Map<string, string>;
};

/** As many rulings, the latest, as a person reads; and what a message may hold that can be drawn again. */
const mostRulings = 12;
const longestText = 3500;

/** Everything that is known about one message and why it is treated as it is. */
export function whyView(explain: Explain): View<WhyFacts> {
  return {
    name: 'why',
    load: (ask, { what, channelId, ts }) =>
      what === 'message' && typeof channelId === 'string' && typeof ts === 'string'
        ? loadWhy(ask, { channelId, ts })
        : Promise.resolve(nothing),
    render: (facts, reader, { what }) => {
      if (what === 'no-link') return drawn(say(reader.language, 'no-link'), []);
      if (facts.message === null) return drawn(say(reader.language, 'unknown'), []);
      return drawn(readingLine(facts.message, reader), [
        ...conversationLines(facts, reader),
        ...markLines(facts.message, facts, reader),
        ...rulingLines(facts.rulings, explain, reader),
        ...(facts.link === null ? [] : [`<${facts.link}|${say(reader.language, 'open')}>`]),
      ]);
    },
  };
}

const nothing: WhyFacts = { message: null, conversation: null, rulings: [], link: null, names: new Map() };

async function loadWhy(ask: Ask, place: { channelId: string; ts: string }): Promise<WhyFacts> {
  const message = await ask('message', place);
  if (message === null) return nothing;
  const names = new Map<string, string>();
  for (const userId of new Set([message.author, ...message.marks.map(({ by }) => by)])) {
    const name = (await ask('person', { userId }))?.name;
    if (name) names.set(userId, name);
  }
  return {
    message,
    conversation: await ask('conversationOf', place),
    rulings: await ask('rulings', place),
    link: await ask('link', place),
    names,
  };
}

function readingLine({ needsReply, readingReason, deletedAt }: WrittenMessage, reader: Reader): string {
  const { language } = reader;
  if (deletedAt !== null) return say(language, 'deleted', { at: formatInstant(deletedAt, reader) });
  const reason = readingInWords(readingReason, language);
  return say(language, needsReply ? 'needs-reply' : 'needs-none', { reason });
}

function conversationLines({ conversation, message }: WhyFacts, reader: Reader): string[] {
  const { language } = reader;
  if (conversation === null) return [say(language, message?.needsReply ? 'not-counted' : 'no-conversation')];
  const asked = formatInstant(conversation.askedAt, reader);
  const count = conversation.messages.length;
  const lines = [say(language, 'conversation', { asked, openedBy: conversation.openedBy, count })];
  const { settled } = conversation;
  if (settled === null) return [...lines, say(language, 'waits')];
  return [
    ...lines,
    say(language, 'settled', { how: say(language, `how.${settled.how}`), at: formatInstant(settled.at, reader) }),
  ];
}

function markLines({ marks }: WrittenMessage, { names }: WhyFacts, reader: Reader): string[] {
  const { language } = reader;
  return marks.map(({ name, by, at, offAt }) => {
    const key = keyOf('mark', name);
    return say(language, offAt === null ? 'marked' : 'marked-off', {
      mark: key === null ? escapeMrkdwn(name) : say(language, key),
      by: escapeName(names.get(by) ?? by),
      at: formatInstant(at, reader),
      off: offAt === null ? '' : formatInstant(offAt, reader),
    });
  });
}

function rulingLines(rulings: readonly RecordedRuling[], explain: Explain, reader: Reader): string[] {
  const said = rulings.flatMap((ruling) => {
    const words = explain(ruling, reader);
    return words === null ? [] : [`• ${formatInstant(ruling.at, reader)}: ${words}`];
  });
  const left = said.length - mostRulings;
  const more = left > 0 ? [say(reader.language, 'earlier', { count: left })] : [];
  return said.length === 0 ? [] : [say(reader.language, 'concluded'), ...more, ...said.slice(-mostRulings)];
}

function drawn(first: string, lines: readonly string[]): Rendered {
  let length = first.length;
  const fitting = lines.filter((line) => {
    length += line.length + 1;
    return length <= longestText;
  });
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: `*${first}*` } }];
  if (fitting.length > 0) {
    // One block holds 3,000 characters; half of the lines always fit.
    const half = Math.ceil(fitting.length / 2);
    const parts = fitting.join('\n').length > 2900 ? [fitting.slice(0, half), fitting.slice(half)] : [fitting];
    blocks.push(...parts.map((part) => section(part.join('\n'))));
  }
  return { text: [first, ...fitting].join('\n'), blocks };
}
