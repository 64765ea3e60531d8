/** What stands in the elements of blocks: how it starts, how a form keeps it, and how it is handed on. */
import type { Option } from '../../../slack/form-state.ts';
import type { Chosen } from '../names.ts';
import { type Given, givenIn, isGiven, numberIn, textIn, textsIn, wordsIn } from '../reading.ts';

export type GivenElement = Given & { type: string; action_id: string };

/** Options are held whole, so that those of an external select can be named without asking again. */
export type Entered = string | number | string[] | Option | Option[] | Given | null;

/** An option with all that may be drawn of it. */
export type ShownOption = Option & { description?: unknown; url?: unknown };

/** Options under their group's name, or under none. */
export type OptionGroup = { label: string | null; options: ShownOption[] };

/** An element as an app has sent it; null where it is none. */
export function elementIn(value: unknown): GivenElement | null {
  if (!isGiven(value) || typeof value.type !== 'string') return null;
  return { ...value, type: value.type, action_id: textIn(value.action_id) };
}

/** The options among these. */
export function optionsIn(value: unknown): ShownOption[] {
  return givenIn(value).filter((one): one is ShownOption => isGiven(one.text));
}

/** What an element itself offers, in groups where it has any. */
export function groupsOf(element: GivenElement): OptionGroup[] {
  const groups = givenIn(element.option_groups);
  if (groups.length === 0) return [{ label: null, options: optionsIn(element.options) }];
  return groups.map(({ label, options }) => ({ label: wordsIn(label), options: optionsIn(options) }));
}

type Kind = 'words' | 'option' | 'options' | 'id' | 'ids' | 'instant' | 'rich';

const KINDS: Record<string, [kind: Kind, initial: string]> = {
  plain_text_input: ['words', 'initial_value'],
  email_text_input: ['words', 'initial_value'],
  url_text_input: ['words', 'initial_value'],
  number_input: ['words', 'initial_value'],
  static_select: ['option', 'initial_option'],
  external_select: ['option', 'initial_option'],
  radio_buttons: ['option', 'initial_option'],
  multi_static_select: ['options', 'initial_options'],
  multi_external_select: ['options', 'initial_options'],
  checkboxes: ['options', 'initial_options'],
  users_select: ['id', 'initial_user'],
  conversations_select: ['id', 'initial_conversation'],
  channels_select: ['id', 'initial_channel'],
  datepicker: ['id', 'initial_date'],
  timepicker: ['id', 'initial_time'],
  multi_users_select: ['ids', 'initial_users'],
  multi_conversations_select: ['ids', 'initial_conversations'],
  multi_channels_select: ['ids', 'initial_channels'],
  file_input: ['ids', 'initial_files'],
  datetimepicker: ['instant', 'initial_date_time'],
  rich_text_input: ['rich', 'initial_value'],
};

/** Whether something can be entered here, as opposed to pressed. */
export function isField(type: string): boolean {
  return Object.hasOwn(KINDS, type);
}

/** What an element starts with. */
export function startOf(element: GivenElement): Entered {
  const found = KINDS[element.type];
  return found ? fitting(found[0], element[found[1]]) : null;
}

/** What a form's state holds for an element; what it starts with where it holds nothing of its kind. */
export function fromState(element: GivenElement, state: Given | undefined): Entered {
  if (state?.type !== element.type) return startOf(element);
  const kind = KINDS[element.type]?.[0];
  const held = Object.entries(state).find(([name]) => name !== 'type')?.[1];
  return kind === undefined ? null : fitting(kind, held);
}

function fitting(kind: Kind, value: unknown): Entered {
  switch (kind) {
    case 'option':
      return optionsIn([value])[0] ?? null;
    case 'options':
      return optionsIn(value);
    case 'ids':
      return textsIn(value);
    case 'instant':
      return numberIn(value);
    case 'rich':
      return isGiven(value) ? value : null;
    default:
      return typeof value === 'string' ? value : null;
  }
}

/** What was entered as the contract hands it on: own options by their values, those an app suggested whole. */
export function toChosen(element: GivenElement, entered: Entered): Chosen {
  const isExternal = element.type.endsWith('external_select');
  if (Array.isArray(entered)) {
    return entered.map((one) => (typeof one === 'string' ? one : isExternal ? one : one.value)) as string[];
  }
  if (isGiven(entered) && KINDS[element.type]?.[0] === 'option') return isExternal ? entered : textIn(entered.value);
  return entered === '' ? null : entered;
}

/** Plain words as the rich text a field gives; null where there are none. */
export function richTextOf(words: string): Given | null {
  if (words === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }] };
}

/** The words of a rich text, its marks left out. */
export function wordsOfRichText(value: unknown): string {
  if (!isGiven(value)) return '';
  if (!Array.isArray(value.elements))
    return textIn(value.text) || textIn(value.url) || (value.type === 'emoji' ? `:${textIn(value.name)}:` : '');
  return value.elements.map(wordsOfRichText).join(value.type === 'rich_text' ? '\n' : '');
}

/** Whether an option stands here. */
export function isOptionValue(value: Entered): value is Option {
  return isGiven(value) && isGiven(value.text) && typeof value.value === 'string';
}
