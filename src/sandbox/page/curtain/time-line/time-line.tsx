/** Deadlines on a line of time, with the hours shaded in which the agency is open. */
import { useId, useState } from 'react';
import type { Timeline } from '../../../contract.ts';
import { momentText, zoneText } from '../../clock/moments.ts';
import { DeadlineRow } from './deadline-row.tsx';
import { DeadlineTable } from './deadline-table.tsx';
import type { Now } from './row-words.ts';
import { isWithin, placeOf, roomFor, type Scale, ticksOf } from './scale.ts';
import { RingMark, STATE_WORDS, StateMark } from './states.tsx';
import { useMoved } from './use-moved.ts';
import './time-line.css';

export type TimeLineProps = {
  timeline: Timeline;
  moment: Now;
  /** `ts` of the message that is looked at. */
  selected: string | null;
  onLook: (about: { channel: string; ts: string }) => void;
};

/** Shades, ticks and the present moment, behind all rows. */
function Grid({ timeline, moment }: TimeLineProps) {
  const { now, timeZone } = moment;
  return (
    <div className="time-line-grid" aria-hidden="true">
      {timeline.open.map(({ from, to }) => {
        const left = placeOf(from, timeline);
        return (
          <span
            key={from}
            className="time-line-open"
            style={{ left: `${left}%`, width: `${placeOf(to, timeline) - left}%` }}
          />
        );
      })}
      {ticksOf(timeline, timeZone).map(({ at, kind }) => (
        <span key={at} className="time-line-tick" data-kind={kind} style={{ left: `${placeOf(at, timeline)}%` }} />
      ))}
      {isWithin(now, timeline) ? (
        <span className="time-line-now" style={{ left: `${placeOf(now, timeline)}%` }} />
      ) : null}
    </div>
  );
}

function Axis({ scale, timeZone }: { scale: Scale; timeZone: string }) {
  const days = (scale.to - scale.from) / 86_400_000;
  const labels = roomFor(ticksOf(scale, timeZone), scale, days > 8 ? 7 : 11);
  return (
    <div className="time-line-axis" aria-hidden="true">
      <div className="time-line-labels">
        {labels.map(({ at, kind, label }) => (
          <span key={at} data-kind={kind} style={{ left: `${placeOf(at, scale)}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

function Legend() {
  return (
    <ul className="time-line-legend" aria-label="Legend">
      <li>
        <span className="time-line-swatch" data-of="open" /> open
      </li>
      <li>
        <span className="time-line-swatch" data-of="now" /> now
      </li>
      <li>
        <RingMark /> rings next
      </li>
      {(['pending', 'met', 'breached', 'cancelled'] as const).map((state) => (
        <li key={state}>
          <StateMark state={state} /> {STATE_WORDS[state]}
        </li>
      ))}
    </ul>
  );
}

/** Takes the line, the moment and its zone, gives a row for each deadline; at choice all as a table. */
export function TimeLine(props: TimeLineProps) {
  const { timeline, moment, selected, onLook } = props;
  const [isTable, setTable] = useState(false);
  const moved = useMoved(timeline.deadlines);
  const id = useId();
  const { deadlines } = timeline;
  const span = `${momentText(timeline.from, moment.timeZone)} to ${momentText(timeline.to, moment.timeZone)}`;
  return (
    <section className="time-line" aria-labelledby={id}>
      <div className="time-line-title">
        <h3 id={id}>Time line</h3>
        <span className="time-line-zone">times in {zoneText(moment.timeZone)}</span>
        {deadlines.length === 0 ? null : (
          <button type="button" className="time-line-toggle" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            As a table
          </button>
        )}
      </div>
      {isTable && deadlines.length > 0 ? (
        <DeadlineTable deadlines={deadlines} moment={moment} onLook={onLook} />
      ) : (
        <>
          <p className="time-line-hidden">From {span}.</p>
          <div className="time-line-canvas">
            <Axis scale={timeline} timeZone={moment.timeZone} />
            <div className="time-line-body">
              <Grid {...props} />
              <ol className="time-line-rows">
                {deadlines.map((deadline) => (
                  <li key={deadline.id}>
                    <DeadlineRow
                      deadline={deadline}
                      scale={timeline}
                      moment={moment}
                      was={moved.get(deadline.id)}
                      isSelected={selected !== null && deadline.about?.ts === selected}
                      onLook={onLook}
                    />
                  </li>
                ))}
              </ol>
            </div>
          </div>
          {deadlines.length === 0 ? (
            <p className="time-line-empty">
              Nothing waits for an answer. Ask something as the client, and it stands here.
            </p>
          ) : null}
          <Legend />
        </>
      )}
    </section>
  );
}
