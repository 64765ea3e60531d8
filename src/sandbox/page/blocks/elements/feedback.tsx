import { type Given, isGiven, textIn, wordsIn } from '../reading.ts';
import { PlainText } from '../texts.tsx';
import { Aftermath } from './aftermath.tsx';
import { type ElementProps, useElement } from './use-element.ts';

/** Two buttons, for good and for bad. */
export function FeedbackElement(props: ElementProps) {
  const { press, isBusy, mayPress, trouble, question } = useElement(props);
  const { positive_button, negative_button } = props.element;
  return (
    <span className="element">
      {[positive_button, negative_button].filter(isGiven).map((button) => (
        <button
          key={textIn(button.value)}
          type="button"
          className="element-button"
          disabled={!mayPress}
          aria-label={textIn(button.accessibility_label) || undefined}
          onClick={() => void press(pressed(button))}
        >
          <PlainText text={wordsIn(button.text)} />
        </button>
      ))}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

function pressed(button: Given) {
  return typeof button.value === 'string' ? { value: button.value } : {};
}
