import type { Rate } from '../../contract.ts';

const PACES: { rate: Rate; sign: string; label: string }[] = [
  { rate: 0, sign: '', label: 'Pause' },
  { rate: 1, sign: '×1', label: '×1: as fast as real time' },
  { rate: 60, sign: '×60', label: '×60: a minute each second' },
  { rate: 600, sign: '×600', label: '×600: ten minutes each second' },
];

/**
 * Takes how fast the clock runs and whether it walks somewhere, gives four toggle buttons. *Pause* can always be pressed,
 * as it also ends a walk.
 */
export function PaceChoice(props: { rate: Rate; isWalking: boolean; onPace: (rate: Rate) => void }) {
  return (
    <fieldset className="clock-paces">
      <legend className="clock-hidden">How fast time passes</legend>
      {PACES.map(({ rate, sign, label }) => {
        const text = rate === 0 && props.isWalking ? 'Pause: stop walking here' : label;
        return (
          <button
            key={rate}
            type="button"
            className="clock-pace"
            aria-pressed={props.rate === rate && !props.isWalking}
            aria-label={text}
            title={text}
            onClick={() => props.onPace(rate)}
          >
            {rate === 0 ? (
              <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
                <path d="M3 2h4v12H3ZM9 2h4v12H9Z" />
              </svg>
            ) : (
              sign
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
