import { isRecord } from './arguments.ts';
import type { Block, View } from './model.ts';

/** What a person may put into a field: words, an option's value, a date, a whole option, or a list of values or options. */
export type FieldValue = string | number | string[] | Record<string, unknown> | Record<string, unknown>[] | null;
export type Element = Record<string, unknown> & { type: string; action_id: string };
export type Option = { text: { type: string; text: string }; value: string };

/** Interactive elements of a block, wherever the block keeps them. */
export function elementsOf(block: Block): Element[] {
  const held = [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
  return held.filter((one): one is Element => isRecord(one) && typeof one.action_id === 'string');
}

/** Every element of some blocks with the block it stands in. */
export function allElements(blocks: Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
}

/** Options that an element itself offers. */
export function optionsOf(element: Element): Option[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists = [element.options, ...groups.map((group) => (isRecord(group) ? group.options : []))];
  return lists.flatMap((list) => (Array.isArray(list) ? (list as Option[]) : []));
}

const ONE_OPTION = new Set(['static_select', 'external_select', 'radio_buttons', 'overflow']);
const SEVERAL_OPTIONS = new Set(['multi_static_select', 'multi_external_select', 'checkboxes']);
const WORDS = new Set(['plain_text_input', 'email_text_input', 'url_text_input', 'number_input']);
const PLAIN_FIELDS: Record<string, [field: string, initial: string, several: boolean]> = {
  users_select: ['selected_user', 'initial_user', false],
  multi_users_select: ['selected_users', 'initial_users', true],
  conversations_select: ['selected_conversation', 'initial_conversation', false],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', true],
  channels_select: ['selected_channel', 'initial_channel', false],
  multi_channels_select: ['selected_channels', 'initial_channels', true],
  datepicker: ['selected_date', 'initial_date', false],
  timepicker: ['selected_time', 'initial_time', false],
  datetimepicker: ['selected_date_time', 'initial_date_time', false],
  rich_text_input: ['rich_text_value', 'initial_value', false],
  file_input: ['files', 'initial_files', true],
};

function option(offered: Option[], value: unknown): unknown {
  if (isRecord(value)) return value;
  const found = offered.find((one) => one.value === value);
  if (!found) throw new Error(`No option ${String(value)}; there are ${offered.map((one) => one.value).join(', ')}`);
  return found;
}

/**
 * An element's entry in a form's state. Without a value, what it starts with; null empties it. `offered` are the options
 * a person can choose from, which for an external select came from the app.
 */
export function stateOf(element: Element, offered: Option[], value?: FieldValue): Record<string, unknown> | null {
  const { type } = element;
  const start = value === undefined;
  if (WORDS.has(type)) return { type, value: start ? (element.initial_value ?? null) : value };
  if (ONE_OPTION.has(type)) {
    const chosen = start ? element.initial_option : value && option(offered, value);
    return { type, selected_option: chosen || null };
  }
  if (SEVERAL_OPTIONS.has(type)) {
    const chosen = listed(start ? element.initial_options : value);
    return { type, selected_options: chosen.map((one) => option(offered, one)) };
  }
  const field = PLAIN_FIELDS[type];
  if (!field) return null;
  const [name, initial, several] = field;
  const chosen = start ? element[initial] : value;
  return { type, [name]: several ? listed(chosen) : (chosen ?? null) };
}

function listed(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The state a form opens with; what was entered under the same ids before is kept. */
export function openingState(blocks: Block[], before?: View['state']): View['state'] {
  const values: View['state']['values'] = {};
  for (const { block, element } of allElements(blocks)) {
    const state = stateOf(element, optionsOf(element));
    if (!state || element.type === 'overflow') continue;
    const id = block.block_id ?? '';
    const kept = before?.values[id]?.[element.action_id];
    values[id] = { ...values[id], [element.action_id]: kept && kept.type === state.type ? kept : state };
  }
  return { values };
}

/** The entered part of a state entry. */
function entered(state: Record<string, unknown> | undefined): unknown {
  return Object.entries(state ?? {}).find(([name]) => name !== 'type')?.[1];
}

/** What Slack's own client holds against a form before it sends it: per block, what is wrong. */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks.filter((one) => one.type === 'input')) {
    const [element] = elementsOf(block);
    if (!element) continue;
    const id = block.block_id ?? '';
    const value = entered(view.state.values[id]?.[element.action_id]);
    const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    const wrong = empty ? (block.optional ? null : 'Please complete this required field.') : wrongWords(element, value);
    if (wrong) errors[id] = wrong;
  }
  return errors;
}

function wrongWords(element: Element, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const { min_length, max_length, type } = element;
  if (typeof min_length === 'number' && value.length < min_length) return `Enter at least ${min_length} characters.`;
  if (value.length > (typeof max_length === 'number' ? max_length : 3000)) return 'That is too long.';
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return 'Enter an email address.';
  if (type === 'url_text_input' && !/^https?:\/\/\S+$/.test(value)) return 'Enter a link.';
  return type === 'number_input' ? wrongNumber(element, value) : null;
}

function wrongNumber(element: Element, value: string): string | null {
  const number = Number(value);
  if (Number.isNaN(number)) return 'Enter a number.';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value)) return `At least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `At most ${element.max_value}.`;
  return null;
}
