import type { CSSProperties } from 'react';
import type { TimelineDeadline } from '../../../contract.ts';
import { shortMomentText } from '../../clock/moments.ts';
import { dueText, type Now, unseenText } from './row-words.ts';
import { isWithin, placeOf, type Scale } from './scale.ts';
import { RingMark, StateMark } from './states.tsx';

type Part = { from: number; to: number; kind: 'asked' | 'late' };

/** The bar's parts: what was promised, and what went beyond it. */
function partsOf({ state, from, dueAt, settledAt }: TimelineDeadline, now: number): Part[] {
  const end = settledAt ?? now;
  const promisedUntil = state === 'met' || state === 'cancelled' ? Math.min(end, dueAt) : dueAt;
  const parts: Part[] = [{ from: from ?? promisedUntil, to: promisedUntil, kind: 'asked' }];
  if (state === 'breached' && end > dueAt) parts.push({ from: dueAt, to: end, kind: 'late' });
  return parts;
}

const at = (instant: number, scale: Scale): CSSProperties => ({ left: `${placeOf(instant, scale)}%` });
const across = (from: number, to: number, scale: Scale): CSSProperties => ({
  left: `${placeOf(from, scale)}%`,
  width: `${Math.max(0, placeOf(to, scale) - placeOf(from, scale))}%`,
});

/**
 * Takes a deadline, the scale, the moment and, where it has just moved, when it was due before. Gives its row: a button that
 * leads to the message it is about, or plain where it is about none.
 */
export function DeadlineRow(props: {
  deadline: TimelineDeadline;
  scale: Scale;
  moment: Now;
  was: number | undefined;
  isSelected: boolean;
  onLook: (about: { channel: string; ts: string }) => void;
}) {
  const { deadline, scale, moment, was, onLook } = props;
  const { about, state, dueAt, ringAt, settledAt } = deadline;
  const short = (instant: number) => shortMomentText(instant, moment.now, moment.timeZone);
  const mark = state === 'met' || state === 'cancelled' ? (settledAt ?? dueAt) : dueAt;
  const content = (
    <>
      <span className="time-line-head">
        <StateMark state={state} />
        <span className="time-line-name">
          {deadline.name}
          {deadline.channelName === '' ? null : <small> #{deadline.channelName}</small>}
        </span>
        {ringAt === null ? null : (
          <span className="time-line-ring">
            <RingMark /> <span className="time-line-hidden">rings </span>
            {short(ringAt)}
          </span>
        )}
        <span className="time-line-due">{dueText(deadline, moment)}</span>
      </span>
      <span className="time-line-track" data-state={state}>
        {partsOf(deadline, moment.now).map(({ from, to, kind }) => (
          <span key={kind} className="time-line-bar" data-kind={kind} style={across(from, to, scale)} />
        ))}
        {was === undefined ? null : <span className="time-line-was" style={at(was, scale)} />}
        {ringAt !== null && isWithin(ringAt, scale) ? (
          <span className="time-line-point" data-of="ring" style={at(ringAt, scale)}>
            <RingMark />
          </span>
        ) : null}
        {isWithin(mark, scale) ? (
          <span className="time-line-point" style={at(mark, scale)}>
            <StateMark state={state} />
          </span>
        ) : null}
      </span>
      <span className="time-line-hidden">
        {unseenText(deadline, moment)}
        {deadline.about === null ? '' : '. Look at its message'}
      </span>
      {was === undefined ? null : (
        <span className="time-line-moved">
          moved: was due {short(was)}, is due {short(dueAt)}
        </span>
      )}
    </>
  );
  if (about === null) return <div className="time-line-row">{content}</div>;
  return (
    <button type="button" className="time-line-row" aria-current={props.isSelected} onClick={() => onLook(about)}>
      {content}
    </button>
  );
}
