import type { Way } from '../agreement/escalation.ts';
import { machineClock } from '../clock.ts';
import { type Config, missingFor } from '../config.ts';
import {
  type Outcome,
  type Page,
  type PagedPerson,
  type PageOutcome,
  type Pager,
  SlackUnavailable,
} from '../engine/ports.ts';
import { commandLogger } from './logger.ts';

/** One way that was tried, how long it took (milliseconds), and what to look at next. */
export type Tried = { way: Way; outcome: Outcome | PageOutcome | { kind: 'not tried' }; took: number; hint: string };

/** Somebody in Slack, as against a contact by a short name. */
export const isSlackId = (id: string) => /^[UW][A-Z0-9]{2,}$/.test(id);

/** Why a way cannot be tried with this person, in words; empty where it can. */
export function lacking(way: Way, person: PagedPerson, config: Config): string {
  if (way === 'slack' && !isSlackId(person.id)) return 'nobody in Slack';
  if (way === 'slack' && config.slack === null) return 'set SLACK_BOT_TOKEN';
  const missing = missingFor(way, config.paging);
  if (missing.length > 0) return `set ${missing.join(', ')}`;
  if ((way === 'sms' || way === 'call') && person.phone === null)
    return 'no phone under onCall: contacts: in agency.yml';
  if (way === 'email' && person.email === null) return 'no email under onCall: contacts: in agency.yml';
  return '';
}

type Trial = { way: Way; person: PagedPerson; config: Config; pager: Pager; page: Page };

/** Tries one way, once. */
export async function tryWay({ way, person, config, pager, page }: Trial): Promise<Tried> {
  const lacks = lacking(way, person, config);
  if (lacks !== '') return { way, outcome: { kind: 'not tried' }, took: 0, hint: lacks };
  const begun = machineClock();
  const outcome = way === 'slack' ? await bySlack(person, config, page) : await pager.page(way, person, page);
  const took = machineClock() - begun;
  // What the drill has opened elsewhere is closed again.
  if (way !== 'slack' && outcome.kind !== 'refused') await pager.tell(way, 'resolved', page);
  return { way, outcome, took, hint: hintOf(way, outcome) };
}

async function bySlack({ id }: PagedPerson, { slack }: Config, page: Page): Promise<Outcome> {
  if (slack === null) return { kind: 'refused', because: 'not set up' };
  const { connectSlack, testMessageOf } = await import('../main.ts');
  try {
    const { sender } = await connectSlack(slack, commandLogger(false));
    return await sender.post({ userId: id }, testMessageOf(page), page.key);
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    return { kind: 'unreachable', because: error.refusal ?? 'Slack could not be asked' };
  }
}

/** Which setting says where a way leads. */
const ADDRESSES: Readonly<Record<Way, string>> = {
  slack: 'SLACK_API_URL',
  sms: 'TWILIO_API_URL',
  call: 'TWILIO_API_URL',
  email: 'SMTP_URL',
  webhook: 'PAGE_WEBHOOK_URL',
  pagerduty: 'PAGERDUTY_API_URL',
};

/** What an operator would look at next. */
function hintOf(way: Way, outcome: Outcome | PageOutcome): string {
  const because = 'because' in outcome ? outcome.because : '';
  if (/^http (401|403)$|^smtp (530|534|535)$/.test(because)) return `the credentials are not taken: ${settingsOf(way)}`;
  if (because === 'http 404') return `nothing is there: ${ADDRESSES[way]}`;
  if (/CERT|SIGNATURE/.test(because)) return `it does not prove its name: ${ADDRESSES[way]}`;
  if (outcome.kind === 'unreachable') return `nobody takes it there now: ${ADDRESSES[way]}`;
  if (outcome.kind === 'wait') return `to be tried again in ${Math.ceil(outcome.retryAfter / 1000)} s`;
  return outcome.kind === 'unknown' ? 'it may have come through' : '';
}

function settingsOf(way: Way): string {
  if (way === 'slack') return 'SLACK_BOT_TOKEN';
  const none = { webhook: null, pagerDuty: null, mail: null, twilio: null };
  return missingFor(way, none).join(', ');
}
