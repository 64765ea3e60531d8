import type { ClockPart } from '../../contract.ts';
import { dayText, differsIn, shortMomentText, timeText, zoneText } from './moments.ts';

/** Takes the clock and the reader's zone, gives date and time of the agency, and the reader's own where it differs. */
export function ClockFace({ clock, readerZone }: { clock: ClockPart; readerZone: string }) {
  const { now, timeZone } = clock;
  const differs = differsIn(now, timeZone, readerZone);
  const readers = shortMomentText(now, now, readerZone);
  const isOtherDay = dayText(now, readerZone) !== dayText(now, timeZone);
  return (
    <div className="clock-face">
      <time className="clock-now" dateTime={new Date(now).toISOString()}>
        <span className="clock-day">
          {dayText(now, timeZone)}
          <span className="clock-year"> {dayText(now, timeZone, true).slice(-4)}</span>
        </span>{' '}
        <strong className="clock-time">{timeText(now, timeZone)}</strong>
      </time>
      <span className="clock-zones">
        {zoneText(timeZone)}
        {differs
          ? ` · ${isOtherDay ? `${dayText(now, readerZone).split(' ')[0]} ` : ''}${readers} in ${zoneText(readerZone)}`
          : ''}
      </span>
    </div>
  );
}
