/** The form in which somebody's side is put right. */
import type { ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { plain, section } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import { field, form, oneOf } from '../../../engine/form.ts';
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
  form: (agreement, { language }, { subject }): ModalView => {
    const words = {
      title: say(language, 'form.title'),
      submit: say(language, 'form.save'),
      close: say(language, 'form.cancel'),
    };
    const sides = choices.map((value) => ({ text: plain(say(language, `button.${value}` satisfies Key)), value }));
    return form('people-correct', String(subject), words, [
      section(say(language, 'form.about', { client: escapeMrkdwn(agreement?.client.name ?? '') })),
      field('person', say(language, 'form.person'), { type: 'users_select' }),
      field('side', say(language, 'form.side'), oneOf(sides)),
    ]);
  },
};
