/** What the client reads of the review: what staff wrote for them, and when what was done. Shown first as it would stand there. */

import type { ModalView } from '@slack/types';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { plain, section, sections } from '../../../engine/blocks.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapedLines, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { languages, say, sayToClients } from '../words.ts';
import { context, loadShown, nameOf, type Shown } from './parts.ts';
import { timelineForClient } from './timeline.ts';

export const post: View<Shown | null> = {
  name: 'review-post',
  languages,
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown) => (shown?.shownWords == null ? 'changed' : null),
  render: (shown, reader) => (shown === null ? null : posted(partsOf(shown, shown.shownWords, reader))),
};

/** What it is, what was written, and when what was done, each apart. `words` null: they are not kept any more. */
function partsOf(shown: Shown, words: string | null, reader: Reader): string[][] {
  const { agreement, incident, review, names } = shown;
  const { language } = reader;
  const timeZone = zoneOfClient(agreement);
  const date = formatDate(localDate(timeZone, incident.raisedAt), { ...reader, timeZone });
  return [
    [sayToClients(language, 'post.title', { date })],
    words === null ? [sayToClients(language, 'post.gone')] : escapedLines(words),
    review.shownBy === null ? [] : [sayToClients(language, 'post.by', { name: nameOf(names, review.shownBy) })],
    [`*${sayToClients(language, 'post.times')}*`, ...timelineForClient(shown, reader).map((line) => `• ${line}`)],
  ];
}

/** Exactly what stands there. */
function posted(parts: string[][]): Rendered {
  return { text: parts.flat().join('\n'), blocks: parts.flatMap(sections) };
}

type Previewed = { shown: Shown; sender: string | null } | null;

/** As it would stand there, in the client's language and zone. */
export const preview: View<Previewed> = {
  name: 'review-preview',
  load: async (ask, { subject }, { userId }) => {
    const shown = await loadShown(ask, subject, userId === null ? [] : [userId]);
    return shown === null ? null : { shown, sender: userId };
  },
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language } = reader;
    const shown = facts?.shown;
    const text = shown?.words?.forClient ?? '';
    if (facts === null || shown === undefined || text === '') return nothing(language);
    const { agreement, incident, review, channel } = shown;
    const asClient: Reader = { ...reader, language: agreement.client.language, side: 'client' };
    const asSent = { ...shown, review: { ...review, shownBy: facts.sender } };
    return {
      type: 'modal',
      callback_id: 'review-preview',
      private_metadata: standing(incident.id, review.revision),
      title: plain(say(language, 'preview.title')),
      submit: plain(say(language, 'preview.send')),
      close: plain(say(language, 'form.close')),
      blocks: [
        context(say(language, 'preview.about', { channel: channel === null ? '' : `<#${channel.slackChannelId}>` })),
        ...posted(partsOf(asSent, text, asClient)).blocks,
      ],
    };
  },
};

function nothing(language: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'review-over',
    title: plain(say(language, 'preview.title')),
    close: plain(say(language, 'form.close')),
    blocks: [section(say(language, 'nothing-to-show'))],
  };
}
