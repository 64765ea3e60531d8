/** The form in which a message for the next opening is written or changed. Field names are action ids. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { plain, section } from '../../../engine/blocks.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { quoteWords } from '../../../language/messages.ts';
import { type Kept, loadKept, openingAfter } from '../kept.ts';
import { readFormSubject, threadOfLane } from '../place.ts';
import { asTyped, longestText } from '../safe-text.ts';
import { say } from '../words.ts';
import { at, context, namesIn, placeInWords } from './parts.ts';

const longestQuote = 500;

type FormFacts = {
  channel: Channel | null;
  agreement: Agreement | null;
  threadTs: string | null;
  kept: Kept | null;
  /** What is edited, or what the message that is answered says while that is known. */
  words: string | null;
  names: Map<string, string>;
  /** The message that it was chosen on is the reader's own. */
  isOwn: boolean;
};

export const form: View<FormFacts> = {
  name: 'later-form',
  load: async (ask, { subject }, { userId }) => {
    const read = readFormSubject(String(subject));
    const channelId = read?.channelId ?? '';
    const channel = await ask('channel', { channelId });
    const agreement = channel?.clientId == null ? null : await ask('agreement', { clientId: channel.clientId });
    const kept = read?.kept == null ? null : await loadKept(ask, `${channelId}:${read.lane}`);
    const ts = kept?.place ?? read?.about ?? null;
    const answered = ts === null || kept !== null ? null : await ask('message', { channelId, ts });
    const words = ts === null ? null : await ask('words', { channelId, ts });
    return {
      channel,
      agreement,
      threadTs: kept === null ? threadOfLane(read?.lane ?? '') : kept.data.threadTs,
      kept,
      words,
      names: await namesIn(ask, words),
      isOwn: answered !== null && answered.author === userId,
    };
  },
  render: () => null,
  form: ({ channel, agreement, threadTs, kept, words, names, isOwn }, reader, { subject }): ModalView => {
    const { language, now } = reader;
    const dueAt = kept?.dueAt ?? (agreement === null ? null : openingAfter(agreement, now));
    const place = placeInWords(channel, threadTs, reader);
    const where = say(language, 'form.where', { place, due: dueAt === null ? '' : at(dueAt, reader) });
    const quote = kept === null && words !== null ? quoteWords(words, longestQuote, (id) => names.get(id)) : '';
    const blocks: KnownBlock[] = [section(where)];
    if (quote !== '') blocks.push(section(`${say(language, 'form.answers')}\n${quote}`));
    const text = kept === null || words === null ? {} : { initial_value: asTyped(words) };
    return {
      type: 'modal',
      callback_id: kept === null ? 'send-at-opening' : 'later-edit',
      private_metadata: String(subject),
      title: plain(say(language, kept === null ? 'form.title' : 'form.title.edit')),
      submit: plain(say(language, 'form.submit')),
      close: plain(say(language, 'form.close')),
      blocks: [
        ...blocks,
        {
          type: 'input',
          block_id: 'text',
          label: plain(say(language, 'form.text')),
          hint: plain(say(language, 'form.hint')),
          element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: longestText, ...text },
        },
        ...(isOwn ? [context(say(language, 'form.own'))] : []),
      ],
    };
  },
};
