/**
 * Helps whoever asks, privately and briefly: by command, in a direct message, by a mention, or by inviting the bot where
 * nothing was agreed. Shows clients nothing of staff's. Keeps nothing.
 */
import type { Rule } from '../../engine/rule.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views.ts';

export const help: Rule<Facts> = {
  name: 'help',
  config: null,
  triggers: [
    { on: 'CommandGiven', word: 'help', who: 'anyone' },
    // What no rule's word names comes here too.
    { on: 'CommandGiven', word: '', who: 'anyone' },
    { on: 'BotAddressed' },
    { on: 'ChannelChanged' },
  ],
  load,
  decide,
  views,
};
