/** What the chain of an emergency says, in words. Instants are epoch milliseconds; zones are IANA names. */
import type { ChainState, ChainStep, EmergencyPart, Rung } from '../../../contract.ts';
import { shortMomentText } from '../../clock/moments.ts';

export type Moment = { now: number; timeZone: string };
export type AnyWay = Rung['way'] | 'slack';

export const WAYS: Record<AnyWay, string> = {
  slack: 'Slack',
  sms: 'text message',
  call: 'call',
  email: 'e-mail',
  webhook: 'webhook',
  pagerduty: 'PagerDuty',
};

export const STATES: Record<ChainState, { sign: string; word: string }> = {
  coming: { sign: '○', word: 'still to come' },
  waiting: { sign: '◔', word: 'on its way' },
  sent: { sign: '✓', word: 'sent' },
  unknown: { sign: '?', word: 'sent perhaps, tried again' },
  failed: { sign: '✕', word: 'did not arrive' },
  cancelled: { sign: '–', word: 'called off' },
};

const MISSED: Record<string, string> = {
  away: 'is away',
  'nobody-there': 'nobody is there',
  unknown: 'is not known',
  unread: 'Slack has not said who is in it',
  'not-staff': 'is not of the staff',
  'no-way': 'cannot be reached by these ways',
};

/** Why a step does not reach somebody; the bot's own code where it is another. */
export function missedText({ name, because }: ChainStep['missed'][number]): string {
  return `${name} ${MISSED[because] ?? because}`;
}

/** What is left until an instant as a clock counts it down, `4:59` or `1:04:59`; `0:00` once it has come. */
export function countdownText(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** How the emergency stands, in a sentence. */
export function standsText(emergency: EmergencyPart, { now, timeZone }: Moment): string {
  const { state, hasIt, since, isFalseAlarm, isDrill, steps } = emergency;
  const at = since === null ? '' : shortMomentText(since, now, timeZone);
  if (isDrill)
    return state === 'resolved' ? `The drill is over, ${at}.` : 'A drill: nothing has happened. Who answers?';
  if (state === 'resolved')
    return `${isFalseAlarm ? 'A false alarm, closed' : 'Resolved'} by ${hasIt ?? 'somebody'}, ${at}.`;
  if (state === 'acknowledged') return `${hasIt ?? 'Somebody'} has it since ${at}. Nobody else is paged.`;
  if (steps.every(({ pagedAt }) => pagedAt === null)) return 'It waits for the opening: so it was agreed.';
  return steps.some((step) => step.isLastResort && step.pagedAt !== null)
    ? 'Nobody took it. Everybody there is was paged.'
    : 'Nobody has it yet.';
}

/** Whose turn a step is, in a word: `Step 2`, `Step 1 again`, `Everybody there is`. */
export function stepText({ number, again, isLastResort }: ChainStep): string {
  if (isLastResort) return 'The last resort: everybody there is';
  return again === null ? `Step ${number}` : `Step ${number}, from the beginning again`;
}

/** How much of the time until the next step is over, in percent, while nobody has it. */
export function burningShare({ steps, nextAt }: EmergencyPart, now: number): number {
  const from = steps.findLast(({ pagedAt }) => pagedAt !== null)?.pagedAt ?? null;
  if (from === null) return 0;
  return nextAt === null || nextAt <= from ? 100 : Math.min(100, Math.max(0, ((now - from) / (nextAt - from)) * 100));
}
