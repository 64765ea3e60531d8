import { all, type Check, exactlyOne, flag, list, oneOf, shape, text, variant } from './check.ts';

const is = (type: string): Check => oneOf(type);

/** `plain_text` of at most so many characters. */
export function plainText(most: number): Check {
  return shape({ type: is('plain_text'), text: text(most, 1), emoji: flag }, ['type', 'text']);
}

/** `mrkdwn` of at most so many characters. */
export function markdownText(most: number): Check {
  return shape({ type: is('mrkdwn'), text: text(most, 1), verbatim: flag }, ['type', 'text']);
}

/** Either kind of text. */
export function anyText(most: number): Check {
  return variant({ plain_text: plainText(most), mrkdwn: markdownText(most) });
}

const style = oneOf('primary', 'danger');

/** "Are you sure?" */
export const confirmation: Check = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30), style },
  ['text'],
);

const option = (label: Check): Check =>
  shape({ text: label, value: text(150), description: plainText(75), url: text(3000) }, ['text']);

/** An option of a select; its words are plain. */
export const plainOption: Check = option(plainText(75));
/** An option of checkboxes and radio buttons; its words may be marked up. */
export const markedOption: Check = option(anyText(75));

const groups = list(shape({ label: plainText(75), options: list(plainOption, 100) }, ['label', 'options']), 100);

/** Fields of an element with fixed options, given singly or in groups. */
export const optionFields = { options: list(plainOption, 100), option_groups: groups };

/** A picture by address or by file. */
export function imageShape(more: Record<string, Check>): Check {
  const file = all(shape({ id: text(255), url: text(3000) }), exactlyOne('id', 'url'));
  return all(
    shape({ type: is('image'), alt_text: text(2000, 1), image_url: text(3000, 1), slack_file: file, ...more }, [
      'type',
      'alt_text',
    ]),
    exactlyOne('image_url', 'slack_file'),
  );
}

export { style as colourScheme };
