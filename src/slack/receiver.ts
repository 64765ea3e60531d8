import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Door } from './door.ts';
import { incomingFromEnvelope } from './inbound/envelope.ts';

type Wiring = { door: Door; botUserId: string; logger: Logger };

/**
 * Puts the door before Bolt: what Slack tells is claimed before Bolt may authorise or acknowledge it. A claim that throws
 * leaves the payload unacknowledged, so that Slack tries again. Gives the same receiver.
 */
export function claimFirst(receiver: Receiver, wiring: Wiring): Receiver {
  const init = receiver.init.bind(receiver);
  receiver.init = (app: App) => {
    const bolt = app.processEvent.bind(app);
    app.processEvent = (event) => take(event, wiring, bolt);
    init(app);
  };
  return receiver;
}

async function take(event: ReceiverEvent, wiring: Wiring, bolt: App['processEvent']): Promise<void> {
  const { door, botUserId, logger } = wiring;
  const reading = incomingFromEnvelope(event.body, botUserId);
  switch (reading.kind) {
    case 'happened': {
      const claimed = await door.claim(reading.incoming, { resent: (event.retryNum ?? 0) > 0 });
      try {
        await bolt(event);
      } finally {
        // Ours from here on, whatever became of the acknowledgement.
        if (claimed.length > 0) door.walk(claimed);
      }
      return;
    }
    case 'asked':
      return bolt({ ...event, customProperties: { ...event.customProperties, request: reading.request } });
    case 'rate-limited':
      await door.rateLimited(reading.minute);
      return event.ack();
    case 'malformed':
      logger.warn({ eventId: reading.eventId, because: reading.because }, 'payload not understood');
      await door.malformed(reading.eventId, reading.because);
      return event.ack();
    case 'nothing':
      return event.ack();
  }
}
