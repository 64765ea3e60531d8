import { type FormEvent, useId, useState } from 'react';
import type { ClockPart } from '../../contract.ts';
import { localText, refusalOf, zoneText } from './moments.ts';

const QUARTER = 15 * 60_000;

/**
 * Takes the clock, gives a field for a date and time of the agency. `onJump` gets them as `2026-11-23T09:00` when they lie
 * ahead; a past one is refused in words beside the field. `onToday` walks to today.
 */
export function JumpForm(props: { clock: ClockPart; onJump: (local: string) => void; onToday: () => void }) {
  const { now, timeZone } = props.clock;
  const id = useId();
  const [typed, setTyped] = useState(() => localText(Math.ceil((now + 1) / QUARTER) * QUARTER, timeZone));
  const [refusal, setRefusal] = useState<string | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const refused = refusalOf(typed, now, timeZone);
    setRefusal(refused);
    if (refused === null) props.onJump(typed.slice(0, 16));
  }

  return (
    <form className="clock-jump" onSubmit={submit} noValidate>
      <label htmlFor={id}>Date and time in {zoneText(timeZone)}</label>
      <span className="clock-jump-row">
        <input
          id={id}
          type="datetime-local"
          value={typed}
          aria-describedby={`${id}-refusal`}
          aria-invalid={refusal !== null}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="clock-main-button">
          Go
        </button>
      </span>
      <p id={`${id}-refusal`} className="clock-refusal" role="alert">
        {refusal}
      </p>
      <button type="button" className="clock-plain-button" onClick={props.onToday}>
        To today’s date
      </button>
    </form>
  );
}
