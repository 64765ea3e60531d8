/** Private messages to staff: the nudge, that a kept message did not leave, and that it is held. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { button } from '../../../engine/blocks.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { openingAfter } from '../kept.ts';
import { loadNudges } from '../nudges.ts';
import { placeSubject } from '../place.ts';
import { say } from '../words.ts';
import { at, loadShown, message, nameOf, placeOf, type Shown, whyInWords } from './parts.ts';

type NudgeFacts = { channel: Channel | null; agreement: Agreement | null; isOff: boolean };

export const nudge: View<NudgeFacts> = {
  name: 'later-nudge',
  load: async (ask, { channelId }, { userId }) => {
    const channel = await ask('channel', { channelId: String(channelId) });
    const agreement = channel?.clientId == null ? null : await ask('agreement', { clientId: channel.clientId });
    return { channel, agreement, isOff: (await loadNudges(ask, userId ?? '')).off };
  },
  render: ({ channel, agreement, isOff }, reader, { threadTs }) => {
    if (channel === null || agreement === null) return null;
    const { language, now } = reader;
    const opensAt = openingAfter(agreement, now);
    const client = escapeName(agreement.client.name);
    const text = say(language, 'nudge', { client, due: opensAt === null ? '' : at(opensAt, reader) });
    const thread = typeof threadTs === 'string' ? threadTs : null;
    const form = button('send-at-opening', say(language, 'button.form'), placeSubject(channel.id, thread));
    const choice = isOff ? 'nudges-on' : 'nudges-off';
    const buttons = [form, button(choice, say(language, `button.${choice}`), placeSubject(channel.id, thread))];
    return message([text, ...(isOff ? [say(language, 'nudge.off')] : [])], buttons);
  },
};

export const nudges: View<boolean> = {
  name: 'later-nudges',
  load: async (ask, _, { userId }) => (await loadNudges(ask, userId ?? '')).off,
  render: (isOff, { language }) => message([say(language, isOff ? 'nudges.off' : 'nudges.on')]),
};

type NotSentFacts = { shown: Shown; isStaff: boolean; hasWords: boolean } | null;

export const notSent: View<NotSentFacts> = {
  name: 'later-not-sent',
  load: async (ask, { subject }) => {
    const shown = await loadShown(ask, subject);
    if (shown === null) return null;
    const { clientId, userId, channelId, place } = shown.kept;
    const [seen] = await ask('seen', { clientId: clientId ?? '', userIds: [userId] });
    const isStaff = seen?.standing.side === 'staff' && seen.person?.isDeleted !== true;
    return { shown, isStaff, hasWords: (await ask('words', { channelId, ts: place })) !== null };
  },
  render: (facts, reader) => {
    if (facts === null) return null;
    const { shown, isStaff, hasWords } = facts;
    const { language } = reader;
    const values = { place: placeOf(shown, reader), why: whyInWords(shown, isStaff, reader) };
    if (reader.userId !== shown.kept.userId) {
      const name = nameOf(shown.kept.userId, shown.author);
      return message([say(language, 'not-sent.other', { ...values, name })]);
    }
    return message([say(language, 'not-sent', values), ...(hasWords ? [say(language, 'not-sent.where')] : [])]);
  },
};

export const held: View<Shown | null> = {
  name: 'later-held',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: (shown, reader) => {
    if (shown === null || shown.agreement === null) return null;
    const client = escapeName(shown.agreement.client.name);
    const key = shown.agreement.status === 'active' ? 'held.over' : 'held';
    return message([say(reader.language, key, { client, place: placeOf(shown, reader) })]);
  },
};
