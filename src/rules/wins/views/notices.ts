/** What whoever owns the client reads: that the client raised a win, or that one waits for a better moment. */
import type { KnownBlock } from '@slack/types';
import { button } from '../../../engine/blocks.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { LONGEST_WIN } from '../../../engine/win.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { loadShown, message, nameOf, quoted, type Shown } from './shown.ts';

export const held: View<Shown | null> = notice('win-held', 'held');
export const asked: View<Shown | null> = notice('win-asked', 'asked');

/** Of its state it says who settled it, and how; while it waits it has its buttons. */
function notice(name: string, state: 'held' | 'asked'): View<Shown | null> {
  return {
    name,
    mood: 'light',
    load: (ask, { win }) => loadShown(ask, win),
    pointless: (shown) => (shown === null || shown.win.state !== state ? 'settled' : null),
    render: (shown, reader, { because }) => {
      if (shown === null) return null;
      const { language } = reader;
      const { win, agreement, channel, names, words, messageLink } = shown;
      const title = say(language, `${state}.title`, {
        client: escapeName(agreement.client.name),
        name: nameOf(names, win.raisedBy),
        channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
        because: String(because ?? 'none'),
      });
      const said =
        words !== null
          ? quoted(words.what, LONGEST_WIN)
          : messageLink === null
            ? say(language, 'notice.gone')
            : say(language, 'notice.message', { link: messageLink });
      return win.state === state
        ? message([title, said], buttons(shown, reader))
        : message([title, said, outcome(shown, reader)]);
    },
  };
}

function buttons({ win }: Shown, { language }: Reader): KnownBlock[] {
  const post = { ...button('win-post', say(language, 'button.post'), win.id), style: 'primary' as const };
  return [{ type: 'actions', elements: [post, button('win-leave', say(language, 'button.leave'), win.id)] }];
}

function outcome({ win, names }: Shown, { language }: Reader): string {
  const by = win.settledBy ?? win.approvedBy;
  return say(language, `outcome.${win.state}` as Key, { name: by === null ? '' : nameOf(names, by) });
}
