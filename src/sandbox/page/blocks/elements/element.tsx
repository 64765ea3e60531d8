import './element.css';
import type { ComponentType } from 'react';
import { wordsIn } from '../reading.ts';
import { PlainText } from '../texts.tsx';
import { ButtonElement } from './button.tsx';
import { DateElement } from './dates.tsx';
import { FeedbackElement } from './feedback.tsx';
import { FilesElement } from './files.tsx';
import { OverflowElement } from './overflow.tsx';
import { PickerElement } from './picker.tsx';
import { SelectElement } from './select.tsx';
import { TogglesElement } from './toggles.tsx';
import type { ElementProps } from './use-element.ts';
import { WordsElement } from './words.tsx';

const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  icon_button: ButtonElement,
  feedback_buttons: FeedbackElement,
  overflow: OverflowElement,
  static_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  external_select: PickerElement,
  multi_static_select: PickerElement,
  multi_external_select: PickerElement,
  multi_users_select: PickerElement,
  multi_conversations_select: PickerElement,
  multi_channels_select: PickerElement,
  checkboxes: TogglesElement,
  radio_buttons: TogglesElement,
  datepicker: DateElement,
  timepicker: DateElement,
  datetimepicker: DateElement,
  plain_text_input: WordsElement,
  email_text_input: WordsElement,
  url_text_input: WordsElement,
  number_input: WordsElement,
  rich_text_input: WordsElement,
  file_input: FilesElement,
};

/** Any element; of one that is unknown here, that it cannot be shown. */
export function BlockElement(props: ElementProps) {
  const Known = Object.hasOwn(ELEMENTS, props.element.type) ? ELEMENTS[props.element.type] : undefined;
  if (Known) return <Known {...props} />;
  return (
    <span className="blocks-unknown">
      This cannot be shown here: {props.element.type} <PlainText text={wordsIn(props.element.text)} />
    </span>
  );
}

/** Whether an element is several controls, which a label names together. */
export function isGroup(type: string): boolean {
  return ELEMENTS[type] === TogglesElement || ELEMENTS[type] === PickerElement;
}
