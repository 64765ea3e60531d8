/** The form in which an agenda is written. Its field name is an action id. */

import type { ModalView } from '@slack/types';
import { plain, section } from '../../../engine/blocks.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { sharedChannels } from '../../../engine/shared-channel.ts';
import { escapeName } from '../../../language/messages.ts';
import { LONGEST_AGENDA } from '../record.ts';
import { say } from '../words.ts';
import { loadLastTime } from './open.ts';
import { at, loadShown, type Shown, titleOf } from './shown.ts';

type FormFacts = (Shown & { channel: Channel | null; lastTime: string[] }) | null;

export const form: View<FormFacts> = {
  name: 'meeting-form',
  load: async (ask, { subject }) => {
    const shown = await loadShown(ask, subject);
    if (shown === null) return null;
    const channel = (await sharedChannels(ask, shown.row.data.clientId))[0] ?? null;
    return { ...shown, channel, lastTime: await loadLastTime(ask, shown.row, shown.agreement) };
  },
  render: () => null,
  form: (facts, reader, { subject }): ModalView => {
    const { language } = reader;
    const close = plain(say(language, 'form.close'));
    const title = plain(say(language, 'form.title'));
    if (facts === null)
      return { type: 'modal', callback_id: 'meeting', title, close, blocks: [section(say(language, 'said.gone'))] };
    const { row, agreement, words, channel, lastTime } = facts;
    const about = say(language, 'form.about', {
      title: titleOf(facts),
      client: escapeName(agreement.client.name),
      at: at(row.dueAt, reader),
      channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
    });
    const start = words ?? lastTime.join('\n').slice(0, LONGEST_AGENDA);
    const named = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
    return {
      type: 'modal',
      callback_id: 'meeting',
      private_metadata: String(subject),
      title,
      submit: plain(say(language, 'form.submit')),
      close,
      blocks: [
        section(about),
        {
          type: 'input',
          block_id: 'agenda',
          label: plain(say(language, 'form.agenda')),
          hint: plain(say(language, 'form.hint', { language: named ?? agreement.client.language })),
          element: {
            type: 'plain_text_input',
            action_id: 'agenda',
            multiline: true,
            max_length: LONGEST_AGENDA,
            ...(start === '' ? {} : { initial_value: start }),
          },
        },
      ],
    };
  },
};
