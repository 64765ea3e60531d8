/** What is read where something is celebrated: a sentence or two, and of a day that was moved a quieter one. */

import { section } from '../../../engine/blocks.ts';
import { celebrateButton } from '../../../engine/celebrate-button.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { languages, sayOfMe } from '../words.ts';
import { congratulation, loadShown, type Shown } from './shown.ts';

export const post: View<Shown | null> = {
  name: 'celebration-post',
  languages,
  mood: 'festive',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: (shown, reader, { wording, saidOn, channelId }) => {
    if (shown === null) return null;
    const said = { wording: String(wording), saidOn: String(saidOn) };
    const [words = '', ...asides] = congratulation(shown, said, reader);
    const quiet = asides.join(' ');
    return {
      text: [words, ...asides].join('\n'),
      blocks: [
        { ...section(`:tada: ${words}`), accessory: mine(String(channelId), reader) },
        ...(quiet === '' ? [] : [{ type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text: quiet }] }]),
      ],
    };
  },
};

/** Whoever reads it may give a day of their own: a client's people have no command for it. */
function mine(channelId: string, { language }: Reader) {
  return celebrateButton(channelId, sayOfMe(language, 'button.mine'));
}
