import { useId } from 'react';
import { wordsIn } from '../reading.ts';
import { PlainText } from '../texts.tsx';
import type { ShownOption } from './entered.ts';

type PickerListProps = {
  options: ShownOption[];
  chosen: ShownOption[];
  isSeveral: boolean;
  /** Nothing more can be chosen, only taken off. */
  isFull: boolean;
  isDisabled: boolean;
  onToggle: (option: ShownOption) => void;
};

/** Options as boxes, or as buttons of which one is chosen. */
export function PickerList({ options, chosen, isSeveral, isFull, isDisabled, onToggle }: PickerListProps) {
  const name = useId();
  return (
    <ul className="picker-list">
      {options.map((option) => {
        const isIn = chosen.some((one) => one.value === option.value);
        const description = wordsIn(option.description);
        return (
          <li key={option.value}>
            <label className="picker-option">
              <input
                type={isSeveral ? 'checkbox' : 'radio'}
                name={name}
                checked={isIn}
                disabled={isDisabled || (isFull && !isIn)}
                onChange={() => onToggle(option)}
              />
              <span>
                <PlainText text={option.text.text} />
                {description !== '' && <span className="element-description">{description}</span>}
              </span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
