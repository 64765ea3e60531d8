import { EmojiMark } from './emoji-mark.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import type { Names } from './names.ts';
import { inOrder, isGiven, textIn } from './reading.ts';

/** Plain words in which only emoji names are read. */
export function PlainText({ text, hasEmoji = true }: { text: string; hasEmoji?: boolean }) {
  if (!hasEmoji || !text.includes(':')) return text;
  return inOrder(text.split(EMOJI)).map(({ key, part }, index) =>
    index % 2 === 1 ? <EmojiMark key={key} name={part.slice(1, -1).replace(':::', '::')} typed={part} /> : part,
  );
}

const EMOJI = /(:[\p{L}\p{N}_+'-]{1,100}:(?::skin-tone-[2-6]:)?)/u;

/** A text object of either kind; nothing where it is none. */
export function TextObject({ value, names }: { value: unknown; names: Names }) {
  if (!isGiven(value)) return null;
  const text = textIn(value.text);
  if (value.type === 'mrkdwn') return <Mrkdwn text={text} names={names} verbatim={value.verbatim === true} />;
  return <PlainText text={text} hasEmoji={value.emoji !== false} />;
}
