import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Page, PagedIncident, PagedPerson, PageOutcome } from '../engine/ports.ts';
import { type Post, textIn } from './http.ts';
import type { PagingSettings } from './settings.ts';
import { titleOf } from './texts.ts';

type Webhook = NonNullable<PagingSettings['webhook']>;

/** Signs a body as of an instant (epoch milliseconds): what a receiver compares, as the README says. */
export function signatureOf(secret: string, at: number, body: string): { timestamp: string; signature: string } {
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex');
  return { timestamp, signature: `v1=${digest}` };
}

/** Tells a system of the agency's own, in signed JSON. Phone and e-mail are left out: it knows people by their Slack ids. */
export function webhookWay({ url, secret }: Webhook, post: Post, clock: Clock) {
  async function send(key: string, content: Record<string, unknown>): Promise<PageOutcome> {
    const now = clock();
    const body = JSON.stringify({ ...content, sentAt: new Date(now).toISOString() });
    const { timestamp, signature } = signatureOf(secret, now, body);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Groundrules',
      'idempotency-key': key,
      'groundrules-timestamp': timestamp,
      'groundrules-signature': signature,
    };
    const answer = await post({ url, headers, body });
    return answer.kind === 'answered' ? { kind: 'sent', reference: textIn(answer.body, 'id') ?? key } : answer;
  }
  return {
    page(to: PagedPerson, page: Page): Promise<PageOutcome> {
      const { key, incidentKey, isDrill, text, link, language } = page;
      const person = { id: to.id, name: to.name };
      const content = { incident: incidentKey, drill: isDrill, title: titleOf(page), text, link, language, person };
      return send(key, { event: 'page', key, ...content });
    },
    tell(event: 'acknowledged' | 'resolved', incident: PagedIncident): Promise<PageOutcome> {
      const key = `${incident.incidentKey}:${event}`;
      const content = { incident: incident.incidentKey, drill: incident.isDrill, title: titleOf(incident) };
      return send(key, { event, key, ...content });
    },
  };
}
