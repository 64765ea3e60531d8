import { wordsIn } from '../reading.ts';
import { useSurface } from '../surface.tsx';
import { fromWall, toWall } from '../wall-time.ts';
import { Aftermath } from './aftermath.tsx';
import type { Entered } from './entered.ts';
import { type ElementProps, useElement } from './use-element.ts';

const INPUTS: Record<string, 'date' | 'time' | 'datetime-local'> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** A date, a time, or both; both are meant in the reader's zone and handed on as epoch seconds. */
export function DateElement(props: ElementProps) {
  const { element, id, label, describedBy, isInvalid = false } = props;
  const { names } = useSurface();
  const { value, choose, isBusy, mayPress, trouble, question } = useElement(props);
  const type = INPUTS[element.type] ?? 'date';
  const isInstant = type === 'datetime-local';
  const shown = typeof value === 'number' ? toWall(value, names.timeZone) : typeof value === 'string' ? value : '';
  return (
    <span className="element">
      <input
        className="element-input element-date"
        type={type}
        id={id}
        aria-label={label}
        title={wordsIn(element.placeholder) || undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-busy={isBusy}
        disabled={props.isPressed && !mayPress}
        value={shown}
        onChange={(event) => {
          const typed = event.target.value;
          const next: Entered = isInstant ? fromWall(typed, names.timeZone) : typed || null;
          // Somebody who types a year passes the years 2, 20 and 202.
          choose(next, isMidYear(typed) ? 'never' : 'pause');
        }}
      />
      {isInstant && <span className="element-zone">{names.timeZone.replaceAll('_', ' ')}</span>}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}

function isMidYear(typed: string): boolean {
  return typed.startsWith('0') && typed.includes('-');
}
