/** The form in which somebody's side is put right. Field names are action ids. */

import type { ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { plain, section } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { choices } from '../sides.ts';
import { type Key, say } from '../words.ts';

export const correct: View<Agreement | null> = {
  name: 'people-correct',
  load: (ask, { subject }) => {
    const clientId = readClientSubject(String(subject))?.clientId;
    return clientId === undefined ? Promise.resolve(null) : ask('agreement', { clientId });
  },
  render: () => null,
  form: (agreement, { language }, { subject }): ModalView => ({
    type: 'modal',
    callback_id: 'people-correct',
    private_metadata: String(subject),
    title: plain(say(language, 'form.title')),
    submit: plain(say(language, 'form.save')),
    close: plain(say(language, 'form.cancel')),
    blocks: [
      section(say(language, 'form.about', { client: escapeMrkdwn(agreement?.client.name ?? '') })),
      {
        type: 'input',
        block_id: 'person',
        label: plain(say(language, 'form.person')),
        element: { type: 'users_select', action_id: 'person' },
      },
      {
        type: 'input',
        block_id: 'side',
        label: plain(say(language, 'form.side')),
        element: {
          type: 'static_select',
          action_id: 'side',
          options: choices.map((value) => {
            return { text: plain(say(language, `button.${value}` satisfies Key)), value };
          }),
        },
      },
    ],
  }),
};
