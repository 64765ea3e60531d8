/** Phones, mailboxes and systems of the sandbox's people: what rang, and how each of them takes it. */
import { useId, useState } from 'react';
import type { Done, HouseDeed, PhonesPart, Rung, Takes } from '../../../contract.ts';
import { shortMomentText } from '../../clock/moments.ts';
import './phones.css';

const SYSTEM = 'system';
/** Below them stands how each of them takes it, which must stay near. */
const SHOWN = 12;

const SIGNS: Record<Rung['way'], string> = {
  sms: 'M4.500 2.500h7v11h-7zM7 11.500h2',
  call: 'M4 2.500 6.300 2l1.200 3-1.400 1.200a7.500 7.500 0 0 0 3.700 3.700L11 8.500l3 1.200-.5 2.300a1.600 1.600 0 0 1-1.700 1.200A10.500 10.500 0 0 1 2.800 4.200 1.600 1.600 0 0 1 4 2.500Z',
  email: 'M2 4h12v8.500H2zM2 4.500l6 4.500 6-4.500',
  webhook: 'M3 5.500h7.500M8 3l2.500 2.500L8 8M13 10.500H5.500M8 8l-2.500 2.500L8 13',
  pagerduty: 'M8 2.500v1M4 11.500V7.500a4 4 0 0 1 8 0v4l1 1H3zM6.700 13.500h2.600',
};

/** What rang at whom: `Ruth Okafor’s phone`, `PagerDuty`. */
function whereText({ way, what, name }: Rung): string {
  if (way === 'sms') return `${name}: text message`;
  if (way === 'call') return `${name}: call`;
  if (way === 'email') return `${name}: e-mail`;
  const told =
    what === 'page' ? 'paged' : what === 'acknowledged' ? 'told that somebody has it' : 'told that it is over';
  return `${way === 'webhook' ? 'Webhook' : 'PagerDuty'}: ${told}`;
}

/** What came of it, in a word. */
export function tookText({ takes, way, to, stoppedAt }: Rung): string {
  if (takes === 'refuses') return 'could not be reached';
  if (stoppedAt !== null) return takes === 'answers' ? 'answered' : 'stopped ringing';
  if (to === SYSTEM) return takes === 'answers' ? 'took it' : 'no answer in time';
  if (way === 'call') return takes === 'answers' ? 'answered' : 'rang out';
  return takes === 'answers' ? 'read' : 'not looked at';
}

function Ring({ rung, now, timeZone }: { rung: Rung; now: number; timeZone: string }) {
  const { way, at, title, text, language, isDrill, times, takes } = rung;
  return (
    <li className="phones-ring" data-takes={takes}>
      <svg className="phones-sign" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path d={SIGNS[way]} />
      </svg>
      <div className="phones-what">
        <span className="phones-who">
          <strong>{whereText(rung)}</strong>
          {isDrill ? <span className="phones-drill">drill</span> : null}
        </span>
        <span lang={language}>{title}</span>
        {text === '' ? null : (
          <span className="phones-text" lang={language}>
            {text}
          </span>
        )}
        <span className="phones-took">
          {tookText(rung)}
          {times > 1 ? `; it came ${times} times and counts once` : ''}
        </span>
      </div>
      <time className="phones-when" dateTime={new Date(at).toISOString()}>
        {shortMomentText(at, now, timeZone)}
      </time>
    </li>
  );
}

type Owner = PhonesPart['owners'][number];

const CHOICES: { takes: Takes; person: string; system: string }[] = [
  { takes: 'answers', person: 'hears it', system: 'takes it' },
  { takes: 'rings-out', person: 'sleeps through it', system: 'does not answer' },
  { takes: 'refuses', person: 'cannot be reached', system: 'refuses it' },
];

function OwnerRow({ owner, onTake }: { owner: Owner; onTake: (takes: Takes) => void }) {
  const id = useId();
  return (
    <li>
      <label htmlFor={id}>{owner.name}</label>
      <select id={id} value={owner.takes} onChange={(event) => onTake(event.target.value as Takes)}>
        {CHOICES.map(({ takes, person, system }) => (
          <option key={takes} value={takes}>
            {owner.to === SYSTEM ? system : person}
          </option>
        ))}
      </select>
    </li>
  );
}

/** Takes what rang and whose phones there are, the moment and its zone, and what chooses how somebody takes it. */
export function Phones(props: {
  phones: PhonesPart;
  now: number;
  timeZone: string;
  onDeed: (deed: HouseDeed) => Promise<Done>;
}) {
  const { phones, now, timeZone, onDeed } = props;
  const [trouble, setTrouble] = useState('');
  const take = async (to: string, takes: Takes) => {
    const done = await onDeed({ deed: 'phone', to, takes });
    setTrouble(done.ok ? '' : done.message);
  };
  return (
    <div className="phones">
      <h4>What rang</h4>
      {phones.rung.length === 0 ? (
        <p className="curtain-soft">
          Nothing has rung yet. To raise an emergency, write “red alert” in #nova-bikes as Anna, or type{' '}
          <code>/rules emergency</code> as somebody of the agency; then let the clock walk.
        </p>
      ) : (
        <ol className="phones-rung" aria-label="What rang, newest first">
          {phones.rung.slice(0, SHOWN).map((rung) => (
            <Ring key={rung.id} rung={rung} now={now} timeZone={timeZone} />
          ))}
        </ol>
      )}
      {phones.rung.length > SHOWN ? (
        <p className="curtain-soft">{phones.rung.length - SHOWN} more before; the story tells of all of them.</p>
      ) : null}
      <h4>When it rings</h4>
      <ul className="phones-owners">
        {phones.owners.map((owner) => (
          <OwnerRow key={owner.to} owner={owner} onTake={(takes) => void take(owner.to, takes)} />
        ))}
      </ul>
      {trouble === '' ? null : (
        <p className="curtain-failure" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
