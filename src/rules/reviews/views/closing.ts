/** What the client reads when it is over, with one question; and the form in which they may say what should have been better. */
import type { KnownBlock, ModalView } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { formatDuration } from '../../../language/messages.ts';
import { LONGEST_WORDS } from '../config.ts';
import { languages, sayToClients } from '../words.ts';
import { atClient, loadShown, message, nameOf, type Shown } from './parts.ts';

export const closing: View<Shown | null> = {
  name: 'review-closing',
  languages,
  load: (ask, { incident }, { now }) => loadShown(ask, incident, [], now),
  pointless: (shown) => (shown?.incident.state === 'resolved' ? null : 'goes-on'),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const { review, incident } = shown;
    const lines = linesOf(shown, reader);
    if (incident.how === 'false-alarm') return message(lines);
    const isAnswered = review.answers.length > 0;
    if (review.finishedAt !== null) {
      return message(isAnswered ? [...lines, sayToClients(language, 'thanks')] : lines);
    }
    // A survey is out of tune where they wait past a promised time, or in another emergency.
    if (!isAnswered && shown.isTroubled) return message(lines);
    const question = sayToClients(language, isAnswered ? 'question.again' : 'question');
    return message([...lines, question], [buttons(shown, language)]);
  },
};

function linesOf({ incident, names, agreement }: Shown, reader: Reader): string[] {
  const { language } = reader;
  const { how, resolvedBy, resolvedAt, raisedAt } = incident;
  const values = {
    name: nameOf(names, resolvedBy),
    at: atClient(resolvedAt, agreement, reader),
    took: formatDuration(Math.max(0, (resolvedAt ?? raisedAt) - raisedAt), language),
  };
  if (how === 'false-alarm') return [sayToClients(language, 'closed', values)];
  return [sayToClients(language, 'resolved', values), sayToClients(language, 'next')];
}

function buttons({ incident }: Shown, language: string): KnownBlock {
  return {
    type: 'actions',
    elements: [
      button('review-yes', sayToClients(language, 'button.yes'), incident.id),
      button('review-not-quite', sayToClients(language, 'button.not-quite'), incident.id),
    ],
  };
}

/** Opens with the press of *Not quite*, which is noted already. */
export const betterForm: View<string> = {
  name: 'review-better-form',
  load: async (ask, { subject }, { userId }) => {
    const shown = await loadShown(ask, subject);
    return shown?.better.get(userId ?? '') ?? '';
  },
  render: () => null,
  form: (before, { language }, { subject }): ModalView => ({
    type: 'modal',
    callback_id: 'review-better',
    private_metadata: String(subject),
    title: plain(sayToClients(language, 'better.title')),
    submit: plain(sayToClients(language, 'better.send')),
    close: plain(sayToClients(language, 'better.close')),
    blocks: [
      section(sayToClients(language, 'better.about')),
      {
        type: 'input',
        block_id: 'better',
        optional: true,
        label: plain(sayToClients(language, 'better.what')),
        hint: plain(sayToClients(language, 'better.hint')),
        element: {
          type: 'plain_text_input',
          action_id: 'better',
          multiline: true,
          max_length: LONGEST_WORDS,
          ...(before === '' ? {} : { initial_value: before }),
        },
      },
    ],
  }),
};
