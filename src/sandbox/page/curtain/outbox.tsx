import type { OutboxLine } from '../../contract.ts';
import { shortMomentText } from '../clock/moments.ts';

type State = OutboxLine['state'];

const STATES: Record<State, { sign: string; word: string; tone: 'good' | 'busy' | 'bad' | 'quiet' }> = {
  waiting: { sign: '○', word: 'waiting', tone: 'busy' },
  sending: { sign: '↑', word: 'being sent', tone: 'busy' },
  unknown: { sign: '?', word: 'sent perhaps', tone: 'bad' },
  sent: { sign: '✓', word: 'sent', tone: 'good' },
  withdrawing: { sign: '↓', word: 'being withdrawn', tone: 'busy' },
  withdrawn: { sign: '↩', word: 'withdrawn', tone: 'quiet' },
  cancelled: { sign: '×', word: 'called off', tone: 'quiet' },
  failed: { sign: '!', word: 'failed', tone: 'bad' },
};

/** When a line was last heard of: `sent Mon 09:00`, `since Mon 09:00`. Instants in epoch milliseconds. */
export function whenText({ state, createdAt, sentAt }: OutboxLine, now: number, timeZone: string): string {
  const word = STATES[state].word;
  if (sentAt !== null && state === 'sent') return `${word} ${shortMomentText(sentAt, now, timeZone)}`;
  return `${word}, from ${shortMomentText(createdAt, now, timeZone)}`;
}

/** What the bot sends, newest first: to whom, what, and how that went. */
export function Outbox({ lines, now, timeZone }: { lines: readonly OutboxLine[]; now: number; timeZone: string }) {
  if (lines.length === 0) return <p className="curtain-hint">The bot has written nothing yet.</p>;
  return (
    <ol className="curtain-outbox" aria-label="Outbox, newest first">
      {lines.map((line) => (
        <li key={line.id} data-tone={STATES[line.state].tone}>
          <span className="curtain-sign" aria-hidden="true">
            {STATES[line.state].sign}
          </span>
          <span className="curtain-letter">
            <strong>{line.view.replaceAll('-', ' ')}</strong> to {line.to}
            <small>{line.rule.replaceAll('-', ' ')}</small>
          </span>
          <span className="curtain-when">{whenText(line, now, timeZone)}</span>
          {line.failure === null ? null : <span className="curtain-failure">{line.failure}</span>}
        </li>
      ))}
    </ol>
  );
}
