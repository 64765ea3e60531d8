import type { ClockPart } from '../../contract.ts';
import { momentText, shortMomentText, spanText, zoneText } from './moments.ts';

/** Where the clock can be asked to walk to. */
export type Target = { minutes: number } | { local: string } | 'next-opening' | 'next-deadline' | 'today';

const NO_OPENING = { note: 'none ahead', title: 'no office opens in the time that is planned for' };
const NO_DEADLINE = { note: 'nothing waits', title: 'nothing waits for an answer now' };
const STOPPED = { note: 'bot stopped', title: 'nobody knows while the bot is stopped' };

function Step(props: { label: string; note?: string; title: string; disabled?: boolean; onPress: () => void }) {
  // A button that is off keeps its place in the tab order, so that everybody can learn why.
  return (
    <button
      type="button"
      className="clock-step"
      title={props.title}
      aria-disabled={props.disabled === true}
      onClick={() => props.disabled !== true && props.onPress()}
    >
      <span>{props.label}</span>
      {props.note === undefined ? null : <small>{props.note}</small>}
    </button>
  );
}

/** Takes the clock and whom to tell, gives the four steps: a quarter, an hour, and the two moments that matter next. */
export function StepButtons({ clock, onWalk }: { clock: ClockPart; onWalk: (to: Target) => void }) {
  const { now, timeZone, isBotRunning } = clock;
  const moment = (label: string, at: number | null, to: Target, none: { note: string; title: string }) => (
    <Step
      label={label}
      note={at === null ? none.note : shortMomentText(at, now, timeZone)}
      title={
        at === null ? none.title : `${momentText(at, timeZone)} in ${zoneText(timeZone)}, ${spanText(at - now)} on`
      }
      disabled={at === null}
      onPress={() => onWalk(to)}
    />
  );
  return (
    <>
      <Step label="+15 min" title="Walk a quarter of an hour on" onPress={() => onWalk({ minutes: 15 })} />
      <Step label="+1 h" title="Walk an hour on" onPress={() => onWalk({ minutes: 60 })} />
      {moment('Next opening', clock.nextOpening, 'next-opening', isBotRunning ? NO_OPENING : STOPPED)}
      {moment('Next deadline', clock.nextDeadline, 'next-deadline', isBotRunning ? NO_DEADLINE : STOPPED)}
    </>
  );
}
