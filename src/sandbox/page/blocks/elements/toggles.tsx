import { useId } from 'react';
import { useSurface } from '../surface.tsx';
import { TextObject } from '../texts.tsx';
import { Aftermath } from './aftermath.tsx';
import { isOptionValue, optionsIn, type ShownOption } from './entered.ts';
import { type ElementProps, useElement } from './use-element.ts';

/** Checkboxes, or radio buttons of which one is chosen. */
export function TogglesElement(props: ElementProps) {
  const { element, label, describedBy, isInvalid = false } = props;
  const { names } = useSurface();
  const { value, choose, isBusy, mayPress, trouble, question } = useElement(props);
  const name = useId();
  const isSeveral = element.type === 'checkboxes';
  const chosen = Array.isArray(value) ? optionsIn(value) : isOptionValue(value) ? [value] : [];
  const toggle = (option: ShownOption, isOn: boolean) => {
    if (!isSeveral) return choose(option);
    const others = chosen.filter((one) => one.value !== option.value);
    choose(isOn ? [...others, option] : others);
  };
  return (
    <fieldset className="element element-toggles" aria-label={label} aria-describedby={describedBy}>
      {optionsIn(element.options).map((option) => (
        <label key={option.value} className="element-toggle">
          <input
            type={isSeveral ? 'checkbox' : 'radio'}
            name={name}
            aria-invalid={isInvalid}
            disabled={props.isPressed && !mayPress}
            checked={chosen.some((one) => one.value === option.value)}
            onChange={(event) => toggle(option, event.target.checked)}
          />
          <span>
            <TextObject value={option.text} names={names} />
            {option.description !== undefined && (
              <span className="element-description">
                <TextObject value={option.description} names={names} />
              </span>
            )}
          </span>
        </label>
      ))}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </fieldset>
  );
}
