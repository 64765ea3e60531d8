/** An emergency and the chain of those whom it wakes, as it burns down. */
import { useId } from 'react';
import type { ChainStep, EmergencyPart } from '../../../contract.ts';
import { momentText, shortMomentText } from '../../clock/moments.ts';
import {
  burningShare,
  countdownText,
  type Moment,
  missedText,
  STATES,
  standsText,
  stepText,
  WAYS,
} from './chain-words.ts';
import './chain.css';

function Flame() {
  return (
    <svg className="chain-flame" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M8.4 1c.5 2.600 4.100 4.200 4.100 8.200a4.500 4.500 0 0 1-9 0c0-1.900 1-3 1.700-4.100.3 1.200.9 1.700 1.500 1.900C6.500 4.800 7 2.700 8.400 1Z" />
    </svg>
  );
}

/** *out*: the step at which somebody took it; *off*: what then was not needed any more. */
type Burn = 'burnt' | 'burning' | 'out' | 'coming' | 'off';

function burnsOf({ state, steps }: EmergencyPart): Burn[] {
  const last = steps.findLastIndex(({ pagedAt }) => pagedAt !== null);
  return steps.map(({ pagedAt }, index) => {
    if (pagedAt === null) return state === 'triggered' ? 'coming' : 'off';
    if (index < last) return 'burnt';
    return state === 'triggered' ? 'burning' : 'out';
  });
}

function Who({ step, burn }: { step: ChainStep; burn: Burn }) {
  const names = step.people.map(({ name }) => name).join(', ');
  if (burn === 'off') return <p className="chain-names">{names}</p>;
  if (step.isLastResort && burn === 'coming') return <p className="chain-names">{names}, by every way there is</p>;
  return (
    <ul className="chain-people">
      {step.people.map(({ name, ways }) => (
        <li key={name}>
          {name}
          {ways.map(({ way, state }) => (
            <span key={way} className="chain-way" data-state={state}>
              <span aria-hidden="true">{STATES[state].sign}</span> {WAYS[way]}
              <span className="chain-hidden"> ({STATES[state].word})</span>
            </span>
          ))}
        </li>
      ))}
      {step.missed.map((one) => (
        <li key={one.name} className="chain-missed">
          {missedText(one)}
        </li>
      ))}
    </ul>
  );
}

type StepProps = { step: ChainStep; burn: Burn; share: number; moment: Moment };

function Step({ step, burn, share, moment }: StepProps) {
  const { now, timeZone } = moment;
  const short = (at: number) => shortMomentText(at, now, timeZone);
  const when =
    step.pagedAt !== null
      ? `paged ${short(step.pagedAt)}`
      : step.dueAt === null
        ? 'not needed'
        : `due ${short(step.dueAt)}`;
  return (
    <li className="chain-step" data-burn={burn}>
      <span className="chain-fuse" aria-hidden="true">
        <span style={{ height: `${burn === 'burnt' ? 100 : burn === 'burning' ? share : 0}%` }} />
      </span>
      <span className="chain-knot" aria-hidden="true">
        {burn === 'burning' ? <Flame /> : null}
      </span>
      <div className="chain-head">
        <strong>{stepText(step)}</strong>
        <span className="chain-when">{when}</span>
      </div>
      <Who step={step} burn={burn} />
    </li>
  );
}

/** What happens next by itself, with what is left of the time until then. */
function Next({ emergency, moment }: { emergency: EmergencyPart; moment: Moment }) {
  const { state, nextAt, silentAt, nextUpdateAt, hasIt, isDrill, steps } = emergency;
  const isAtEnd = isDrill && steps.every(({ pagedAt }) => pagedAt !== null);
  const { now, timeZone } = moment;
  const ahead = [
    ...(state === 'triggered' && nextAt !== null
      ? [{ what: isAtEnd ? 'It ends by itself' : 'Next step', at: nextAt }]
      : []),
    ...(state === 'acknowledged' && silentAt !== null
      ? [{ what: `${hasIt?.split(' ')[0] ?? 'They'} paged again, if silent`, at: silentAt }]
      : []),
    ...(state !== 'resolved' && nextUpdateAt !== null ? [{ what: 'The client hears next', at: nextUpdateAt }] : []),
  ];
  if (ahead.length === 0) return null;
  return (
    <dl className="chain-next">
      {ahead.map(({ what, at }, index) => (
        <div key={what} data-first={index === 0}>
          <dt>{what}</dt>
          <dd>
            <span className="chain-countdown">{countdownText(at, now)}</span>
            <small>{shortMomentText(at, now, timeZone)}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Takes an emergency, the moment and its zone, gives how it stands, what comes next, and its chain step by step. */
export function Chain({ emergency, moment }: { emergency: EmergencyPart; moment: Moment }) {
  const id = useId();
  const { client, number, isDrill, severity, state, round, rounds, steps, raisedBy, raisedAt } = emergency;
  const share = burningShare(emergency, moment.now);
  const burns = burnsOf(emergency);
  return (
    <section className="chain" data-state={state} data-drill={isDrill} aria-labelledby={id}>
      <header className="chain-title">
        <h3 id={id}>
          {isDrill ? 'Drill' : `Emergency ${number ?? ''}`} of {client}
        </h3>
        <span className="chain-tag">{isDrill ? 'drill' : severity}</span>
      </header>
      <p className="chain-stands" role="status">
        {standsText(emergency, moment)}
      </p>
      <p className="chain-raised">
        Raised by {raisedBy}, {momentText(raisedAt, moment.timeZone)}.
        {state === 'triggered' && rounds > 1 ? ` Round ${round} of ${rounds}.` : ''}
      </p>
      <Next emergency={emergency} moment={moment} />
      <ol className="chain-steps" aria-label="The chain">
        {steps.map((step, index) => (
          <Step
            key={`${step.again ?? round} ${step.number} ${step.pagedAt ?? 'coming'} ${step.isLastResort}`}
            step={step}
            burn={burns[index] ?? 'coming'}
            share={share}
            moment={moment}
          />
        ))}
      </ol>
    </section>
  );
}
