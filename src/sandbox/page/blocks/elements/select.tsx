import { wordsIn } from '../reading.ts';
import { useSurface } from '../surface.tsx';
import { Aftermath } from './aftermath.tsx';
import { isOptionValue, type ShownOption } from './entered.ts';
import { offersOf } from './offers.ts';
import { type ElementProps, useElement } from './use-element.ts';

/** A select of one: fixed options, people, channels or conversations. */
export function SelectElement(props: ElementProps) {
  const { element, id, label, describedBy, isInvalid = false } = props;
  const { names } = useSurface();
  const { value, choose, isBusy, mayPress, trouble, question } = useElement(props);
  const groups = offersOf(element, names);
  const holdsOption = element.type === 'static_select';
  const chosen = isOptionValue(value) ? value.value : typeof value === 'string' ? value : '';
  const options = groups.flatMap((group) => group.options);
  const isKnown = chosen === '' || options.some((option) => option.value === chosen);
  const placeholder = wordsIn(element.placeholder) || 'Choose one';
  return (
    <span className="element">
      <select
        className="element-select"
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-busy={isBusy}
        disabled={props.isPressed && !mayPress}
        value={chosen}
        onChange={(event) => {
          const option = options.find((one) => one.value === event.target.value) ?? null;
          // Arrow keys walk through a closed select: the app is told where the walk ends.
          choose(holdsOption ? option : (option?.value ?? null), element.confirm === undefined ? 'pause' : undefined);
        }}
      >
        <option value="">{placeholder}</option>
        {!isKnown && <option value={chosen}>{isOptionValue(value) ? value.text.text : chosen}</option>}
        {groups.map((group) =>
          group.label === null ? (
            <OptionList key="" options={group.options} />
          ) : (
            <optgroup key={group.label} label={group.label}>
              <OptionList options={group.options} />
            </optgroup>
          ),
        )}
      </select>
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

function OptionList({ options }: { options: ShownOption[] }) {
  return options.map((option) => {
    const description = wordsIn(option.description);
    return (
      <option key={option.value} value={option.value}>
        {description === '' ? option.text.text : `${option.text.text} – ${description}`}
      </option>
    );
  });
}
