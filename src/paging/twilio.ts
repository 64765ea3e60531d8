import type { Page, PagedPerson, PageOutcome } from '../engine/ports.ts';
import { type Post, textIn } from './http.ts';
import type { PagingSettings } from './settings.ts';
import { smsOf, spokenOf } from './texts.ts';

type Twilio = NonNullable<PagingSettings['twilio']>;

/** A phone rings so long (seconds), which is less than the shortest step between two people. */
const RINGS_FOR = '25';

/** Twilio's own bound, in characters. */
const LONGEST_TWIML = 4_000;

/** Voices that read our words aloud; the rest of our texts come in no other language. */
const VOICES: Readonly<Record<string, string>> = {
  en: 'language="en-US" voice="Polly.Joanna"',
  tr: 'language="tr-TR" voice="Polly.Filiz"',
};

/** Text messages and calls by Twilio's API. What it takes is on its way; whether a phone rang only Twilio knows. */
export function twilioWays(settings: Twilio, post: Post) {
  const { accountSid, authToken, from, smsFrom } = settings;
  const account = new URL(`/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/`, settings.url);
  const headers = {
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    'user-agent': 'Groundrules',
  };

  async function send(resource: string, fields: Record<string, string>): Promise<PageOutcome> {
    const body = new URLSearchParams(fields).toString();
    const answer = await post({ url: new URL(resource, account).href, headers, body });
    if (answer.kind !== 'answered') return answer;
    const sid = textIn(answer.body, 'sid');
    if (sid === null) return { kind: 'unknown', because: 'unreadable answer' };
    const failed = textIn(answer.body, 'status') === 'failed' || textIn(answer.body, 'status') === 'undelivered';
    return failed ? { kind: 'refused', because: 'failed at once' } : { kind: 'sent', reference: sid };
  }

  async function sms(to: PagedPerson, page: Page): Promise<PageOutcome> {
    const sender = smsFrom ?? from;
    if (sender === null) return { kind: 'refused', because: 'not set up' };
    if (to.phone === null) return { kind: 'refused', because: 'no phone' };
    // A messaging service chooses the number itself.
    const by = sender.startsWith('MG') ? { MessagingServiceSid: sender } : { From: sender };
    return send('Messages.json', { To: to.phone, ...by, Body: smsOf(page) });
  }

  async function call(to: PagedPerson, page: Page): Promise<PageOutcome> {
    if (from === null) return { kind: 'refused', because: 'not set up' };
    if (to.phone === null) return { kind: 'refused', because: 'no phone' };
    return send('Calls.json', { To: to.phone, From: from, Twiml: twimlOf(page), Timeout: RINGS_FOR });
  }

  /** One that somebody is listening to already goes on. */
  const hangUp = (callSid: string) => send(`Calls/${encodeURIComponent(callSid)}.json`, { Status: 'canceled' });

  return { sms, call, hangUp, hasSms: (smsFrom ?? from) !== null, hasCall: from !== null };
}

/** What Twilio's voice says, as its own XML. */
export function twimlOf(page: Page): string {
  const voice = VOICES[page.language.split(/[-_]/)[0] ?? ''] ?? VOICES.en;
  const pause = '<Pause length="1"/>';
  const written = (sentences: readonly string[]) => {
    const said = sentences.map((sentence) => `<Say ${voice}>${escapeXml(sentence)}</Say>`);
    return `<Response>${pause}${said.join(pause)}</Response>`;
  };
  const { once, again } = spokenOf(page);
  const twice = written([...once, ...again]);
  return twice.length <= LONGEST_TWIML ? twice : written(once);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Some characters may stand in no XML at all, not even escaped. */
function escapeXml(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').replaceAll(/[&<>"']/g, (one) => entities[one] ?? '');
}
