/** The form in which a win is written. Its field names are action ids. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { plain, section } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Channel } from '../../../engine/facts.ts';
import { field, form as formOf, oneOf } from '../../../engine/form.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { sharedChannels } from '../../../engine/shared-channel.ts';
import { LONGEST_WIN } from '../../../engine/win.ts';
import { escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';

const LONGEST_LINK = 500;
/** Slack takes 75 letters for an option. */
const LONGEST_OPTION = 75;

type FormFacts = { agreement: Agreement; channel: Channel | null } | null;

export const form: View<FormFacts> = {
  name: 'win-form',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    return { agreement, channel: (await sharedChannels(ask, agreement.id))[0] ?? null };
  },
  render: () => null,
  form: (facts, reader, data): ModalView => {
    const { language } = reader;
    const close = say(language, 'form.close');
    const title = say(language, 'form.title');
    if (facts === null) return formOf('win', '', { title, close }, [section(say(language, 'said.gone'))]);
    const words = { title, submit: say(language, 'form.submit'), close };
    return formOf('win', String(data.subject), words, fieldsOf(facts, reader, data));
  },
};

function fieldsOf(
  { agreement, channel }: NonNullable<FormFacts>,
  { language }: Reader,
  { words, author, whose }: ViewData,
): KnownBlock[] {
  const named = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
  const client = agreement.client.name.slice(0, LONGEST_OPTION - 15);
  const options = (['client', 'ours'] as const).map((value) => ({
    text: plain(say(language, `form.whose.${value}`, { client })),
    value,
  }));
  const initial = typeof words === 'string' ? { initial_value: words } : {};
  const people = typeof author === 'string' && author !== '' ? { initial_users: [author] } : {};
  return [
    section(
      say(language, 'form.about', {
        client: escapeName(agreement.client.name),
        channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
      }),
    ),
    field(
      'what',
      say(language, 'form.what'),
      { type: 'plain_text_input', multiline: true, max_length: LONGEST_WIN, ...initial },
      { hint: say(language, 'form.hint', { language: named ?? agreement.client.language }) },
    ),
    field(
      'who',
      say(language, 'form.who'),
      { type: 'multi_users_select', ...people },
      { hint: say(language, 'form.who-hint'), optional: true },
    ),
    field('whose', say(language, 'form.whose'), oneOf(options, String(whose))),
    field(
      'link',
      say(language, 'form.link'),
      { type: 'plain_text_input', max_length: LONGEST_LINK },
      { hint: say(language, 'form.link-hint'), optional: true },
    ),
  ];
}
