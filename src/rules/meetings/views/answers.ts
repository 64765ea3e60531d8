/** The private word to whoever pressed. */
import type { View } from '../../../engine/rule.ts';
import { type Key, say } from '../words.ts';
import { at, loadShown, message, type Shown, titleOf } from './shown.ts';

export const said: View<Shown | null> = {
  name: 'meeting-said',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: (shown, reader, { what }) => {
    const values = shown === null ? {} : { title: titleOf(shown), at: at(shown.row.dueAt, reader) };
    return message([say(reader.language, `said.${String(what)}` as Key, values)]);
  },
};
