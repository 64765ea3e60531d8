/** `/rules card`, shown privately: the card, and to whoever serves the client what only staff need to know of it. */

import type { KnownBlock } from '@slack/types';
import { button, sections } from '../../../engine/blocks.ts';
import type { CardPart } from '../../../engine/card.ts';
import { clientSubject } from '../../../engine/client-subject.ts';
import type { Ask, DeafChannel } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { permission } from '../config.ts';
import { nameOf } from '../parts.ts';
import { isThere, loadPlaces, type Place } from '../slots.ts';
import { say, sayToStaff } from '../words.ts';
import { type CardFacts, cardButtons, drawCard, loadCard, plainly } from './draw.ts';

type Standing = { place: Place; link: string | null };
type Facts = { card: CardFacts; standing: Standing[]; deaf: DeafChannel[] };

/** Makes the view for a card of these parts. */
export function shownView(parts: readonly CardPart[]): View<Facts | null> {
  return {
    name: 'card-shown',
    load: async (ask, { what, clientId, serves }) =>
      what === 'one' && typeof clientId === 'string' ? loadShown(ask, clientId, serves === true) : null,
    render: (facts, reader, { what, serves }) => {
      if (facts === null) return plainly(say(reader.language, what === 'one' ? 'stranger' : (what as 'which')));
      const { card } = facts;
      const { text, blocks } = drawCard(card, parts, reader);
      const isNamed = card.agreement.people.client.some(({ id }) => id === reader.userId);
      if (serves !== true)
        return {
          text,
          blocks: [...blocks, ...cardButtons(card, parts, reader, isNamed && card.agreement.status === 'active')],
        };
      const lines = staffLines(facts, reader);
      return {
        text: [text, ...lines].join('\n'),
        blocks: [...blocks, ...sections(lines).slice(0, 4), ...buttons(facts, reader)],
      };
    },
  };
}

async function loadShown(ask: Ask, clientId: string, serves: boolean): Promise<Facts | null> {
  const card = await loadCard(ask, clientId);
  if (card === null) return null;
  if (!serves) return { card, standing: [], deaf: [] };
  const standing: Standing[] = [];
  for (const place of await loadPlaces(ask, clientId)) {
    const at = place.slot?.key == null ? null : await ask('standsAt', { key: place.slot.key });
    standing.push({ place, link: at === null ? null : await ask('link', at) });
  }
  return { card, standing, deaf: await ask('deafChannels', { clientIds: [clientId] }) };
}

function staffLines({ card, standing, deaf }: Facts, reader: Reader): string[] {
  const { language } = reader;
  const { agreement } = card;
  const isPermitted = agreement.mayPost.includes(permission);
  return [
    `*${sayToStaff(language, 'staff.title')}*`,
    ...standing.map(({ place, link }) => {
      const channel = channelName(place.channel);
      const seen = link === null ? channel : `<${link}|${channel}>`;
      return sayToStaff(language, isThere(place) ? 'staff.stands' : 'staff.stands-not', { channel: seen });
    }),
    ...deaf.map((channel) => {
      const since = formatInstant(channel.since, reader);
      return `:warning: ${sayToStaff(language, 'staff.deaf', { channel: channelName(channel), since })}`;
    }),
    sayToStaff(language, isPermitted ? 'staff.permitted' : 'staff.not-permitted'),
    ...readLines(card, reader),
  ];
}

function readLines({ agreement, readers }: CardFacts, reader: Reader): string[] {
  const { language } = reader;
  const named = agreement.people.client;
  if (named.length === 0) return [sayToStaff(language, 'staff.nobody-named')];
  const read = readers.flatMap(({ userId, at }) => {
    const person = named.find(({ id }) => id === userId);
    return person === undefined
      ? []
      : [sayToStaff(language, 'staff.read', { who: nameOf(person), at: formatInstant(at, reader) })];
  });
  const unread = named.filter(({ id }) => !readers.some(({ userId }) => userId === id)).map(nameOf);
  return [
    ...read,
    ...(unread.length === 0 ? [] : [sayToStaff(language, 'staff.unread', { who: unread.slice(0, 20).join(', ') })]),
  ];
}

function buttons({ card, standing }: Facts, { language }: Reader): KnownBlock[] {
  const { id, status } = card.agreement;
  const subject = clientSubject(id);
  const isMissing = standing.some(({ place }) => !isThere(place));
  const isSomewhere = standing.some(({ place }) => isThere(place));
  const elements = [
    ...(status === 'active' && isMissing ? [button('card-put', sayToStaff(language, 'button.put'), subject)] : []),
    ...(isSomewhere ? [button('card-take', sayToStaff(language, 'button.take'), subject)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** A channel as people know it, ready for markup. */
export function channelName({ name, slackChannelId }: { name: string; slackChannelId: string }): string {
  return escapeName(name === '' ? slackChannelId : `#${name}`);
}
