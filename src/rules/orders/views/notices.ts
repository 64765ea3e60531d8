/** What staff are told in their own messages: what became of an offer, and what they can do. */
import type { KnownBlock } from '@slack/types';
import { button, section } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { type Notice, notices } from '../notices.ts';
import { orderSubject } from '../subject.ts';
import { say } from '../words.ts';
import { loadShown, message, nameOf, type Shown, untilText, whatText } from './parts.ts';

type NoticeFacts = (Shown & { link: string | null }) | null;

export const notice: View<NoticeFacts> = {
  name: 'order-notice',
  load: async (ask, { order, by, for: meant }) => {
    const shown = await loadShown(
      ask,
      order,
      [by, meant].filter((one) => typeof one === 'string'),
    );
    if (shown === null) return null;
    const { channelId, messageTs } = shown.order;
    const stands = await ask('standsAt', { key: `orders:offer:${shown.order.id}` });
    const at = stands ?? (messageTs === null ? null : { channelId, ts: messageTs });
    return { ...shown, link: at === null ? null : await ask('link', at) };
  },
  render: (facts, reader, { what, by, because, for: meant }) => {
    const name = notices.find((one) => one === what);
    if (facts === null || name === undefined) return null;
    const { order, agreement, words, names, link } = facts;
    const { language, userId } = reader;
    const who = typeof by === 'string' ? by : (order.decidedBy ?? '');
    const text = say(language, `notice.${name}`, {
      client: escapeName(agreement.client.name),
      what: whatText(order, language),
      name: who === '' ? '' : nameOf(names, who),
      version: order.newVersion ?? 'none',
      time: words?.time ? escapeMrkdwn(words.time) : 'none',
      date: untilText(order, agreement, reader),
      because: escapeMrkdwn(String(because ?? '')),
    });
    const lines = [
      text,
      ...(link === null ? [] : [say(language, 'notice.link', { link })]),
      ...(typeof meant === 'string' && userId !== null && ![meant, agreement.people.owner.id].includes(userId)
        ? [say(language, 'notice.for', { person: nameOf(names, meant) })]
        : []),
    ];
    const elements = buttonsFor(name, facts, language);
    const actions: KnownBlock[] = elements.length === 0 ? [] : [{ type: 'actions', elements }];
    return message([section(lines.join('\n')), ...actions]);
  },
};

function buttonsFor(name: Notice, { order }: Shown, language: string) {
  const edit = button('order-edit', say(language, 'button.again'), orderSubject(order));
  switch (name) {
    case 'undecided':
    case 'in-words':
      if (order.state !== 'sent') return [];
      return [button('order-remind', say(language, name === 'in-words' ? 'button.show' : 'button.remind'), order.id)];
    case 'accepted-differs':
      return order.newVersion === null ? [button('order-put', say(language, 'button.put'), order.id)] : [];
    case 'expired':
    case 'again':
    case 'not-as-sent':
    case 'deleted':
      return order.state === 'accepted' || order.state === 'declined' ? [] : [edit];
    case 'undelivered':
      return order.state === 'draft'
        ? [button('order-edit', say(language, 'button.continue'), orderSubject(order))]
        : [];
    default:
      return [];
  }
}
