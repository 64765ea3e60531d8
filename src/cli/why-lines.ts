import type { Conversation } from '../engine/conversation.ts';
import type { Destination } from '../engine/event.ts';
import type { Deadline, RecordedRuling, SaidMessage, WrittenMessage } from '../engine/facts.ts';
import { instantText } from './instant.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

/** All that is recorded about one message and the conversation it belongs to; ids, instants and reasons only. */
export type Record = {
  clientId: string | null;
  link: string;
  message: WrittenMessage | null;
  conversation: Conversation | null;
  deadlines: Deadline[];
  rulings: (RecordedRuling & { sentence: string })[];
  said: SaidMessage[];
};

type Reading = { zone: string; nameOf(id: string): string };

/** A record as lines for people, its instants in the zone. */
export function whyLines(terminal: Terminal, record: Record, reading: Reading): string[] {
  const sections: [title: string, lines: string[]][] = [
    ['Message', messageLines(record, reading)],
    ['Question', questionLines(record, reading)],
    ['Promised', deadlineLines(record, reading)],
    ['Concluded', rulingLines(record, reading)],
    ['Told', saidLines(record, reading)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines], index) => [
      ...(index === 0 ? [] : ['']),
      emphasise(terminal, 'bold', title),
      ...lines.map((line) => `  ${line}`),
    ]);
}

function messageLines({ message, link, clientId }: Record, { zone, nameOf }: Reading): string[] {
  const place = ['where', `${clientId ?? 'no client'}, ${link}`];
  if (message === null) return aligned([place, ['', 'the message itself was never heard']]);
  const { author, occurredAt, deletedAt, needsReply, readingReason, marks } = message;
  return aligned([
    place,
    ['written', `${instantText(occurredAt, zone)} ${zone}, by ${nameOf(author)}`],
    ...(deletedAt === null ? [] : [['deleted', instantText(deletedAt, zone)]]),
    ['read as', `${needsReply ? 'needs an answer' : 'needs no answer'} (${readingReason})`],
    ...marks.map(({ name, by, at, offAt }) => [
      'marked',
      `${name} by ${nameOf(by)}, ${instantText(at, zone)}${offAt === null ? '' : `, taken back ${instantText(offAt, zone)}`}`,
    ]),
  ]);
}

function questionLines({ conversation }: Record, { zone, nameOf }: Reading): string[] {
  if (conversation === null) return [];
  const { id, askedAt, asker, turn, messages, settled, pauses, takenBy, handedTo } = conversation;
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  const by = settled?.by == null ? '' : ` by ${nameOf(settled.by)}`;
  return aligned([
    ['id', id],
    ['asked', `${instantText(askedAt, zone)}, by ${nameOf(asker)} (${turn} reply, ${count})`],
    ...pauses.map(({ from, to }) => [
      'paused',
      `${instantText(from, zone)} to ${to === null ? 'now' : instantText(to, zone)}`,
    ]),
    ...(handedTo === null ? [] : [['handed to', nameOf(handedTo)]]),
    ...(takenBy === null ? [] : [['taken by', nameOf(takenBy)]]),
    ['settled', settled === null ? 'not yet' : `${settled.how}, ${instantText(settled.at, zone)}${by}`],
  ]);
}

function deadlineLines({ deadlines }: Record, { zone }: Reading): string[] {
  return aligned(
    deadlines.map(({ rule, name, dueAt, state, settledAt, id }) => [
      `${rule}, ${name}`,
      `due ${instantText(dueAt, zone)}`,
      settledAt === null ? state : `${state} ${instantText(settledAt, zone)}`,
      id,
    ]),
  );
}

function rulingLines({ rulings }: Record, { zone, nameOf }: Reading): string[] {
  return aligned(rulings.map(({ at, rule, sentence }) => [instantText(at, zone), rule, plain(sentence, nameOf)]));
}

function saidLines({ said }: Record, { zone, nameOf }: Reading): string[] {
  return aligned(
    said.map((one) => [
      one.sentAt === null ? '–' : instantText(one.sentAt, zone),
      one.view,
      toText(one.to, nameOf),
      stateText(one),
    ]),
  );
}

function toText(to: Destination, nameOf: Reading['nameOf']): string {
  if (to.kind === 'person') return `to ${nameOf(to.userId)}`;
  if (to.kind === 'home') return `on the home tab of ${nameOf(to.userId)}`;
  if (to.kind === 'aside') return `to ${nameOf(to.userId)} alone, in channel ${to.channelId}`;
  return to.kind === 'operator' ? 'to the operator' : `in channel ${to.channelId}`;
}

const stateText = ({ state }: SaidMessage) => (state === 'cancelled' ? 'called off' : state);

/** A sentence made for Slack, with its mentions as names and its escapes undone. */
function plain(text: string, nameOf: Reading['nameOf']): string {
  return text
    .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => nameOf(id))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
