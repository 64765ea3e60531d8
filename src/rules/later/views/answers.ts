/** Private answers about one message: that it is kept, what became of it, and a text given back. */
import { button, section } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { longestText, safeText } from '../safe-text.ts';
import { type Key, say } from '../words.ts';
import { actions, at, context, loadShown, message, placeOf, type Shown } from './parts.ts';

/** As long as a block of text may be, with room for escapes. */
const longestPart = 2900;

export const kept: View<Shown | null> = {
  name: 'later-kept',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const { subject, data, dueAt } = shown.kept;
    const text = say(language, 'kept', { place: placeOf(shown, reader), due: at(dueAt, reader) });
    const hints = [...(data.threadTs === null ? [say(language, 'kept.thread')] : []), say(language, 'kept.how')];
    return {
      text: [text, ...hints].join('\n'),
      blocks: [section(text), context(hints.join('\n')), actions(buttonsOf(subject, language))],
    };
  },
};

/** What can be done with a message that waits. */
export function buttonsOf(subject: string, language: string) {
  return [
    button('later-edit', say(language, 'button.edit'), subject),
    button('later-send-now', say(language, 'button.send-now'), subject),
    button('later-cancel', say(language, 'button.cancel'), subject),
  ];
}

export const told: View<Shown | null> = {
  name: 'later-told',
  load: async (ask, { subject }) => (typeof subject === 'string' ? loadShown(ask, subject) : null),
  render: (shown, reader, { what }) => {
    const { language } = reader;
    if (shown === null) return message([say(language, 'told.gone')]);
    const place = placeOf(shown, reader);
    if (what !== 'cancelled') return message([say(language, 'told.sending', { place })]);
    const undo = button('later-undo', say(language, 'button.undo'), shown.kept.subject);
    return message([say(language, 'told.cancelled', { place })], [undo]);
  },
};

/** Why nothing was kept, and the text that somebody typed: it stands nowhere else. */
export const back: View<null> = {
  name: 'later-back',
  load: () => Promise.resolve(null),
  render: (_, { language }, { because, words }) => {
    const why = say(language, `back.${String(because)}` as Key, { most: longestText });
    const text = safeText(typeof words === 'string' ? words : '');
    if (text === '') return message([why]);
    const blocks = [why, say(language, 'back.text'), ...partsOf(text)].map(section);
    return { text: [why, text].join('\n'), blocks };
  },
};

/** Cut where a line or a word ends, as no block holds more than so much. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longestPart) {
    const head = rest.slice(0, longestPart);
    const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const cut = end > longestPart / 2 ? end : longestPart;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}
