import { textIn, wordsIn } from '../reading.ts';
import { safeAddress } from '../safe-address.ts';
import { PlainText } from '../texts.tsx';
import { Aftermath } from './aftermath.tsx';
import { optionsIn, type ShownOption } from './entered.ts';
import { useDisclosure } from './use-disclosure.ts';
import { type ElementProps, useElement } from './use-element.ts';

/** The menu behind three dots. */
export function OverflowElement(props: ElementProps) {
  const { press, isBusy, mayPress, trouble, question } = useElement(props);
  const { details, close, onKeyDown } = useDisclosure();
  const choose = (option: ShownOption) => {
    close();
    void press({ option: option.value });
  };
  return (
    <span className="element">
      <details ref={details} className="overflow" onKeyDown={onKeyDown}>
        <summary className="element-button overflow-opener" aria-label={props.label ?? 'More actions'}>
          <span aria-hidden="true">⋯</span>
        </summary>
        <ul className="overflow-menu">
          {optionsIn(props.element.options).map((option) => (
            <li key={option.value}>
              <OverflowItem option={option} mayPress={mayPress} onChoose={() => choose(option)} />
            </li>
          ))}
        </ul>
      </details>
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

type ItemProps = { option: ShownOption; mayPress: boolean; onChoose: () => void };

function OverflowItem({ option, mayPress, onChoose }: ItemProps) {
  const address = safeAddress(textIn(option.url));
  const words = (
    <>
      <PlainText text={option.text.text} />
      {isDescribed(option) && <span className="element-description">{wordsIn(option.description)}</span>}
    </>
  );
  if (address !== null) {
    return (
      <a className="overflow-item" href={address} target="_blank" rel="noreferrer noopener" onClick={onChoose}>
        {words}
      </a>
    );
  }
  return (
    <button type="button" className="overflow-item" disabled={!mayPress} onClick={onChoose}>
      {words}
    </button>
  );
}

function isDescribed(option: ShownOption): boolean {
  return wordsIn(option.description) !== '';
}
