import { textIn, wordsIn } from '../reading.ts';
import { safeAddress } from '../safe-address.ts';
import { PlainText } from '../texts.tsx';
import { Aftermath } from './aftermath.tsx';
import { type ElementProps, useElement } from './use-element.ts';

/** A button; one with an address is a link that is told to the app too. */
export function ButtonElement(props: ElementProps) {
  const { element } = props;
  const { press, isBusy, mayPress, trouble, question } = useElement(props);
  const address = safeAddress(textIn(element.url));
  const style = element.style === 'primary' || element.style === 'danger' ? ` element-button-${element.style}` : '';
  const shared = {
    className: `element-button${style}`,
    'aria-busy': isBusy,
    'aria-label': textIn(element.accessibility_label) || undefined,
    onClick: () => void press(typeof element.value === 'string' ? { value: element.value } : {}),
  };
  const words = <PlainText text={wordsIn(element.text)} />;
  return (
    <span className="element">
      {address === null ? (
        <button type="button" disabled={!mayPress} {...shared}>
          {words}
        </button>
      ) : (
        <a href={address} target="_blank" rel="noreferrer noopener" {...shared}>
          {words}
          <span aria-hidden="true"> {'↗\ufe0e'}</span>
        </a>
      )}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}
