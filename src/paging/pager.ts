/** Wakes people by other ways than Slack. Knows neither rules nor the database: whoever calls decides whom, and tries again. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Page, PagedPerson, PageOutcome, Pager, PageWay } from '../engine/ports.ts';
import { emailWay } from './email.ts';
import { httpDoor, type Patience } from './http.ts';
import { pagerDutyWay } from './pagerduty.ts';
import type { PagingSettings } from './settings.ts';
import { twilioWays } from './twilio.ts';
import { webhookWay } from './webhook.ts';

/** Milliseconds. A way that takes longer has failed: others are on their way, and it is tried again. */
const USUAL: Patience = { whole: 10_000, connecting: 4_000 };

export type PagerParts = {
  /** The machine's own: receivers compare a signature's time with theirs. */
  clock: Clock;
  logger: Logger;
  patience?: Patience;
};

const notSetUp: PageOutcome = { kind: 'refused', because: 'not set up' };

/** Makes the pager from what the environment holds; a way that is not set up refuses. Opens no connection by itself. */
export function createPager(settings: PagingSettings, { clock, logger, patience = USUAL }: PagerParts): Pager {
  const door = httpDoor(patience, clock);
  const webhook = settings.webhook && webhookWay(settings.webhook, door.post, clock);
  const pagerDuty = settings.pagerDuty && pagerDutyWay(settings.pagerDuty, door.post);
  const email = settings.mail && emailWay(settings.mail, patience);
  const twilio = settings.twilio && twilioWays(settings.twilio, door.post);

  type Paging = (to: PagedPerson, page: Page) => Promise<PageOutcome>;
  const ways: Record<PageWay, Paging | null> = {
    webhook: webhook?.page ?? null,
    pagerduty: pagerDuty?.page ?? null,
    email: email?.page ?? null,
    sms: twilio?.hasSms ? twilio.sms : null,
    call: twilio?.hasCall ? twilio.call : null,
  };
  const keepers = { webhook, pagerduty: pagerDuty, email: null, sms: null, call: null };

  /** The log says that a way was taken and what came of it: never to whom, where, or with which words. */
  async function noted(way: PageWay, what: string, work: () => Promise<PageOutcome>): Promise<PageOutcome> {
    const outcome = await work().catch((error: unknown): PageOutcome => {
      logger.error({ err: error, way }, 'A way of paging failed in itself');
      return { kind: 'unknown', because: 'failed' };
    });
    const because = 'because' in outcome ? { because: outcome.because } : {};
    const fields = { way, what, outcome: outcome.kind, ...because };
    if (outcome.kind === 'sent') logger.info(fields, 'Paged');
    else logger.warn(fields, 'Not paged');
    return outcome;
  }

  return {
    has: (way) => ways[way] !== null,
    page: (way, to, page) => noted(way, 'page', async () => (await ways[way]?.(to, page)) ?? notSetUp),
    async tell(way, what, incident) {
      const keeper = keepers[way];
      return keeper === null ? null : noted(way, what, () => keeper.tell(what, incident));
    },
    async withdraw(way, reference) {
      if (way !== 'call' || twilio === null) return null;
      return noted(way, 'withdrawn', () => twilio.hangUp(reference));
    },
    async close() {
      email?.close();
      await door.close();
    },
  };
}
