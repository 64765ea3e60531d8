/** The private word to whoever pressed or asked, and the same in a form's place. */
import type { ModalView } from '@slack/types';
import { plain, sections } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { type ClientKey, type Key, say, sayToClients } from '../words.ts';
import { message } from './parts.ts';

/** What both sides may read of their own asking; everything else is the staff's. */
const forBoth = ['thanks', 'finished', 'unknown', 'not-yours', 'for-client'] as const;
const forStaff = ['which', 'none', 'running', 'gone'] as const;

export const said: View<null> = {
  name: 'review-said',
  load: () => Promise.resolve(null),
  render: (_, reader, data) => message([saidText(reader, data)]),
};

/** How it ended, in the place of the form. */
export const over: View<null> = {
  name: 'review-over',
  load: () => Promise.resolve(null),
  render: () => null,
  form: (_, reader, data): ModalView => ({
    type: 'modal',
    callback_id: 'review-over',
    title: plain(sayToClients(reader.language, 'over.title')),
    close: plain(sayToClients(reader.language, 'over.close')),
    blocks: sections([saidText(reader, data)]),
  }),
};

function saidText({ language }: Reader, { what }: ViewData): string {
  const both = forBoth.find((one) => one === what);
  if (both !== undefined) return sayToClients(language, `said.${both}` satisfies ClientKey);
  const key: Key = forStaff.find((one) => one === what) ?? 'gone';
  return say(language, key);
}
