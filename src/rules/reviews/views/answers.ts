/** The private word to whoever pressed or asked, and the same in a form's place. */
import type { ModalView } from '@slack/types';
import { plain, sections } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { type ClientKey, type Key, say, sayToClients } from '../words.ts';
import { drawn } from './board.ts';
import { loadShown, message, type Shown } from './parts.ts';

/** What both sides may read of their own asking; everything else is the staff's. */
const forBoth = ['thanks', 'finished', 'unknown', 'not-yours', 'for-client'] as const;
const forStaff = [
  'which',
  'none',
  'running',
  'gone',
  'saved',
  'stale',
  'nothing-to-show',
  'not-active',
  'no-channel',
  'shown',
  'not-shown-yet',
  'taken-back',
  'finished-now',
  'open-again',
] as const;

export const said: View<Shown | null> = {
  name: 'review-said',
  load: async (ask, { what, incident }) => (what === 'board' ? loadShown(ask, incident) : null),
  render: (shown, reader, data) => (shown === null ? message([saidText(reader, data)]) : drawn(shown, reader)),
};

/** How it ended, in the place of the form. */
export const over: View<null> = {
  name: 'review-over',
  load: () => Promise.resolve(null),
  render: () => null,
  form: (_, reader, data): ModalView => ({
    type: 'modal',
    callback_id: 'review-over',
    title: plain(isForBoth(data) ? sayToClients(reader.language, 'over.title') : say(reader.language, 'form.title')),
    close: plain(sayToClients(reader.language, 'over.close')),
    blocks: sections([saidText(reader, data)]),
  }),
};

const isForBoth = ({ what }: ViewData) => forBoth.some((one) => one === what);

function saidText({ language }: Reader, { what }: ViewData): string {
  const both = forBoth.find((one) => one === what);
  if (both !== undefined) return sayToClients(language, `said.${both}` satisfies ClientKey);
  const key: Key = forStaff.find((one) => one === what) ?? 'gone';
  return say(language, key);
}
