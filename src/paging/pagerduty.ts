import { createHash } from 'node:crypto';
import type { Page, PagedIncident, PagedPerson, PageOutcome } from '../engine/ports.ts';
import { type Post, textIn } from './http.ts';
import type { PagingSettings } from './settings.ts';
import { titleOf } from './texts.ts';

type PagerDuty = NonNullable<PagingSettings['pagerDuty']>;

/** PagerDuty's own bounds, in characters. */
const LONGEST_KEY = 255;
const LONGEST_SUMMARY = 1000;
const LONGEST_TEXT = 10_000;

const actions = { acknowledged: 'acknowledge', resolved: 'resolve' } as const;

/**
 * Speaks PagerDuty's Events API v2. One incident of ours is one alert there, whoever is paged: PagerDuty has its own list
 * of people.
 */
export function pagerDutyWay({ url, routingKey }: PagerDuty, post: Post) {
  async function send(action: string, incidentKey: string, content: Record<string, unknown>): Promise<PageOutcome> {
    const dedupKey = withinKey(incidentKey);
    const event = { routing_key: routingKey, event_action: action, dedup_key: dedupKey, ...content };
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Groundrules' };
    const answer = await post({ url: new URL('/v2/enqueue', url).href, headers, body: JSON.stringify(event) });
    if (answer.kind !== 'answered') return answer;
    // Something in between may answer in PagerDuty's place, kindly and without having heard us.
    if (textIn(answer.body, 'status') !== 'success') return { kind: 'unknown', because: 'unreadable answer' };
    return { kind: 'sent', reference: textIn(answer.body, 'dedup_key') ?? dedupKey };
  }
  return {
    page(to: PagedPerson, page: Page): Promise<PageOutcome> {
      const details = { text: page.text.slice(0, LONGEST_TEXT), person: to.name, drill: page.isDrill };
      const payload = {
        summary: titleOf(page, LONGEST_SUMMARY),
        source: 'Groundrules',
        severity: page.isDrill ? 'info' : 'critical',
        class: page.isDrill ? 'drill' : 'emergency',
        custom_details: details,
      };
      const links = page.link === null ? {} : { client_url: page.link, links: [{ href: page.link, text: 'Slack' }] };
      return send('trigger', page.incidentKey, { client: 'Groundrules', payload, ...links });
    },
    tell: (what: 'acknowledged' | 'resolved', { incidentKey }: PagedIncident): Promise<PageOutcome> =>
      send(actions[what], incidentKey, {}),
  };
}

function withinKey(key: string): string {
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('hex');
}
