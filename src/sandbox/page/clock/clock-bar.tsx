/** The sandbox's clock: what time it is there, how fast it passes, and where it can walk to. */
import { useEffect, useRef, useState } from 'react';
import type { ClockPart, Done, HouseDeed } from '../../contract.ts';
import { useDeed, useLook, usePart } from '../connection/connection.tsx';
import { ClockFace } from './clock-face.tsx';
import { useDisclosure } from './disclosure.ts';
import { JumpForm } from './jump-form.tsx';
import { momentText } from './moments.ts';
import { PaceChoice } from './pace-choice.tsx';
import { StepButtons, type Target } from './step-buttons.tsx';
import './clock-bar.css';

/** Says where a walk has ended, once, to those who cannot see it. */
function useArrival(clock: ClockPart): string {
  const wasWalking = useRef(clock.isWalking);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (wasWalking.current && !clock.isWalking) setSaid(`It is now ${momentText(clock.now, clock.timeZone)}.`);
    wasWalking.current = clock.isWalking;
  }, [clock]);
  return said;
}

function Jump(props: { clock: ClockPart; onWalk: (to: Target) => void }) {
  const within = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useDisclosure(within);
  const walk = (to: Target) => {
    setOpen(false);
    within.current?.querySelector('button')?.focus();
    props.onWalk(to);
  };
  return (
    <div className="clock-more" ref={within}>
      <button type="button" className="clock-step" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span>Jump to…</span>
        <small>a date</small>
      </button>
      {isOpen ? (
        <div className="clock-panel">
          <JumpForm clock={props.clock} onJump={(local) => walk({ local })} onToday={() => walk('today')} />
        </div>
      ) : null}
    </div>
  );
}

/**
 * Takes the clock, the reader's zone, the channel that the next moments are meant for, and what carries out a deed. What the
 * sandbox refuses is said below the buttons.
 */
export function ClockControls(props: {
  clock: ClockPart;
  readerZone: string;
  channel: string | null;
  onDeed: (deed: HouseDeed) => Promise<Done>;
}) {
  const { clock, onDeed } = props;
  const whole = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useDisclosure(whole);
  const [refusal, setRefusal] = useState('');
  const arrival = useArrival(clock);
  const carryOut = async (deed: HouseDeed) => {
    setRefusal('');
    const done = await onDeed(deed);
    if (!done.ok) setRefusal(done.message);
  };
  const walk = (to: Target) => void carryOut({ deed: 'walk', to, channel: props.channel });
  return (
    <section className="clock" aria-label="Clock" ref={whole} data-open={isOpen} data-walking={clock.isWalking}>
      <div className="clock-row">
        <button
          type="button"
          className="clock-opener"
          aria-expanded={isOpen}
          aria-label="What the clock can do"
          title="What the clock can do"
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
        </button>
        <ClockFace clock={clock} readerZone={props.readerZone} />
        <PaceChoice
          rate={clock.rate}
          isWalking={clock.isWalking}
          onPace={(rate) => void carryOut({ deed: 'pace', rate })}
        />
        <div className="clock-steps">
          <StepButtons clock={clock} onWalk={walk} />
          <Jump clock={clock} onWalk={walk} />
        </div>
      </div>
      {clock.isWalking ? <progress className="clock-progress" aria-label="The clock is walking" /> : null}
      {refusal === '' ? null : (
        <p className="clock-refusal clock-refusal-below" role="alert">
          {refusal}
          <button type="button" className="clock-plain-button" onClick={() => setRefusal('')}>
            All right
          </button>
        </p>
      )}
      <p className="clock-hidden" role="status">
        {arrival}
      </p>
    </section>
  );
}

/** The clock of the connected sandbox; nothing until it is known. */
export function ClockBar() {
  const clock = usePart('clock');
  const workspace = usePart('workspace');
  const { look } = useLook();
  const onDeed = useDeed();
  if (!clock) return null;
  const readerZone = workspace?.me.timeZone ?? clock.timeZone;
  return <ClockControls clock={clock} readerZone={readerZone} channel={look.channel} onDeed={onDeed} />;
}
