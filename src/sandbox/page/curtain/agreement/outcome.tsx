import type { AppliedAgreement } from '../../../contract.ts';
import { movedText, outcomeSentence } from './outcome-words.ts';

type About = { channel: string; ts: string };

/** The lines of a list that is long only sometimes. */
function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className="agreement-lines">
        {lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * Takes what became of applying, the zone for due times and what leads to a message. A refusal offers `onForce`, to apply it
 * all the same, and `onRevert`.
 */
export function Outcome(props: {
  applied: AppliedAgreement;
  timeZone: string;
  onLook: (about: About) => void;
  onForce: () => void;
  onRevert: () => void;
}) {
  const { applied } = props;
  const isGood = applied.outcome === 'applied' || applied.outcome === 'unchanged';
  return (
    <div className="agreement-outcome" data-good={isGood}>
      <p>
        <span aria-hidden="true">{isGood ? '✓ ' : '⚠ '}</span>
        {outcomeSentence(applied)}
      </p>
      {applied.outcome === 'refused' ? (
        <>
          <Lines title="What would become different" lines={applied.difference} />
          <div className="agreement-buttons">
            <button type="button" onClick={props.onForce}>
              Apply all the same
            </button>
            <button type="button" onClick={props.onRevert}>
              Take what is in force
            </button>
          </div>
        </>
      ) : null}
      {applied.outcome === 'applied' ? (
        <>
          <Lines title="Changed" lines={applied.changes} />
          {applied.moved.length === 0 ? null : <h4>Due at another time</h4>}
          <ul className="agreement-lines">
            {applied.moved.map((moved) => (
              <li key={`${moved.channel}/${moved.ts}`}>
                <button type="button" className="agreement-moved" onClick={() => props.onLook(moved)}>
                  {movedText(moved, props.timeZone)}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
