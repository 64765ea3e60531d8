/** A form with nothing to fill in: how it ended, in the place of the form that was sent. */
import type { ModalView } from '@slack/types';
import { plain, sections } from '../../../engine/blocks.ts';
import { type Key, say, sayToClients } from '../words.ts';

/** Takes the text; `title` names it for staff, without one it is named as clients read it. */
export function notice(text: string, language: string, title: Extract<Key, 'drill.title'> | null = null): ModalView {
  return {
    type: 'modal',
    callback_id: 'emergency-over',
    title: plain(title === null ? sayToClients(language, 'form.title') : say(language, title)),
    close: plain(sayToClients(language, 'form.done')),
    blocks: sections([text]),
  };
}
