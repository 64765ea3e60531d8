/**
 * The frame and the fields that forms are made of: a field's name is its block's id and its action's, and what the form is
 * about travels in it unseen. It deliberately knows no words, escapes nothing and checks no answer.
 */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { plain } from './blocks.ts';

/** Slack takes 24 characters of each. Without `submit` nothing is sent. */
export type FormWords = { title: string; submit?: string; close: string };

type Unnamed<Element> = Element extends unknown ? Omit<Element, 'action_id'> : never;
export type FieldElement = Unnamed<InputBlock['element']>;

/** A form by its name, and the subject that comes back with it. */
export function form(name: string, subject: string, words: FormWords, blocks: KnownBlock[]): ModalView {
  const { title, submit, close } = words;
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: subject,
    title: plain(title),
    ...(submit === undefined ? {} : { submit: plain(submit) }),
    close: plain(close),
    blocks,
  };
}

/** A field with its label; it has to be filled in unless it is `optional`. */
export function field(
  name: string,
  label: string,
  element: FieldElement,
  { hint, optional }: { hint?: string; optional?: boolean } = {},
): InputBlock {
  const { type, ...rest } = element;
  return {
    type: 'input',
    block_id: name,
    ...(optional === undefined ? {} : { optional }),
    label: plain(label),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    element: { type, action_id: name, ...rest } as InputBlock['element'],
  };
}

/** One of these, by its value; `chosen` is the one that stands there at first, where it is among them. */
export function oneOf(options: PlainTextOption[], chosen?: string | null): Omit<StaticSelect, 'action_id'> {
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select', options, ...(initial === undefined ? {} : { initial_option: initial }) };
}
