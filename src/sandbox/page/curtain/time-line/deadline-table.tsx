import type { TimelineDeadline } from '../../../contract.ts';
import { momentText } from '../../clock/moments.ts';
import type { Now } from './row-words.ts';
import { STATE_WORDS, StateMark } from './states.tsx';

/** The same deadlines as a table, times in the zone given. */
export function DeadlineTable(props: {
  deadlines: readonly TimelineDeadline[];
  moment: Now;
  onLook: (about: { channel: string; ts: string }) => void;
}) {
  const { timeZone } = props.moment;
  const at = (instant: number | null) => (instant === null ? '–' : momentText(instant, timeZone));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="time-line-scroll" aria-label="Deadlines as a table" tabIndex={0}>
      <table className="time-line-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col">Asked</th>
            <th scope="col">Rings next</th>
            <th scope="col">Due</th>
            <th scope="col">Settled</th>
          </tr>
        </thead>
        <tbody>
          {props.deadlines.map(({ id, name, about, channelName, state, from, ringAt, dueAt, settledAt }) => (
            <tr key={id}>
              <th scope="row">
                {about === null ? (
                  name
                ) : (
                  <button type="button" className="time-line-link" onClick={() => props.onLook(about)}>
                    {name}
                  </button>
                )}
                {channelName === '' ? null : <small> #{channelName}</small>}
              </th>
              <td>
                <StateMark state={state} /> {STATE_WORDS[state]}
              </td>
              <td>{at(from)}</td>
              <td>{at(ringAt)}</td>
              <td>{at(dueAt)}</td>
              <td>{at(settledAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
