/** `/rules people`: everybody, by side, and first what does not fit. */

import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { button, sections } from '../../../engine/blocks.ts';
import { clientSubject } from '../../../engine/client-subject.ts';
import type { Ask, Channel, Seen } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { because, doubts, nameOf, plainly } from './seen.ts';

type Member = Seen & {
  /** Whether they are in a channel that was looked at. */
  isIn: boolean;
  /** In the internal channel, where only the agency's people should be. */
  isInside: boolean;
};

type ListFacts = { agreement: Agreement; where: Channel[]; wasRead: boolean; members: Member[] };

/** As many of one kind as a person reads; the rest is counted. */
const mostOfAKind = 20;
const groups = ['staff', 'client', 'neither', 'unknown'] as const;

export const list: View<ListFacts | null> = {
  name: 'people',
  load: async (ask, { what, clientId, channelId }) =>
    what === 'list' && typeof clientId === 'string' ? loadList(ask, clientId, channelId ?? null) : null,
  render: (facts, reader, { what }) => {
    if (what === 'not-yours') return plainly(say(reader.language, 'not-yours'));
    return facts === null ? plainly(say(reader.language, 'which')) : drawn(facts, reader);
  },
};

async function loadList(ask: Ask, clientId: string, channelId: unknown): Promise<ListFacts | null> {
  const agreement = await ask('agreement', { clientId });
  if (agreement === null) return null;
  const all = await ask('channelsOf', { clientId });
  const asked = all.filter(({ id }) => id === channelId);
  const where = asked.length > 0 ? asked : all;
  const present = new Set<string>();
  const inside = new Set<string>();
  let wasRead = where.length > 0;
  for (const { id, role } of where) {
    const { userIds, readAt } = await ask('members', { channelId: id });
    for (const userId of userIds) (role === 'internal' ? inside : present).add(userId);
    wasRead &&= readAt !== null;
  }
  const userIds = [...new Set([...namedIn(agreement), ...present, ...inside])];
  const found = await ask('seen', { clientId, userIds });
  const members = found.map((one) => {
    const isInside = inside.has(one.userId);
    return { ...one, isInside, isIn: isInside || present.has(one.userId) };
  });
  return { agreement, where, wasRead, members };
}

function namedIn({ people }: Agreement): string[] {
  const { owner, backup, managers, staff, client, neither } = people;
  return [owner, backup, ...managers, ...staff, ...client, ...neither].map(({ id }) => id);
}

function drawn({ agreement, where, wasRead, members }: ListFacts, reader: Reader): Rendered {
  const { language } = reader;
  const names = where.map(({ name, slackChannelId }) => escapeName(name === '' ? slackChannelId : `#${name}`));
  const count = members.filter(({ isIn }) => isIn).length;
  const client = escapeName(agreement.client.name);
  const title = say(language, 'list.title', { client, count, where: names.join(', ') });
  const unread = wasRead ? [] : [say(language, 'list.unread')];
  const odd = members.flatMap((one) => oddLine(one, agreement, wasRead, reader) ?? []);
  const parts = [
    [`*${title}*`, ...unread],
    ...(odd.length === 0 ? [] : [[`*${say(language, 'list.odd')}*`, ...fewOf(odd, reader)]]),
    ...groups.flatMap((side) => {
      const lines = members
        .filter((one) => one.standing.side === side && (one.isIn || !wasRead))
        .map((one) => `• ${nameOf(one, agreement)}: ${standsBecause(one, reader)}`);
      return lines.length === 0 ? [] : [[`*${say(language, `side.${side}` satisfies Key)}*`, ...fewOf(lines, reader)]];
    }),
    [say(language, 'list.how')],
  ];
  const correct = button('people-correct', say(language, 'button.correct'), clientSubject(agreement.id));
  const blocks: KnownBlock[] = parts.flatMap(sections);
  return {
    text: parts.flat().join('\n'),
    blocks: [...blocks, { type: 'actions', elements: [correct] }],
  };
}

function standsBecause(one: Member, reader: Reader): string {
  const isListed = one.standing.because !== one.inSlack.because;
  const why = because(one, reader);
  return isListed || one.standing.because === 'bot' ? why : say(reader.language, 'unlisted', { because: why });
}

/** Somebody about whom something does not fit; null for all others. */
function oddLine(one: Member, agreement: Agreement, wasRead: boolean, reader: Reader): string | null {
  const { language } = reader;
  const { side, because: listed } = one.standing;
  const hasPart = listed === 'owner' || listed === 'backup' || listed === 'manager';
  const found = [
    ...doubts(one, reader),
    ...(hasPart && wasRead && !one.isIn ? [say(language, 'doubt.not-here')] : []),
    ...(one.isInside && (side === 'client' || side === 'unknown') ? [say(language, 'doubt.inside')] : []),
  ];
  if (found.length === 0) return null;
  return `• ${nameOf(one, agreement)} (${because(one, reader)}): ${found.join('; ')}`;
}

function fewOf(lines: string[], { language }: Reader): string[] {
  const left = lines.length - mostOfAKind;
  return left <= 0 ? lines : [...lines.slice(0, mostOfAKind), say(language, 'list.more', { count: left })];
}
