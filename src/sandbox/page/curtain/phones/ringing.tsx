import type { PhonesPart, Rung } from '../../../contract.ts';
import { useLook, usePart } from '../../connection/connection.tsx';
import './phones.css';

/** How long something that rang is news, in milliseconds of the sandbox's clock. */
const NEWS = 10 * 60_000;

/** What has just rung for somebody to take, and was not called back, the newest first. */
export function ringingNow({ rung, isLookingFor }: PhonesPart, now: number): Rung[] {
  if (!isLookingFor) return [];
  return rung.filter(({ what, at, stoppedAt }) => what === 'page' && stoppedAt === null && at > now - NEWS);
}

function ringingText([newest, ...others]: Rung[]): string {
  if (newest === undefined) return '';
  const { way, name } = newest;
  const head =
    way === 'call'
      ? `${name}’s phone rings`
      : way === 'sms'
        ? `A text message wakes ${name}`
        : way === 'email'
          ? `An e-mail to ${name}`
          : 'Another system is paged';
  const drill = newest.isDrill ? ' for a drill' : '';
  return others.length === 0 ? `${head}${drill}` : `${head}${drill}, and ${others.length} more`;
}

/** Says while something rings outside Slack, and leads to where it can be seen; nothing where that is open already. */
export function Ringing() {
  const phones = usePart('phones');
  const clock = usePart('clock');
  const { look, setLook } = useLook();
  const rung = phones && clock ? ringingNow(phones, clock.now) : [];
  const isShown = rung.length > 0 && !look.curtain;
  return (
    <div role="status" className="ringing">
      {isShown ? (
        <p>
          <span aria-hidden="true">☎</span> {ringingText(rung)}.
          <button type="button" className="button" onClick={() => setLook({ curtain: true, story: false })}>
            See who is woken
          </button>
        </p>
      ) : null}
    </div>
  );
}
