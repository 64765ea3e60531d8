import type { TimelineDeadline } from '../../../contract.ts';

export type DeadlineState = TimelineDeadline['state'];

/** The states in words, in the order of a legend. */
export const STATE_WORDS: Record<DeadlineState, string> = {
  pending: 'waiting',
  met: 'kept',
  breached: 'late',
  cancelled: 'called off',
};

/** A ring, a tick, a filled lozenge or a cross: the shape tells the state without the colour. */
export function StateMark({ state }: { state: DeadlineState }) {
  return (
    <svg className="time-line-mark" data-state={state} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {state === 'pending' ? <circle cx="8" cy="8" r="5" /> : null}
      {state === 'met' ? <path d="M2.5 8.5 6.5 12.5 13.5 4" /> : null}
      {state === 'breached' ? <path className="time-line-filled" d="M8 1.2 14.8 8 8 14.8 1.2 8Z" /> : null}
      {state === 'cancelled' ? <path d="M4 4 12 12M12 4 4 12" /> : null}
    </svg>
  );
}

/** Where it rings next. */
export function RingMark() {
  return (
    <svg className="time-line-ring-mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d="M8 2 14.5 13.5H1.5Z" />
    </svg>
  );
}
