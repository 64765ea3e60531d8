/**
 * The button by which somebody gives a day of their own, to be celebrated in a channel: for a client's people, who have no
 * commands. It deliberately asks nothing by itself; what happens when it is pressed is the celebrations' matter.
 */
import type { Button } from '@slack/types';
import { button } from './blocks.ts';
import { channelSubject } from './form-subject.ts';

/** `channelId` is our id of the channel in which it is celebrated. */
export function celebrateButton(channelId: string, text: string): Button {
  return button('celebrate-me', text, channelSubject(channelId));
}
