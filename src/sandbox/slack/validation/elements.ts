import {
  all,
  anything,
  type Check,
  exactlyOne,
  flag,
  list,
  oneOf,
  shape,
  shaped,
  text,
  variant,
  whole,
} from './check.ts';
import { colourScheme, confirmation, imageShape, markedOption, optionFields, plainOption, plainText } from './texts.ts';

const date = shaped(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
const time = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm');
const id = text(64, 1);
const ids = list(id, 100, 0);

/** An element with its own fields beside what nearly every element has. */
function element(type: string, fields: Record<string, Check>, needed: string[] = []): Check {
  const common = { type: oneOf(type), action_id: text(255), confirm: confirmation, focus_on_load: flag };
  return shape({ ...common, ...fields }, ['type', ...needed]);
}

const placeholder = plainText(150);
const dispatch = shape({ trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) });
const filter = shape({
  include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
  exclude_external_shared_channels: flag,
  exclude_bot_users: flag,
});

function choices(type: string, initial: Record<string, Check>): Check {
  return all(element(type, { placeholder, ...optionFields, ...initial }), exactlyOne('options', 'option_groups'));
}

const button = {
  text: plainText(75),
  value: text(2000),
  url: text(3000),
  style: colourScheme,
  accessibility_label: text(75),
};
const feedback = shape({ text: plainText(75), value: text(2000), accessibility_label: text(75) }, ['text', 'value']);
const several = { placeholder, max_selected_items: whole(1, 100) };
const respond = { response_url_enabled: flag };

const selects: Record<string, Check> = {
  static_select: choices('static_select', { initial_option: plainOption }),
  external_select: element('external_select', {
    placeholder,
    initial_option: plainOption,
    min_query_length: whole(0, 100),
  }),
  users_select: element('users_select', { placeholder, initial_user: id }),
  conversations_select: element('conversations_select', {
    placeholder,
    initial_conversation: id,
    default_to_current_conversation: flag,
    filter,
    ...respond,
  }),
  channels_select: element('channels_select', { placeholder, initial_channel: id, ...respond }),
  multi_static_select: choices('multi_static_select', { initial_options: list(plainOption, 100), ...several }),
  multi_external_select: element('multi_external_select', {
    initial_options: list(plainOption, 100),
    min_query_length: whole(0, 100),
    ...several,
  }),
  multi_users_select: element('multi_users_select', { initial_users: ids, ...several }),
  multi_conversations_select: element('multi_conversations_select', {
    initial_conversations: ids,
    default_to_current_conversation: flag,
    filter,
    ...several,
  }),
  multi_channels_select: element('multi_channels_select', { initial_channels: ids, ...several }),
};

const picks: Record<string, Check> = {
  checkboxes: element('checkboxes', { options: list(markedOption, 10), initial_options: list(markedOption, 10) }, [
    'options',
  ]),
  radio_buttons: element('radio_buttons', { options: list(markedOption, 10), initial_option: markedOption }, [
    'options',
  ]),
  datepicker: element('datepicker', { placeholder, initial_date: date }),
  timepicker: element('timepicker', { placeholder, initial_time: time, timezone: text(100) }),
};

const presses: Record<string, Check> = {
  button: element('button', button, ['text']),
  overflow: element('overflow', { options: list(plainOption, 5) }, ['options']),
  workflow_button: element('workflow_button', { ...button, workflow: anything }, ['text', 'workflow']),
};

const datetimepicker = element('datetimepicker', { initial_date_time: whole(0, 9_999_999_999) });
const richTextInput = element('rich_text_input', {
  placeholder,
  initial_value: anything,
  dispatch_action_config: dispatch,
  min_lines: whole(1, 100),
  max_lines: whole(1, 100),
});

function typed(type: string, more: Record<string, Check> = {}, needed: string[] = []): Check {
  return element(type, { placeholder, initial_value: text(3000), dispatch_action_config: dispatch, ...more }, needed);
}

const inputs: Record<string, Check> = {
  plain_text_input: typed('plain_text_input', {
    multiline: flag,
    min_length: whole(0, 3000),
    max_length: whole(1, 3000),
  }),
  email_text_input: typed('email_text_input'),
  url_text_input: typed('url_text_input'),
  number_input: typed('number_input', { is_decimal_allowed: flag, min_value: text(50), max_value: text(50) }, [
    'is_decimal_allowed',
  ]),
  rich_text_input: richTextInput,
  file_input: element('file_input', { filetypes: list(text(20), 100), max_files: whole(1, 10) }),
};

/** What may stand in an actions block. */
export const actionElement: Check = variant({
  ...selects,
  ...picks,
  ...presses,
  datetimepicker,
  rich_text_input: richTextInput,
});
/** What may stand beside a section. */
export const accessoryElement: Check = variant({ ...selects, ...picks, ...presses, image: imageShape({}) });
/** What may be asked in an input block. */
export const inputElement: Check = variant({ ...selects, ...picks, ...inputs, datetimepicker });
/** What may stand in a context_actions block. */
export const feedbackElement: Check = variant({
  feedback_buttons: element('feedback_buttons', { positive_button: feedback, negative_button: feedback }, [
    'positive_button',
    'negative_button',
  ]),
  icon_button: element(
    'icon_button',
    { icon: text(50), text: plainText(75), value: text(2000), accessibility_label: text(75), visible_to_user_ids: ids },
    ['icon', 'text'],
  ),
});
