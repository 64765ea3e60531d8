import { type KeyboardEvent, useId } from 'react';
import { isGiven, numberIn, textsIn, wordsIn } from '../reading.ts';
import { Aftermath } from './aftermath.tsx';
import { type Entered, type GivenElement, richTextOf, wordsOfRichText } from './entered.ts';
import { type ElementProps, useElement } from './use-element.ts';

const INPUTS: Record<string, 'text' | 'email' | 'url' | 'number'> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

/** Words in one line or several, an address, a link, a number; rich text is written plainly. */
export function WordsElement(props: ElementProps) {
  const { element, id, label, describedBy, isInvalid = false } = props;
  const { value, choose, isBusy, trouble, question } = useElement(props);
  const count = useId();
  const isRich = element.type === 'rich_text_input';
  const words = isRich ? wordsOfRichText(value) : typeof value === 'string' ? value : '';
  const most = numberIn(element.max_length);
  const on = textsIn(isGiven(element.dispatch_action_config) ? element.dispatch_action_config.trigger_actions_on : []);
  const entered = (typed: string): Entered => (isRich ? richTextOf(typed) : typed);
  const isLong = isRich || element.multiline === true;
  const shared = {
    className: 'element-input',
    id,
    'aria-label': label,
    'aria-describedby': [describedBy, most === null ? undefined : count].filter(Boolean).join(' ') || undefined,
    'aria-invalid': isInvalid,
    'aria-busy': isBusy,
    placeholder: wordsIn(element.placeholder) || undefined,
    value: words,
    onChange: (event: { target: { value: string } }) =>
      choose(entered(event.target.value), on.includes('on_character_entered') ? 'pause' : 'never'),
    onKeyDown: (event: KeyboardEvent) => {
      const isSent =
        event.key === 'Enter' && props.isPressed && !isLong && (on.length === 0 || on.includes('on_enter_pressed'));
      if (!isSent) return;
      event.preventDefault();
      choose(entered(words));
    },
  };
  return (
    <span className="element element-wide">
      {isLong ? (
        <textarea rows={numberIn(element.min_lines) ?? 4} {...shared} />
      ) : (
        <input type={INPUTS[element.type] ?? 'text'} {...numberLimits(element)} {...shared} />
      )}
      {most !== null && <Remaining id={count} left={most - words.length} most={most} />}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

function numberLimits(element: GivenElement) {
  if (element.type !== 'number_input') return {};
  return {
    step: element.is_decimal_allowed === true ? 'any' : 1,
    min: numberIn(element.min_value) ?? undefined,
    max: numberIn(element.max_value) ?? undefined,
  };
}

function Remaining({ id, left, most }: { id: string; left: number; most: number }) {
  if (left > Math.min(most / 2, 100)) return null;
  return (
    <span className={left < 0 ? 'element-count element-count-over' : 'element-count'} id={id}>
      {left < 0 ? `${-left} characters too many` : `${left} of ${most} characters left`}
    </span>
  );
}
