import type { Conversation } from '../engine/conversation.ts';
import type { SaidMessage } from '../engine/facts.ts';
import { deadlinesAbout } from '../engine/open-questions.ts';
import { type Reader, sentenceOf } from '../engine/rule.ts';
import type { Office } from '../main.ts';
import { rules } from '../rules/index.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { inOffice } from './office.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { type Record, whyLines } from './why-lines.ts';

/** `groundrules why`: what is recorded about a message, and why. */
export function addWhy(programme: Programme): void {
  addCommand<[string]>(
    programme,
    {
      usage: 'why <link-or-id>',
      summary: 'say what is recorded about a message, and why',
      description:
        'Says of a message (by its Slack link), a conversation or a deadline (by id) how it was read, what was promised,\n' +
        'what was concluded when and why, and who was told. Times are in the agency’s zone; people’s words are not shown.',
      examples: [
        'why https://example.slack.com/archives/C0123ABCD/p1795189800000100',
        'why 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      ],
    },
    why,
  );
}

async function why(terminal: Terminal, options: CommonOptions, asked: string): Promise<number> {
  return inOffice(terminal, options, async (office, zone) => {
    const place = await placeOf(office, asked.trim());
    const reader: Reader = { userId: null, language: 'en', timeZone: zone, side: 'staff', now: office.clock() };
    const record = await recordOf(office, place, reader);
    if (options.json) terminal.out(jsonText(record));
    else
      for (const line of whyLines(terminal, record, { zone, nameOf: await namesIn(office, record) }))
        terminal.out(line);
    return 0;
  });
}

type Place = { channelId: string; ts: string; conversation: Conversation | null };

async function placeOf(office: Office, asked: string): Promise<Place> {
  const { store } = office;
  const [, slackChannelId, seconds, fraction] =
    /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:[?#].*)?$/.exec(asked) ?? [];
  if (slackChannelId !== undefined) {
    const channel = await store.ask('channelBySlackId', { slackChannelId });
    if (channel === null) throw new Refusal(`No channel ${slackChannelId} is known here: no agreement names it.`);
    const ts = `${seconds}.${fraction}`;
    return {
      channelId: channel.id,
      ts,
      conversation: await store.ask('conversationOf', { channelId: channel.id, ts }),
    };
  }
  if (/^https?:/.test(asked)) {
    throw new Refusal('This is no link to a message. In Slack: the message’s three dots, then Copy link.');
  }
  const deadline = await store.ask('deadline', { id: asked });
  const conversation = await store.ask('conversation', { id: deadline?.subject ?? asked });
  if (conversation === null) {
    throw new Refusal(`Nothing here has the id ${asked}. Ids are shown by: groundrules status --json`);
  }
  return { channelId: conversation.channelId, ts: conversation.messages[0] ?? '', conversation };
}

async function recordOf({ store }: Office, { channelId, ts, conversation }: Place, reader: Reader): Promise<Record> {
  const message = await store.ask('message', { channelId, ts });
  const rulings = await store.ask('rulings', { channelId, ts });
  if (message === null && conversation === null && rulings.length === 0) {
    throw new Refusal(
      'Nothing is recorded about this message: it was written before the bot was there, or is no longer kept.',
    );
  }
  const said: SaidMessage[] = [];
  if (conversation !== null) {
    for (const { name } of rules) said.push(...(await store.ask('said', { rule: name, subject: conversation.id })));
  }
  return {
    clientId: (await store.ask('channel', { channelId }))?.clientId ?? null,
    link: await store.ask('link', { channelId, ts }),
    message,
    conversation,
    deadlines: conversation === null ? [] : await deadlinesAbout(store.ask, rules, conversation.id),
    rulings: rulings.map((ruling) => ({ ...ruling, sentence: sentenceOf(rules, ruling, reader) })),
    said,
  };
}

/** Names of the people in a record, by id. */
async function namesIn({ store }: Office, record: Record): Promise<(id: string) => string> {
  const ids = new Set(JSON.stringify(record).match(/\b[UW][A-Z0-9]{2,}\b/g) ?? []);
  const names = new Map<string, string>();
  for (const userId of ids) {
    const person = await store.ask('person', { userId });
    if (person !== null) names.set(userId, person.name);
  }
  return (id) => names.get(id) ?? id;
}
