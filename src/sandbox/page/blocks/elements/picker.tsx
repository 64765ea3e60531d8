import './picker.css';
import { useState } from 'react';
import { numberIn, wordsIn } from '../reading.ts';
import { useSurface } from '../surface.tsx';
import { PlainText } from '../texts.tsx';
import { Aftermath } from './aftermath.tsx';
import { type Entered, isOptionValue, optionsIn, type ShownOption } from './entered.ts';
import { offersOf } from './offers.ts';
import { PickerList } from './picker-list.tsx';
import { useDisclosure } from './use-disclosure.ts';
import { type ElementProps, useElement } from './use-element.ts';
import { useSuggestions } from './use-suggestions.ts';

/** A select of several, or one whose options the app is asked for: a list of boxes behind a button. */
export function PickerElement(props: ElementProps) {
  const { element, id, label, describedBy, isInvalid = false } = props;
  const { names, suggest } = useSurface();
  const { value, choose, isBusy, mayPress, trouble, question } = useElement(props);
  const { details, close, onKeyDown } = useDisclosure();
  const [typed, setTyped] = useState('');
  const isExternal = element.type.endsWith('external_select');
  const isSeveral = element.type.startsWith('multi_');
  const suggested = useSuggestions(isExternal ? suggest : null, element, typed);
  const offered = isExternal ? suggested.options : offersOf(element, names).flatMap((group) => group.options);
  const chosen = chosenOf(value, offered);
  const most = numberIn(element.max_selected_items) ?? Number.POSITIVE_INFINITY;

  const toggle = (option: ShownOption) => {
    const isIn = chosen.some((one) => one.value === option.value);
    if (!isSeveral) {
      close();
      choose(option);
      return;
    }
    const next = isIn ? chosen.filter((one) => one.value !== option.value) : [...chosen, option];
    choose(holdsIds(element.type) ? next.map((one) => one.value) : next, 'pause');
  };
  return (
    <span className="element picker-element">
      <details ref={details} className="picker" onKeyDown={onKeyDown}>
        <summary
          className="element-select picker-opener"
          id={id}
          aria-describedby={describedBy}
          data-invalid={isInvalid || undefined}
          aria-busy={isBusy}
        >
          {label && <span className="element-unseen">{label}: </span>}
          {chosen.length === 0 && (
            <span className="picker-placeholder">{wordsIn(element.placeholder) || 'Choose'}</span>
          )}
          {chosen.map((one) => (
            <span key={one.value} className="picker-chip">
              <PlainText text={one.text.text} />
            </span>
          ))}
        </summary>
        <div className="picker-menu">
          <PickerSearch
            typed={typed}
            isWanted={isExternal || offered.length > 8}
            onType={setTyped}
            hint={isExternal ? suggested.hint : null}
          />
          <PickerList
            options={isExternal ? withChosen(offered, chosen) : matching(offered, typed)}
            chosen={chosen}
            isSeveral={isSeveral}
            isFull={isSeveral && chosen.length >= most}
            isDisabled={props.isPressed && !mayPress}
            onToggle={toggle}
          />
          {isSeveral && chosen.length >= most && <p className="picker-note">No more than {most} can be chosen.</p>}
          {!isSeveral && chosen.length > 0 && (
            <button type="button" className="element-plain" onClick={() => choose(null)}>
              Clear
            </button>
          )}
        </div>
      </details>
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

function holdsIds(type: string): boolean {
  return /users|conversations|channels/.test(type);
}

function chosenOf(value: Entered, offered: ShownOption[]): ShownOption[] {
  if (isOptionValue(value)) return [value];
  if (!Array.isArray(value)) return [];
  const ids = value.filter((one) => typeof one === 'string');
  const unnamed = (id: string): ShownOption => ({ value: id, text: { type: 'plain_text', text: id } });
  return [...optionsIn(value), ...ids.map((id) => offered.find((one) => one.value === id) ?? unnamed(id))];
}

function matching(options: ShownOption[], typed: string): ShownOption[] {
  const sought = typed.trim().toLowerCase();
  return sought === '' ? options : options.filter((one) => one.text.text.toLowerCase().includes(sought));
}

function withChosen(options: ShownOption[], chosen: ShownOption[]): ShownOption[] {
  return [...chosen.filter((one) => !options.some(({ value }) => value === one.value)), ...options];
}

type SearchProps = { typed: string; isWanted: boolean; onType: (typed: string) => void; hint: string | null };

function PickerSearch({ typed, isWanted, onType, hint }: SearchProps) {
  if (!isWanted) return null;
  return (
    <>
      <input
        className="element-input"
        type="search"
        aria-label="Find an option"
        placeholder="Find…"
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          // Return would send the form this stands in.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {hint !== null && (
        <p className="picker-note" role="status">
          {hint}
        </p>
      )}
    </>
  );
}
