/** What the owner has of a month's card: as the client would read it, with what they can do about it. */

import type { KnownBlock } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { sharedChannels } from '../../../engine/shared-channel.ts';
import { escapeName } from '../../../language/messages.ts';
import { cardKey } from '../recap-record.ts';
import { type Key, say } from '../words.ts';
import { type Card, drawCard, loadCard } from './card.ts';
import { context, message, monthText, nameOf, shortened } from './shown.ts';

/** Slack takes a hundred options of 75 letters. */
const MOST_OPTIONS = 100;
const LONGEST_OPTION = 75;

type DraftFacts = { card: Card; channel: Channel | null; link: string | null } | null;

async function loadDraft(ask: Ask, id: unknown): Promise<DraftFacts> {
  const found = await loadCard(ask, id);
  if (found === null) return null;
  const [channel = null] = await sharedChannels(ask, found.agreement.id);
  const { recap } = found;
  const stands = recap.data.state === 'posted' ? await ask('standsAt', { key: cardKey(recap) }) : null;
  return {
    card: found,
    channel,
    link: stands === null ? null : await ask('link', stands),
  };
}

export const draft: View<DraftFacts> = {
  name: 'wins-draft',
  mood: 'light',
  load: (ask, { recap }) => loadDraft(ask, recap),
  pointless: (facts) => (facts === null || facts.card.recap.data.state !== 'asked' ? 'settled' : null),
  render: (facts, reader, { because }) => (facts === null ? null : drawn(facts, reader, String(because))),
};

function drawn(facts: NonNullable<DraftFacts>, reader: Reader, because: string): Rendered {
  const { card, channel, link } = facts;
  const { language } = reader;
  const { recap, agreement } = card;
  const values = {
    month: monthText(recap.data.month, reader),
    client: escapeName(agreement.client.name),
    channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
    name: recap.data.by === null ? 'none' : nameOf(card.names, recap.data.by),
  };
  if (recap.data.state === 'skipped') return message([say(language, 'draft.skipped', values)], [after(card, reader)]);
  const title = say(language, 'draft.title', {
    ...values,
    because: recap.data.state === 'posted' ? 'agreed' : because,
  });
  const shown = drawCard(card, agreement.client.language);
  const blocks = shown?.blocks ?? [section(say(language, 'draft.empty'))];
  const text = [title, shown?.text ?? ''].join('\n');
  if (recap.data.state !== 'posted') return { text, blocks: [section(title), ...blocks, ...choices(card, reader)] };
  const posted = say(language, 'draft.posted', { ...values, link: link ?? 'none' });
  const back = button('wins-card-take-back', say(language, 'button.card-take-back'), recap.id);
  return { text: posted, blocks: [section(title), ...blocks, section(posted), { type: 'actions', elements: [back] }] };
}

function after({ recap }: Card, { language }: Reader): KnownBlock {
  const text = say(language, 'button.card-post-after-all');
  return { type: 'actions', elements: [button('wins-card-post', text, recap.id)] };
}

function choices({ recap, wins, all }: Card, { language }: Reader): KnownBlock[] {
  const { leftOut } = recap.data;
  const options = all.flatMap((win, index) => {
    const found = wins.find((one) => one.win.id === win.id);
    if (found === undefined || leftOut.includes(win.id)) return [];
    const text = shortened(found.words?.what ?? `${index + 1}`, LONGEST_OPTION);
    return [{ text: plain(text), value: standing(recap.id, index) }];
  });
  const leave: KnownBlock[] =
    options.length === 0
      ? []
      : [
          {
            type: 'actions',
            elements: [
              {
                type: 'static_select',
                action_id: 'wins-card-leave',
                placeholder: plain(say(language, 'draft.leave')),
                options: options.slice(0, MOST_OPTIONS),
              },
            ],
          },
        ];
  const post = { ...button('wins-card-post', say(language, 'button.card-post'), recap.id), style: 'primary' as const };
  const back = button('wins-card-all', say(language, 'button.card-all'), recap.id);
  const skip = button('wins-card-skip', say(language, 'button.card-skip'), recap.id);
  return [
    ...(leftOut.length === 0 ? [] : [context(say(language, 'draft.left', { count: leftOut.length }))]),
    ...leave,
    { type: 'actions', elements: [post, ...(leftOut.length === 0 ? [] : [back]), skip] },
  ];
}

export const cardSaid: View<DraftFacts> = {
  name: 'wins-card-said',
  load: (ask, { recap }) => loadDraft(ask, recap),
  render: (facts, { language }, { what }) =>
    message([
      say(language, `said.${String(what)}` as Key, {
        channel: facts?.channel == null ? '' : `<#${facts.channel.slackChannelId}>`,
        state: facts?.card.recap.data.state ?? 'none',
      }),
    ]),
};
