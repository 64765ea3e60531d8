/** What stands where clients read: the card, the line that tells of a change, and the card shown aside to who joins. */
import type { CardPart } from '../../../engine/card.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { changedParts } from '../load.ts';
import { loadPlace } from '../slots.ts';
import { languages, say } from '../words.ts';
import { agencyName, bookmarksOf, type CardFacts, cardButtons, drawCard, loadCard, plainly } from './draw.ts';

type News = { who: string | null; agency: string | null; parts: CardPart[]; link: string | null } | null;

/** Makes the views of a card of these parts. */
export function postedViews(parts: readonly CardPart[]): View[] {
  const card: View<CardFacts | null> = {
    name: 'card',
    languages,
    fastens: true,
    load: (ask, { clientId }) => loadCard(ask, String(clientId)),
    render: (facts, reader) => {
      if (facts === null) return null;
      const { text, blocks } = drawCard(facts, parts, reader);
      const asks = facts.agreement.status === 'active' && facts.agreement.people.client.length > 0;
      return {
        text,
        blocks: [...blocks, ...cardButtons(facts, parts, reader, asks)],
        bookmarks: bookmarksOf(facts),
      };
    },
  };

  const aside: View<CardFacts | null> = {
    name: 'card-aside',
    languages,
    load: (ask, { clientId }) => loadCard(ask, String(clientId)),
    render: (facts, reader) => {
      if (facts === null || facts.agreement.status === 'ended') return null;
      const { text, blocks } = drawCard(facts, parts, reader);
      const welcome = plainly(say(reader.language, 'welcome'));
      const isNamed = facts.agreement.people.client.some(({ id }) => id === reader.userId);
      return {
        text: `${welcome.text}\n${text}`,
        blocks: [...welcome.blocks, ...blocks, ...cardButtons(facts, parts, reader, isNamed)],
      };
    },
  };

  const news: View<News> = {
    name: 'card-news',
    languages,
    load: async (ask, { clientId, channelId, version, before }) => {
      const about = { clientId: String(clientId), version: Number(version), before: Number(before) };
      const text = await ask('agreementText', about);
      const channel = await ask('channel', { channelId: String(channelId) });
      const agency = await ask('agency', {});
      const [, userId] = /^([UW][A-Z0-9]+), in Slack$/.exec(text?.appliedBy ?? '') ?? [];
      const person = userId === undefined ? null : await ask('person', { userId });
      const key = channel === null ? null : (await loadPlace(ask, channel)).slot?.key;
      const place = key == null ? null : await ask('standsAt', { key });
      return {
        who: person === null || person.name === '' ? null : person.name,
        agency: agency?.agency.name ?? null,
        parts: await changedParts(ask, about, parts),
        link: place === null ? null : await ask('link', place),
      };
    },
    render: (found, { language }) => {
      if (found === null || found.parts.length === 0) return null;
      const { who, agency, link } = found;
      const name = who ?? agency;
      const what = found.parts.map((part) => part.title(language)).join(', ');
      const by = name === null ? agencyName(null, language) : escapeName(name);
      const see = link === null ? say(language, 'news.card') : `<${link}|${say(language, 'news.card')}>`;
      return plainly(say(language, 'news', { by, what, see }));
    },
  };

  return [card, aside, news] as View[];
}
