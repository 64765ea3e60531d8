import type { Button, KnownBlock, ModalView } from '@slack/types';
import { plain } from '../../engine/blocks.ts';
import type { Ask } from '../../engine/facts.ts';
import { field, form, oneOf } from '../../engine/form.ts';
import { heldUntil, type NoticeChoice, summaryTime } from '../../engine/notice-choice.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { formatInstant } from '../../language/messages.ts';
import { asText, levels, usual } from './choose.ts';
import { type Key, say } from './words.ts';

/** How a manager hears now, with the ways to change it. */
const notices: View<NoticeChoice> = {
  name: 'notices',
  load: (ask, _data, { userId }) => choiceOf(ask, userId),
  render: (choice, reader, { what, before }) => {
    const { language } = reader;
    if (what === 'not-yours') return drawn([say(language, 'not-yours')], []);
    const said = what === 'changed' || what === 'restored' || what === 'same' ? [say(language, what)] : [];
    const at = heldUntil(choice, reader.now, reader.timeZone);
    const next = at === null ? [] : [say(language, 'next', { at: formatInstant(at, reader) })];
    const texts = [
      ...said,
      [inWords(choice, language), ...next].join('\n'),
      say(language, 'clock', { zone: reader.timeZone }),
    ];
    const others = levels.filter((level) => level !== choice.level);
    const undo = typeof before === 'string' ? [button('undo', before, reader)] : [];
    return drawn(texts, [
      ...others.map((level) => button(level, asText({ ...choice, level }), reader)),
      button('quiet', asText(choice), reader),
      ...undo,
    ]);
  },
};

function inWords({ level, quiet }: NoticeChoice, language: string): string {
  const times = { from: quiet?.from ?? '', until: quiet?.until ?? '', time: summaryTime };
  return say(language, 'now', { level, isQuiet: quiet === null ? 'no' : 'yes', ...times });
}

/** Level and quiet hours. */
const quietForm: View<NoticeChoice> = {
  name: 'notices-quiet',
  load: (ask, _data, { userId }) => choiceOf(ask, userId),
  render: () => null,
  form: ({ level, quiet }, { language }): ModalView => {
    const options = levels.map((value) => ({ text: plain(say(language, `button.${value}` satisfies Key)), value }));
    const words = {
      title: say(language, 'form.title'),
      submit: say(language, 'form.save'),
      close: say(language, 'form.cancel'),
    };
    const clock = (at: string | undefined) => ({
      type: 'timepicker' as const,
      ...(at !== undefined && { initial_time: at }),
    });
    return form('notices-quiet', 'notices', words, [
      field('level', say(language, 'form.level'), oneOf(options, level)),
      field('from', say(language, 'form.from'), clock(quiet?.from), { optional: true }),
      field('until', say(language, 'form.until'), clock(quiet?.until), {
        hint: say(language, 'form.hint'),
        optional: true,
      }),
    ]);
  },
};

/** Everything this rule draws. */
export const views = [notices, quietForm] as readonly View[];

async function choiceOf(ask: Ask, userId: string | null): Promise<NoticeChoice> {
  const [chosen] = await ask('noticeChoices', { userIds: [userId ?? ''] });
  return chosen?.choice ?? usual;
}

function drawn(texts: string[], elements: Button[]): Rendered {
  const blocks: KnownBlock[] = texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } }));
  return {
    text: texts.join('\n'),
    blocks: elements.length === 0 ? blocks : [...blocks, { type: 'actions', elements }],
  };
}

function button(name: (typeof levels)[number] | 'quiet' | 'undo', value: string, { language }: Reader): Button {
  const text = plain(say(language, `button.${name}` satisfies Key));
  return { type: 'button', action_id: `notices-${name}`, text, value };
}
