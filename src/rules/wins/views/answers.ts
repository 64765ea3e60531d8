/** The private word to whoever raised a win, pressed or asked. */
import { button } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { type Key, say } from '../words.ts';
import { inOneLine, loadShown, message, type Shown } from './shown.ts';

const LONGEST_QUOTE = 120;

export const said: View<Shown | null> = {
  name: 'win-said',
  load: (ask, { win }) => loadShown(ask, win),
  render: (shown, { language }, { what }) => {
    if (shown === null) return message([say(language, `said.${String(what)}` as Key, nothing)]);
    const { win, channel, words, postLink } = shown;
    const values = {
      channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
      what: words === null ? '' : inOneLine(words.what, LONGEST_QUOTE),
      link: postLink ?? 'none',
      state: win.state,
    };
    const text = say(language, `said.${String(what)}` as Key, values);
    if (what !== 'raised') return message([text]);
    const back = { ...button('win-take-back', say(language, 'button.take-back'), win.id) };
    return message([text], [{ type: 'actions', elements: [back] }]);
  },
};

const nothing = { channel: '', what: '', link: 'none', state: 'none' };
